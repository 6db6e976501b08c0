package ml.tacit.kernel;

import java.util.Arrays;
import ml.tacit.subspace.AffineMap;
import ml.tacit.table.Standardization;
import org.ejml.data.DMatrixRMaj;

/** Standardisation as the step before a kernel, which sees distances and so units. */
public final class Scaling {
  private Scaling() {}

  /**
   * The step measured on rows, x ↦ (x − mean)/deviation. A column that is constant but for rounding
   * has no part: 0 for every row, whatever its unit.
   *
   * @param rows n × d, at least one row, only read
   * @return the step
   * @throws ml.tacit.table.BadDataException as {@link Standardization#fit} throws
   */
  public static AffineMap of(DMatrixRMaj rows) {
    Standardization standard = Standardization.fit(rows);
    double[] scale = standard.deviation();
    Arrays.setAll(scale, j -> scale[j] == 0 ? 0 : 1 / scale[j]);
    return AffineMap.scaling(scale, new double[scale.length]).withCentre(standard.mean());
  }
}
