package ml.tacit.matrix;

import java.util.Arrays;
import java.util.Comparator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Portable kernels: loops that the JIT compiler turns into vector code by itself (each adds
 * multiples of rows to a row), and EJML's decompositions.
 */
final class PlainKernels implements Kernels {
  static final PlainKernels INSTANCE = new PlainKernels();

  private PlainKernels() {}

  @Override
  public void addGram(double[] a, int rows, int n, double[] c) {
    int r = 0;
    for (; r + 4 <= rows; r += 4) {
      int a0 = r * n;
      int a1 = a0 + n;
      int a2 = a1 + n;
      int a3 = a2 + n;
      for (int i = 0; i < n; i++) {
        addFour(
            a[a0 + i], a, a0 + i, a[a1 + i], a, a1 + i, a[a2 + i], a, a2 + i, a[a3 + i], a, a3 + i,
            c, i * n + i, n - i);
      }
    }
    for (; r < rows; r++) {
      for (int i = 0; i < n; i++) {
        addOne(a[r * n + i], a, r * n + i, c, i * n + i, n - i);
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        c[j * n + i] = c[i * n + j];
      }
    }
  }

  @Override
  public void addRowProducts(double[] x, int rows, int k, double[] a, int m, double[] y) {
    for (int r = 0; r < rows; r++) {
      int xr = r * k;
      int i = 0;
      for (; i + 4 <= k; i += 4) {
        addFour(
            x[xr + i],
            a,
            i * m,
            x[xr + i + 1],
            a,
            (i + 1) * m,
            x[xr + i + 2],
            a,
            (i + 2) * m,
            x[xr + i + 3],
            a,
            (i + 3) * m,
            y,
            r * m,
            m);
      }
      for (; i < k; i++) {
        addOne(x[xr + i], a, i * m, y, r * m, m);
      }
    }
  }

  @Override
  public void addTransposedProduct(double[] a, int k, int n, double[] b, int m, double[] c) {
    int r = 0;
    for (; r + 4 <= k; r += 4) {
      int ao = r * n;
      int bo = r * m;
      for (int i = 0; i < n; i++) {
        addFour(
            a[ao + i],
            b,
            bo,
            a[ao + n + i],
            b,
            bo + m,
            a[ao + 2 * n + i],
            b,
            bo + 2 * m,
            a[ao + 3 * n + i],
            b,
            bo + 3 * m,
            c,
            i * m,
            m);
      }
    }
    for (; r < k; r++) {
      for (int i = 0; i < n; i++) {
        addOne(a[r * n + i], b, r * m, c, i * m, m);
      }
    }
  }

  /** y += s0·p0 + … + s3·p3 over {@code length} entries: four rows per pass spare loads of y. */
  private static void addFour(
      double s0,
      double[] p0,
      int o0,
      double s1,
      double[] p1,
      int o1,
      double s2,
      double[] p2,
      int o2,
      double s3,
      double[] p3,
      int o3,
      double[] y,
      int oy,
      int length) {
    for (int j = 0; j < length; j++) {
      y[oy + j] =
          (((y[oy + j] + s0 * p0[o0 + j]) + s1 * p1[o1 + j]) + s2 * p2[o2 + j]) + s3 * p3[o3 + j];
    }
  }

  private static void addOne(double s, double[] p, int op, double[] y, int oy, int length) {
    for (int j = 0; j < length; j++) {
      y[oy + j] += s * p[op + j];
    }
  }

  @Override
  public boolean cholesky(double[] a, int n) {
    if (n == 0) {
      return true;
    }
    CholeskyDecomposition_F64<DMatrixRMaj> factor = DecompositionFactory_DDRM.chol(n, true);
    DMatrixRMaj matrix = DMatrixRMaj.wrap(n, n, a);
    if (!factor.decompose(matrix.copy())) {
      return false;
    }
    factor.getT(matrix);
    for (int i = 0; i < n; i++) {
      if (!(a[i * n + i] > 0)) { // EJML lets a NaN through
        return false;
      }
    }
    return true;
  }

  @Override
  public void solveLower(double[] l, int n, double[] b, int m) {
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < i; k++) {
        addOne(-l[i * n + k], b, k * m, b, i * m, m);
      }
      divideRow(b, i, m, l[i * n + i]);
    }
  }

  @Override
  public void solveLowerTransposed(double[] l, int n, double[] b, int m) {
    for (int i = n - 1; i >= 0; i--) {
      divideRow(b, i, m, l[i * n + i]);
      for (int k = 0; k < i; k++) {
        addOne(-l[i * n + k], b, i * m, b, k * m, m);
      }
    }
  }

  private static void divideRow(double[] b, int row, int m, double divisor) {
    for (int j = row * m; j < (row + 1) * m; j++) {
      b[j] /= divisor;
    }
  }

  @Override
  public void symmetricEigen(double[] a, int n, double[] values, double[] vectors) {
    if (n == 0) {
      return;
    }
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, true, true);
    if (!eigen.decompose(DMatrixRMaj.wrap(n, n, a))) {
      throw new ArithmeticException("symmetric eigenproblem of size " + n + " did not converge");
    }
    Integer[] order = new Integer[n];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order, Comparator.comparingDouble((Integer i) -> -eigen.getEigenvalue(i).getReal()));
    for (int j = 0; j < n; j++) {
      values[j] = eigen.getEigenvalue(order[j]).getReal();
      DMatrixRMaj vector = eigen.getEigenVector(order[j]);
      for (int i = 0; i < n; i++) {
        vectors[i * n + j] = vector.data[i];
      }
    }
  }

  @Override
  public String toString() {
    return "plain";
  }
}
