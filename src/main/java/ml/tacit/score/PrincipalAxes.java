package ml.tacit.score;

import ml.tacit.matrix.Dense;
import ml.tacit.matrix.SymmetricEigen;
import org.ejml.data.DMatrixRMaj;

/**
 * Principal axes of rows about 0: what makes linear learners on collinear columns quick.
 *
 * <p>A rotation changes neither the fit nor a ridge on it, but in these axes the curvature of the
 * loss is nearly diagonal and known, and directions the rows do not span drop out. Found from the
 * smaller of XᵀX and XXᵀ.
 *
 * @param basis d × r, orthonormal columns
 * @param variances mean squares along them, descending
 */
@SuppressWarnings("ArrayRecordComponent") // passed by reference on purpose; never compared
public record PrincipalAxes(DMatrixRMaj basis, double[] variances) {
  /** Axes with a smaller share of the largest variance hold rounding noise only. */
  private static final double NOISE = 1e-12;

  /**
   * Finds the axes.
   *
   * @param rows n × d, finite, only read; their mean taken off beforehand
   * @return fresh arrays
   */
  public static PrincipalAxes of(DMatrixRMaj rows) {
    boolean wide = rows.numRows < rows.numCols;
    int side = Math.min(rows.numRows, rows.numCols);
    DMatrixRMaj tall = wide ? Dense.transpose(rows) : rows;
    DMatrixRMaj gram = new DMatrixRMaj(side, side);
    Dense.addGram(tall, gram);
    SymmetricEigen eigen = SymmetricEigen.of(gram);
    int kept = kept(eigen.values());
    double[] variances = new double[kept];
    double[] vectors = new double[side * kept];
    for (int a = 0; a < kept; a++) {
      double square = eigen.values()[a];
      variances[a] = square / rows.numRows;
      double factor = wide ? 1 / Math.sqrt(square) : 1;
      for (int i = 0; i < side; i++) {
        vectors[i * kept + a] = eigen.vectors().get(i, a) * factor;
      }
    }
    DMatrixRMaj basis = DMatrixRMaj.wrap(side, kept, vectors);
    return new PrincipalAxes(wide ? Dense.multiply(tall, basis) : basis, variances);
  }

  /**
   * The same coordinates with a 1 after each row, for the intercept.
   *
   * @param coordinates n × r, only read
   * @return n × (r + 1) by rows, fresh
   */
  public static double[] withOnes(DMatrixRMaj coordinates) {
    int r = coordinates.numCols;
    double[] z = new double[coordinates.numRows * (r + 1)];
    for (int i = 0; i < coordinates.numRows; i++) {
      System.arraycopy(coordinates.data, i * r, z, i * (r + 1), r);
      z[i * (r + 1) + r] = 1;
    }
    return z;
  }

  /** How many of the values, descending, are more than noise. */
  private static int kept(double[] values) {
    int kept = 0;
    while (kept < values.length && values[kept] > NOISE * values[0]) {
      kept++;
    }
    return kept;
  }
}
