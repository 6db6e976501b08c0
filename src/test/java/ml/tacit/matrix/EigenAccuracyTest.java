package ml.tacit.matrix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every way into the eigen-solver, on every provider and every hard matrix: residual, orthogonality
 * and eigenvalues, scaled by size, norm and precision as LAPACK's dsyt21 scales them. LAPACK's own
 * threshold is 50.
 */
class EigenAccuracyTest {
  private static final double THRESHOLD = 30;
  private static final double EPSILON = Math.ulp(1.0) / 2;
  private static final int[] SIZES = {0, 1, 2, 3, 5, 20, 63, 64, 65, 129, 171, 561};

  static Stream<Arguments> kernelsAndSizes() {
    return KernelsTest.kernels()
        .flatMap(k -> IntStream.of(SIZES).mapToObj(n -> Arguments.of(k, n)));
  }

  @ParameterizedTest(name = "{0}, n = {1}")
  @MethodSource("kernelsAndSizes")
  void hardMatrices(Kernels kernels, int n) {
    for (Map.Entry<String, HardMatrices.Case> entry : HardMatrices.ofSize(n).entrySet()) {
      String name = entry.getKey() + ", " + n;
      double norm = norm(entry.getValue().matrix());
      double scale = norm == 0 ? 1 : norm;
      DMatrixRMaj s = entry.getValue().matrix();
      SymmetricEigen all = pairs(kernels, s, 0, n);
      DMatrixRMaj unit = divided(s, scale);
      double[] values = divided(all.values(), scale);
      for (int i = 1; i < n; i++) {
        assertTrue(values[i] <= values[i - 1], name + ": descending");
      }
      assertSmall(name + ": A − VΛVᵀ", decomposed(unit, values, all.vectors()), n);
      assertSmall(name + ": I − VVᵀ", orthogonality(Dense.transpose(all.vectors())), n);
      double[] alone = divided(EigenSolver.values(kernels.rows(), s.data, n), scale);
      assertSmall(name + ": values alone", distance(values, alone), n);
      double[] known = known(entry.getValue(), unit);
      if (known != null) {
        assertSmall(name + ": values", distance(divided(known, 1), values), n);
      }
      int k = Math.min(n, 1 + n / 10);
      SymmetricEigen top = pairs(kernels, s, 0, k);
      assertSmall(name + ": largest", residual(unit, top, scale), n);
      assertArrayEquals(Arrays.copyOf(all.values(), k), top.values(), name);
      assertArrayEquals(columns(all.vectors(), 0, k), columns(top.vectors(), 0, k), name);
      SymmetricEigen bottom = pairs(kernels, s, n - k, n);
      assertSmall(name + ": smallest", residual(unit, bottom, scale), n);
      assertArrayEquals(columns(all.vectors(), n - k, n), columns(bottom.vectors(), 0, k), name);
    }
  }

  private static SymmetricEigen pairs(Kernels kernels, DMatrixRMaj s, int first, int last) {
    double[] values = new double[last - first];
    DMatrixRMaj vectors = new DMatrixRMaj(s.numRows, last - first);
    DMatrixRMaj before = s.copy();
    EigenSolver.solve(kernels.rows(), s.data, s.numRows, first, last, values, vectors.data);
    assertArrayEquals(before.data, s.data, "only read");
    return new SymmetricEigen(values, vectors);
  }

  /** Over the norm: from construction, or EJML's where that is quick and has a chance. */
  private static double[] known(HardMatrices.Case hard, DMatrixRMaj unit) {
    int n = unit.numRows;
    if (hard.spectrum() != null) {
      double norm = norm(hard.matrix());
      return divided(hard.spectrum(), norm == 0 ? 1 : norm);
    }
    if (n == 0 || n > 129) {
      return null;
    }
    var eigen = DecompositionFactory_DDRM.eig(n, false, true);
    if (!eigen.decompose(unit.copy())) {
      return null;
    }
    return IntStream.range(0, n)
        .mapToDouble(i -> -eigen.getEigenvalue(i).getReal())
        .sorted()
        .map(value -> -value)
        .toArray();
  }

  @ParameterizedTest
  @MethodSource("ml.tacit.matrix.KernelsTest#kernels")
  void aWrongAnswerWouldShow(Kernels kernels) {
    DMatrixRMaj s = HardMatrices.ofSize(65).get("13 random").matrix();
    SymmetricEigen all = pairs(kernels, s, 0, 65);
    double[] values = divided(all.values(), norm(s));
    values[3] += 1e-12;
    assertTrue(decomposed(divided(s, norm(s)), values, all.vectors()) > 65 * EPSILON * THRESHOLD);
    all.vectors().data[0] += 1e-12;
    assertTrue(orthogonality(Dense.transpose(all.vectors())) > 65 * EPSILON * THRESHOLD);
  }

