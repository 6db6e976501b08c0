package ml.tacit.subspace;

import ml.tacit.matrix.Dense;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.QRDecomposition;

/** Orthonormal bases from Householder factorisations. */
final class Basis {
  private Basis() {}

  /** Of the column space of a, which has full column rank: d × k. */
  static DMatrixRMaj orthonormal(DMatrixRMaj a) {
    return factorise(a).getQ(null, true);
  }

  /**
   * Of the orthogonal complement of the column space of a, which has full column rank k: d × (d−k).
   */
  static DMatrixRMaj complement(DMatrixRMaj a) {
    DMatrixRMaj q = Dense.transpose(factorise(a).getQ(null, false));
    int d = a.numRows;
    int k = a.numCols;
    DMatrixRMaj rest = new DMatrixRMaj(d - k, d);
    System.arraycopy(q.data, k * d, rest.data, 0, rest.data.length);
    return Dense.transpose(rest);
  }

  private static QRDecomposition<DMatrixRMaj> factorise(DMatrixRMaj a) {
    QRDecomposition<DMatrixRMaj> qr = DecompositionFactory_DDRM.qr(a.numRows, a.numCols);
    if (!qr.decompose(a.copy())) {
      throw new ArithmeticException("orthogonal factorisation failed");
    }
    return qr;
  }
}
