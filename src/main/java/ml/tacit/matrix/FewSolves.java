package ml.tacit.matrix;

/**
 * Triangular solves for few right-hand sides, at the speed at which L comes out of the cache or
 * memory: each of its entries is read once, where it lies.
 *
 * <p>The right-hand sides are transposed, so that each is contiguous. Then L⁻¹ is dot products of
 * rows of L with them, and L⁻ᵀ subtracts multiples of rows of L from them: both along the rows of
 * L, four at a time, so that a right-hand side is loaded once for all four.
 */
final class FewSolves {
  /** Rows of L taken together. */
  private static final int ROWS = 4;

  /**
   * This much of four rows of L, 16 kB, stays in L1 while it is applied to all right-hand sides.
   */
  private static final int CHUNK = 512;

  private final RowOperations rows;

  FewSolves(RowOperations rows) {
    this.rows = rows;
  }

  /** B := L⁻¹B, L {@code n × n}, B {@code n × m} from index {@code bo}, rows {@code ldb} apart. */
  void solveLower(double[] l, int n, double[] b, int bo, int ldb, int m) {
    double[] x = transposed(b, bo, ldb, n, m);
    double[] dots = new double[ROWS];
    for (int i = 0; i < n; i += ROWS) {
      int height = Math.min(ROWS, n - i);
      for (int from = 0; from < i; from += CHUNK) {
        int length = Math.min(CHUNK, i - from);
        for (int j = 0; j < m; j++) {
          int at = j * n;
          rows.dots(l, i * n + from, n, height, x, at + from, length, dots);
          for (int r = 0; r < height; r++) {
            x[at + i + r] -= dots[r];
          }
        }
      }
      for (int j = 0; j < m; j++) {
        forward(l, i * n + i, n, height, x, j * n + i);
      }
    }
    transposeBack(x, n, m, b, bo, ldb);
  }

  /** B := L⁻ᵀB, likewise. */
  void solveLowerTransposed(double[] l, int n, double[] b, int bo, int ldb, int m) {
    double[] x = transposed(b, bo, ldb, n, m);
    for (int i = (n - 1) / ROWS * ROWS; i >= 0; i -= ROWS) {
      int height = Math.min(ROWS, n - i);
      for (int j = 0; j < m; j++) {
        backward(l, i * n + i, n, height, x, j * n + i);
      }
      for (int from = 0; from < i; from += CHUNK) {
        int length = Math.min(CHUNK, i - from);
        for (int j = 0; j < m; j++) {
          int at = j * n;
          rows.subtract(x, at + i, 1, l, i * n + from, n, height, x, at + from, length);
        }
      }
    }
    transposeBack(x, n, m, b, bo, ldb);
  }

  private static void forward(double[] l, int lo, int ldl, int height, double[] x, int xo) {
    for (int r = 0; r < height; r++) {
      int row = lo + r * ldl;
      double sum = x[xo + r];
      for (int k = 0; k < r; k++) {
        sum -= l[row + k] * x[xo + k];
      }
      x[xo + r] = sum / l[row + r];
    }
  }

  private static void backward(double[] l, int lo, int ldl, int height, double[] x, int xo) {
    for (int r = height - 1; r >= 0; r--) {
      double sum = x[xo + r];
      for (int k = r + 1; k < height; k++) {
        sum -= l[lo + k * ldl + r] * x[xo + k];
      }
      x[xo + r] = sum / l[lo + r * ldl + r];
    }
  }

  private static double[] transposed(double[] b, int bo, int ldb, int n, int m) {
    double[] x = new double[n * m];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        x[j * n + i] = b[bo + i * ldb + j];
      }
    }
    return x;
  }

  private static void transposeBack(double[] x, int n, int m, double[] b, int bo, int ldb) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        b[bo + i * ldb + j] = x[j * n + i];
      }
    }
  }
}