  /** Entries so small that they have few digits themselves. */
  @ParameterizedTest
  @MethodSource("ml.tacit.matrix.KernelsTest#kernels")
  void subnormalMatricesAsTheirMultiples(Kernels kernels) {
    int n = 40;
    DMatrixRMaj s = HardMatrices.ofSize(n).get("13 random").matrix();
    DMatrixRMaj small = s.copy();
    for (int i = 0; i < n * n; i++) {
      small.data[i] = Math.scalb(s.data[i], -1040);
      s.data[i] = Math.scalb(small.data[i], 1040);
    }
    double[] expected = pairs(kernels, s, 0, n).values();
    Arrays.setAll(expected, i -> Math.scalb(expected[i], -1040));
    assertArrayEquals(expected, pairs(kernels, small, 0, n).values());
    assertArrayEquals(
        expected, EigenSolver.values(kernels.rows(), small.data, n), 100 * Double.MIN_VALUE);
  }

  @Test
  void generalised() {
    for (int n : SIZES) {
      Random random = new Random(n);
      DMatrixRMaj a = RandomMatrices_DDRM.symmetric(n, -1, 1, random);
      DMatrixRMaj x = RandomMatrices_DDRM.rectangle(2 * n, n, -1, 1, random);
      DMatrixRMaj m = Dense.multiplyTransposedA(x, x);
      for (int i = 0; i < n; i++) {
        m.add(i, i, n);
      }
      Cholesky factor = Cholesky.of(m);
      GeneralizedEigen all = GeneralizedEigen.of(a, factor);
      int k = Math.min(n, 3);
      for (GeneralizedEigen found :
          new GeneralizedEigen[] {all, GeneralizedEigen.largest(a, factor, k)}) {
        DMatrixRMaj w = found.vectors();
        DMatrixRMaj left = Dense.multiply(a, w);
        DMatrixRMaj mw = Dense.multiply(m, w);
        CommonOps_DDRM.multCols(mw, found.values());
        CommonOps_DDRM.subtractEquals(left, mw);
        double scale = Math.max(Double.MIN_NORMAL, norm(a) * norm(w));
        assertSmall("A W − M W Λ, " + n, norm(left) / scale, n);
        DMatrixRMaj product = Dense.multiplyTransposedA(w, Dense.multiply(m, w));
        CommonOps_DDRM.subtractEquals(product, CommonOps_DDRM.identity(w.numCols));
        assertSmall("WᵀMW = I, " + n, norm(product), n);
      }
      assertArrayEquals(
          Arrays.copyOf(all.values(), k), GeneralizedEigen.largest(a, factor, k).values());
    }
  }

  @Test
  void generalisedWithTheIdentityIsTheStandardProblem() {
    DMatrixRMaj a = new DMatrixRMaj(new double[][] {{2, 1}, {1, 2}});
    GeneralizedEigen found =
        GeneralizedEigen.of(a, Cholesky.of(new DMatrixRMaj(new double[][] {{1, 0}, {0, 4}})));
    // det(A − λ diag(1, 4)) = 4λ² − 10λ + 3.
    assertArrayEquals(
        new double[] {(5 + Math.sqrt(13)) / 4, (5 - Math.sqrt(13)) / 4}, found.values(), 1e-15);
  }

  @Test
  void sameBitsForAnyNumberOfThreads() throws Exception {
    int n = 561;
    for (String name : new String[] {"13 random", "clusters of growing size"}) {
      DMatrixRMaj s = HardMatrices.ofSize(n).get(name).matrix();
      for (Kernels kernels : KernelsTest.kernels().toList()) {
        double[] one = onThreads(1, kernels, s);
        for (int threads : new int[] {2, 3, 5}) {
          assertArrayEquals(one, onThreads(threads, kernels, s), name + ", " + threads);
        }
      }
    }
  }

