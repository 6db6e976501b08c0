package ml.tacit.audit.attack;

/**
 * How hard the adversaries try.
 *
 * @param quick whether this is the weaker one
 * @param trees trees of a forest
 * @param forestRows the most training rows a forest learns from
 * @param kernelRows the most training rows distance methods learn from
 */
public record Budget(boolean quick, int trees, int forestRows, int kernelRows) {

  public static final Budget FULL = new Budget(false, 200, 10_000, 6000);

  public static final Budget QUICK = new Budget(true, 100, 2000, 1500);
}
