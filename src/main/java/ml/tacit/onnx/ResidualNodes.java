package ml.tacit.onnx;

import java.util.stream.IntStream;
import ml.tacit.step.Residual;

/** The map of the row less the mean of its code, which comes last. */
final class ResidualNodes implements StepNodes<Residual> {

  @Override
  public Class<Residual> type() {
    return Residual.class;
  }

  @Override
  public String add(Residual residual, String rows, Graph graph) {
    int d = residual.map().inputs();
    int[] first = IntStream.range(0, d).toArray();
    String mapped =
        StepKinds.add(residual.map(), graph.columns(rows, residual.inputs(), first), graph);
    String mean = graph.looked(graph.matrix(residual.means()), graph.codesOf(rows, d));
    return graph.node("Sub", mapped, mean);
  }
}
