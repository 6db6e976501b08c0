package ml.tacit.audit;

import java.util.List;
import java.util.Locale;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.MatrixLimits;

/** What an audit refuses, in one line each. */
final class InputCheck {
  private InputCheck() {}

  /**
   * Larger numbers have squares that are none. A measurement has no such size; a marker of missing
   * values, the largest double say, has.
   */
  static final double LARGEST = 1e150;

  /** Every attacker gives each row a score for each class. */
  static void scores(String hide, ClassCodes hidden) {
    long rows = (long) hidden.train().length + hidden.test().length;
    int classes = hidden.names().size();
    MatrixLimits.require(
        String.format(
            Locale.ROOT,
            "hide: '%s' has %d classes, %d rows: what attackers say of them",
            hide,
            classes,
            rows),
        rows,
        classes,
        2,
        "fewer classes, or fewer rows are needed");
  }

  static void numbers(String stage, AuditRows rows) {
    numbers(stage + " train", rows.train());
    numbers(stage + " test", rows.test());
  }

  static void numbers(String where, LabelledRows rows) {
    double[] values = rows.rows().data;
    int d = rows.rows().numCols;
    for (int i = 0; i < rows.size() * d; i++) {
      if (!(Math.abs(values[i]) <= LARGEST)) {
        throw new BadDataException(
            String.format(
                Locale.ROOT,
                "%s: row %s, column '%s' is %s, a finite number, %s at most, expected",
                where,
                i / d + 1,
                rows.features().get(i % d),
                values[i],
                LARGEST));
      }
    }
  }

  static void sameLabels(AuditRows before, AuditRows after, List<String> columns) {
    for (String column : columns) {
      same("train", column, before.train(), after.train());
      same("test", column, before.test(), after.test());
    }
  }

  private static void same(String part, String column, LabelledRows raw, LabelledRows released) {
    if (raw.size() != released.size()) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "after %s: %s rows, the %s of before expected",
              part,
              released.size(),
              raw.size()));
    }
    for (int row = 0; row < raw.size(); row++) {
      String wanted = raw.label(column).name(row);
      String found = released.label(column).name(row);
      if (!wanted.equals(found)) {
        throw new BadDataException(
            String.format(
                Locale.ROOT,
                "after %s: row %s, label '%s' is %s, %s as in before expected",
                part,
                row + 1,
                column,
                found,
                wanted));
      }
    }
  }
}
