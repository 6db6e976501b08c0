package ml.tacit.audit.attack;

import java.util.List;

/**
 * A family of classifiers: what {@link DirectAdversary} tunes, calibrates and asks.
 *
 * <p>Stateless; one thread per fit; the same bits for the same arguments on any machine load.
 */
interface Classifier {

  /** Name in reports. */
  String name();

  /** Rough share of the time on wide rows, so that the longest attacks start first. */
  int weight();

  /** What to tune, one axis after the other; empty if nothing. */
  List<Axis> grid(Budget budget);

  /** The most training rows it learns from. */
  default int rowLimit(Budget budget) {
    return Integer.MAX_VALUE;
  }

  /**
   * Learns from some training rows, as far as no setting is needed for it.
   *
   * @param rows training rows, ascending
   */
  Fitted fit(AttackData data, LearningTask task, int[] rows);

  /** What was learned, at any setting. May keep work between calls: not for two threads. */
  interface Fitted {

    /**
     * Scores of rows, larger for likelier classes.
     *
     * @param setting a value per axis of the grid
     * @return rows × classes, row-major, finite
     */
    double[] scores(double[] setting, Side side, int[] rows);
  }
}
