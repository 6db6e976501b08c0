package ml.tacit.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import ml.tacit.step.Odds;

/** Log-odds of two classes, cut; square roots of the probabilities of more. */
final class OddsNodes implements StepNodes<Odds> {

  @Override
  public Class<Odds> type() {
    return Odds.class;
  }

  @Override
  public String add(Odds odds, String rows, Graph graph) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int g = 0; g < odds.groups().length; g++) {
      int classes = odds.groups()[g];
      String coordinates =
          classes == 2
              ? logOdds(odds, from, rows, graph)
              : roots(range(odds, from, classes, rows, graph), graph);
      double[] weights = new double[classes == 2 ? 1 : classes];
      Arrays.fill(weights, odds.weights()[g]);
      parts.add(graph.times(coordinates, weights));
      from += classes;
    }
    if (odds.numbers() > 0) {
      parts.add(range(odds, from, odds.numbers(), rows, graph));
    }
    return graph.beside(parts);
  }

  private static String logOdds(Odds odds, int from, String rows, Graph graph) {
    String difference =
        graph.node("Sub", range(odds, from + 1, 1, rows, graph), range(odds, from, 1, rows, graph));
    return graph.node("Clip", difference, graph.number(-Odds.MOST), graph.number(Odds.MOST));
  }

  private static String roots(String scores, Graph graph) {
    return graph.node("Sqrt", graph.node("Softmax", List.of(Graph.setting("axis", 1)), scores));
  }

  private static String range(Odds odds, int from, int count, String rows, Graph graph) {
    return graph.columns(rows, odds.inputs(), IntStream.range(from, from + count).toArray());
  }
}
