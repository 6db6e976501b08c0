package ml.tacit.kernel;

import java.util.Arrays;
import ml.tacit.matrix.Dense;
import org.ejml.data.DMatrixRMaj;

/**
 * Rows that others are compared with, laid out for it once: features by rows, and for
 * shift-invariant kernels centred, since ‖x‖² + ‖y‖² − 2xᵀy loses the digits of a common offset.
 */
final class Reference {
  private final DMatrixRMaj rows;
  private final double[] shift;
  private final DMatrixRMaj transposed;
  private final double[] squares;

  private Reference(DMatrixRMaj rows, double[] shift) {
    this.rows = rows;
    this.shift = shift;
    DMatrixRMaj shifted = shifted(rows);
    this.transposed = Dense.transpose(shifted);
    this.squares = new double[rows.numRows];
    Arrays.setAll(squares, i -> square(shifted, i));
  }

  /** Keeps the rows, which must not change. */
  static Reference of(DMatrixRMaj rows, boolean centred) {
    return new Reference(rows, centred ? Rows.mean(rows) : null);
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

  /** d × m, shifted; not copied. */
  DMatrixRMaj transposed() {
    return transposed;
  }

  /** ‖y_j − shift‖². */
  double square(int j) {
    return squares[j];
  }

  /** Other rows on the same origin; the argument itself if there is no shift. */
  DMatrixRMaj shifted(DMatrixRMaj others) {
    if (shift == null) {
      return others;
    }
    DMatrixRMaj moved = new DMatrixRMaj(others.numRows, others.numCols);
    for (int i = 0; i < others.numRows; i++) {
      for (int j = 0, at = i * others.numCols; j < others.numCols; j++, at++) {
        moved.data[at] = others.data[at] - shift[j];
      }
    }
    return moved;
  }

  /** Some of the rows, feature by feature: d × width. */
  double[] block(int from, int width) {
    double[] block = new double[transposed.numRows * width];
    for (int j = 0; j < transposed.numRows; j++) {
      System.arraycopy(transposed.data, j * transposed.numCols + from, block, j * width, width);
    }
    return block;
  }

  static double square(DMatrixRMaj rows, int row) {
    double sum = 0;
    for (int j = 0, at = row * rows.numCols; j < rows.numCols; j++, at++) {
      sum += rows.data[at] * rows.data[at];
    }
    return sum;
  }
}
