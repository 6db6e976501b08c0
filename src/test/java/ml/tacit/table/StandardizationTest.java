package ml.tacit.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class StandardizationTest {
  @Test
  void knownColumn() {
    // numpy.std([1, 2, 3, 4]) = 1.118033988749895
    Standardization s = Standardization.fit(column(1, 2, 3, 4));
    assertArrayEquals(new double[] {2.5}, s.mean());
    assertEquals(1.118033988749895, s.deviation()[0], 1e-15);
  }

  @Test
  void resultHasMeanZeroAndDeviationOneFarFromTheOriginToo() {
    Random random = new Random(4);
    for (double offset : new double[] {0, 1e3, 1e8}) {
      DMatrixRMaj rows = new DMatrixRMaj(500, 3);
      for (int i = 0; i < rows.data.length; i++) {
        rows.data[i] = offset + (1 + i % 3) * random.nextGaussian();
      }
      double[] before = rows.data.clone();
      DMatrixRMaj result = Standardization.fit(rows).apply(rows);
      assertArrayEquals(before, rows.data, "input is only read");
      Standardization again = Standardization.fit(result);
      double tolerance = 1e-15 * (10 + offset);
      for (int j = 0; j < 3; j++) {
        assertEquals(0, again.mean()[j], tolerance);
        assertEquals(1, again.deviation()[j], tolerance);
      }
    }
  }

  @Test
  void aConstantColumnBecomesZerosWhateverItsRounding() {
    double[] values = new double[1001];
    Arrays.fill(values, 0.1);
    Standardization s = Standardization.fit(column(values));
    assertEquals(0.1, s.mean()[0]);
    assertEquals(0, s.deviation()[0]);
    values[3] = 0.1 + 1e-17; // the same double
    values[4] = Math.nextUp(0.1);
    Standardization flat = Standardization.fit(column(values));
    assertEquals(0, flat.deviation()[0], "constant but for rounding");
    assertEquals(0, flat.apply(column(values)).get(4, 0));
    assertEquals(0, flat.apply(column(5)).get(0, 0), "for rows that were not fitted, too");
    assertEquals(0, Standardization.fit(column(7)).deviation()[0], "one row");
    assertEquals(1, Standardization.fit(column(1e12, 1e12 + 2)).deviation()[0], "control");
  }

  @Test
  void extremeNumbers() {
    assertEquals(1e300, Standardization.fit(column(-1e300, 1e300)).deviation()[0], 1e285);
    assertEquals(1e-300, Standardization.fit(column(-1e-300, 1e-300)).deviation()[0], 1e-315);
    double max = Double.MAX_VALUE;
    assertThrows(BadDataException.class, () -> Standardization.fit(column(max, -max)));
  }

  @Test
  void badInput() {
    assertMessage("rows: found 0 rows, expected at least 1", new DMatrixRMaj(0, 2));
    assertMessage(
        "rows: row 2, column 1: found NaN, expected a finite number", column(1, Double.NaN));
    Standardization s = Standardization.fit(column(1, 2));
    assertEquals(
        "rows: found 2 columns, expected 1",
        assertThrows(BadDataException.class, () -> s.apply(new DMatrixRMaj(1, 2))).getMessage());
  }

  private static void assertMessage(String expected, DMatrixRMaj rows) {
    assertEquals(
        expected,
        assertThrows(BadDataException.class, () -> Standardization.fit(rows)).getMessage());
  }

  private static DMatrixRMaj column(double... values) {
    return DMatrixRMaj.wrap(values.length, 1, values);
  }
}
