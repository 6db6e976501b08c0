package ml.tacit.matrix;

import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import ml.tacit.kernel.Kernel;
import ml.tacit.kernel.KernelDca;
import ml.tacit.subspace.Scatter;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** This library as its users call it, on the kernels that the JVM's flags choose. */
final class TacitPeer implements Peer {
  private static final int CLASSES = 6;
  private final Operands o;
  private final ForkJoinPool pool;
  private DMatrixRMaj y;
  private DMatrixRMaj means;
  private Cholesky factor;

  TacitPeer(Operands o, int threads) {
    this.o = o;
    this.pool = new ForkJoinPool(threads);
  }

  private Object inPool(Callable<Object> call) {
    return pool.submit(call).join();
  }

  @Override
  public Object product() {
    if (y == null) {
      y = new DMatrixRMaj(o.x().numRows, o.a().numCols);
    }
    return inPool(
        () -> {
          Dense.addProduct(o.x(), o.a(), y);
          return y;
        });
  }

  @Override
  public Object scatter() {
    int d = o.x().numCols;
    if (y == null) {
      y = new DMatrixRMaj(d, d);
      means = CommonOps_DDRM.sumCols(o.x(), null);
      CommonOps_DDRM.divide(means, o.x().numRows);
    }
    return inPool(
        () -> {
          Dense.addScatter(o.x(), means, new int[o.x().numRows], y);
          return y;
        });
  }

  @Override
  public Object statistic() {
    return inPool(() -> new Scatter(o.x().numCols).accept(o.x()));
  }

  @Override
  public Object eigen() {
    return inPool(() -> SymmetricEigen.of(o.s()));
  }

  @Override
  public Object values() {
    return inPool(() -> SymmetricEigen.values(o.s()));
  }

  @Override
  public Object largest() {
    return inPool(() -> SymmetricEigen.largest(o.s(), Case.THIN));
  }

  @Override
  public Object generalized() {
    return inPool(() -> GeneralizedEigen.of(o.x(), Cholesky.of(o.s())));
  }

  @Override
  public Object pencil() {
    return inPool(() -> LowRankPencil.solve(o.f(), Cholesky.of(o.s())));
  }

  @Override
  public Object cholesky() {
    return inPool(() -> Cholesky.of(o.s()));
  }

  @Override
  public Object solve() {
    if (factor == null) {
      factor = Cholesky.of(o.s());
    }
    return inPool(() -> factor.solve(o.f()));
  }

  @Override
  public Object rbf() {
    return inPool(() -> Kernel.rbf(gamma()).gram(o.x()));
  }

  @Override
  public Object laplacian() {
    return inPool(() -> Kernel.laplacian(gamma()).gram(o.x()));
  }

  @Override
  public Object kernelDca() {
    return inPool(() -> KernelDca.of(Kernel.rbf(gamma())).ridge(1).fit(o.x(), labels()));
  }

  /** By another route. */
  @Override
  public Object publishedKernelDca() {
    return kernelDca();
  }

  private double gamma() {
    return 1.0 / o.x().numCols;
  }

  private Labels labels() {
    return Labels.of(IntStream.range(0, o.x().numRows).map(i -> i % CLASSES).toArray());
  }
}
