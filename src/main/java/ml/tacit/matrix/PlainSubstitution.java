package ml.tacit.matrix;

import java.util.Arrays;

/**
 * Substitution in rows that are arrays of their own, for the reason that {@link PlainProducts}
 * gives.
 */
final class PlainSubstitution implements Substitution {
  /** Right-hand sides solved at a time: a small L and its rows stay in L2. */
  private static final int WIDTH = 256;

  @Override
  public void lower(double[] l, int lo, int ldl, int n, double[] b, int bo, int ldb, int m) {
    substitute(false, l, lo, ldl, n, b, bo, ldb, m);
  }

  @Override
  public void transposed(double[] l, int lo, int ldl, int n, double[] b, int bo, int ldb, int m) {
    substitute(true, l, lo, ldl, n, b, bo, ldb, m);
  }

  private static void substitute(
      boolean transposed, double[] l, int lo, int ldl, int n, double[] b, int bo, int ldb, int m) {
    for (int left = 0; left < m; left += WIDTH) {
      int width = Math.min(WIDTH, m - left);
      double[][] rows = new double[n][];
      for (int i = 0; i < n; i++) {
        int at = bo + i * ldb + left;
        rows[i] = Arrays.copyOfRange(b, at, at + width);
      }
      if (transposed) {
        backward(l, lo, ldl, rows, width);
      } else {
        forward(l, lo, ldl, rows, width);
      }
      for (int i = 0; i < n; i++) {
        System.arraycopy(rows[i], 0, b, bo + i * ldb + left, width);
      }
    }
  }

  /** Rows of B are columns of Bᵀ: L X = Bᵀ. */
  @Override
  public void fromRight(double[] l, int lo, int ldl, int n, double[] b, int bo, int ldb, int rows) {
    double[][] columns = new double[n][Math.min(WIDTH, rows)];
    for (int top = 0; top < rows; top += WIDTH) {
      int width = Math.min(WIDTH, rows - top);
      for (int j = 0; j < width; j++) {
        for (int i = 0; i < n; i++) {
          columns[i][j] = b[bo + (top + j) * ldb + i];
        }
      }
      forward(l, lo, ldl, columns, width);
      for (int j = 0; j < width; j++) {
        for (int i = 0; i < n; i++) {
          b[bo + (top + j) * ldb + i] = columns[i][j];
        }
      }
    }
  }

  /** Rows := L⁻¹ rows. */
  private static void forward(double[] l, int lo, int ldl, double[][] rows, int width) {
    double[] factors = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      int row = lo + i * ldl;
      for (int k = 0; k < i; k++) {
        factors[k] = -l[row + k];
      }
      PlainProducts.addMultiples(factors, rows, i, rows[i], width);
      divide(rows[i], l[row + i], width);
    }
  }

  /** Rows := L⁻ᵀ rows, four at a time: each, once solved, is taken from those above it. */
  private static void backward(double[] l, int lo, int ldl, double[][] rows, int width) {
    for (int i = (rows.length - 1) / 4 * 4; i >= 0; i -= 4) {
      int end = Math.min(rows.length, i + 4);
      for (int r = end - 1; r >= i; r--) {
        divide(rows[r], l[lo + r * ldl + r], width);
        for (int k = i; k < r; k++) {
          PlainProducts.addOne(-l[lo + r * ldl + k], rows[r], rows[k], width);
        }
      }
      int at = lo + i * ldl;
      for (int k = 0; k < i; k++) {
        if (end == i + 4) {
          double f1 = -l[at + ldl + k];
          double f2 = -l[at + 2 * ldl + k];
          double f3 = -l[at + 3 * ldl + k];
          PlainProducts.addFour(
              -l[at + k],
              f1,
              f2,
              f3,
              rows[i],
              rows[i + 1],
              rows[i + 2],
              rows[i + 3],
              rows[k],
              width);
        } else {
          for (int r = i; r < end; r++) {
            PlainProducts.addOne(-l[lo + r * ldl + k], rows[r], rows[k], width);
          }
        }
      }
    }
  }

  private static void divide(double[] row, double divisor, int length) {
    for (int j = 0; j < length; j++) {
      row[j] /= divisor;
    }
  }
}
