package ml.tacit.matrix;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.BlockRealMatrix;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.EigenDecompositionSymmetric;

/** Hipparchus with its blocked matrices where it has the operation on them. */
final class HipparchusPeer implements Peer {
  private final BlockRealMatrix x;
  private final BlockRealMatrix a;
  private final Array2DRowRealMatrix s;

  HipparchusPeer(Operands o) {
    x = o.x() == null ? null : new BlockRealMatrix(rows(o.x()));
    a = o.a() == null ? null : new BlockRealMatrix(rows(o.a()));
    s = o.s() == null ? null : new Array2DRowRealMatrix(rows(o.s()), false);
  }

  private static double[][] rows(DMatrixRMaj matrix) {
    double[][] rows = new double[matrix.numRows][];
    int width = matrix.numCols;
    Arrays.setAll(rows, i -> Arrays.copyOfRange(matrix.data, i * width, (i + 1) * width));
    return rows;
  }

  @Override
  public Object product() {
    return x.multiply(a);
  }

  @Override
  public Object scatter() {
    return x.transposeMultiply(x);
  }

  @Override
  public Object eigen() {
    return new EigenDecompositionSymmetric(s);
  }

  @Override
  public Object cholesky() {
    return new CholeskyDecomposition(s);
  }
}
