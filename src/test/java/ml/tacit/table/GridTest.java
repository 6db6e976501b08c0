package ml.tacit.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GridTest {

  @Test
  void theNearestNumberPrintsWithTheDecimalsOfTheGrid() {
    Grid hundredths = new Grid(0, 1, 2);
    assertEquals(0.3, hundredths.nearest(0.1 + 0.2));
    assertEquals(-1.0, hundredths.nearest(-1.00499));
    assertEquals(0.31, new Grid(1, 2, 2).nearest(0.3001));
    assertEquals(15_000, new Grid(0, 5, -3).nearest(12_600));
    assertEquals(0.0, new Grid(0, 1, 0).nearest(-0.3), "never -0");
  }

  @Test
  void widthsOfOneTwoAndFiveTimesAPowerOfTen() {
    assertEquals(new Grid(0, 1, 2), Grid.atLeast(0.01));
    assertEquals(new Grid(0, 2, 2), Grid.atLeast(0.011));
    assertEquals(new Grid(0, 5, 2), Grid.atLeast(0.021));
    assertEquals(new Grid(0, 1, 1), Grid.atLeast(0.051));
    assertEquals(new Grid(0, 1, 0), Grid.atLeast(1));
    assertEquals(new Grid(0, 5, -20), Grid.atLeast(3e20));
    assertEquals(1e-30, Grid.atLeast(1e-30).width());
    assertEquals(1e-150, Grid.atLeast(1e-150).width());
    assertThrows(IllegalArgumentException.class, () -> Grid.atLeast(0));
    assertThrows(IllegalArgumentException.class, () -> Grid.atLeast(Double.NaN));
  }

  @Test
  void everyNumberIsTheDoubleNearestToADecimalAndItsOwnNearest() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 20_000; i++) {
      long step = random.nextLong(1, 1000);
      int decimals = random.nextInt(-30, 40);
      Grid grid = new Grid(random.nextLong(step), step, decimals);
      long n = random.nextLong(-1_000_000, 1_000_000);
      double x = grid.at(n);
      assertEquals(BigDecimal.valueOf(grid.origin() + n * step, decimals).doubleValue(), x);
      assertEquals(x, grid.nearest(x));
      assertEquals(n, grid.position(x), 1e-6);
      double off = (random.nextDouble() - 0.5) * 0.99 * grid.width();
      assertEquals(x, grid.nearest(x + off));
    }
  }

  @Test
  void numbersTooLargeForTheGridStayNearThemselves() {
    Grid fine = Grid.atLeast(1e-3);
    for (double x : new double[] {1e13, -1e16, 1e18, 3e30, 1e150, 1e300, -1e308}) {
      assertEquals(x, fine.nearest(x), Math.ulp(x));
    }
    double odd = new Grid(3, 7, 0).nearest(1e17);
    assertTrue(Math.abs(odd - 1e17) <= 16, () -> "nearest to 1e17: " + odd);
    assertEquals(Double.NaN, fine.nearest(Double.NaN));
    assertEquals(Double.NEGATIVE_INFINITY, fine.nearest(Double.NEGATIVE_INFINITY));
  }

  @Test
  void refusesAStepThatIsNone() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> new Grid(0, 0, 2)).getMessage();
    assertTrue(message.contains("origin 0 and step 0"), message);
    assertThrows(IllegalArgumentException.class, () -> new Grid(5, 5, 2));
    assertThrows(IllegalArgumentException.class, () -> new Grid(-1, 5, 2));
  }
}
