package ml.tacit.policy;

import java.util.Locale;
import ml.tacit.table.BadDataException;

/**
 * What is asked of a release.
 *
 * @param goal which of the figures is bounded; the other is to be as good as possible
 * @param value the bound, a share; NaN for {@link Goal#LEAST_LEAK}
 */
public record Target(Goal goal, double value) {

  /** The figure that is bounded. */
  public enum Goal {
    /**
     * Least leak at a utility of the raw rows less half a point of accuracy, or less 0.02 of area
     * under the curve.
     */
    LEAST_LEAK,
    /** Least leak at a utility of at least the value. */
    UTILITY,
    /** Most utility where the best attacker reaches at most the value. */
    PRIVACY
  }

  /** Accuracy that the usual target gives away. */
  static final double POINTS = 0.005;

  /** Area under the curve that it gives away. */
  static final double AREA = 0.02;

  /**
   * Checks the value.
   *
   * @throws BadDataException if it is not from 0 to 1
   */
  public Target {
    if (goal != Goal.LEAST_LEAK && !(value >= 0 && value <= 1)) {
      throw BadDataException.of(
          "target %s: %s, a share from 0 to 1 is needed",
          goal.name().toLowerCase(Locale.ROOT), value);
    }
  }

  /**
   * Least leak at nearly the utility of the raw rows: the usual target.
   *
   * @return the target
   */
  public static Target leastLeak() {
    return new Target(Goal.LEAST_LEAK, Double.NaN);
  }

  /**
   * Least leak at some utility.
   *
   * @param least accuracy of the best learner, or area under the curve of two unequal classes
   * @return the target
   */
  public static Target utility(double least) {
    return new Target(Goal.UTILITY, least);
  }

  /**
   * Most utility at some leak.
   *
   * @param most accuracy of the best attacker; of two hidden classes its area under the curve
   *     within the classes to keep
   * @return the target
   */
  public static Target privacy(double most) {
    return new Target(Goal.PRIVACY, most);
  }
}
