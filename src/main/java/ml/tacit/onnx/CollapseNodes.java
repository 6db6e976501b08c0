package ml.tacit.onnx;

import java.util.Arrays;
import java.util.stream.IntStream;
import ml.tacit.step.Collapse;

/** μ_c + α (z − μ_c) of a code c and z. */
final class CollapseNodes implements StepNodes<Collapse> {

  @Override
  public Class<Collapse> type() {
    return Collapse.class;
  }

  @Override
  public String add(Collapse collapse, String rows, Graph graph) {
    String mean = graph.looked(graph.matrix(collapse.centroids()), graph.codesOf(rows, 0));
    int[] rest = IntStream.range(1, collapse.inputs()).toArray();
    String z = graph.columns(rows, collapse.inputs(), rest);
    double[] share = new double[collapse.outputs()];
    Arrays.fill(share, collapse.share());
    String away = graph.times(graph.node("Sub", z, mean), share);
    return graph.node("Add", mean, away);
  }
}
