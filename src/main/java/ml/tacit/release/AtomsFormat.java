package ml.tacit.release;

import ml.tacit.step.Atoms;

/**
 * Either the tensor {@code centres}, or {@code strips} and {@code cuts} (a row for each strip); the
 * field {@code tensors} has what their names begin with.
 */
final class AtomsFormat implements StepFormat<Atoms> {

  @Override
  public String kind() {
    return "atoms";
  }

  @Override
  public Class<Atoms> type() {
    return Atoms.class;
  }

  @Override
  public void write(Atoms atoms, StepWriter out) {
    if (atoms.centres().isPresent()) {
      out.matrix("centres", atoms.centres().get());
      return;
    }
    String prefix = out.name() + ".";
    out.put("tensors", prefix);
    out.tensors().vector(prefix + "strips", atoms.strips());
    out.tensors().factor(prefix + "cuts", atoms.cuts().orElseThrow());
  }

  @Override
  public Atoms read(StepReader in) {
    if (in.field("centres") != null) {
      return Atoms.nearest(in.matrix("centres"));
    }
    String prefix = in.text("tensors");
    double[] strips = in.tensors().vector(prefix + "strips");
    return Atoms.plane(strips, in.tensors().factor(prefix + "cuts", strips.length + 1));
  }
}
