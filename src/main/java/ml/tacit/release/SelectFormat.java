package ml.tacit.release;

import ml.tacit.step.Select;

/** Some of the columns, in an order. */
final class SelectFormat implements StepFormat<Select> {

  @Override
  public String kind() {
    return "select";
  }

  @Override
  public Class<Select> type() {
    return Select.class;
  }

  @Override
  public void write(Select step, StepWriter out) {
    out.counts("columns", step.columns());
  }

  @Override
  public Select read(StepReader in) {
    return new Select(in.inputs(), in.counts("columns"));
  }
}
