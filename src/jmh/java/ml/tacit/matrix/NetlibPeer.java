package ml.tacit.matrix;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.lapack.JavaLAPACK;
import dev.ludovic.netlib.lapack.LAPACK;
import java.lang.reflect.Method;
import org.netlib.util.intW;

/**
 * netlib's Java code: BLAS on the vector module or as translated from Fortran (F2J), LAPACK always
 * translated. Matrices by columns, so that X by rows goes in as its transpose.
 */
final class NetlibPeer implements Peer {
  private static final LAPACK LAPACK_F2J = JavaLAPACK.getInstance();
  private final Operands o;
  private final BLAS blas;
  private double[] y;

  /**
   * Over the operands.
   *
   * @param name VectorBLAS or F2jBLAS
   */
  NetlibPeer(Operands o, String name) {
    this.o = o;
    this.blas = blas(name);
  }

  /** By name: the choice of BLAS.getInstance() would be a native one where it finds any. */
  private static BLAS blas(String name) {
    try {
      Method instance =
          Class.forName(BLAS.class.getPackageName() + "." + name).getMethod("getInstance");
      instance.setAccessible(true);
      return (BLAS) instance.invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(name + " is not in this version of netlib", e);
    }
  }

  @Override
  public Object product() {
    int rows = o.x().numRows;
    int k = o.x().numCols;
    int m = o.a().numCols;
    if (y == null) {
      y = new double[rows * m];
    }
    blas.dgemm("N", "N", m, rows, k, 1, o.a().data, m, o.x().data, k, 0, y, m);
    return y;
  }

  @Override
  public Object scatter() {
    int d = o.x().numCols;
    double[] c = new double[d * d];
    blas.dsyrk("L", "N", d, o.x().numRows, 1, o.x().data, d, 0, c, d);
    return c;
  }

  @Override
  public Object eigen() {
    return syevd("V");
  }

  @Override
  public Object values() {
    return syevd("N");
  }

  private Object syevd(String vectors) {
    int n = o.s().numRows;
    double[] a = o.s().data.clone();
    double[] values = new double[n];
    double[] work = new double[1 + 6 * n + 2 * n * n];
    int[] integers = new int[3 + 5 * n];
    intW info = new intW(0);
    LAPACK_F2J.dsyevd(
        vectors, "L", n, a, n, values, work, work.length, integers, integers.length, info);
    check(info);
    return values;
  }

  @Override
  public Object cholesky() {
    int n = o.s().numRows;
    double[] l = o.s().data.clone();
    intW info = new intW(0);
    LAPACK_F2J.dpotrf("L", n, l, n, info);
    check(info);
    return l;
  }

  private static void check(intW info) {
    if (info.val != 0) {
      throw new IllegalStateException("LAPACK says " + info.val);
    }
  }
}
