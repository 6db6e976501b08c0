package ml.tacit.audit.statistics;

import java.util.Arrays;

/** Tails of the values that permutations gave; the identity is one of them. */
final class Tail {
  private final double[] sorted;

  Tail(double[] values) {
    sorted = values.clone();
    Arrays.sort(sorted);
  }

  /** Share of the values that are at least this one. */
  double atLeast(double value) {
    return (double) (sorted.length - Auc.below(sorted, value)) / sorted.length;
  }

  /** Share of the values that are at most this one. */
  double atMost(double value) {
    return (double) Auc.below(sorted, Math.nextUp(value)) / sorted.length;
  }

  /** The least of them whose share of values as large is at most 1 − level; infinite if none. */
  double critical(double level) {
    double least = Double.POSITIVE_INFINITY;
    int next = sorted.length; // equal values are as large as each other: all of them, or none
    while (next > 0 && atLeast(sorted[next - 1]) <= 1 - level) {
      least = sorted[next - 1];
      next = Auc.below(sorted, least);
    }
    return least;
  }

  /** The value that so many are below. */
  double value(int rank) {
    return sorted[rank];
  }

  /** Of each of these values, the share that is at least it. */
  static double[] ofEach(double[] values) {
    Tail tail = new Tail(values);
    return Arrays.stream(values).map(tail::atLeast).toArray();
  }

  /** The smallest of several p-values in every permutation. */
  static double[] smallest(Iterable<double[]> families, int count) {
    double[] least = new double[count];
    Arrays.fill(least, 1);
    for (double[] values : families) {
      double[] tails = ofEach(values);
      Arrays.setAll(least, r -> Math.min(least[r], tails[r]));
    }
    return least;
  }
}
