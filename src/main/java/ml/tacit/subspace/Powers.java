package ml.tacit.subspace;

import ml.tacit.matrix.Dense;
import org.ejml.data.DMatrixRMaj;

/** The total scatter of each output of a map: the diagonal of A S̄ Aᵀ. */
final class Powers {
  private Powers() {}

  /**
   * The diagonal, 0 where it is no more than the rounding of the sum.
   *
   * @param map in the units of the scatter
   * @param total S̄, only read
   */
  static double[] of(AffineMap map, OuterSum total) {
    return map.isRemoval() ? ofThin(map, total) : ofDense(map.matrix(), total);
  }

  private static double[] ofDense(DMatrixRMaj a, OuterSum total) {
    DMatrixRMaj seen = total.timesFromLeft(a);
    double[] diagonal = total.diagonal();
    double[] powers = new double[a.numRows];
    for (int i = 0; i < a.numRows; i++) {
      double reach = 0;
      for (int j = 0; j < a.numCols; j++) {
        powers[i] += a.get(i, j) * seen.get(i, j);
        reach += Math.abs(a.get(i, j)) * Math.sqrt(diagonal[j]);
      }
      powers[i] = powers[i] > a.numCols * Math.ulp(1.0) * reach * reach ? powers[i] : 0;
    }
    return powers;
  }

  /** Of A = diag(s) − L Rᵀ, without forming it. */
  private static double[] ofThin(AffineMap map, OuterSum total) {
    double[] diagonal = map.diagonal();
    double[] totalDiagonal = total.diagonal();
    DMatrixRMaj left = map.left();
    DMatrixRMaj right = map.right();
    DMatrixRMaj seen = total.times(right);
    DMatrixRMaj inner = Dense.multiply(left, Dense.multiplyTransposedA(right, seen));
    int r = left.numCols;
    double[] powers = new double[diagonal.length];
    for (int j = 0; j < powers.length; j++) {
      double own = diagonal[j] * diagonal[j] * totalDiagonal[j];
      double cross = 0;
      double taken = 0;
      for (int at = j * r; at < (j + 1) * r; at++) {
        cross += 2 * diagonal[j] * left.data[at] * seen.data[at];
        taken += inner.data[at] * left.data[at];
      }
      double power = own - cross + taken;
      double reach = own + Math.abs(cross) + Math.abs(taken);
      powers[j] = power > powers.length * Math.ulp(1.0) * reach ? power : 0;
    }
    return powers;
  }
}
