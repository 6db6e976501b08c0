package ml.tacit.leak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import ml.tacit.table.BadDataException;
import org.junit.jupiter.api.Test;

/** The bound of the mechanism, against the best attacker there is. */
class NoiseBoundTest {
  @Test
  void itIsTheNormalDistribution() {
    assertEquals(0.6826894921370859, new NoiseBound(1, 1).betweenTwo(), 1e-12);
    assertEquals(0.38292492254802624, new NoiseBound(1, 1).totalVariation(), 1e-12);
    assertEquals(0, new NoiseBound(0, 1).totalVariation());
    assertEquals(1, new NoiseBound(1e6, 1).accuracy(0.5));
    assertEquals(0.3 + new NoiseBound(2, 5).totalVariation(), new NoiseBound(2, 5).accuracy(0.3));
  }

  /** Two people at opposite ends of the ball reach it nearly: ½ + ½ (2Φ(R/s) − 1) is exact. */
  @Test
  void noAttackerIsAboveIt() {
    SplittableRandom random = new SplittableRandom(1);
    for (double radius : new double[] {0.2, 1, 3}) {
      NoiseBound bound = new NoiseBound(radius, 1);
      int right = 0;
      int n = 200_000;
      for (int i = 0; i < n; i++) {
        int person = i % 2;
        double seen = (person == 0 ? -radius : radius) + random.nextGaussian();
        right += (seen > 0) == (person == 1) ? 1 : 0;
      }
      double best = 0.5 + bound.betweenTwo() / 2;
      assertEquals(best, (double) right / n, 0.005);
      assertTrue(best <= bound.accuracy(0.5) + 1e-12);
    }
  }

  @Test
  void itTakesNumbersOnly() {
    assertThrows(BadDataException.class, () -> new NoiseBound(-1, 1));
    assertThrows(BadDataException.class, () -> new NoiseBound(Double.NaN, 1));
    assertThrows(BadDataException.class, () -> new NoiseBound(1, 0));
    assertThrows(BadDataException.class, () -> new NoiseBound(1, Double.NaN));
    assertThrows(BadDataException.class, () -> new NoiseBound(1, 1).accuracy(1.1));
  }
}
