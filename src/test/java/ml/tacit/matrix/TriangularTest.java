package ml.tacit.matrix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Cholesky factors and triangular solves of every kernel implementation. Residuals are scaled as
 * LAPACK's tests scale them (dpot01, dtrt02) and of order 1.
 */
class TriangularTest {
  static final double THRESHOLD = 30;
  static final double EPSILON = Math.ulp(1.0) / 2;
  private static final int[] SIZES = {
    0, 1, 2, 3, 5, 20, 47, 48, 49, 63, 64, 65, 129, 257, 300, 561
  };

  static Stream<Kernels> kernels() {
    return KernelsTest.kernels();
  }

  /** Positive definite matrices, most of them only just. */
  private static Map<String, double[]> positiveDefinite(int n) {
    Random random = new Random(n);
    double[] gram = new double[n * n];
    double[] hilbert = new double[n * n];
    double[] graded = new double[n * n];
    double[] flat = new double[n * n];
    double[] x = random.doubles(2L * n * n, -1, 1).toArray();
    PlainKernels.INSTANCE.addGram(x, 2 * n, n, gram);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        // Condition numbers about 1e13; then sixty magnitudes; then one large direction only.
        hilbert[i * n + j] = 1.0 / (i + j + 1) + (i == j ? n * 1e-13 : 0);
        graded[i * n + j] = power(i, n) * power(j, n) * (i == j ? n : 0.5);
        flat[i * n + j] = 1 + (i == j ? n * 1e-12 : 0);
      }
    }
    Map<String, double[]> matrices = new LinkedHashMap<>();
    matrices.put("Gram", gram);
    matrices.put("Hilbert", hilbert);
    matrices.put("graded", graded);
    matrices.put("Läuchli", flat);
    return matrices;
  }

  private static double power(int i, int n) {
    return Math.pow(10, -30.0 * i / n);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void factorTimesItsTransposeIsTheMatrix(Kernels kernels) {
    for (int n : SIZES) {
      positiveDefinite(n)
          .forEach(
              (name, a) -> {
                double[] l = a.clone();
                // What is above the diagonal is never read.
                for (int i = 0; i < n; i++) {
                  for (int j = i + 1; j < n; j++) {
                    l[i * n + j] = Double.NaN;
                  }
                }
                assertTrue(kernels.cholesky(l, n), name + " " + n);
                double residual = choleskyResidual(l, a, n);
                assertTrue(residual < THRESHOLD, name + " " + n + ": " + residual);
                double[] changed = a.clone();
                if (n > 0) {
                  changed[n * n - 1] += 1e-10 * largest(a);
                  assertTrue(choleskyResidual(l, changed, n) > THRESHOLD, "the test can fail");
                }
              });
    }
  }

  /** ‖A − LLᵀ‖ / (n ‖A‖ ε), largest entries; L's upper triangle must be zero. */
  private static double choleskyResidual(double[] l, double[] a, int n) {
    double worst = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = -a[i * n + j];
        for (int k = 0; k <= j; k++) {
          sum += l[i * n + k] * l[j * n + k];
        }
        worst = Math.max(worst, Math.abs(sum));
        assertEquals(0, i == j ? 0 : l[j * n + i], "zeros above the diagonal");
      }
    }
    return n == 0 ? 0 : worst / (n * largest(a) * EPSILON);
  }

  /** One to 49 right-hand sides: few, panels, panels and few, halves. */
  @ParameterizedTest
  @MethodSource("kernels")
  void solvesLeaveSmallResiduals(Kernels kernels) {
    for (int n : new int[] {1, 2, 3, 5, 20, 48, 49, 65, 129, 300, 561}) {
      double[] l = positiveDefinite(n).get("Gram");
      assertTrue(kernels.cholesky(l, n));
      for (int m : new int[] {0, 1, 2, 5, 8, 9, 24, 29, 48, 49, 77}) {
        double[] b = new Random(m).doubles((long) n * m, -1, 1).toArray();
        double[] x = b.clone();
        kernels.solveLower(l, n, x, m);
        assertSolves(l, n, m, x, b, false);
        double[] y = b.clone();
        kernels.solveLowerTransposed(l, n, y, m);
        assertSolves(l, n, m, y, b, true);
      }
    }
  }

  /** Row by row: |LX − B| is below n·ε (|L| |X|), which holds whatever the condition of L. */
  private static void assertSolves(
      double[] l, int n, int m, double[] x, double[] b, boolean transposed) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < m; j++) {
        double sum = -b[i * m + j];
        double size = Math.abs(sum);
        for (int k = transposed ? i : 0; k < (transposed ? n : i + 1); k++) {
          double term = (transposed ? l[k * n + i] : l[i * n + k]) * x[k * m + j];
          sum += term;
          size += Math.abs(term);
        }
        double ratio = Math.abs(sum) / (n * EPSILON * size);
        assertTrue(ratio < THRESHOLD, n + " × " + m + ": " + ratio);
      }
    }
  }

  /** The pivot that failed is left on the diagonal, positive ones before it. */
  @ParameterizedTest
  @MethodSource("kernels")
  void theFailedPivotIsLeftWhereItWas(Kernels kernels) {
    for (int n : new int[] {1, 3, 50, 300, 561}) {
      for (int bad : new int[] {0, n / 3, n - 1}) {
        for (double pivot : new double[] {-0.25, 0, Double.NaN}) {
          double[] a = new double[n * n];
          for (int i = 0; i < n; i++) {
            a[i * n + i] = i == bad ? pivot : 4;
          }
          assertFalse(kernels.cholesky(a, n));
          for (int i = 0; i < bad; i++) {
            assertEquals(2, a[i * n + i]);
          }
          assertEquals(pivot, a[bad * n + bad]);
        }
      }
    }
  }

  /** Vector code against loops: no further apart than two roundings of what was summed. */
  @Test
  void implementationsAgreeAtOddLengths() {
    Kernels best = KernelChoice.of("").kernels();
    for (int n = 1; n < 70; n++) {
      double[] spd = positiveDefinite(n).get("Gram");
      for (int i = 0; i < n; i++) {
        spd[i * n + i] += n;
      }
      double[] expected = spd.clone();
      assertTrue(PlainKernels.INSTANCE.cholesky(expected, n));
      assertTrue(best.cholesky(spd, n));
      assertArrayEquals(expected, spd, 8 * n * EPSILON * n);
    }
  }

  private static double largest(double[] a) {
    double largest = 0;
    for (double entry : a) {
      largest = Math.max(largest, Math.abs(entry));
    }
    return largest;
  }
}
