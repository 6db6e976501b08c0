package ml.tacit.audit;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The cluster bootstrap of several means at once: blocks are drawn with replacement, whole, the
 * same blocks for every mean (Davison &amp; Hinkley 1997, ch. 3.8; Field &amp; Welsh 2007, J. R.
 * Statist. Soc. B 69).
 *
 * <p>Joint limits are balanced percentile limits (Beran 1988, J. Amer. Statist. Assoc. 83): every
 * mean gets the same two-sided level, just wide enough that all of them hold together in the wanted
 * share of resamples. Limits of percentile type are a little narrow where blocks are few.
 */
final class Resamples {
  private final int[][] times;
  private final int[] sizes;
  private final Blocks blocks;

  private Resamples(int[][] times, Blocks blocks) {
    this.times = times;
    this.sizes = blocks.sizes();
    this.blocks = blocks;
  }

  static Resamples of(Blocks blocks, int resamples, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[][] times = new int[resamples][blocks.count()];
    for (int[] one : times) {
      for (int i = 0; i < one.length; i++) {
        one[random.nextInt(one.length)]++;
      }
    }
    return new Resamples(times, blocks);
  }

  int count() {
    return times.length;
  }

  /** Blocks drawn in each resample. */
  int blocks() {
    return sizes.length;
  }

  /** The mean of the values in every resample, in the order drawn; NaN values are not counted. */
  double[] means(double[] values) {
    double[] sums = new double[sizes.length];
    double[] counted = new double[sizes.length];
    for (int row = 0; row < values.length; row++) {
      if (!Double.isNaN(values[row])) {
        sums[blocks.of()[row]] += values[row];
        counted[blocks.of()[row]]++;
      }
    }
    double[] means = new double[times.length];
    for (int r = 0; r < means.length; r++) {
      double sum = 0;
      double rows = 0;
      for (int b = 0; b < sums.length; b++) {
        sum += times[r][b] * sums[b];
        rows += times[r][b] * counted[b];
      }
      means[r] = rows == 0 ? 0 : sum / rows;
    }
    return means;
  }

  /** Lower and upper limits of each mean, which hold together at this level. */
  static double[][] jointLimits(double[][] means, double level) {
    double share = sharedLevel(means, level, true);
    double[][] limits = new double[means.length][];
    for (int a = 0; a < means.length; a++) {
      double[] sorted = sorted(means[a]);
      limits[a] =
          new double[] {quantile(sorted, (1 - share) / 2), quantile(sorted, (1 + share) / 2)};
    }
    return limits;
  }

  /** Upper limits of each mean, which hold together at this level. */
  static double[] jointUpper(double[][] means, double level) {
    double share = sharedLevel(means, level, false);
    return Arrays.stream(means).mapToDouble(m -> quantile(sorted(m), share)).toArray();
  }

  private static double sharedLevel(double[][] means, double level, boolean twoSided) {
    int resamples = means[0].length;
    double[] farthest = new double[resamples];
    for (double[] mean : means) {
      double[] sorted = sorted(mean);
      for (int r = 0; r < resamples; r++) {
        double rank = rank(sorted, mean[r]);
        farthest[r] = Math.max(farthest[r], twoSided ? Math.abs(2 * rank - 1) : rank);
      }
    }
    return quantile(sorted(farthest), level);
  }

  /** Mid-rank as a share: half of the equal values count as below. */
  private static double rank(double[] sorted, double value) {
    int at = Arrays.binarySearch(sorted, value);
    int first = at;
    int last = at;
    while (first > 0 && sorted[first - 1] == value) {
      first--;
    }
    while (last < sorted.length - 1 && sorted[last + 1] == value) {
      last++;
    }
    return (first + last + 1) / 2.0 / sorted.length;
  }

  private static double quantile(double[] sorted, double share) {
    int at = (int) Math.ceil(share * sorted.length) - 1;
    return sorted[Math.max(0, Math.min(sorted.length - 1, at))];
  }

  private static double[] sorted(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }
}
