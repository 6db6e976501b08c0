package ml.tacit.kernel;

import ml.tacit.matrix.RowPanels;
import org.ejml.data.DMatrixRMaj;

/**
 * Rows that others are compared with, laid out for it once; for shift-invariant kernels about their
 * mean, since ‖x‖² + ‖y‖² − 2xᵀy loses the digits of a common offset.
 */
final class Reference {
  private final DMatrixRMaj rows;
  private final RowPanels panels;

  private Reference(DMatrixRMaj rows, double[] origin) {
    this.rows = rows;
    this.panels = RowPanels.of(rows, origin);
  }

  /** Keeps the rows, which must not change. */
  static Reference of(DMatrixRMaj rows, boolean centred) {
    return new Reference(rows, centred ? Rows.mean(rows) : new double[rows.numCols]);
  }

  int size() {
    return rows.numRows;
  }

  int columns() {
    return rows.numCols;
  }

  /** The rows themselves; not copied. */
  DMatrixRMaj rows() {
    return rows;
  }

  /** The rows laid out. */
  RowPanels panels() {
    return panels;
  }

  static double square(DMatrixRMaj rows, int row) {
    // Four sums: one alone would wait for its own last addition.
    double[] x = rows.data;
    int from = row * rows.numCols;
    int to = from + rows.numCols;
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int at = from;
    for (; at + 4 <= to; at += 4) {
      s0 += x[at] * x[at];
      s1 += x[at + 1] * x[at + 1];
      s2 += x[at + 2] * x[at + 2];
      s3 += x[at + 3] * x[at + 3];
    }
    for (; at < to; at++) {
      s0 += x[at] * x[at];
    }
    return s0 + s1 + (s2 + s3);
  }
}
