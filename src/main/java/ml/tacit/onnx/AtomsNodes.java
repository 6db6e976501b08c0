package ml.tacit.onnx;

import java.util.List;
import ml.tacit.step.Atoms;
import org.ejml.data.DMatrixRMaj;

/** The cell of a plane, or the nearest of some centres. */
final class AtomsNodes implements StepNodes<Atoms> {

  @Override
  public Class<Atoms> type() {
    return Atoms.class;
  }

  @Override
  public String add(Atoms atoms, String rows, Graph graph) {
    return atoms.centres().isPresent()
        ? nearest(atoms.centres().get(), rows, graph)
        : plane(atoms.strips(), atoms.cuts().orElseThrow(), rows, graph);
  }

  private static String plane(double[] strips, DMatrixRMaj cuts, String rows, Graph graph) {
    String x = graph.columns(rows, 2, 0);
    String y = graph.columns(rows, 2, 1);
    String strip =
        strips.length == 0
            ? graph.repeated(graph.row(0), 1, rows)
            : graph.count(graph.node("LessOrEqual", graph.row(strips), x));
    if (cuts.numCols == 0) {
      return strip;
    }
    String within = graph.looked(graph.matrix(cuts), graph.codesOf(strip, 0));
    String place = graph.count(graph.node("LessOrEqual", within, y));
    String before = graph.node("Mul", strip, graph.number(cuts.numCols + 1));
    return graph.node("Add", before, place);
  }

  private static String nearest(DMatrixRMaj centres, String rows, Graph graph) {
    String apart = graph.node("Unsqueeze", rows, graph.codes(1));
    String difference =
        graph.node("Sub", apart, graph.numbers(centres.data, 1, centres.numRows, centres.numCols));
    String distances =
        graph.node(
            "ReduceSum",
            List.of(Graph.setting("keepdims", 0)),
            graph.node("Mul", difference, difference),
            graph.codes(2));
    return graph.doubles(graph.node("ArgMin", List.of(Graph.setting("axis", 1)), distances));
  }
}
