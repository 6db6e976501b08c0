package ml.tacit.matrix;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;

/**
 * Portable kernels: loops that the JIT compiler turns into vector code by itself (each adds
 * multiples of rows to a row), and EJML's decompositions.
 */
final class PlainKernels implements Kernels {
  static final PlainKernels INSTANCE = new PlainKernels();

  /** Four rows of A this wide stay in the first-level cache beside a row of Y. */
  private static final int BLOCK_COLUMNS = 512;

  /**
   * Rows summed up before they are added to the rest: near the square root of common row counts.
   */
  private static final int GRAM_ROWS = 128;

  /** This many rows of Y stay in the second-level cache. */
  private static final int BLOCK_ROWS = 32;

  private PlainKernels() {}

  @Override
  public void addGram(double[] a, int rows, int n, double[] c) {
    // Sums of sums: rounding grows with the rows of a panel and the number of panels, not with all
    // rows.
    double[] panel = new double[n * n];
    for (int from = 0; from < rows; from += GRAM_ROWS) {
      Arrays.fill(panel, 0);
      addUpperGram(a, from, Math.min(rows, from + GRAM_ROWS), n, panel);
      for (int i = 0; i < n; i++) {
        for (int j = i; j < n; j++) {
          c[i * n + j] += panel[i * n + j];
        }
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        c[j * n + i] = c[i * n + j];
      }
    }
  }

  private static void addUpperGram(double[] a, int from, int to, int n, double[] c) {
    int r = from;
    for (; r + 4 <= to; r += 4) {
      for (int i = 0; i < n; i++) {
        int at = r * n + i;
        addFour(a[at], a[at + n], a[at + 2 * n], a[at + 3 * n], a, at, n, c, i * n + i, n - i);
      }
    }
    for (; r < to; r++) {
      for (int i = 0; i < n; i++) {
        addOne(a[r * n + i], a, r * n + i, c, i * n + i, n - i);
      }
    }
  }

  @Override
  public void addRowProducts(double[] x, int rows, int k, double[] a, int m, double[] y) {
    for (int column = 0; column < m; column += BLOCK_COLUMNS) {
      int width = Math.min(BLOCK_COLUMNS, m - column);
      for (int from = 0; from < rows; from += BLOCK_ROWS) {
        addBlock(x, from, Math.min(rows, from + BLOCK_ROWS), k, a, m, column, width, y);
      }
    }
  }

  /** Every entry of Y takes its terms in the order of k, whatever block it is in. */
  private static void addBlock(
      double[] x, int from, int to, int k, double[] a, int m, int column, int width, double[] y) {
    int i = 0;
    for (; i + 4 <= k; i += 4) {
      for (int r = from; r < to; r++) {
        int at = r * k + i;
        int row = i * m + column;
        addFour(x[at], x[at + 1], x[at + 2], x[at + 3], a, row, m, y, r * m + column, width);
      }
    }
    for (; i < k; i++) {
      for (int r = from; r < to; r++) {
        addOne(x[r * k + i], a, i * m + column, y, r * m + column, width);
      }
    }
  }

  @Override
  public void addTransposedProduct(double[] a, int k, int n, double[] b, int m, double[] c) {
    int r = 0;
    for (; r + 4 <= k; r += 4) {
      for (int i = 0; i < n; i++) {
        int at = r * n + i;
        addFour(a[at], a[at + n], a[at + 2 * n], a[at + 3 * n], b, r * m, m, c, i * m, m);
      }
    }
    for (; r < k; r++) {
      for (int i = 0; i < n; i++) {
        addOne(a[r * n + i], b, r * m, c, i * m, m);
      }
    }
  }

  /**
   * y += s0·p₀ + … + s3·p₃ over {@code length} entries, p₀ … p₃ being rows of p that lie {@code
   * stride} apart: four rows per pass spare loads and stores of y.
   */
  private static void addFour(
      double s0,
      double s1,
      double s2,
      double s3,
      double[] p,
      int at,
      int stride,
      double[] y,
      int to,
      int length) {
    int at1 = at + stride;
    int at2 = at1 + stride;
    int at3 = at2 + stride;
    for (int j = 0; j < length; j++) {
      y[to + j] =
          (((y[to + j] + s0 * p[at + j]) + s1 * p[at1 + j]) + s2 * p[at2 + j]) + s3 * p[at3 + j];
    }
  }

  private static void addOne(double s, double[] p, int op, double[] y, int oy, int length) {
    for (int j = 0; j < length; j++) {
      y[oy + j] += s * p[op + j];
    }
  }

  @Override
  public boolean cholesky(double[] a, int n) {
    if (n == 0) {
      return true;
    }
    CholeskyDecomposition_F64<DMatrixRMaj> factor = DecompositionFactory_DDRM.chol(n, true);
    DMatrixRMaj matrix = DMatrixRMaj.wrap(n, n, a);
    if (!factor.decompose(matrix.copy())) {
      return false;
    }
    factor.getT(matrix);
    for (int i = 0; i < n; i++) {
      if (!(a[i * n + i] > 0)) { // EJML lets a NaN through
        return false;
      }
    }
    return true;
  }

  @Override
  public void solveLower(double[] l, int n, double[] b, int m) {
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < i; k++) {
        addOne(-l[i * n + k], b, k * m, b, i * m, m);
      }
      divideRow(b, i, m, l[i * n + i]);
    }
  }

  @Override
  public void solveLowerTransposed(double[] l, int n, double[] b, int m) {
    for (int i = n - 1; i >= 0; i--) {
      divideRow(b, i, m, l[i * n + i]);
      for (int k = 0; k < i; k++) {
        addOne(-l[i * n + k], b, i * m, b, k * m, m);
      }
    }
  }

  private static void divideRow(double[] b, int row, int m, double divisor) {
    for (int j = row * m; j < (row + 1) * m; j++) {
      b[j] /= divisor;
    }
  }

  @Override
  public Rows rows() {
    return PlainRows.INSTANCE;
  }

  @Override
  public String toString() {
    return "plain";
  }
}
