package ml.tacit.matrix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every kernel implementation must do, at odd sizes and on hard matrices. Residuals are scaled
 * by size, norm and machine precision, as LAPACK's own tests scale them, and must stay below one
 * threshold.
 */
class KernelsTest {
  /** LAPACK's test input (sep.in) uses 50 for ratios that are of order 1. */
  private static final double THRESHOLD = 50;

  private static final double EPSILON = Math.ulp(1.0) / 2;
  private static final int[] SIZES = {1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 33, 64, 70};

  static Stream<Kernels> kernels() {
    return KernelChoice.hasModule()
        ? Stream.of(PlainKernels.INSTANCE, KernelChoice.of("simd").kernels())
        : Stream.of(PlainKernels.INSTANCE);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void gramAndRowProductsAgreeWithTheDefinition(Kernels kernels) {
    Random random = new Random(1);
    for (int n : SIZES) {
      for (int rows : new int[] {0, 1, 3, 4, 5, 13}) {
        double[] a = gaussian(random, rows * n);
        double[] c = symmetric(random, n);
        double[] expected = c.clone();
        for (int i = 0; i < n; i++) {
          for (int j = 0; j < n; j++) {
            for (int r = 0; r < rows; r++) {
              expected[i * n + j] += a[r * n + i] * a[r * n + j];
            }
          }
        }
        kernels.addGram(a, rows, n, c);
        assertArrayEquals(expected, c, 40 * (rows + 1) * EPSILON * 16);
        for (int i = 0; i < n; i++) {
          for (int j = 0; j < n; j++) {
            assertEquals(c[i * n + j], c[j * n + i], "exactly symmetric");
          }
        }
        int m = 6;
        double[] b = gaussian(random, n * m);
        double[] y = gaussian(random, rows * m);
        double[] product = y.clone();
        for (int r = 0; r < rows; r++) {
          for (int j = 0; j < m; j++) {
            for (int k = 0; k < n; k++) {
              product[r * m + j] += a[r * n + k] * b[k * m + j];
            }
          }
        }
        kernels.addRowProducts(a, rows, n, b, m, y);
        assertArrayEquals(product, y, 40 * n * EPSILON * 16);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void aRowHasTheSameBitsInAnyBlock(Kernels kernels) {
    Random random = new Random(2);
    for (int k : SIZES) {
      int rows = 11;
      int m = 9;
      double[] x = gaussian(random, rows * k);
      double[] a = gaussian(random, k * m);
      double[] all = new double[rows * m];
      kernels.addRowProducts(x, rows, k, a, m, all);
      for (int r = 0; r < rows; r++) {
        double[] one = new double[m];
        kernels.addRowProducts(Arrays.copyOfRange(x, r * k, (r + 1) * k), 1, k, a, m, one);
        assertArrayEquals(Arrays.copyOfRange(all, r * m, (r + 1) * m), one);
      }
    }
  }

  /** Sizes at the edges of tiles, panels and slabs; every element within the rounding bound. */
  @ParameterizedTest
  @MethodSource("kernels")
  void productsBeyondOneSlab(Kernels kernels) {
    Random random = new Random(5);
    int[][] shapes = {{257, 25, 49}, {600, 31, 23}, {3, 130, 61}, {512, 48, 24}, {300, 24, 505}};
    for (int[] shape : shapes) {
      int k = shape[0];
      int n = shape[1];
      int m = shape[2];
      double[] a = gaussian(random, k * n);
      double[] b = gaussian(random, k * m);
      double[] expected = new double[n * m];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < m; j++) {
          for (int r = 0; r < k; r++) {
            expected[i * m + j] += a[r * n + i] * b[r * m + j];
          }
        }
      }
      double bound = 2 * k * EPSILON * 4 * k;
      double[] c = new double[n * m];
      kernels.addTransposedProduct(a, k, n, b, m, c);
      assertArrayEquals(expected, c, bound);
      double[] x = Dense.transpose(DMatrixRMaj.wrap(k, n, a)).data;
      double[] y = new double[n * m];
      kernels.addRowProducts(x, n, k, b, m, y);
      assertArrayEquals(expected, y, bound);
      double[] row = new double[m];
      kernels.addRowProducts(Arrays.copyOfRange(x, k, 2 * k), 1, k, b, m, row);
      assertArrayEquals(Arrays.copyOfRange(y, m, 2 * m), row, "same bits alone");
      double[] gram = new double[n * n];
      kernels.addGram(a, k, n, gram);
      double[] same = new double[n * n];
      kernels.addTransposedProduct(a, k, n, a, n, same);
      assertArrayEquals(same, gram, bound);
    }
  }

  /** Rows are taken by chunks, and the rest of the last may be few. */
  @ParameterizedTest
  @MethodSource("kernels")
  void tallTablesToo(Kernels kernels) {
    int k = 17;
    int m = 19;
    for (int rows : new int[] {4080, 4083, 8200}) {
      double[] x = gaussian(new Random(rows), rows * k);
      double[] a = gaussian(new Random(6), k * m);
      double[] y = new double[rows * m];
      kernels.addRowProducts(x, rows, k, a, m, y);
      for (int r : new int[] {0, 4079, rows - 1}) {
        double[] row = new double[m];
        kernels.addRowProducts(Arrays.copyOfRange(x, r * k, (r + 1) * k), 1, k, a, m, row);
        assertArrayEquals(Arrays.copyOfRange(y, r * m, (r + 1) * m), row);
      }
    }
  }

  static Stream<Arguments> hardMatrices() {
    Map<String, DMatrixRMaj> matrices = new LinkedHashMap<>();
    Random random = new Random(4);
    for (int n : new int[] {1, 2, 3, 5, 20, 61, 129}) {
      matrices.put("zero " + n, new DMatrixRMaj(n, n));
      matrices.put("identity " + n, spectrum(random, n, i -> 1, false));
      matrices.put("even diagonal " + n, spectrum(random, n, i -> 1 - i / (double) n, false));
      matrices.put(
          "geometric " + n, spectrum(random, n, i -> Math.pow(1e-16, i / (double) n), true));
      matrices.put("clustered " + n, spectrum(random, n, i -> i == 0 ? 1 : 1e-16, true));
      matrices.put("two clusters " + n, spectrum(random, n, i -> i % 2 == 0 ? 1 : -1, true));
      matrices.put("large " + n, spectrum(random, n, i -> 1e150 * (1 + i), true));
      matrices.put("small " + n, spectrum(random, n, i -> 1e-150 * (1 + i), true));
      DMatrixRMaj wilkinson = new DMatrixRMaj(n, n);
      DMatrixRMaj hilbert = new DMatrixRMaj(n, n);
      for (int i = 0; i < n; i++) {
        wilkinson.set(i, i, Math.abs(i - (n - 1) / 2.0));
        for (int j = 0; j < n; j++) {
          hilbert.set(i, j, 1.0 / (i + j + 1));
          if (Math.abs(i - j) == 1) {
            wilkinson.set(i, j, 1);
          }
        }
      }
      matrices.put("glued Wilkinson " + n, tridiagonal(n, i -> Math.abs(i % 21 - 10), 1e-10));
      int size = n;
      matrices.put("graded down " + n, tridiagonal(n, i -> Math.pow(1e-70, i / (double) size), 0));
      matrices.put("graded up " + n, tridiagonal(n, i -> Math.pow(1e70, i / (double) size), 0));
      matrices.put("1 2 1 " + n, tridiagonal(n, i -> 2, 1));
      matrices.put("Läuchli " + n, laeuchli(n));
      matrices.put("Wilkinson " + n, wilkinson);
      matrices.put("Hilbert " + n, hilbert);
    }
    return kernels()
        .flatMap(
            kernel ->
                matrices.entrySet().stream()
                    .map(entry -> Arguments.of(entry.getKey(), kernel, entry.getValue())));
  }

  @ParameterizedTest(name = "{1}: {0}")
  @MethodSource("hardMatrices")
  void symmetricEigen(String name, Kernels kernels, DMatrixRMaj a) {
    int n = a.numRows;
    double[] values = new double[n];
    double[] v = new double[n * n];
    kernels.symmetricEigen(a.data.clone(), n, values, v);
    double norm = Math.max(largest(a.data), Double.MIN_NORMAL);
    double residual = 0;
    double orthogonality = 0;
    for (int i = 0; i < n; i++) {
      assertTrue(i == 0 || values[i] <= values[i - 1], "descending");
      for (int j = 0; j < n; j++) {
        double av = 0;
        double vv = 0;
        for (int k = 0; k < n; k++) {
          av += a.get(i, k) / norm * v[k * n + j];
          vv += v[k * n + i] * v[k * n + j];
        }
        residual = Math.max(residual, Math.abs(av - v[i * n + j] * (values[j] / norm)));
        orthogonality = Math.max(orthogonality, Math.abs(vv - (i == j ? 1 : 0)));
      }
    }
    assertTrue(residual / (n * EPSILON) < THRESHOLD, "A V = V Λ: " + residual / (n * EPSILON));
    assertTrue(orthogonality / (n * EPSILON) < THRESHOLD, "VᵀV = I");
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void nothingIsASizeToo(Kernels kernels) {
    double[] none = {};
    double[] c = {1};
    kernels.addGram(none, 0, 1, c);
    kernels.addRowProducts(none, 1, 0, none, 1, c);
    kernels.addTransposedProduct(none, 0, 1, none, 1, c);
    assertArrayEquals(new double[] {1}, c, "an empty sum adds nothing");
    double[] large = new double[30 * 30];
    kernels.addGram(none, 0, 30, large);
    kernels.addTransposedProduct(none, 0, 30, none, 30, large);
    assertArrayEquals(new double[30 * 30], large);
    assertTrue(kernels.cholesky(none, 0));
    kernels.solveLower(none, 0, none, 3);
    kernels.solveLowerTransposed(none, 0, none, 3);
    kernels.solveLower(new double[] {2}, 1, none, 0);
    kernels.symmetricEigen(none, 0, none, none);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void noEigenvaluesOfWhatIsNotFinite(Kernels kernels) {
    for (int n : new int[] {3, 40}) {
      double[] a = new double[n * n];
      a[0] = Double.NaN;
      assertThrows(
          ArithmeticException.class,
          () -> kernels.symmetricEigen(a, n, new double[n], new double[n * n]));
    }
  }

  /** Beside the diagonal 1, but {@code glue} every 21st place; half the diagonal if glue is 0. */
  private static DMatrixRMaj tridiagonal(int n, IntToDoubleFunction diagonal, double glue) {
    DMatrixRMaj t = new DMatrixRMaj(n, n);
    for (int i = 0; i < n; i++) {
      double entry = diagonal.applyAsDouble(i);
      t.set(i, i, entry);
      if (i + 1 < n) {
        double beside = glue == 0 ? entry / 2 : i % 21 == 20 ? glue : 1;
        t.set(i, i + 1, beside);
        t.set(i + 1, i, beside);
      }
    }
    return t;
  }

  /** Ones and a hair on the diagonal: one large eigenvalue, the others as good as equal. */
  private static DMatrixRMaj laeuchli(int n) {
    DMatrixRMaj l = new DMatrixRMaj(n, n);
    Arrays.fill(l.data, 1);
    for (int i = 0; i < n; i++) {
      l.add(i, i, 1e-15);
    }
    return l;
  }

  /** A matrix of wanted eigenvalues, on the diagonal or turned by a random orthogonal matrix. */
  private static DMatrixRMaj spectrum(
      Random random, int n, IntToDoubleFunction values, boolean turned) {
    DMatrixRMaj diagonal = new DMatrixRMaj(n, n);
    for (int i = 0; i < n; i++) {
      diagonal.set(i, i, values.applyAsDouble(i));
    }
    if (!turned) {
      return diagonal;
    }
    DMatrixRMaj q = RandomMatrices_DDRM.orthogonal(n, n, random);
    DMatrixRMaj full = Dense.multiply(Dense.multiply(q, diagonal), Dense.transpose(q));
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        full.set(i, j, full.get(j, i));
      }
    }
    return full;
  }

  private static double[] symmetric(Random random, int n) {
    double[] s = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = i; j < n; j++) {
        s[i * n + j] = random.nextGaussian();
        s[j * n + i] = s[i * n + j];
      }
    }
    return s;
  }

  private static double[] gaussian(Random random, int length) {
    return random.doubles(length).map(x -> 4 * x - 2).toArray();
  }

  private static double largest(double[] a) {
    return Arrays.stream(a).map(Math::abs).max().orElse(0);
  }
}
