package ml.tacit.audit.attack;

import ml.tacit.table.Standardization;

/**
 * Means and units of columns, measured on training rows.
 *
 * @param unit what a column is divided by; 0 for a constant one, which becomes 0
 */
@SuppressWarnings("ArrayRecordComponent") // never leaves the attack data, never compared
record ColumnScale(double[] mean, double[] unit) {
  /**
   * The farthest that a scaled number may be from 0: no training row can be as far, and of a test
   * row that is, one need not know how far. Keeps products of four of them finite.
   */
  private static final double FARTHEST = 1e8;

  static ColumnScale of(Matrix rows, Scaling scaling) {
    Standardization columns = Standardization.fit(rows.toDense());
    double[] deviation = columns.deviation();
    double common = Standardization.rootMeanSquare(deviation);
    double[] unit = new double[deviation.length];
    for (int j = 0; j < unit.length; j++) {
      double own = scaling == Scaling.STANDARDISED ? deviation[j] : common;
      unit[j] = deviation[j] == 0 ? 0 : own;
    }
    return new ColumnScale(columns.mean(), unit);
  }

  Matrix apply(Matrix rows) {
    int d = rows.columns();
    double[] values = new double[rows.rows() * d];
    for (int i = 0; i < values.length; i++) {
      int j = i % d;
      double scaled = unit[j] == 0 ? 0 : (rows.values()[i] - mean[j]) / unit[j];
      values[i] = Math.max(-FARTHEST, Math.min(FARTHEST, scaled));
    }
    return new Matrix(values, rows.rows(), d);
  }
}
