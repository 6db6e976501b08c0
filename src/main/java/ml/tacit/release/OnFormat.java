package ml.tacit.release;

import ml.tacit.step.On;

/** A step on some of the columns, beside others that stay. */
final class OnFormat implements StepFormat<On> {

  @Override
  public String kind() {
    return "on";
  }

  @Override
  public Class<On> type() {
    return On.class;
  }

  @Override
  public void write(On step, StepWriter out) {
    out.counts("keep", step.keep());
    out.counts("takes", step.takes());
    out.step("inner", step.inner());
  }

  @Override
  public On read(StepReader in) {
    int[] takes = in.counts("takes");
    return new On(in.inputs(), in.counts("keep"), takes, in.step("inner", takes.length));
  }
}
