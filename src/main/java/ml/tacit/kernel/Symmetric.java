package ml.tacit.kernel;

import org.ejml.data.DMatrixRMaj;

/** Symmetric matrices. */
final class Symmetric {
  private Symmetric() {}

  /** Half the sum of a small matrix and its transpose, in place. */
  static DMatrixRMaj average(DMatrixRMaj a) {
    for (int i = 0; i < a.numRows; i++) {
      for (int j = 0; j < i; j++) {
        double mean = (a.get(i, j) + a.get(j, i)) / 2;
        a.set(i, j, mean);
        a.set(j, i, mean);
      }
    }
    return a;
  }
}
