package ml.tacit.subspace;

import org.ejml.data.DMatrixRMaj;

/**
 * The least and the largest value of each column of a block; NaN where the column holds one.
 *
 * @param low d numbers
 * @param high d numbers
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
record Ranges(double[] low, double[] high) {

  /** Of at least one row. */
  static Ranges of(DMatrixRMaj rows) {
    int d = rows.numCols;
    double[] low = new double[d];
    double[] high = new double[d];
    System.arraycopy(rows.data, 0, low, 0, d);
    System.arraycopy(rows.data, 0, high, 0, d);
    for (int i = 1; i < rows.numRows; i++) {
      for (int j = 0, at = i * d; j < d; j++, at++) {
        low[j] = Math.min(low[j], rows.data[at]); // NaN stays
        high[j] = Math.max(high[j], rows.data[at]);
      }
    }
    return new Ranges(low, high);
  }

  /** Whether every value is a number of at most this magnitude. */
  boolean within(double largest) {
    for (int j = 0; j < low.length; j++) {
      if (!(low[j] >= -largest && high[j] <= largest)) {
        return false;
      }
    }
    return true;
  }

  double width(int j) {
    return high[j] - low[j];
  }

  double magnitude(int j) {
    return Math.max(Math.abs(low[j]), Math.abs(high[j]));
  }
}
