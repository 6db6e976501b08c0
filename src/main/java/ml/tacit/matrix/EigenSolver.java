package ml.tacit.matrix;

import java.util.Locale;

/**
 * The symmetric eigenproblem: scale, reduce to tridiagonal form, solve that, and transform the
 * eigenvectors back.
 *
 * <p>Scaling is by a power of two, exactly, so that the largest entry is near 1: no square in what
 * follows overflows. Rows far smaller than that are scaled once more where their squares are taken
 * ({@link Reflector}).
 */
final class EigenSolver {
  /** Below this size vector code costs more to warm up than it saves. */
  private static final int TINY = 16;

  private EigenSolver() {}

  /**
   * Eigenpairs of the symmetric A {@code n × n}, by descending eigenvalue those from {@code first}
   * to {@code last}. The fewer there are the faster: down to half of the time of all.
   *
   * @param a only read
   * @param values receives the eigenvalues wanted
   * @param vectors receives the unit eigenvectors as columns, {@code n × (last − first)}
   * @throws ArithmeticException if A holds a value that is not finite
   */
  static void solve(
      RowOperations rows,
      double[] a,
      int n,
      int first,
      int last,
      double[] values,
      double[] vectors) {
    double scale = scale(a, n);
    if (first == last) {
      return;
    }
    RowOperations loops = n < TINY ? PlainRowOperations.INSTANCE : rows;
    Householder reduced = new Householder(loops, a, n, scale);
    double[] rowsOfVectors =
        DivideAndConquer.decompose(
            loops, reduced.diagonal, reduced.offDiagonal, n, n - last, n - first);
    for (int j = first; j < last; j++) {
      values[j - first] = reduced.diagonal[n - 1 - j] / scale;
    }
    transposeDescending(rowsOfVectors, n, first, last, vectors);
    reduced.backTransform(vectors, last - first);
  }

  /**
   * All eigenvalues, descending, without vectors: two fifths of the time.
   *
   * @throws ArithmeticException if A holds a value that is not finite
   */
  static double[] values(RowOperations rows, double[] a, int n) {
    double scale = scale(a, n);
    RowOperations loops = n < TINY ? PlainRowOperations.INSTANCE : rows;
    Householder reduced = new Householder(loops, a, n, scale);
    RootFreeQl.solve(reduced.diagonal, reduced.offDiagonal, n);
    double[] values = new double[n];
    for (int j = 0; j < n; j++) {
      values[j] = reduced.diagonal[n - 1 - j] / scale;
    }
    return values;
  }

  private static double scale(double[] a, int n) {
    double largest = 0;
    for (int i = 0; i < n * n; i++) {
      largest = Math.max(largest, Math.abs(a[i])); // a NaN stays
    }
    if (!Double.isFinite(largest)) {
      throw notFinite(a, n);
    }
    return Reflector.powerToOne(largest);
  }

  private static ArithmeticException notFinite(double[] a, int n) {
    int at = 0;
    while (Double.isFinite(a[at])) {
      at++;
    }
    return new ArithmeticException(
        String.format(
            Locale.ROOT,
            "symmetric eigenproblem of size %d: row %d, column %d is %s",
            n,
            at / n + 1,
            at % n + 1,
            a[at]));
  }

  /** Ascending rows to descending columns, in squares that stay in the cache. */
  private static void transposeDescending(
      double[] rows, int n, int first, int last, double[] columns) {
    int square = 32;
    int width = last - first;
    for (int top = 0; top < n; top += square) {
      for (int left = first; left < last; left += square) {
        for (int i = top; i < Math.min(n, top + square); i++) {
          for (int j = left; j < Math.min(last, left + square); j++) {
            columns[i * width + j - first] = rows[(n - 1 - j) * n + i];
          }
        }
      }
    }
  }
}
