package ml.tacit.audit.statistics;

import org.apache.commons.math3.distribution.BetaDistribution;

/** Exact limits of a share where blocks are too few to see the spread. */
public final class Binomial {
  private Binomial() {}

  /**
   * Clopper-Pearson limits with the effective number of rows, n / (1 + (m − 1) ρ) for blocks of m
   * rows (Korn &amp; Graubard 1998, Survey Methodology 24).
   */
  public static double[] limits(int hits, int rows, int blocks, double correlation, double level) {
    double perBlock = (double) rows / blocks;
    double effective = rows / (1 + Math.max(0, perBlock - 1) * correlation);
    double successes = effective * hits / rows;
    double tail = (1 - level) / 2;
    double low = hits == 0 ? 0 : beta(successes, effective - successes + 1, tail);
    double high = hits == rows ? 1 : beta(successes + 1, effective - successes, 1 - tail);
    return new double[] {low, high};
  }

  private static double beta(double a, double b, double p) {
    return new BetaDistribution(null, a, b).inverseCumulativeProbability(p);
  }
}
