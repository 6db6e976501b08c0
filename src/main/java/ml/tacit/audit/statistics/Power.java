package ml.tacit.audit.statistics;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/**
 * The smallest leak that would have been found, simulated on the blocks of the test rows.
 *
 * <p>A simulated attacker names a row rightly with probability q. In a share √ρ of the rows it
 * follows the block's common luck, in the others the row's own, which makes ρ the correlation of
 * two rows of a block. The statistic is a weighted sum as in {@link Permutations}; the answer is
 * the least q, to within 1/512, at which it reaches the critical value in the wanted share of
 * simulations.
 */
public record Power(double level, double correlation) {
  private static final int SIMULATIONS = 400;
  private static final int STEPS = 9;

  /**
   * The least q that is found.
   *
   * @param sizes rows of each block that counts
   * @param weights what the share of its rows named rightly counts for, per block
   * @param critical the least value of the statistic that is reported
   * @return between 0 and 1, NaN if even q = 1 is not found
   */
  public double detectable(int[] sizes, double[] weights, double critical, long seed) {
    DoubleUnaryOperator found = q -> share(q, sizes, weights, critical, seed);
    if (found.applyAsDouble(1) < level) {
      return Double.NaN;
    }
    double low = 0;
    double high = 1;
    for (int step = 0; step < STEPS; step++) {
      double middle = (low + high) / 2;
      if (found.applyAsDouble(middle) >= level) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }

  private double share(double q, int[] sizes, double[] weights, double critical, long seed) {
    SplittableRandom random = new SplittableRandom(seed); // the same draws at every q
    double common = Math.sqrt(correlation);
    int found = 0;
    for (int s = 0; s < SIMULATIONS; s++) {
      double statistic = 0;
      for (int b = 0; b < sizes.length; b++) {
        boolean luck = random.nextDouble() < q;
        int right = 0;
        for (int row = 0; row < sizes[b]; row++) {
          boolean follows = random.nextDouble() < common;
          boolean own = random.nextDouble() < q;
          right += (follows ? luck : own) ? 1 : 0;
        }
        statistic += weights[b] * right / sizes[b];
      }
      found += statistic >= critical - 1e-9 ? 1 : 0;
    }
    return (double) found / SIMULATIONS;
  }
}
