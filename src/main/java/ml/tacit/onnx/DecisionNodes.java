package ml.tacit.onnx;

import java.util.List;
import ml.tacit.score.Decision;

/** The class with the largest score, the first of equal ones. */
final class DecisionNodes implements StepNodes<Decision> {

  @Override
  public Class<Decision> type() {
    return Decision.class;
  }

  @Override
  public String add(Decision decision, String rows, Graph graph) {
    String scores = StepKinds.add(decision.scores(), rows, graph);
    return graph.doubles(graph.node("ArgMax", List.of(Graph.setting("axis", 1)), scores));
  }
}
