package ml.tacit.onnx;

import ml.tacit.step.Select;

/** Some columns. */
final class SelectNodes implements StepNodes<Select> {

  @Override
  public Class<Select> type() {
    return Select.class;
  }

  @Override
  public String add(Select select, String rows, Graph graph) {
    return graph.columns(rows, select.inputs(), select.columns());
  }
}
