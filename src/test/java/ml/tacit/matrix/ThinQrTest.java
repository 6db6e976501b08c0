package ml.tacit.matrix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A = QR, orthonormal, with its complement, for matrices of every shape and rank. */
class ThinQrTest {
  private static final double THRESHOLD = 30;
  private static final double EPSILON = Math.ulp(1.0) / 2;

  static Stream<Arguments> matrices() {
    int[][] shapes = {
      {1, 1},
      {2, 1},
      {3, 2},
      {5, 5},
      {20, 3},
      {63, 31},
      {64, 32},
      {65, 33},
      {129, 70},
      {200, 200},
      {3, 7},
      {40, 90},
      {2000, 29}
    };
    return Stream.of(shapes).flatMap(shape -> ofShape(shape[0], shape[1]));
  }

  private static Stream<Arguments> ofShape(int n, int k) {
    DMatrixRMaj random =
        new DMatrixRMaj(n, k, true, new Random(n).doubles((long) n * k, -1, 1).toArray());
    DMatrixRMaj graded = random.copy();
    DMatrixRMaj deficient = random.copy();
    DMatrixRMaj holed = random.copy();
    DMatrixRMaj extreme = random.copy();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < k; j++) {
        graded.set(i, j, random.get(i, j) * Math.pow(10, -200.0 * j / k));
        deficient.set(i, j, random.get(i, j % 2) * (1 + j));
        holed.set(i, j, j % 3 == 1 ? 0 : random.get(i, j));
        extreme.set(i, j, random.get(i, j) * (j % 2 == 0 ? 1e-200 : 1e200));
      }
    }
    return Stream.of(
        named("random", random),
        named("graded", graded),
        named("rank 2", deficient),
        named("columns of zeros", holed),
        named("1e-200 beside 1e200", extreme),
        named("zero", new DMatrixRMaj(n, k)));
  }

  private static Arguments named(String name, DMatrixRMaj a) {
    return Arguments.of(name + " " + a.numRows + " × " + a.numCols, a);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("matrices")
  void everyColumnIsReproducedByOrthonormalOnes(String name, DMatrixRMaj a) {
    DMatrixRMaj before = a.copy();
    ThinQr qr = ThinQr.of(a);
    assertArrayEquals(before.data, a.data, "only read");
    DMatrixRMaj q = qr.q();
    DMatrixRMaj r = qr.r();
    int rank = Math.min(a.numRows, a.numCols);
    assertEquals(rank, q.numCols);
    assertEquals(rank, r.numRows);
    for (int i = 0; i < rank; i++) {
      for (int j = 0; j < i; j++) {
        assertEquals(0, r.get(i, j), "upper triangular");
      }
    }
    // Column by column, which asks more than the norm of the whole.
    DMatrixRMaj product = new DMatrixRMaj(a.numRows, a.numCols);
    CommonOps_DDRM.mult(q, r, product);
    for (int j = 0; j < a.numCols; j++) {
      double size = 0;
      double error = 0;
      for (int i = 0; i < a.numRows; i++) {
        size = Math.max(size, Math.abs(a.get(i, j)));
        error = Math.max(error, Math.abs(product.get(i, j) - a.get(i, j)));
      }
      assertTrue(error <= THRESHOLD * a.numRows * EPSILON * size, "column " + j + ": " + error);
    }
    DMatrixRMaj all = new DMatrixRMaj(a.numRows, a.numRows);
    CommonOps_DDRM.concatColumns(q, qr.complement(), all);
    assertOrthonormal(all, a.numRows);
  }

  private static void assertOrthonormal(DMatrixRMaj q, int n) {
    DMatrixRMaj gram = new DMatrixRMaj(n, n);
    Dense.addGram(q, gram);
    for (int i = 0; i < n; i++) {
      gram.add(i, i, -1);
    }
    double error = CommonOps_DDRM.elementMaxAbs(gram);
    assertTrue(error < THRESHOLD * n * EPSILON, "QᵀQ = I: " + error / (n * EPSILON));
  }

  @Test
  void nothingHasAComplementOfEverything() {
    ThinQr none = ThinQr.of(new DMatrixRMaj(4, 0));
    assertEquals(0, none.q().numCols);
    assertArrayEquals(CommonOps_DDRM.identity(4).data, none.complement().data);
    ThinQr empty = ThinQr.of(new DMatrixRMaj(0, 3));
    assertEquals(0, empty.r().numRows);
    assertEquals(3, empty.r().numCols);
    assertEquals(0, empty.complement().getNumElements());
  }

  @Test
  void saysWhereAnEntryIsNotFinite() {
    DMatrixRMaj a = new DMatrixRMaj(5, 2);
    a.set(3, 1, Double.NEGATIVE_INFINITY);
    String message = assertThrows(ArithmeticException.class, () -> ThinQr.of(a)).getMessage();
    assertEquals("the 5 × 2 matrix holds -Infinity in row 4, column 2", message);
  }
}
