package ml.tacit.audit;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * An accuracy with its limits.
 *
 * @param accuracy share of right answers
 * @param low lower limit
 * @param high upper limit
 */
record Interval(double accuracy, double low, double high) {

  /**
   * Cluster bootstrap, percentile limits (Davison &amp; Hinkley 1997, ch. 3.8; Field &amp; Welsh
   * 2007, J. R. Statist. Soc. B 69): blocks are drawn with replacement, whole.
   *
   * <p>If every answer is right, or none, resampling sees no spread; the limit is then the exact
   * binomial one with the blocks as trials.
   *
   * @param right whether each test row was answered rightly
   * @param level coverage, say 0.95
   */
  static Interval of(boolean[] right, Blocks blocks, double level, int resamples, long seed) {
    double[] hits = new double[blocks.count()];
    double[] rows = new double[blocks.count()];
    for (int i = 0; i < right.length; i++) {
      hits[blocks.of()[i]] += right[i] ? 1 : 0;
      rows[blocks.of()[i]]++;
    }
    double accuracy = Arrays.stream(hits).sum() / right.length;
    double tail = (1 - level) / 2;
    if (accuracy == 0 || accuracy == 1) {
      double far = Math.pow(tail, 1.0 / blocks.count());
      return accuracy == 1 ? new Interval(1, far, 1) : new Interval(0, 0, 1 - far);
    }
    double[] drawn = resampled(hits, rows, resamples, seed);
    int cut = (int) Math.floor(tail * resamples);
    double low = Math.min(accuracy, drawn[cut]);
    double high = Math.max(accuracy, drawn[resamples - 1 - cut]);
    return new Interval(accuracy, low, high);
  }

  private static double[] resampled(double[] hits, double[] rows, int resamples, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] drawn = new double[resamples];
    for (int r = 0; r < resamples; r++) {
      double hit = 0;
      double row = 0;
      for (int b = 0; b < hits.length; b++) {
        int block = random.nextInt(hits.length);
        hit += hits[block];
        row += rows[block];
      }
      drawn[r] = hit / row;
    }
    Arrays.sort(drawn);
    return drawn;
  }
}
