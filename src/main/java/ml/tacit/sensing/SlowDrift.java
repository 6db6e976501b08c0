package ml.tacit.sensing;

import java.util.Random;

/**
 * A value that wanders about zero and comes back: an Ornstein-Uhlenbeck process, sampled exactly.
 *
 * <p>Mutable, one per recording.
 */
final class SlowDrift {
  private final double keep;
  private final double kick;
  private final Random random;
  private double value;

  /**
   * Starts in the stationary state.
   *
   * @param deviation its standard deviation
   * @param seconds its correlation time
   */
  SlowDrift(double deviation, double seconds, Random random) {
    this.keep = StrictMath.exp(-1 / (Simulator.RATE * seconds));
    this.kick = deviation * Math.sqrt(1 - keep * keep);
    this.random = random;
    this.value = deviation * random.nextGaussian();
  }

  double next() {
    value = keep * value + kick * random.nextGaussian();
    return value;
  }
}
