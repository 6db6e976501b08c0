package ml.tacit.audit.attack;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import ml.tacit.matrix.Cholesky;
import ml.tacit.matrix.Dense;
import ml.tacit.table.Grid;
import org.ejml.data.DMatrixRMaj;

/**
 * Finds numbers on the grids of some raw columns that fit linear equations.
 *
 * <p>With x_j = x⁰_j + w_j z_j on the grid and z whole, it minimises ‖C⁻¹(x − μ)‖² + ‖F(x − x⁰) −
 * b‖² over z, where the covariance of these columns is C Cᵀ: a vector of the lattice spanned by the
 * columns of (C⁻¹W; FW), near to (C⁻¹(μ − x⁰); b). All is multiplied by a power of two and rounded
 * to whole numbers, so large that what is lost is below one unit of an equation.
 */
final class GridSearch {
  /** Bits of the largest entry; sums of them stay below 2^63. */
  private static final int ENTRY_BITS = 58;

  private final Grid[] grids;
  private final long[] start;
  private final Lattice lattice;
  private final double scale;

  /** C⁻¹(μ − x⁰), the upper part of the target, and what each equation was divided by. */
  private final double[] centre;

  private final double[] divided;

  /**
   * Reduces the lattice.
   *
   * @param raw what is known of raw columns
   * @param columns the columns to find, which have grids and are not constant
   * @param equations F, q × k, each in units of how unsure its right-hand side is
   */
  GridSearch(RawColumns raw, int[] columns, DMatrixRMaj equations) {
    int k = columns.length;
    int q = equations.numRows;
    grids = new Grid[k];
    start = new long[k];
    double[] offset = new double[k];
    double finest = 1;
    for (int c = 0; c < k; c++) {
      int j = columns[c];
      grids[c] = raw.grid(j).orElseThrow();
      start[c] = Math.round(grids[c].position(raw.mean(j)));
      offset[c] = raw.mean(j) - grids[c].at(start[c]);
      finest = Math.max(finest, 4 * raw.deviation(j) / grids[c].width());
    }
    scale = Math.scalb(1, Math.getExponent(finest) + 1);
    Cholesky covariance = Cholesky.of(raw.covariance(columns));
    DMatrixRMaj widths = new DMatrixRMaj(k, k);
    for (int c = 0; c < k; c++) {
      widths.set(c, c, grids[c].width());
    }
    DMatrixRMaj likely = covariance.solveLower(widths);
    DMatrixRMaj fitting = Dense.multiply(equations, widths);
    centre = covariance.solveLower(DMatrixRMaj.wrap(k, 1, offset)).data;
    divided = new double[q];
    long[][] basis = new long[k][k + q];
    for (int i = 0; i < q; i++) {
      double largest = 0;
      for (int c = 0; c < k; c++) {
        largest = Math.max(largest, Math.abs(fitting.get(i, c)));
      }
      divided[i] = Math.max(1, largest * scale / Math.scalb(1, ENTRY_BITS));
      for (int c = 0; c < k; c++) {
        basis[c][k + i] = Math.round(scale * fitting.get(i, c) / divided[i]);
      }
    }
    for (int i = 0; i < k; i++) {
      for (int c = 0; c < k; c++) {
        basis[c][i] = Math.round(scale * likely.get(i, c));
      }
    }
    lattice = Lattice.of(basis);
  }

  /** x⁰: a number of the grid of each column, near to its mean; fresh. */
  double[] start() {
    double[] x = new double[start.length];
    Arrays.setAll(x, c -> grids[c].at(start[c]));
    return x;
  }

  /**
   * Searches.
   *
   * @param right b, q numbers
   * @return x, a number of the grid of each column
   */
  double[] nearest(double[] right) {
    int k = start.length;
    BigInteger[] target = new BigInteger[k + right.length];
    for (int i = 0; i < k; i++) {
      target[i] = whole(scale * centre[i]);
    }
    for (int i = 0; i < right.length; i++) {
      target[k + i] = whole(scale * right[i] / divided[i]);
    }
    long[] z = lattice.nearest(target);
    double[] x = new double[k];
    Arrays.setAll(x, c -> grids[c].at(start[c] + z[c]));
    return x;
  }

  private static BigInteger whole(double value) {
    return new BigDecimal(Math.rint(value)).toBigInteger();
  }
}
