package ml.tacit.matrix;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ml.tacit.kernel.Kernel;
import ml.tacit.kernel.Kernelized;
import ml.tacit.subspace.Dca;
import ml.tacit.subspace.Roles;
import ml.tacit.subspace.Scatter;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * This library as its users call it, on the kernels that the JVM's flags choose and the threads of
 * the pool it is called from.
 */
final class TacitPeer implements Peer {
  private static final int CLASSES = 6;
  private final Operands o;
  private DMatrixRMaj y;
  private DMatrixRMaj means;
  private Cholesky factor;

  TacitPeer(Operands o) {
    this.o = o;
  }

  @Override
  public Object product() {
    if (y == null) {
      y = new DMatrixRMaj(o.x().numRows, o.a().numCols);
    }
    Dense.addProduct(o.x(), o.a(), y);
    return y;
  }

  @Override
  public Object scatter() {
    int d = o.x().numCols;
    if (y == null) {
      y = new DMatrixRMaj(d, d);
      means = CommonOps_DDRM.sumCols(o.x(), null);
      CommonOps_DDRM.divide(means, o.x().numRows);
    }
    Dense.addScatter(o.x(), means, new int[o.x().numRows], y);
    return y;
  }

  @Override
  public Object statistic() {
    return new Scatter(o.x().numCols).accept(o.x());
  }

  @Override
  public Object eigen() {
    return SymmetricEigen.of(o.s());
  }

  @Override
  public Object values() {
    return SymmetricEigen.values(o.s());
  }

  @Override
  public Object largest() {
    return SymmetricEigen.largest(o.s(), Case.THIN);
  }

  @Override
  public Object generalized() {
    return GeneralizedEigen.of(o.x(), Cholesky.of(o.s()));
  }

  @Override
  public Object pencil() {
    return LowRankPencil.solve(o.f(), Cholesky.of(o.s()));
  }

  @Override
  public Object cholesky() {
    return Cholesky.of(o.s());
  }

  @Override
  public Object solve() {
    if (factor == null) {
      factor = Cholesky.of(o.s());
    }
    return factor.solve(o.f());
  }

  @Override
  public Object rbf() {
    return Kernel.rbf(gamma()).gram(o.x());
  }

  /** It always is. */
  @Override
  public Object wholeRbf() {
    return rbf();
  }

  @Override
  public Object laplacian() {
    return Kernel.laplacian(gamma()).gram(o.x());
  }

  @Override
  public Object kernelDca() {
    return Kernelized.of(Kernel.rbf(gamma()), Dca.ridge(1))
        .withStandardization(false)
        .exact()
        .fit(rows(), Roles.keep("class"));
  }

  /** By another route. */
  @Override
  public Object publishedKernelDca() {
    return kernelDca();
  }

  private double gamma() {
    return 1.0 / o.x().numCols;
  }

  private LabelledRows rows() {
    List<String> names = IntStream.range(0, o.x().numCols).mapToObj(j -> "x" + j).toList();
    return new LabelledRows(names, o.x(), Map.of("class", labels()));
  }

  private Labels labels() {
    return Labels.of(IntStream.range(0, o.x().numRows).map(i -> i % CLASSES).toArray());
  }
}
