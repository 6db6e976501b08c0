package ml.tacit.matrix;

/**
 * The full symmetric eigenproblem: scale, reduce to tridiagonal form, divide and conquer, and turn
 * the eigenvectors back.
 */
final class FullEigen {
  private FullEigen() {}

  /** As {@link Kernels#symmetricEigen}; A is overwritten. */
  static void solve(double[] a, int n, double[] values, double[] vectors) {
    double scale = scaleToOne(a, n);
    Householder reduced = new Householder(a, n);
    double[] rows = DivideAndConquer.decompose(reduced.diagonal, reduced.beside, n);
    reduced.backTransform(rows, n);
    for (int j = 0; j < n; j++) {
      values[j] = reduced.diagonal[n - 1 - j] / scale;
    }
    turn(rows, n, vectors);
  }

  /**
   * Multiplies by a power of two, exactly, so that the largest entry is near 1: no square in what
   * follows overflows, and those that underflow do not matter.
   */
  private static double scaleToOne(double[] a, int n) {
    double largest = 0;
    for (int i = 0; i < n * n; i++) {
      largest = Math.max(largest, Math.abs(a[i])); // a NaN stays
    }
    if (!Double.isFinite(largest)) {
      throw new ArithmeticException(
          "symmetric eigenproblem of size " + n + ": the matrix holds " + largest);
    }
    // Within ±1022, beyond which the power itself would not be a normal number.
    int exponent = Math.max(-1022, Math.min(1022, -Math.getExponent(largest)));
    double scale = largest == 0 ? 1 : Math.scalb(1.0, exponent);
    if (scale != 1) {
      for (int i = 0; i < n * n; i++) {
        a[i] *= scale;
      }
    }
    return scale;
  }

  /** Ascending rows to descending columns, in squares that stay in the cache. */
  private static void turn(double[] rows, int n, double[] columns) {
    int square = 32;
    for (int top = 0; top < n; top += square) {
      for (int left = 0; left < n; left += square) {
        for (int i = top; i < Math.min(n, top + square); i++) {
          for (int j = left; j < Math.min(n, left + square); j++) {
            columns[i * n + j] = rows[(n - 1 - j) * n + i];
          }
        }
      }
    }
  }
}
