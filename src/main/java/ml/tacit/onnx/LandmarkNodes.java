package ml.tacit.onnx;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ml.tacit.kernel.Kernel;
import ml.tacit.kernel.LandmarkMap;
import ml.tacit.matrix.Dense;
import org.ejml.data.DMatrixRMaj;

/**
 * The kernel with each landmark.
 *
 * <p>A squared distance is ‖x‖² + ‖y‖² − 2xᵀy about the mean of the landmarks, and 0 if that is
 * negative, as in the step: a common offset costs no digits. Sums that no matrix product gives
 * (Laplacian, chi-square) take n × m × d numbers of memory.
 */
final class LandmarkNodes implements StepNodes<LandmarkMap> {

  @Override
  public Class<LandmarkMap> type() {
    return LandmarkMap.class;
  }

  @Override
  public String add(LandmarkMap map, String rows, Graph graph) {
    DMatrixRMaj landmarks = map.landmarks();
    String text = map.kernel().toString();
    Map<String, Double> settings = settings(text);
    double gamma = settings.getOrDefault("gamma", 1.0);
    return switch (text.split(":", 2)[0]) {
      case "linear" -> products(rows, landmarks, 1, graph);
      case "polynomial" ->
          power(moved(rows, landmarks, settings, graph), settings.get("degree").intValue(), graph);
      case "sigmoid" -> graph.node("Tanh", moved(rows, landmarks, settings, graph));
      case "rbf" -> decay(gamma, squaredDistances(rows, landmarks, graph), graph);
      case "laplacian" -> decay(gamma, absoluteDistances(rows, landmarks, graph), graph);
      case "chi-square" -> decay(gamma, chiSquares(rows, landmarks, graph), graph);
      default -> throw new RefusedStepException("kernel '" + text + "' is not known here");
    };
  }

  /** Settings of the text form of a {@link Kernel}, which has all of them. */
  private static Map<String, Double> settings(String text) {
    Map<String, Double> settings = new HashMap<>();
    int colon = text.indexOf(':');
    if (colon >= 0) {
      for (String setting : text.substring(colon + 1).split(",")) {
        String[] parts = setting.split("=", 2);
        settings.put(parts[0], Double.valueOf(parts[1]));
      }
    }
    return settings;
  }

  /** Multiples of xᵀy. */
  private static String products(String rows, DMatrixRMaj landmarks, double multiple, Graph graph) {
    DMatrixRMaj multiples = Dense.transpose(landmarks);
    for (int at = 0; at < multiples.data.length; at++) {
      multiples.data[at] *= multiple;
    }
    return graph.node("MatMul", rows, graph.matrix(multiples));
  }

  /** γ xᵀy + c. */
  private static String moved(
      String rows, DMatrixRMaj landmarks, Map<String, Double> settings, Graph graph) {
    String scaled = products(rows, landmarks, settings.get("gamma"), graph);
    return graph.node("Add", scaled, graph.number(settings.get("coef0")));
  }

  /** By products, as in the step. */
  private static String power(String base, int degree, Graph graph) {
    String power = base;
    for (int p = 1; p < degree; p++) {
      power = graph.node("Mul", power, base);
    }
    return power;
  }

  private static String decay(double gamma, String distances, Graph graph) {
    return graph.node("Exp", graph.node("Mul", distances, graph.number(-gamma)));
  }

  private static String squaredDistances(String rows, DMatrixRMaj landmarks, Graph graph) {
    int d = landmarks.numCols;
    double[] mean = new double[d];
    for (int at = 0; at < landmarks.data.length; at++) {
      mean[at % d] += landmarks.data[at] / landmarks.numRows;
    }
    DMatrixRMaj centred = landmarks.copy();
    double[] lengths = new double[landmarks.numRows];
    for (int at = 0; at < centred.data.length; at++) {
      centred.data[at] -= mean[at % d];
      lengths[at / d] += centred.data[at] * centred.data[at];
    }
    String x = graph.node("Sub", rows, graph.row(mean));
    String sum = graph.node("Add", graph.sum(graph.node("Mul", x, x), 1), graph.row(lengths));
    String distances = graph.node("Add", sum, products(x, centred, -2, graph));
    return graph.node("Max", distances, graph.number(0));
  }

  private static String absoluteDistances(String rows, DMatrixRMaj landmarks, Graph graph) {
    String differences = graph.node("Sub", apart(rows, graph), layer(landmarks, graph));
    return summed(graph.node("Abs", differences), graph);
  }

  /** (x − y)²/(x + y), where 0/0 is 0. */
  private static String chiSquares(String rows, DMatrixRMaj landmarks, Graph graph) {
    String x = apart(rows, graph);
    String y = layer(landmarks, graph);
    String difference = graph.node("Sub", x, y);
    String sum = graph.node("Add", x, y);
    String isZero = graph.node("Equal", sum, graph.number(0));
    String divisor = graph.node("Where", isZero, graph.number(1), sum);
    return summed(graph.node("Div", graph.node("Mul", difference, difference), divisor), graph);
  }

  /** n × 1 × d. */
  private static String apart(String rows, Graph graph) {
    return graph.node("Unsqueeze", rows, graph.codes(1));
  }

  /** 1 × m × d. */
  private static String layer(DMatrixRMaj landmarks, Graph graph) {
    return graph.numbers(landmarks.data, 1, landmarks.numRows, landmarks.numCols);
  }

  private static String summed(String pairs, Graph graph) {
    return graph.node("ReduceSum", List.of(Graph.setting("keepdims", 0)), pairs, graph.codes(2));
  }
}
