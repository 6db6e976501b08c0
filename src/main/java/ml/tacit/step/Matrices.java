package ml.tacit.step;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/** Small tools for matrices. */
final class Matrices {
  private Matrices() {}

  /** Whether both are null, or of one size and the same numbers. */
  static boolean equal(DMatrixRMaj a, DMatrixRMaj b) {
    if (a == null || b == null) {
      return a == b;
    }
    return a.numRows == b.numRows && a.numCols == b.numCols && Arrays.equals(a.data, b.data);
  }
}
