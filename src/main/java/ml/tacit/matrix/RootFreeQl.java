package ml.tacit.matrix;

import java.util.Arrays;

/**
 * The eigenvalues of a symmetric tridiagonal matrix, without vectors, by QL iteration on the
 * squares of the off-diagonal entries: no square root within a sweep (Pal, Walker and Kahan, in
 * Parlett, The Symmetric Eigenvalue Problem, §8.15, doi:10.1137/1.9781611971163; LAPACK's dsterf).
 */
final class RootFreeQl {
  private static final double EPSILON = Math.ulp(1.0) / 2;

  /** Sweeps per eigenvalue; two do as a rule, and LAPACK gives up after thirty. */
  private static final int MOST_SWEEPS = 60;

  private RootFreeQl() {}

  /**
   * Finds all eigenvalues.
   *
   * @param d the diagonal, of moderate size; becomes the eigenvalues, ascending
   * @param offDiagonal the n − 1 off-diagonal entries and one more; overwritten
   * @throws ArithmeticException if the iteration does not converge
   */
  static void solve(double[] d, double[] offDiagonal, int n) {
    double norm = 0;
    for (int i = 0; i < n; i++) {
      norm = Math.max(norm, Math.abs(d[i]) + (i < n - 1 ? Math.abs(offDiagonal[i]) : 0));
    }
    // QL finds the eigenvalues at the top first. It is accurate if those are the small ones.
    if (n > 1 && Math.abs(d[0]) > Math.abs(d[n - 1])) {
      reverse(d, n);
      reverse(offDiagonal, n - 1);
    }
    double[] squares = new double[n];
    for (int i = 0; i < n - 1; i++) {
      squares[i] = offDiagonal[i] * offDiagonal[i];
    }
    // Far below the rounding errors of the largest entries; keeps graded ends from crawling.
    double negligible = EPSILON * EPSILON * norm;
    for (int first = 0; first < n; first++) {
      int sweeps = 0;
      int end = split(d, squares, first, n, negligible * negligible);
      while (end != first) {
        if (sweeps++ == MOST_SWEEPS) {
          throw new ArithmeticException("symmetric eigenproblem did not converge");
        }
        sweep(d, squares, first, end);
        end = split(d, squares, first, n, negligible * negligible);
      }
    }
    Arrays.sort(d, 0, n);
  }

  private static void reverse(double[] x, int length) {
    for (int i = 0, j = length - 1; i < j; i++, j--) {
      double entry = x[i];
      x[i] = x[j];
      x[j] = entry;
    }
  }

  /** The end of the unreduced block that begins at {@code first}. */
  private static int split(double[] d, double[] squares, int first, int n, double negligible) {
    int end = first;
    while (end < n - 1
        && squares[end] > Math.max(EPSILON * EPSILON * Math.abs(d[end] * d[end + 1]), negligible)) {
      end++;
    }
    return end;
  }

  /** One sweep with Wilkinson's shift, from the end to the first row. */
  private static void sweep(double[] d, double[] squares, int first, int end) {
    double root = Math.sqrt(squares[first]);
    double g = (d[first + 1] - d[first]) / (2 * root);
    double shift = d[first] - root / (g + Math.copySign(Math.sqrt(g * g + 1), g));
    double c = 1;
    double s = 0;
    double gamma = d[end] - shift;
    double p = gamma * gamma;
    for (int i = end - 1; i >= first; i--) {
      double square = squares[i];
      double r = p + square;
      squares[i + 1] = s * r; // the one at the end is zero before and after
      double lastC = c;
      c = p / r;
      s = square / r;
      double lastGamma = gamma;
      gamma = c * (d[i] - shift) - s * lastGamma;
      d[i + 1] = lastGamma + (d[i] - gamma);
      p = c != 0 ? gamma * gamma / c : lastC * square;
    }
    squares[first] = s * p;
    d[first] = shift + gamma;
  }
}
