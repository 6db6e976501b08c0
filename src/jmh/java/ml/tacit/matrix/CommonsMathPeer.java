package ml.tacit.matrix;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.BlockRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.ejml.data.DMatrixRMaj;

/** Commons Math 3 with its blocked matrices where it has the operation on them. */
final class CommonsMathPeer implements Peer {
  private final BlockRealMatrix x;
  private final BlockRealMatrix a;
  private final Array2DRowRealMatrix s;

  CommonsMathPeer(Operands o) {
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
    return x.transpose().multiply(x);
  }

  @Override
  public Object eigen() {
    return new EigenDecomposition(s);
  }

  @Override
  public Object cholesky() {
    return new CholeskyDecomposition(s);
  }
}
