package ml.tacit.audit.statistics;

import java.util.Arrays;

/** Ranks of weighted values as shares, equals in the middle of their places. */
final class MidRanks {
  private MidRanks() {}

  /**
   * The share of the weight of each value's group that lies below it, half of that at it included;
   * the weighted mean of a group is ½.
   *
   * @param group of each value, numbered from 0
   */
  static double[] of(double[] values, double[] weights, int[] group) {
    int[] sizes = new int[Arrays.stream(group).max().orElse(-1) + 1];
    for (int g : group) {
      sizes[g]++;
    }
    double[][] sorted = new double[sizes.length][];
    Arrays.setAll(sorted, g -> new double[sizes[g]]);
    int[] next = new int[sizes.length];
    for (int i = 0; i < values.length; i++) {
      sorted[group[i]][next[group[i]]++] = values[i] + 0.0; // no negative zero: equals are equal
    }
    double[][] at = new double[sizes.length][]; // weight of equals, where the first of them stands
    for (int g = 0; g < sizes.length; g++) {
      Arrays.sort(sorted[g]);
      at[g] = new double[sizes[g]];
    }
    int[] place = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      place[i] = Auc.below(sorted[group[i]], values[i]);
      at[group[i]][place[i]] += weights[i];
    }
    double[][] below = new double[sizes.length][];
    double[] whole = new double[sizes.length];
    for (int g = 0; g < sizes.length; g++) {
      below[g] = new double[sizes[g]];
      for (int i = 0; i < sizes[g]; i++) {
        below[g][i] = whole[g];
        whole[g] += at[g][i];
      }
    }
    double[] ranks = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      int g = group[i];
      ranks[i] = (below[g][place[i]] + at[g][place[i]] / 2) / whole[g];
    }
    return ranks;
  }
}
