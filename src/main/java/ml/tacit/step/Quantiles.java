package ml.tacit.step;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/** Edges that cut numbers into bins of about as many each. */
final class Quantiles {
  private Quantiles() {}

  /**
   * Edges for each group.
   *
   * @param values n numbers
   * @param group the group of each
   * @param groups how many there are
   * @param bins how many bins
   * @param few a group of fewer numbers for each bin has the edges of all
   * @return groups × (bins − 1)
   */
  static DMatrixRMaj edges(double[] values, int[] group, int groups, int bins, int few) {
    double[] all = edges(values, bins);
    DMatrixRMaj edges = new DMatrixRMaj(groups, bins - 1);
    for (int g = 0; g < groups; g++) {
      int own = g;
      double[] some =
          IntStream.range(0, values.length)
              .filter(i -> group[i] == own)
              .mapToDouble(i -> values[i])
              .toArray();
      System.arraycopy(
          some.length < few * bins ? all : edges(some, bins),
          0,
          edges.data,
          g * (bins - 1),
          bins - 1);
    }
    return edges;
  }

  /** Halfway between the numbers on both sides, so that no edge is a row's number. */
  private static double[] edges(double[] values, int bins) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double[] edges = new double[bins - 1];
    for (int b = 1; b < bins; b++) {
      int above = (int) ((long) b * sorted.length / bins);
      int below = Math.max(0, above - 1);
      edges[b - 1] = sorted[below] + (sorted[above] - sorted[below]) / 2;
    }
    return edges;
  }
}
