package ml.tacit.onnx;

import java.util.List;
import ml.tacit.kernel.TensorSketchMap;
import org.ejml.data.DMatrixRMaj;

/** Count sketches, each a product with a matrix of few entries, convolved by Fourier transforms. */
final class TensorSketchNodes implements StepNodes<TensorSketchMap> {

  @Override
  public Class<TensorSketchMap> type() {
    return TensorSketchMap.class;
  }

  @Override
  public String add(TensorSketchMap map, String rows, Graph graph) {
    String real = null;
    String imaginary = null;
    for (int factor = 0; factor < map.factors(); factor++) {
      String spectrum = spectrum(map.sketch(factor), rows, graph);
      String re = part(spectrum, 0, graph);
      String im = part(spectrum, 1, graph);
      if (real == null) {
        real = re;
        imaginary = im;
      } else {
        String product =
            graph.node("Sub", graph.node("Mul", real, re), graph.node("Mul", imaginary, im));
        imaginary =
            graph.node("Add", graph.node("Mul", real, im), graph.node("Mul", imaginary, re));
        real = product;
      }
    }
    String back =
        graph.node(
            "DFT",
            List.of(Graph.setting("axis", 1), Graph.setting("inverse", 1)),
            graph.node(
                "Concat",
                List.of(Graph.setting("axis", 2)),
                graph.node("Unsqueeze", real, graph.codes(2)),
                graph.node("Unsqueeze", imaginary, graph.codes(2))));
    return part(back, 0, graph);
  }

  /** n × D × 2, of the sketch (x, 1) S. */
  private static String spectrum(DMatrixRMaj sketch, String rows, Graph graph) {
    int d = sketch.numRows - 1;
    int width = sketch.numCols;
    DMatrixRMaj ofRow = new DMatrixRMaj(d, width);
    System.arraycopy(sketch.data, 0, ofRow.data, 0, d * width);
    double[] constant = new double[width];
    System.arraycopy(sketch.data, d * width, constant, 0, width);
    String sketched =
        graph.node("Add", graph.node("MatMul", rows, graph.matrix(ofRow)), graph.row(constant));
    String signal = graph.node("Unsqueeze", sketched, graph.codes(2));
    return graph.node("DFT", List.of(Graph.setting("axis", 1)), signal);
  }

  /** The real part (0) or the imaginary one (1). */
  private static String part(String complex, int which, Graph graph) {
    String position = graph.codes(new int[] {which}, new long[0]);
    return graph.node("Gather", List.of(Graph.setting("axis", 2)), complex, position);
  }
}
