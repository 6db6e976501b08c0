package ml.tacit.kernel;

import java.util.Arrays;
import ml.tacit.subspace.AffineMap;
import ml.tacit.table.Standardization;
import org.ejml.data.DMatrixRMaj;

/** Standardisation as the step before a kernel, which sees distances and so units. */
final class Scaling {
  /** Deviations below this share of the mean are the rounding of equal values. */
  private static final double ROUNDING = 16 * Math.ulp(1.0);

  private Scaling() {}

  /**
   * The step measured on rows, x ↦ (x − mean)/deviation. A column that is constant but for rounding
   * has no part: 0 for every row, whatever its unit.
   */
  static AffineMap of(DMatrixRMaj rows) {
    Standardization standard = Standardization.fit(rows);
    double[] mean = standard.mean();
    double[] deviation = standard.scale();
    boolean[] varies = varies(rows);
    double[] scale = new double[mean.length];
    Arrays.setAll(
        scale,
        j -> varies[j] && deviation[j] > ROUNDING * Math.abs(mean[j]) ? 1 / deviation[j] : 0);
    return AffineMap.scaling(scale, new double[scale.length]).withCentre(mean);
  }

  private static boolean[] varies(DMatrixRMaj rows) {
    boolean[] varies = new boolean[rows.numCols];
    for (int i = 0; i < rows.numRows * rows.numCols; i++) {
      int j = i % rows.numCols;
      varies[j] |= rows.data[i] != rows.data[j];
    }
    return varies;
  }
}
