package ml.tacit.audit;

import java.util.Locale;
import ml.tacit.audit.attack.AttackData;
import ml.tacit.audit.attack.Budget;
import ml.tacit.audit.attack.Origins;
import ml.tacit.audit.attack.Scaling;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;

/**
 * What the attacker learns from and what it is judged on.
 *
 * <p>The training rows must be rows the eraser was <em>not</em> fitted on: on its own rows a linear
 * eraser looks perfect by construction, and the audit would flatter it. Adversaries are tuned
 * inside {@code train} (rows of a cell in time order, so keep the source's order), and {@code test}
 * is looked at once.
 *
 * @param train the attacker's labelled rows, in the order of the source
 * @param test the rows it is judged on, disjoint from {@code train}, in the order of the source
 */
public record AuditRows(LabelledRows train, LabelledRows test) {

  /**
   * Checks that both parts have the same columns and at least one row.
   *
   * @throws BadDataException if a part is empty or the columns differ
   */
  public AuditRows {
    if (!train.features().equals(test.features())) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "test: columns %s differ from the training columns %s",
              brief(test),
              brief(train)));
    }
    requireRows("train", train);
    requireRows("test", test);
  }

  /** The rows as adversaries see them: scaled by the training rows, no labels. */
  AttackData attacked(Scaling scaling, Budget budget) {
    return AttackData.of(train.rows(), test.rows(), scaling, budget);
  }

  /** Which columns of the raw rows these released ones are made from. */
  Origins origins(AuditRows raw) {
    return Origins.of(train.features(), train.rows(), raw.train().features(), raw.train().rows());
  }

  private static void requireRows(String part, LabelledRows rows) {
    if (rows.size() == 0 || rows.features().isEmpty()) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "%s: %s rows of %s columns, at least 1 of 1 expected",
              part,
              rows.size(),
              rows.features().size()));
    }
  }

  private static String brief(LabelledRows rows) {
    return rows.features().size() <= 6
        ? rows.features().toString()
        : rows.features().subList(0, 6) + " and " + (rows.features().size() - 6) + " more";
  }
}
