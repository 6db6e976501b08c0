package ml.tacit.experiment;

import java.util.Locale;

/** The two ways an experiment is judged, which never share a table. */
public enum Protocol {
  /**
   * As papers usually do: rows are split at random, the map is fitted on the training rows, and
   * learners learn from those very rows. Flatters the map twice: overlapping windows stand on both
   * sides, and a linear eraser looks perfect to a linear attacker on the rows it was fitted on.
   */
  PAPER,
  /**
   * Three parts that share no measurement: the map is fitted on the first, learners learn from the
   * second and are judged on the third.
   */
  STRICT;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
