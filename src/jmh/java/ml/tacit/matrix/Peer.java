package ml.tacit.matrix;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.BlockRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.dense.row.mult.MatrixMultProduct_DDRM;

/**
 * A library under measurement, holding its operands in its own format: nobody is charged for
 * conversions. Operands that an operation overwrites are copied within the measured time, for
 * everybody.
 */
interface Peer {

  /** The product of X {@code rows × k} and A {@code k × m}. */
  Object product();

  /** XᵀX. */
  Object gram();

  /** The factor of the symmetric positive definite S. */
  Object cholesky();

  /** All eigenvalues and vectors of S. */
  Object eigen();

  /**
   * Operands, row-major: X {@code rows × k}, A {@code k × m}, S {@code n × n}; unused are empty.
   */
  record Operands(int rows, int k, int m, int n, double[] x, double[] a, double[] s) {}

  /** By name; "tacit" is the library with all it has, "tacit-plain" without the vector module. */
  static Peer of(String name, Operands o) {
    return switch (name) {
      case "tacit" -> new Tacit(KernelChoice.of("simd").kernels(), o);
      case "tacit-plain" -> new Tacit(PlainKernels.INSTANCE, o);
      case "openblas" -> new OpenBlas(o);
      case "ejml" -> new Ejml(o);
      case "commons-math" -> new CommonsMath(o);
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** This library. */
  record Tacit(Kernels kernels, Operands o) implements Peer {
    @Override
    public Object product() {
      double[] y = new double[o.rows * o.m];
      kernels.addRowProducts(o.x, o.rows, o.k, o.a, o.m, y);
      return y;
    }

    @Override
    public Object gram() {
      double[] c = new double[o.k * o.k];
      kernels.addGram(o.x, o.rows, o.k, c);
      return c;
    }

    @Override
    public Object cholesky() {
      double[] l = o.s.clone();
      return kernels.cholesky(l, o.n) ? l : null;
    }

    @Override
    public Object eigen() {
      double[] vectors = new double[o.n * o.n];
      kernels.symmetricEigen(o.s.clone(), o.n, new double[o.n], vectors);
      return vectors;
    }
  }

  /** OpenBLAS on memory of its own: on Java arrays the binding would copy there and back. */
  final class OpenBlas implements Peer {
    private final Operands o;
    private final DoublePointer x;
    private final DoublePointer a;
    private final DoublePointer s;
    private final DoublePointer result;
    private final DoublePointer values;

    OpenBlas(Operands o) {
      this.o = o;
      openblas.blas_set_num_threads(1);
      x = pointer(o.x);
      a = pointer(o.a);
      s = pointer(o.s);
      int largest = Math.max(o.rows * o.m, Math.max(o.k * o.k, o.n * o.n));
      result = new DoublePointer((long) largest);
      values = new DoublePointer(Math.max(1L, o.n));
    }

    private static DoublePointer pointer(double[] data) {
      DoublePointer pointer = new DoublePointer(Math.max(1L, data.length));
      return pointer.put(data, 0, data.length);
    }

    @Override
    public Object product() {
      openblas.cblas_dgemm(101, 111, 111, o.rows, o.m, o.k, 1, x, o.k, a, o.m, 0, result, o.m);
      return result;
    }

    @Override
    public Object gram() {
      openblas.cblas_dsyrk(101, 122, 112, o.k, o.rows, 1, x, o.k, 0, result, o.k);
      return result;
    }

    @Override
    public Object cholesky() {
      Pointer.memcpy(result, s, 8L * o.n * o.n);
      return openblas.LAPACKE_dpotrf(101, (byte) 'L', o.n, result, o.n);
    }

    @Override
    public Object eigen() {
      Pointer.memcpy(result, s, 8L * o.n * o.n);
      return openblas.LAPACKE_dsyevd(102, (byte) 'V', (byte) 'L', o.n, result, o.n, values);
    }
  }

  /** EJML, single-threaded. */
  record Ejml(Operands o) implements Peer {
    @Override
    public Object product() {
      DMatrixRMaj y = new DMatrixRMaj(o.rows, o.m);
      CommonOps_DDRM.mult(DMatrixRMaj.wrap(o.rows, o.k, o.x), DMatrixRMaj.wrap(o.k, o.m, o.a), y);
      return y;
    }

    @Override
    public Object gram() {
      DMatrixRMaj c = new DMatrixRMaj(o.k, o.k);
      MatrixMultProduct_DDRM.inner_reorder(DMatrixRMaj.wrap(o.rows, o.k, o.x), c);
      return c;
    }

    @Override
    public Object cholesky() {
      var factor = DecompositionFactory_DDRM.chol(o.n, true);
      factor.decompose(DMatrixRMaj.wrap(o.n, o.n, o.s.clone()));
      return factor;
    }

    @Override
    public Object eigen() {
      var eigen = DecompositionFactory_DDRM.eig(o.n, true, true);
      eigen.decompose(DMatrixRMaj.wrap(o.n, o.n, o.s.clone()));
      return eigen;
    }
  }

  /** Commons Math 3 with its blocked matrices. */
  final class CommonsMath implements Peer {
    private final RealMatrix x;
    private final RealMatrix a;
    private final RealMatrix s;

    CommonsMath(Operands o) {
      x = o.x.length == 0 ? null : new BlockRealMatrix(rows(o.x, o.k));
      a = o.a.length == 0 ? null : new BlockRealMatrix(rows(o.a, o.m));
      s = o.s.length == 0 ? null : new Array2DRowRealMatrix(rows(o.s, o.n), false);
    }

    private static double[][] rows(double[] data, int width) {
      double[][] rows = new double[data.length / width][];
      Arrays.setAll(rows, i -> Arrays.copyOfRange(data, i * width, (i + 1) * width));
      return rows;
    }

    @Override
    public Object product() {
      return x.multiply(a);
    }

    @Override
    public Object gram() {
      return x.transpose().multiply(x);
    }

    @Override
    public Object cholesky() {
      return new CholeskyDecomposition(s);
    }

    @Override
    public Object eigen() {
      return new EigenDecomposition(s);
    }
  }
}
