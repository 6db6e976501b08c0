package ml.tacit.matrix;

import org.ejml.data.DMatrixRMaj;
import org.ojalgo.OjAlgoUtils;
import org.ojalgo.matrix.decomposition.Cholesky;
import org.ojalgo.matrix.decomposition.Eigenvalue;
import org.ojalgo.matrix.store.R064Store;

/** ojAlgo, held to one thread; it would take all there are. */
final class OjAlgoPeer implements Peer {
  static {
    OjAlgoUtils.limitThreadsTo(1);
  }

  private final Operands o;
  private final R064Store x;
  private final R064Store a;
  private final R064Store s;
  private R064Store y;
  private R064Store outer;

  OjAlgoPeer(Operands o) {
    this.o = o;
    x = byColumns(o.x());
    a = byColumns(o.a());
    s = byColumns(o.s());
  }

  private static R064Store byColumns(DMatrixRMaj matrix) {
    return matrix == null ? null : R064Store.wrap(Dense.transpose(matrix).data, matrix.numRows);
  }

  @Override
  public Object product() {
    if (y == null) {
      y = R064Store.FACTORY.make(o.x().numRows, o.a().numCols);
    }
    y.fillByMultiplying(x, a);
    return y;
  }

  @Override
  public Object scatter() {
    return x.transpose().multiply(x);
  }

  @Override
  public Object eigen() {
    Eigenvalue<Double> eigen = Eigenvalue.R064.make(s, true);
    eigen.decompose(s);
    return eigen.getV();
  }

  @Override
  public Object values() {
    Eigenvalue<Double> eigen = Eigenvalue.R064.make(s, true);
    eigen.computeValuesOnly(s);
    return eigen.getEigenvalues();
  }

  @Override
  public Object pencil() {
    if (outer == null) {
      outer = byColumns(Dense.multiply(o.f(), Dense.transpose(o.f())));
    }
    return generalized(outer);
  }

  @Override
  public Object generalized() {
    return generalized(x);
  }

  private Object generalized(R064Store matrix) {
    Eigenvalue.Generalised<Double> eigen =
        Eigenvalue.R064.makeGeneralised(s, Eigenvalue.Generalisation.A_B);
    eigen.decompose(matrix, s);
    return eigen.getV();
  }

  @Override
  public Object cholesky() {
    Cholesky<Double> factor = Cholesky.R064.make(s);
    factor.decompose(s);
    return factor.getL();
  }
}
