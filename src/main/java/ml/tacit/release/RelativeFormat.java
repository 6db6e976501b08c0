package ml.tacit.release;

import ml.tacit.step.Relative;

/** Which own rows are compared, and whether differences are scaled. */
final class RelativeFormat implements StepFormat<Relative> {

  @Override
  public String kind() {
    return "relative";
  }

  @Override
  public Class<Relative> type() {
    return Relative.class;
  }

  @Override
  public void write(Relative step, StepWriter out) {
    RankFormat.put(step.own(), out);
    out.put("scaled", step.scaled());
  }

  @Override
  public Relative read(StepReader in) {
    return new Relative(RankFormat.own(in), in.truth("scaled"));
  }
}
