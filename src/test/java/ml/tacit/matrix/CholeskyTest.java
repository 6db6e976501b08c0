package ml.tacit.matrix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

/** What the factorisation answers to what it cannot factorise, and who owns the memory. */
class CholeskyTest {

  @Test
  void saysWhichPivotFailedAndHowFar() {
    DMatrixRMaj indefinite = new DMatrixRMaj(new double[][] {{4, 2, 0}, {2, 0.75, 0}, {0, 0, 1}});
    assertEquals(
        "the 3 × 3 matrix is not positive definite: pivot 2 is -0.250", refusal(indefinite));
    DMatrixRMaj zero = new DMatrixRMaj(1, 1);
    assertEquals("the 1 × 1 matrix is not positive definite: pivot 1 is 0.00", refusal(zero));
    DMatrixRMaj nearly = CommonOps_DDRM.diag(8, 4, 1e-20);
    assertEquals(
        "the 3 × 3 matrix is not positive definite to working precision:"
            + " pivot 3 is 1.00e-20, more than 5.33e-15 is needed",
        refusal(nearly));
  }

  private static String refusal(DMatrixRMaj m) {
    DMatrixRMaj before = m.copy();
    String message = assertThrows(SingularMatrixException.class, () -> Cholesky.of(m)).getMessage();
    assertArrayEquals(before.data, m.data, "only read");
    return message;
  }

  @Test
  void saysWhereAnEntryIsNotFinite() {
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      DMatrixRMaj m = CommonOps_DDRM.identity(70);
      m.set(61, 2, bad);
      m.set(2, 61, bad);
      String message = assertThrows(ArithmeticException.class, () -> Cholesky.of(m)).getMessage();
      assertEquals("the 70 × 70 matrix holds " + bad + " in row 62, column 3", message);
    }
    String square =
        assertThrows(IllegalArgumentException.class, () -> Cholesky.of(new DMatrixRMaj(2, 3)))
            .getMessage();
    assertEquals("rows and columns of m differ: 2 and 3", square);
  }

  @Test
  void overwritingTakesTheMemoryAndGivesTheSameBits() {
    DMatrixRMaj m = positiveDefinite(100);
    DMatrixRMaj b = new DMatrixRMaj(100, 3, true, new Random(1).doubles(300).toArray());
    DMatrixRMaj before = m.copy();
    DMatrixRMaj expected = Cholesky.of(m).solve(b);
    assertArrayEquals(before.data, m.data, "only read");
    double[] memory = m.data;
    Cholesky taken = Cholesky.overwriting(m);
    assertArrayEquals(expected.data, taken.solve(b).data);
    assertSame(memory, m.data);
    assertEquals(Math.sqrt(before.get(0, 0)), m.get(0, 0), 1e-15 * before.get(0, 0));
  }

  @Test
  void solvesWithNothing() {
    Cholesky none = Cholesky.of(new DMatrixRMaj(0, 0));
    assertEquals(0, none.solve(new DMatrixRMaj(0, 4)).getNumElements());
    Cholesky one = Cholesky.of(CommonOps_DDRM.identity(3));
    assertEquals(0, one.solve(new DMatrixRMaj(3, 0)).numCols);
  }

  static DMatrixRMaj positiveDefinite(int n) {
    DMatrixRMaj x =
        new DMatrixRMaj(2 * n, n, true, new Random(n).doubles(2L * n * n, -1, 1).toArray());
    DMatrixRMaj m = new DMatrixRMaj(n, n);
    Dense.addGram(x, m);
    assertTrue(m.get(0, 0) > 0);
    return m;
  }
}
