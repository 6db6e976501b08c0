package ml.tacit.release;

import example.Clip;

/** Limits of columns: tensors {@code low} and {@code high}. */
final class ClipFormat implements StepFormat<Clip> {

  @Override
  public String kind() {
    return "clip";
  }

  @Override
  public Class<Clip> type() {
    return Clip.class;
  }

  @Override
  public void write(Clip clip, StepWriter out) {
    String prefix = out.name() + ".";
    out.put("tensors", prefix);
    out.tensors().vector(prefix + "low", clip.low());
    out.tensors().vector(prefix + "high", clip.high());
  }

  @Override
  public Clip read(StepReader in) {
    String prefix = in.text("tensors");
    return new Clip(in.tensors().vector(prefix + "low"), in.tensors().vector(prefix + "high"));
  }
}
