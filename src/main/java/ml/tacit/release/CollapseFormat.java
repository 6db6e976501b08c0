package ml.tacit.release;

import ml.tacit.step.Collapse;

/** Centroids, and what is left of the distance from them. */
final class CollapseFormat implements StepFormat<Collapse> {

  @Override
  public String kind() {
    return "collapse";
  }

  @Override
  public Class<Collapse> type() {
    return Collapse.class;
  }

  @Override
  public void write(Collapse step, StepWriter out) {
    out.matrix("centroids", step.centroids());
    out.put("share", step.share());
  }

  @Override
  public Collapse read(StepReader in) {
    return new Collapse(in.matrix("centroids"), in.number("share"));
  }
}
