package ml.tacit.audit;

import java.util.List;

/**
 * Releases of the same rows, each by what it keeps and what it gives away, measured on rows that
 * are neither fitted nor test rows; and the one picked.
 *
 * @param points every release measured, and the raw rows, in the order given
 * @param picked the name of the one picked
 * @param reason why that one: a sentence, plain text, without a full stop
 * @param utilityMajority majority rate of the label to keep; of areas under the curve ½
 * @param majority what an attacker reaches that knows the label to keep and no release; of areas
 *     under the curve ½
 * @param utilityMeasure "accuracy" or "AUC"
 * @param privacyMeasure the same of attackers; an AUC is that within the classes to keep
 */
public record Frontier(
    List<Point> points,
    String picked,
    String reason,
    double utilityMajority,
    double majority,
    String utilityMeasure,
    String privacyMeasure) {

  /** The name of the point of the raw rows. */
  public static final String RAW = "raw rows";

  /**
   * One release.
   *
   * @param name what it is
   * @param kind of rows it gives
   * @param columns released columns
   * @param cells how many different rows it gives, if they are so few that every attacker can be
   *     bounded; else 0
   * @param round how often it was measured, with more adversaries each time; the figures are those
   *     of the last
   * @param utility of the best learner of the label to keep
   * @param utilityLow lower 95 % limit
   * @param utilityHigh upper 95 % limit
   * @param privacy of the adversary that reaches most; NaN where none was set on these rows
   * @param adversary the name of that adversary
   * @param leak the largest gain of any adversary over chance, in the statistics that a verdict
   *     looks at: accuracy, balanced accuracy, area under the curve; NaN where there was none
   * @param leakLow lower 95 % limit
   * @param leakHigh upper 95 % limit
   */
  public record Point(
      String name,
      String kind,
      int columns,
      int cells,
      int round,
      double utility,
      double utilityLow,
      double utilityHigh,
      double privacy,
      String adversary,
      double leak,
      double leakLow,
      double leakHigh) {

    /**
     * Whether its rows are so few different ones that every attacker can be bounded.
     *
     * @return true for cells
     */
    public boolean finite() {
      return cells > 0;
    }

    /** Whether this one is at least as good on both counts, and better on one. */
    boolean dominates(Point other) {
      return utility >= other.utility
          && leak <= other.leak
          && (utility > other.utility || leak < other.leak);
    }
  }

  /** Copies the list. */
  public Frontier {
    points = List.copyOf(points);
  }

  /**
   * Whether another point keeps at least as much and leaks at most as much, and is better on one
   * count.
   *
   * @param point one of these
   * @return true if nobody should choose it
   */
  public boolean dominated(Point point) {
    return points.stream().anyMatch(other -> other.dominates(point));
  }

  /**
   * The point picked.
   *
   * @return one of the points
   */
  public Point pick() {
    return points.stream().filter(p -> p.name().equals(picked)).findFirst().orElseThrow();
  }
}
