package ml.tacit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** The range holds what the work takes, whatever power of the rows that is. */
class EstimateTest {

  private static Optional<Estimate> of(int rows, IntToDoubleFunction seconds) {
    long[] now = new long[1];
    return Estimate.of(
        rows, few -> now[0] += Math.round(1e9 * seconds.applyAsDouble(few)), () -> now[0]);
  }

  @Test
  void holdsTheTruthForEveryPower() {
    for (double power : new double[] {0.8, 1, 1.3, 2}) {
      IntToDoubleFunction seconds = n -> 2 * Math.pow(n / 400.0, power);
      Estimate estimate = of(200_000, seconds).orElseThrow();
      double truth = seconds.applyAsDouble(200_000);
      assertTrue(estimate.from() < truth && truth < estimate.to(), power + ": " + estimate);
    }
  }

  /** The part that does not grow with the rows is most of a trial on few. */
  @Test
  void holdsTheTruthWithWorkThatDoesNotGrow() {
    IntToDoubleFunction seconds = n -> 0.3 + 0.001 * n;
    Estimate estimate = of(100_000, seconds).orElseThrow();
    double truth = seconds.applyAsDouble(100_000);
    assertTrue(estimate.from() < truth && truth < estimate.to(), estimate.toString());
  }

  @Test
  void saysNothingOfShortWorkOrWhereFewRowsFail() {
    assertTrue(of(10_000, n -> 0.001 * n).isEmpty());
    assertTrue(
        Estimate.of(
                1_000_000,
                n -> {
                  throw new IllegalArgumentException("a class is missing");
                },
                System::nanoTime)
            .isEmpty());
    assertThrows(
        CancellationException.class,
        () ->
            Estimate.of(
                1_000_000,
                n -> {
                  throw new CancellationException();
                },
                System::nanoTime));
  }

  @Test
  void choosesTheUnit() {
    assertEquals("about 25 to 100 seconds", new Estimate(25, 100).words());
    assertEquals("about 2.0 to 8.0 minutes", new Estimate(120, 480).words());
    assertEquals("about 1.0 to 4.0 hours", new Estimate(3600, 14_400).words());
  }
}
