package ml.tacit.audit.attack;

import smile.math.MathEx;

/** Smile's random numbers: one generator per thread, whose registry of seeds is not thread-safe. */
final class SmileRandom {
  private static final Object REGISTRY = new Object();

  private SmileRandom() {}

  /** Seeds the generator of this thread; the lock is what Smile 2.6.0 lacks. */
  static void seed(long seed) {
    synchronized (REGISTRY) {
      MathEx.setSeed(seed);
    }
  }
}
