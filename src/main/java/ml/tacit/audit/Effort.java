package ml.tacit.audit;

/**
 * How hard the adversaries try.
 *
 * @param quick whether this is the weaker one
 * @param trees trees of a forest
 * @param forestRows the most training rows a forest learns from
 * @param kernelRows the most training rows distance methods learn from
 * @param resamples bootstrap resamples
 */
record Effort(boolean quick, int trees, int forestRows, int kernelRows, int resamples) {

  static final Effort FULL = new Effort(false, 200, 10_000, 6000, 4000);

  static final Effort QUICK = new Effort(true, 100, 2000, 1500, 2000);
}
