package ml.tacit.leak;

import java.util.Arrays;

/**
 * What has to be taken from a matrix q(z,y; c) so that Σ_{y,c} max_z q(z,y; c) is at most a bound,
 * the least in squares.
 *
 * <p>Within each (y,c) everything above a level is cut off, and each level is where the same amount
 * λ is cut. The sum of the levels is convex, falling and piecewise linear in λ, so Newton's
 * iteration finds λ in a few steps, from wherever it starts: once left of the root it stays there.
 */
final class LeakProjection {
  private static final int STEPS = 100;

  private final int[] starts;
  private final int cells;

  /** For each (y,c) the sums of the 1, 2, … largest q. */
  private final double[] sums;

  private final double[] levels;
  private final double[] scratch;
  private double lambda;

  /**
   * A projection, with memory of its own: for one thread.
   *
   * @param starts the first row of each y, then the number of rows
   * @param cells columns
   */
  LeakProjection(int[] starts, int cells) {
    this.starts = starts;
    this.cells = cells;
    int groups = starts.length - 1;
    this.sums = new double[starts[groups] * cells];
    this.levels = new double[groups * cells];
    this.scratch = new double[starts[groups]];
  }

  /**
   * Replaces q by what is cut off.
   *
   * @param q rows × cells; changed
   * @param bound the largest sum of maxima
   */
  void replaceByExcess(double[] q, double bound) {
    if (sumUp(q) <= bound) {
      Arrays.fill(q, 0);
      lambda = 0;
      return;
    }
    findLambda(bound);
    for (int y = 0; y < starts.length - 1; y++) {
      for (int r = starts[y]; r < starts[y + 1]; r++) {
        for (int c = 0; c < cells; c++) {
          q[r * cells + c] = Math.max(q[r * cells + c] - levels[y * cells + c], 0);
        }
      }
    }
  }

  /** Fills {@link #sums}; the sum of the maxima. */
  private double sumUp(double[] q) {
    double maxima = 0;
    for (int y = 0; y < starts.length - 1; y++) {
      int count = starts[y + 1] - starts[y];
      for (int c = 0; c < cells; c++) {
        for (int k = 0; k < count; k++) {
          scratch[k] = q[(starts[y] + k) * cells + c];
        }
        Arrays.sort(scratch, 0, count);
        int at = starts[y] * cells + c * count;
        double sum = 0;
        for (int k = 0; k < count; k++) {
          sum += scratch[count - 1 - k];
          sums[at + k] = sum;
        }
        maxima += scratch[count - 1];
      }
    }
    return maxima;
  }

  private void findLambda(double bound) {
    for (int step = 0; step < STEPS; step++) {
      double total = 0;
      double slope = 0;
      for (int y = 0; y < starts.length - 1; y++) {
        int count = starts[y + 1] - starts[y];
        for (int c = 0; c < cells; c++) {
          int at = starts[y] * cells + c * count;
          double level = sums[at] - lambda;
          int k = 1;
          while (k < count && sums[at + k] - lambda > (k + 1) * level) {
            level = (sums[at + k] - lambda) / (k + 1);
            k++;
          }
          levels[y * cells + c] = level;
          total += level;
          slope += 1.0 / k;
        }
      }
      double change = (total - bound) / slope;
      double next = Math.max(lambda + change, 0);
      boolean done = Math.abs(next - lambda) <= 1e-14 * next;
      lambda = next;
      if (done) {
        return;
      }
    }
  }
}