  private static double[] onThreads(int threads, Kernels kernels, DMatrixRMaj s) throws Exception {
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      return pool.submit(
              () -> {
                int n = s.numRows;
                SymmetricEigen all = pairs(kernels, s, 0, n);
                double[] alone = EigenSolver.values(kernels.rows(), s.data, n);
                return Stream.of(all.values(), all.vectors().data, alone)
                    .flatMapToDouble(Arrays::stream)
                    .toArray();
              })
          .get();
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void whatIsNotFiniteIsNamed() {
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1 / 0.0}) {
      for (int n : new int[] {7, 100}) {
        DMatrixRMaj s = CommonOps_DDRM.identity(n);
        s.set(2, 4, bad);
        s.set(4, 2, bad);
        String place = "row 3, column 5 is " + bad;
        for (Runnable call :
            new Runnable[] {
              () -> SymmetricEigen.of(s),
              () -> SymmetricEigen.values(s),
              () -> SymmetricEigen.largest(s, 0),
              () -> SymmetricEigen.smallest(s, 2)
            }) {
          String message = assertThrows(ArithmeticException.class, call::run).getMessage();
          assertTrue(message.contains(place), message);
        }
      }
    }
  }

  @Test
  void moreOrLessThanThereIsCannotBeHad() {
    DMatrixRMaj s = CommonOps_DDRM.diag(3, 1, 2);
    assertArrayEquals(new double[] {3, 2}, SymmetricEigen.largest(s, 2).values());
    assertArrayEquals(new double[] {2, 1}, SymmetricEigen.smallest(s, 2).values());
    assertArrayEquals(new double[] {3, 2, 1}, SymmetricEigen.values(s));
    assertEquals(0, SymmetricEigen.largest(s, 0).vectors().numCols);
    for (int k : new int[] {-1, 4}) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> SymmetricEigen.largest(s, k))
              .getMessage();
      assertTrue(message.contains(k + " eigenvalues") && message.contains("0 to 3"), message);
      assertThrows(IllegalArgumentException.class, () -> SymmetricEigen.smallest(s, k));
    }
    DMatrixRMaj wide = new DMatrixRMaj(2, 3);
    assertThrows(IllegalArgumentException.class, () -> SymmetricEigen.of(wide));
    assertThrows(IllegalArgumentException.class, () -> SymmetricEigen.values(wide));
  }

  private static void assertSmall(String what, double error, int n) {
    double ratio = error / (Math.max(1, n) * EPSILON);
    assertTrue(ratio < THRESHOLD, () -> what + ": " + ratio);
  }

  /** ‖A − VΛVᵀ‖, A of norm 1. */
  private static double decomposed(DMatrixRMaj unit, double[] values, DMatrixRMaj v) {
    DMatrixRMaj scaled = v.copy();
    CommonOps_DDRM.multCols(scaled, values);
    DMatrixRMaj product = Dense.multiply(scaled, Dense.transpose(v));
    CommonOps_DDRM.subtractEquals(product, unit);
    return norm(product);
  }

  /** ‖A V − V Λ‖ and ‖I − VᵀV‖, the larger. */
  private static double residual(DMatrixRMaj unit, SymmetricEigen found, double scale) {
    DMatrixRMaj difference = found.vectors().copy();
    CommonOps_DDRM.multCols(difference, divided(found.values(), scale));
    CommonOps_DDRM.subtractEquals(difference, Dense.multiply(unit, found.vectors()));
    return Math.max(norm(difference), orthogonality(found.vectors()));
  }

  /** ‖I − XᵀX‖. */
  private static double orthogonality(DMatrixRMaj x) {
    DMatrixRMaj product = Dense.multiplyTransposedA(x, x);
    CommonOps_DDRM.subtractEquals(product, CommonOps_DDRM.identity(x.numCols));
    return norm(product);
  }

  private static double distance(double[] expected, double[] found) {
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i] - found[i]));
    }
    return largest;
  }

  /** The largest column sum; a NaN stays. */
  private static double norm(DMatrixRMaj a) {
    double largest = 0;
    for (int j = 0; j < a.numCols; j++) {
      double sum = 0;
      for (int i = 0; i < a.numRows; i++) {
        sum += Math.abs(a.data[i * a.numCols + j]);
      }
      largest = Math.max(largest, sum);
    }
    return largest;
  }

  private static DMatrixRMaj divided(DMatrixRMaj a, double divisor) {
    return DMatrixRMaj.wrap(a.numRows, a.numCols, divided(a.data, divisor));
  }

  private static double[] divided(double[] x, double divisor) {
    return Arrays.stream(x).map(value -> value / divisor).toArray();
  }

  /** A zero without its sign, which nobody promises. */
  private static double[] columns(DMatrixRMaj a, int from, int to) {
    return IntStream.range(0, a.numRows)
        .boxed()
        .flatMapToDouble(i -> IntStream.range(from, to).mapToDouble(j -> a.get(i, j) + 0.0))
        .toArray();
  }
}
