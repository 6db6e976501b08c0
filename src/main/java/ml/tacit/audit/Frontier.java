package ml.tacit.audit;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Releases of the same rows, each by what it keeps and what it gives away.
 *
 * <p>The pick is the one with the largest difference of the two gains over the majority guess:
 * (utility − majority) / (1 − majority) less the same of the strongest adversary. A point further
 * up is a better release only if nothing else is given away for it; the frontier shows the price.
 *
 * @param points every release tried, in the order given
 * @param utilityMajority majority rate of the label to keep
 * @param majority majority rate of the hidden label
 */
public record Frontier(List<Point> points, double utilityMajority, double majority) {

  /**
   * One release.
   *
   * @param name what it is
   * @param columns released columns
   * @param utility accuracy of the best learner of the label to keep
   * @param privacy accuracy of the strongest adversary on the hidden label
   * @param adversary the name of that adversary
   */
  public record Point(String name, int columns, double utility, double privacy, String adversary) {

    /** Whether this one is at least as good on both counts, and better on one. */
    boolean dominates(Point other) {
      return utility >= other.utility
          && privacy <= other.privacy
          && (utility > other.utility || privacy < other.privacy);
    }
  }

  /** Copies the list. */
  public Frontier {
    points = List.copyOf(points);
  }

  /**
   * Whether another point keeps at least as much and gives away at most as much, and is better on
   * one count.
   *
   * @param point one of these
   * @return true if nobody should choose it
   */
  public boolean dominated(Point point) {
    return points.stream().anyMatch(other -> other.dominates(point));
  }

  /**
   * The pick: largest difference of the gains; never a dominated point.
   *
   * @return the first of the best
   */
  public Point pick() {
    return points.stream()
        .filter(point -> !dominated(point))
        .max(Comparator.comparingDouble(this::difference))
        .orElseThrow();
  }

  /**
   * Why that one.
   *
   * @return one sentence, plain text, without a full stop
   */
  public String reason() {
    Point pick = pick();
    return String.format(
        Locale.ROOT,
        "%s has the largest gain for the label to keep (%.2f) less gain of the strongest adversary (%.2f,"
            + " %s), each 0 at the majority guess and 1 without error, measured on rows that are neither"
            + " fitted nor test rows",
        pick.name(),
        kept(pick),
        hidden(pick),
        pick.adversary());
  }

  private double difference(Point point) {
    return kept(point) - hidden(point);
  }

  private double kept(Point point) {
    return gain(point.utility(), utilityMajority);
  }

  private double hidden(Point point) {
    return gain(point.privacy(), majority);
  }

  private static double gain(double accuracy, double majority) {
    return majority == 1 ? 0 : (accuracy - majority) / (1 - majority);
  }
}
