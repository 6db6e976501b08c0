package ml.tacit.audit.attack;

import ml.tacit.matrix.Dense;
import org.ejml.data.DMatrixRMaj;

/**
 * The linear map from released rows back to raw ones that ridge least squares finds, from training
 * rows that an attacker has both of.
 */
public final class MapBack {
  /** So little that only directions that the rows do not span are held back. */
  private static final double LEAST = 1e-9;

  private final AttackData data;
  private final Axes axes;
  private final ColumnScale scale;

  /** Axes × raw columns, standardised. */
  private final DMatrixRMaj back;

  /**
   * Fits the map.
   *
   * @param ridge share of the mean variance of the released axes that is added to each
   */
  MapBack(AttackData data, double ridge) {
    this.data = data;
    Matrix train = data.rows(Side.TRAIN);
    int[] all = AttackData.all(train.rows());
    axes = data.axes(all);
    DMatrixRMaj z = axes.plainCoordinates(train, all);
    scale = ColumnScale.of(data.raw(), Scaling.STANDARDISED);
    back = Dense.multiplyTransposedA(z, scale.apply(data.raw()).toDense());
    double mean = 0;
    for (int j = 0; j < axes.count(); j++) {
      mean += axes.variance(j) / axes.count();
    }
    for (int i = 0; i < back.data.length; i++) {
      double variance = axes.variance(i / back.numCols) + ridge * mean;
      back.data[i] /= train.rows() * variance;
    }
  }

  /**
   * Fits the map with next to no ridge.
   *
   * @param data released rows of an attacker that knows the raw training rows
   * @return the map
   */
  public static MapBack of(AttackData data) {
    return new MapBack(data, LEAST);
  }

  /** Estimates of some rows of a side, standardised. */
  DMatrixRMaj standardised(Side side, int[] rows) {
    return Dense.multiply(axes.plainCoordinates(data.rows(side), rows), back);
  }

  /**
   * Estimates of raw test rows.
   *
   * @param rows which, from 0
   * @return in their order, in the units of the raw columns
   */
  public DMatrixRMaj testRows(int[] rows) {
    DMatrixRMaj estimates = standardised(Side.TEST, rows);
    int d = estimates.numCols;
    for (int at = 0; at < estimates.data.length; at++) {
      estimates.data[at] = estimates.data[at] * scale.unit()[at % d] + scale.mean()[at % d];
    }
    return estimates;
  }
}
