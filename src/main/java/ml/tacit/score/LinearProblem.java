package ml.tacit.score;

import ml.tacit.matrix.Dense;
import org.ejml.data.DMatrixRMaj;

/**
 * Rows and classes that linear scores are fitted to, shared by all ridges: mean loss + ½·ridge·‖W‖²
 * (intercepts free) is minimised over W.
 *
 * <p>Own code because Smile sums in parallel, so its bits depend on the number of threads, and
 * because limited-memory BFGS in principal axes is much quicker on collinear columns. Immutable and
 * thread-safe; the same bits on any number of threads.
 */
public final class LinearProblem {
  final int rows;
  final int width;
  final double[] x;
  final double[] xt;
  final double[] variances;
  final int[] labels;
  final int classes;

  /**
   * How long to go on.
   *
   * @param iterations steps at most
   * @param tolerance stop when two steps in a row gain less than this share of the objective
   */
  public record Effort(int iterations, double tolerance) {
    /** Enough to compare ridges, and for an attacker. */
    public static final Effort USUAL = new Effort(60, 1e-5);

    /** A gradient of about 0. */
    public static final Effort THOROUGH = new Effort(200, 1e-8);
  }

  /**
   * Rows in axes along which they hardly correlate.
   *
   * @param x n × (r + 1) by rows, the last column all 1; not copied, must not change
   * @param variances about the mean square along each of the r axes; not copied
   * @param labels n codes below {@code classes}; not copied
   * @param classes how many classes
   * @throws IllegalArgumentException if the sizes do not fit
   */
  public LinearProblem(double[] x, double[] variances, int[] labels, int classes) {
    this.rows = labels.length;
    this.width = variances.length + 1;
    if (x.length != rows * width) {
      throw new IllegalArgumentException(
          "x: " + x.length + " numbers, " + rows + " × " + width + " are expected");
    }
    this.x = x;
    this.xt = Dense.transpose(DMatrixRMaj.wrap(rows, width, x)).data;
    this.variances = variances;
    this.labels = labels;
    this.classes = classes;
  }

  /**
   * The weights of one ridge.
   *
   * @param loss what is minimised
   * @param ridge at least 0
   * @param start where to begin, say the weights of a neighbouring ridge; null for zeros; only read
   * @param effort how long to go on
   * @return (r + 1) × classes by rows, the intercepts last; fresh
   */
  public double[] minimise(LinearLoss loss, double ridge, double[] start, Effort effort) {
    double[] w = start == null ? new double[classes * width] : start.clone();
    new Lbfgs(this, loss, ridge, effort).run(w);
    return w;
  }
}
