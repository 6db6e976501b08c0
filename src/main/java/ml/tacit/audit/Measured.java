package ml.tacit.audit;

import java.util.Arrays;
import java.util.List;
import ml.tacit.audit.statistics.Influence;
import ml.tacit.audit.statistics.Limits;

/**
 * What a release keeps and gives away on tuning rows. Two of the same rows can be compared row by
 * row, which is sharper than their limits.
 *
 * <p>Immutable.
 */
public final class Measured {
  private final Frontier.Point point;
  private final double[] utility;
  private final double[] leak;
  private final Limits limits;

  /**
   * From a value per tuning row each, whose means are the figures.
   *
   * @param utility of the best learner
   * @param leak of the adversary that gains most
   */
  Measured(Frontier.Point point, double[] utility, double[] leak, Limits limits) {
    this.point = point;
    this.utility = utility;
    this.leak = leak;
    this.limits = limits;
  }

  /**
   * The figures with their limits.
   *
   * @return the point to draw
   */
  public Frontier.Point point() {
    return point;
  }

  /**
   * How much less utility this one has.
   *
   * @param other measured on the same rows
   * @return the difference, positive if this one is worse, and its standard error
   */
  public Difference lossAgainst(Measured other) {
    return difference(other.utility, utility);
  }

  /**
   * How much more this one leaks.
   *
   * @param other measured on the same rows
   * @return the difference, positive if this one leaks more, and its standard error
   */
  public Difference leakOver(Measured other) {
    return difference(leak, other.leak);
  }

  /** {@return the standard error of the leak} */
  public double leakError() {
    return error(leak);
  }

  /**
   * A difference of two figures of the same rows.
   *
   * @param mean the difference
   * @param error its standard error, for rows that hang together
   */
  public record Difference(double mean, double error) {}

  private Difference difference(double[] a, double[] b) {
    double[] values = new double[a.length];
    Arrays.setAll(values, row -> a[row] - b[row]);
    return new Difference(Influence.mean(values), error(values));
  }

  /** From the width of a 95 % interval. */
  private double error(double[] values) {
    double[] interval = limits.ofMeans(List.of(values))[0];
    return Math.max(0, interval[1] - interval[0]) / (2 * 1.96);
  }
}
