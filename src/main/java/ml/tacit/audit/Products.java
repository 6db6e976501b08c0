package ml.tacit.audit;

/** The one dense product the adversaries need; row-major arrays. */
final class Products {
  /** Four rows of B this wide stay in the first-level cache beside a row of C. */
  private static final int COLUMNS = 512;

  /** This many rows of C stay in the second-level cache. */
  private static final int ROWS = 32;

  private Products() {}

  /**
   * C += A·B with A of m×k, B of k×n; the order of every sum is fixed, whatever the caller does.
   */
  static void add(double[] a, double[] b, double[] c, int m, int k, int n) {
    for (int j0 = 0; j0 < n; j0 += COLUMNS) {
      int width = Math.min(COLUMNS, n - j0);
      for (int i0 = 0; i0 < m; i0 += ROWS) {
        int i1 = Math.min(m, i0 + ROWS);
        int p = 0;
        for (; p + 4 <= k; p += 4) {
          for (int i = i0; i < i1; i++) {
            int at = i * k + p;
            axpy4(a[at], a[at + 1], a[at + 2], a[at + 3], b, p * n + j0, n, c, i * n + j0, width);
          }
        }
        for (; p < k; p++) {
          for (int i = i0; i < i1; i++) {
            axpy(a[i * k + p], b, p * n + j0, c, i * n + j0, width);
          }
        }
      }
    }
  }

  static double[] transpose(double[] a, int rows, int columns) {
    double[] t = new double[a.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        t[j * rows + i] = a[i * columns + j];
      }
    }
    return t;
  }

  /**
   * Four updates at once: the compiler vectorises it, and C is read and written a quarter as often.
   */
  private static void axpy4(
      double w0,
      double w1,
      double w2,
      double w3,
      double[] b,
      int at,
      int n,
      double[] c,
      int to,
      int width) {
    int at1 = at + n;
    int at2 = at1 + n;
    int at3 = at2 + n;
    for (int j = 0; j < width; j++) {
      c[to + j] += w0 * b[at + j] + w1 * b[at1 + j] + w2 * b[at2 + j] + w3 * b[at3 + j];
    }
  }

  private static void axpy(double w, double[] b, int at, double[] c, int to, int width) {
    for (int j = 0; j < width; j++) {
      c[to + j] += w * b[at + j];
    }
  }
}
