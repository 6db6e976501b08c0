package ml.tacit.matrix;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.dense.row.mult.MatrixMultProduct_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/** EJML, whose plain (not its concurrent) classes run on one thread. */
final class EjmlPeer implements Peer {
  private final Operands o;
  private DMatrixRMaj y;
  private LinearSolverDense<DMatrixRMaj> solver;

  EjmlPeer(Operands o) {
    this.o = o;
  }

  @Override
  public Object product() {
    y = CommonOps_DDRM.mult(o.x(), o.a(), y);
    return y;
  }

  @Override
  public Object scatter() {
    DMatrixRMaj c = new DMatrixRMaj(o.x().numCols, o.x().numCols);
    MatrixMultProduct_DDRM.inner_reorder(o.x(), c);
    return c;
  }

  @Override
  public Object eigen() {
    return eigen(true);
  }

  @Override
  public Object values() {
    return eigen(false);
  }

  private Object eigen(boolean vectors) {
    var eigen = DecompositionFactory_DDRM.eig(o.s().numRows, vectors, true);
    eigen.decompose(o.s().copy());
    return eigen;
  }

  @Override
  public Object cholesky() {
    var factor = DecompositionFactory_DDRM.chol(o.s().numRows, true);
    factor.decompose(o.s().copy());
    return factor;
  }

  @Override
  public Object solve() {
    if (solver == null) {
      solver = LinearSolverFactory_DDRM.chol(o.s().numRows);
      solver.setA(o.s().copy());
    }
    DMatrixRMaj x = new DMatrixRMaj(o.f().numRows, o.f().numCols);
    solver.solve(solver.modifiesB() ? o.f().copy() : o.f(), x);
    return x;
  }
}
