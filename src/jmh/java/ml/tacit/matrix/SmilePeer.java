package ml.tacit.matrix;

import org.bytedeco.openblas.global.openblas;
import org.ejml.data.DMatrixRMaj;
import smile.math.blas.UPLO;
import smile.math.matrix.Matrix;

/** Smile 2.6, the last under the LGPL, which has no code of its own for this: it calls OpenBLAS. */
final class SmilePeer implements Peer {
  private final Matrix x;
  private final Matrix a;
  private final Matrix s;

  SmilePeer(Operands o) {
    openblas.blas_set_num_threads(1);
    x = matrix(o.x());
    a = matrix(o.a());
    s = matrix(o.s());
    if (s != null) {
      s.uplo(UPLO.LOWER);
    }
  }

  private static Matrix matrix(DMatrixRMaj from) {
    if (from == null) {
      return null;
    }
    Matrix matrix = new Matrix(from.numRows, from.numCols);
    for (int i = 0; i < from.numRows; i++) {
      for (int j = 0; j < from.numCols; j++) {
        matrix.set(i, j, from.get(i, j));
      }
    }
    return matrix;
  }

  @Override
  public Object product() {
    return x.mm(a);
  }

  @Override
  public Object scatter() {
    return x.ata();
  }

  @Override
  public Object eigen() {
    return s.eigen(false, true, false);
  }

  @Override
  public Object cholesky() {
    return s.cholesky(false);
  }
}
