package ml.tacit.leak;

import java.util.Arrays;

/** The level t at which a given mass of numbers stands above it: Σ max(v − t, 0) = mass. */
final class Threshold {
  private Threshold() {}

  /**
   * Finds the level.
   *
   * @param values the first {@code count} are the numbers; sorted on return
   * @param count how many, at least one
   * @param mass positive
   * @return the level
   */
  static double of(double[] values, int count, double mass) {
    Arrays.sort(values, 0, count);
    double sum = values[count - 1];
    double level = sum - mass;
    for (int k = 2; k <= count && values[count - k] > level; k++) {
      sum += values[count - k];
      level = (sum - mass) / k;
    }
    return level;
  }

  /** Projects a row onto the probabilities: the nearest numbers ≥ 0 with sum 1. */
  static void toProbabilities(double[] row, int from, int count, double[] scratch) {
    System.arraycopy(row, from, scratch, 0, count);
    double level = of(scratch, count, 1);
    for (int i = from; i < from + count; i++) {
      row[i] = Math.max(row[i] - level, 0);
    }
  }
}
