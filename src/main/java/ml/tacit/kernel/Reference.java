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
    return new Reference(rows, centred ? Matrices.mean(rows) : new double[rows.numCols]);
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
}
