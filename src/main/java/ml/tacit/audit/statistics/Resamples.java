package ml.tacit.audit.statistics;

import java.util.Arrays;
import java.util.List;
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
public final class Resamples {
  private final int[][] times;
  private final int[] sizes;
  private final Blocks blocks;

  private Resamples(int[][] times, Blocks blocks) {
    this.times = times;
    this.sizes = blocks.sizes();
    this.blocks = blocks;
  }

  public static Resamples of(Blocks blocks, int resamples, long seed) {
    return of(blocks, resamples, new SplittableRandom(seed));
  }

  /** The same with the next numbers of a generator. */
  public static Resamples of(Blocks blocks, int resamples, SplittableRandom random) {
    int[][] times = new int[resamples][blocks.count()];
    for (int[] one : times) {
      for (int i = 0; i < one.length; i++) {
        one[random.nextInt(one.length)]++;
      }
    }
    return new Resamples(times, blocks);
  }

  public int count() {
    return times.length;
  }

  /** The mean of the values in every resample, in the order drawn; NaN values are not counted. */
  public double[] means(double[] values) {
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

  /**
   * Percentile limits of the mean of some shares, widened where resampling sees no spread; they
   * enclose the mean.
   *
   * @param values between 0 and 1, a value per row
   * @return lower and upper limit
   */
  public double[] limits(double[] values, double level) {
    double mean = Arrays.stream(values).average().orElseThrow();
    double[] sorted = sorted(means(values));
    int cut = (int) Math.floor((1 - level) / 2 * sorted.length);
    double[] limits = {
      Math.min(mean, sorted[cut]), Math.max(mean, sorted[sorted.length - 1 - cut])
    };
    widenIfDegenerate(limits, mean, level);
    return limits;
  }

  /**
   * Limits of several shares of right answers, which hold together at this level.
   *
   * @param hits 1 or 0 per row, per answer, or the values of {@link Influence} of a share
   * @return lower and upper limit per answer; exact where all rows are right, or none
   */
  public double[][] jointLimitsOfShares(List<double[]> hits, double level) {
    double[][] limits = jointLimits(hits.stream().map(this::means).toArray(double[][]::new), level);
    for (int a = 0; a < limits.length; a++) {
      widenIfDegenerate(limits[a], Influence.mean(hits.get(a)), level);
    }
    return limits;
  }

  /**
   * If every answer is right, or none, resampling sees no spread; the limit is then the exact
   * binomial one with the blocks as trials.
   */
  private void widenIfDegenerate(double[] limits, double share, double level) {
    double far = Math.pow((1 - level) / 2, 1.0 / sizes.length);
    if (share == 1) {
      limits[0] = far;
    } else if (share == 0) {
      limits[1] = 1 - far;
    }
  }

  /** Lower and upper limits of each mean, which hold together at this level. */
  public static double[][] jointLimits(double[][] means, double level) {
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
  public static double[] jointUpper(double[][] means, double level) {
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
