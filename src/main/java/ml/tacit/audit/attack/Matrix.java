package ml.tacit.audit.attack;

import org.ejml.data.DMatrixRMaj;

/** Rows of numbers as the adversaries pass them on; row-major, not to be written to. */
@SuppressWarnings("ArrayRecordComponent") // passed by reference on purpose; never compared
record Matrix(double[] values, int rows, int columns) {

  /** The same array. */
  static Matrix of(DMatrixRMaj rows) {
    return new Matrix(rows.data, rows.numRows, rows.numCols);
  }

  /** The same array as EJML has it. */
  DMatrixRMaj toDense() {
    return DMatrixRMaj.wrap(rows, columns, values);
  }

  /** The chosen rows; this matrix if they are as many as there are. */
  Matrix select(int[] chosen) {
    if (chosen.length == rows) {
      return this;
    }
    double[] selected = new double[chosen.length * columns];
    for (int i = 0; i < chosen.length; i++) {
      System.arraycopy(values, chosen[i] * columns, selected, i * columns, columns);
    }
    return new Matrix(selected, chosen.length, columns);
  }
}
