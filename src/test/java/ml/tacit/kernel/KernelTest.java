package ml.tacit.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.Stream;
import ml.tacit.matrix.SymmetricEigen;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class KernelTest {

  /** A kernel and the same by its definition, one pair of rows at a time. */
  record Case(Kernel kernel, Pair definition) {
    @Override
    public String toString() {
      return kernel.toString();
    }
  }

  interface Pair {
    double of(double[] x, double[] y);
  }

  static Stream<Case> cases() {
    DoubleBinaryOperator product = (a, b) -> a * b;
    DoubleBinaryOperator chi = (a, b) -> a + b == 0 ? 0 : (a - b) * (a - b) / (a + b);
    DoubleBinaryOperator square = (a, b) -> (a - b) * (a - b);
    DoubleBinaryOperator absolute = (a, b) -> Math.abs(a - b);
    return Stream.of(
        new Case(Kernel.linear(), (x, y) -> sum(x, y, product)),
        new Case(
            Kernel.polynomial(3, 0.25, 0.5),
            (x, y) -> Math.pow(0.25 * sum(x, y, product) + 0.5, 3)),
        new Case(Kernel.rbf(0.3), (x, y) -> Math.exp(-0.3 * sum(x, y, square))),
        new Case(Kernel.laplacian(0.3), (x, y) -> Math.exp(-0.3 * sum(x, y, absolute))),
        new Case(Kernel.sigmoid(0.2, -0.1), (x, y) -> Math.tanh(0.2 * sum(x, y, product) - 0.1)),
        new Case(Kernel.chiSquare(0.7), (x, y) -> Math.exp(-0.7 * sum(x, y, chi))));
  }

  /** More rows than one block of a sum kernel, and zeros where the chi-square has 0/0. */
  private static DMatrixRMaj rows(long seed, int n) {
    Random random = new Random(seed);
    DMatrixRMaj rows = new DMatrixRMaj(n, 7);
    for (int i = 0; i < rows.data.length; i++) {
      rows.data[i] = random.nextInt(4) == 0 ? 0 : random.nextDouble();
    }
    return rows;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gramAndBetweenFollowTheDefinition(Case each) {
    DMatrixRMaj rows = rows(1, 150);
    DMatrixRMaj others = rows(2, 140);
    DMatrixRMaj gram = each.kernel().gram(rows);
    DMatrixRMaj between = each.kernel().between(rows, others);
    for (int i = 0; i < rows.numRows; i++) {
      double[] x = Sample.row(rows, i);
      for (int j = 0; j < rows.numRows; j++) {
        assertEquals(each.definition().of(x, Sample.row(rows, j)), gram.get(i, j), 1e-13);
        assertEquals(gram.get(j, i), gram.get(i, j), 0, "symmetric to the last bit");
      }
      for (int j = 0; j < others.numRows; j++) {
        assertEquals(each.definition().of(x, Sample.row(others, j)), between.get(i, j), 1e-13);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aRowHasTheSameBitsAloneAndInABlock(Case each) {
    DMatrixRMaj rows = rows(3, 20);
    DMatrixRMaj others = rows(4, 300);
    DMatrixRMaj between = each.kernel().between(rows, others);
    for (int i = 0; i < rows.numRows; i++) {
      DMatrixRMaj one = DMatrixRMaj.wrap(1, rows.numCols, Sample.row(rows, i));
      assertArrayEquals(Sample.row(between, i), each.kernel().between(one, others).data);
    }
    DMatrixRMaj gram = each.kernel().gram(others);
    assertArrayEquals(gram.data, each.kernel().gram(others).data, "the same bits in every run");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void allButTheSigmoidArePositiveSemidefinite(Case each) {
    if (each.kernel().toString().startsWith("sigmoid")) {
      return;
    }
    double[] values = SymmetricEigen.of(each.kernel().gram(rows(5, 60))).values();
    assertTrue(values[59] > -1e-12 * values[0], "smallest eigenvalue " + values[59]);
  }

  @Test
  void aFarOriginCostsNoDigitsOfADistance() {
    DMatrixRMaj near = Sample.gaussian(new Random(6), 40, 5);
    for (int i = 0; i < near.data.length; i++) {
      near.data[i] = Math.rint(near.data[i] * 1024) / 1024;
    }
    DMatrixRMaj far = near.copy();
    for (int i = 0; i < far.data.length; i++) {
      far.data[i] += 1 << 20;
    }
    Kernel kernel = Kernel.rbf(0.1);
    assertTrue(Sample.largestDifference(kernel.gram(near), kernel.gram(far)) < 1e-12);
    assertTrue(
        Sample.largestDifference(kernel.between(near, near), kernel.between(far, far)) < 1e-12);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void textFormIsReadBackToTheLastBit(Case each) {
    assertEquals(each.kernel(), Kernel.parse(each.kernel().toString()));
    assertEquals(each.kernel().hashCode(), Kernel.parse(each.kernel().toString()).hashCode());
    assertNotEquals(each.kernel(), Kernel.rbf(1.0 / 3));
  }

  @Test
  void textFormHasDefaults() {
    DMatrixRMaj rows = rows(7, 50);
    assertEquals(Kernel.polynomial(2, 1, 1), Kernel.parse("polynomial"));
    assertEquals(Kernel.rbf(0.01), Kernel.parse("rbf:gamma=0.01", rows));
    assertEquals(Kernel.rbfMedian(rows), Kernel.parse("rbf", rows));
    assertEquals(Kernel.laplacianMedian(rows), Kernel.parse("laplacian:gamma=median", rows));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rfb:gamma=1 | unknown kernel 'rfb'",
        "rbf | gamma is missing",
        "rbf:gama=1 | unknown setting 'gama=1'",
        "rbf:gamma | unknown setting 'gamma'",
        "rbf:gamma=1,gamma=2 | given twice",
        "rbf:gamma=wide | gamma is 'wide'",
        "rbf:gamma=-1 | gamma: -1.0",
        "rbf:gamma=NaN | gamma: NaN",
        "linear:gamma=1 | unknown setting",
        "polynomial:degree=2.5 | degree is 2.5",
        "polynomial:degree=0 | degree: 0",
        "polynomial:coef0=-1 | coef0: -1.0"
      })
  void badTextIsToldInOneLine(String text, String part) {
    BadDataException e = assertThrows(BadDataException.class, () -> Kernel.parse(text));
    assertTrue(e.getMessage().contains(part), e.getMessage());
    assertTrue(e.getMessage().startsWith("kernel '" + text + "'"), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
  }

  @Test
  void medianWidthIsThatOfTheMiddlePair() {
    DMatrixRMaj rows = new DMatrixRMaj(new double[][] {{0, 0}, {3, 4}, {0, 20}});
    // distances 5, 20 and √(9+256)
    assertEquals(1 / (2 * (9 + 256.0)), gamma(Kernel.rbfMedian(rows)), 1e-15);
    assertEquals(1 / 19.0, gamma(Kernel.laplacianMedian(rows)), 1e-15);
    BadDataException e =
        assertThrows(BadDataException.class, () -> Kernel.rbfMedian(new DMatrixRMaj(5, 2)));
    assertTrue(e.getMessage().contains("median distance is 0"), e.getMessage());
  }

  @Test
  void badRowsAreNamed() {
    DMatrixRMaj rows = rows(8, 5);
    rows.set(2, 3, Double.NaN);
    BadDataException e = assertThrows(BadDataException.class, () -> Kernel.rbf(1).gram(rows));
    assertTrue(e.getMessage().contains("row 3, column 4"), e.getMessage());
    rows.set(2, 3, -0.5);
    e = assertThrows(BadDataException.class, () -> Kernel.chiSquare(1).gram(rows));
    assertTrue(e.getMessage().contains("row 3, column 4") && e.getMessage().contains("-0.5"));
    e =
        assertThrows(
            BadDataException.class,
            () -> Kernel.linear().between(new DMatrixRMaj(1, 2), new DMatrixRMaj(1, 3)));
    assertTrue(e.getMessage().contains("2 columns, 3 are expected"), e.getMessage());
  }

  @Test
  void tooManyRowsAreRefusedWithTheBytesTheyWouldTake() {
    DMatrixRMaj rows = new DMatrixRMaj(GramSize.MAX_ROWS + 1, 1);
    BadDataException e = assertThrows(BadDataException.class, () -> Kernel.linear().gram(rows));
    assertTrue(e.getMessage().contains("20001"), e.getMessage());
    assertTrue(e.getMessage().contains(8L * 20001 * 20001 + " bytes"), e.getMessage());
  }

  private static double gamma(Kernel kernel) {
    return Double.parseDouble(kernel.toString().replaceAll(".*=", ""));
  }

  private static double sum(double[] x, double[] y, DoubleBinaryOperator term) {
    double sum = 0;
    for (int j = 0; j < x.length; j++) {
      sum += term.applyAsDouble(x[j], y[j]);
    }
    return sum;
  }
}
