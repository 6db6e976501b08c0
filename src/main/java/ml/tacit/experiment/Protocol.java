package ml.tacit.experiment;

import java.util.Locale;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import ml.tacit.table.Split;
import ml.tacit.table.Splits;

/** Who sees which rows. */
public enum Protocol {
  /**
   * As papers usually do: rows are split at random, the map is fitted on the training rows, and
   * learners learn from those very rows. Flatters the map twice: overlapping windows stand on both
   * sides, and a linear eraser looks perfect to a linear attacker on the rows it was fitted on.
   */
  PAPER {
    @Override
    Parts split(LabelledRows rows, String keep, String hide) {
      Split split = Splits.stratified(rows.label(hide), SEED, 0.7, 0.3);
      return new Parts(split.part(0), split.part(0), split.part(1));
    }
  },
  /**
   * Three parts, blocks of time within each cell of both labels, two rows left out between: the map
   * is fitted on the first, learners learn from the second and are judged on the third.
   */
  STRICT {
    @Override
    Parts split(LabelledRows rows, String keep, String hide) {
      Labels person = rows.label(hide);
      Labels activity = rows.label(keep);
      Split split = Splits.timeBlocked(person, activity, GAP, 0.4, 0.36, 0.24);
      return new Parts(split.part(0), split.part(1), split.part(2));
    }
  };

  private static final long SEED = 1;
  private static final int GAP = 2;

  /** Row numbers: fitted by the map, learned by the attacker, tested. */
  @SuppressWarnings("ArrayRecordComponent") // passed by reference on purpose; never compared
  record Parts(int[] fit, int[] learn, int[] test) {}

  abstract Parts split(LabelledRows rows, String keep, String hide);

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
