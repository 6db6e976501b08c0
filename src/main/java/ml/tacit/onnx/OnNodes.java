package ml.tacit.onnx;

import java.util.ArrayList;
import java.util.List;
import ml.tacit.step.On;

/** The kept columns, then what the inner step makes of the taken ones. */
final class OnNodes implements StepNodes<On> {

  @Override
  public Class<On> type() {
    return On.class;
  }

  @Override
  public String add(On on, String rows, Graph graph) {
    List<String> parts = new ArrayList<>();
    if (on.keep().length > 0) {
      parts.add(graph.columns(rows, on.inputs(), on.keep()));
    }
    parts.add(StepKinds.add(on.inner(), graph.columns(rows, on.inputs(), on.takes()), graph));
    return graph.beside(parts);
  }
}
