package ml.tacit.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import ml.tacit.audit.attack.InnerSplit;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import ml.tacit.table.Split;
import ml.tacit.table.Splits;

/**
 * Rows divided into a part to fit the release on, a part the attackers learn from (and, inside it,
 * tune on), and a part they are judged on, so that no part is used for another purpose by accident.
 *
 * <pre>{@code
 * AuditParts parts = AuditParts.timeBlocked(rows, "activity", "person", 2, 0.4, 0.36, 0.24);
 * Model model = Rdca.ridge(1).fit(parts.fit().rows(), Roles.hide("person"));
 * AuditResult result = Audit.of("activity", "person").run(parts, Release.of(model));
 * }</pre>
 *
 * <p>Only the first part can be had as rows, as {@link FitRows}, which no adversary takes; the
 * audit itself puts the others through the release. What an adversary chooses (scaling, landmarks,
 * components, ridges) it chooses inside its own part: on the last quarter, in time, of each cell.
 *
 * <p>Immutable.
 */
public final class AuditParts {
  private final FitRows fit;
  private final AuditRows attacked;

  /** Of all rows, in parts or not. */
  private final Map<String, Labels> labels;

  private final Split split;

  /** How they were divided, or null if that is not known. */
  private final Division division;

  private AuditParts(
      FitRows fit, AuditRows attacked, Map<String, Labels> labels, Split split, Division division) {
    this.fit = fit;
    this.attacked = attacked;
    this.labels = labels;
    this.split = split;
    this.division = division;
  }

  /**
   * Blocks of time within each (hide, keep) cell, with rows left out between, as {@link
   * Splits#timeBlocked}.
   *
   * @param rows all rows, in the order of the source, copied
   * @param keep the utility label, or null
   * @param hide the privacy label
   * @param gap rows left out between two parts: at least what overlapping windows reach over
   * @param fit share of the rows to fit on
   * @param train share of the rows the attackers learn from
   * @param test share of the rows they are judged on
   * @return the parts
   * @throws BadDataException if a label is missing or every cell is too small
   */
  public static AuditParts timeBlocked(
      LabelledRows rows, String keep, String hide, int gap, double fit, double train, double test) {
    Division division = new Division(Unit.BLOCKS, Division.Order.TIME, gap);
    return divided(rows, division, keep, List.of(hide), 0, fit, train, test);
  }

  /**
   * Rows at random, each a unit of its own, every (hide, keep) cell in the same proportions;
   * nothing is left out.
   *
   * @param rows all rows, copied
   * @param keep the utility label, or null
   * @param hide the privacy label
   * @param seed of the random order
   * @param fit share of the rows to fit on
   * @param train share of the rows the attackers learn from
   * @param test share of the rows they are judged on
   * @return the parts
   * @throws BadDataException if a label is missing or there are too few rows
   */
  public static AuditParts byRow(
      LabelledRows rows,
      String keep,
      String hide,
      long seed,
      double fit,
      double train,
      double test) {
    Division division = new Division(Unit.ROWS, Division.Order.RANDOM, 0);
    return divided(rows, division, keep, List.of(hide), seed, fit, train, test);
  }

  /**
   * All rows of a unit in one part, at random, where each unit has one class of the hidden label;
   * else blocks of time within each (unit, hide, keep) cell, {@value Division#GAP} rows apart.
   *
   * @param rows all rows, in the order of the source, copied
   * @param column the label column of the unit, the person say
   * @param keep the utility label, or null
   * @param hide the privacy label
   * @param seed of the random order
   * @param fit share of the units to fit on
   * @param train share of the units the attackers learn from
   * @param test share of the units they are judged on
   * @return the parts
   * @throws BadDataException if a label is missing or there are too few units
   */
  public static AuditParts byUnit(
      LabelledRows rows,
      String column,
      String keep,
      String hide,
      long seed,
      double fit,
      double train,
      double test) {
    Division division = Division.of(Unit.column(column), rows, List.of(hide));
    return divided(rows, division, keep, List.of(hide), seed, fit, train, test);
  }

  /**
   * Parts by a division, {@link Unit#found} say, for one or several hidden labels.
   *
   * @param rows all rows, in the order of the source, copied
   * @param division the unit and how it is divided
   * @param keep the utility label, or null
   * @param hide the privacy labels
   * @param seed of a random order
   * @param fractions of the rows to fit on, to learn from, to judge on
   * @return the parts
   * @throws BadDataException if a label is missing, there are too few rows, or not three fractions
   */
  public static AuditParts divided(
      LabelledRows rows,
      Division division,
      String keep,
      List<String> hide,
      long seed,
      double... fractions) {
    return of(rows, division.split(rows, keep, hide, seed, fractions), division);
  }

  /**
   * Parts from any split, say whole persons left out for a label like the sex.
   *
   * @param rows all rows, in the order of the source, copied
   * @param split three parts: fit, train, test
   * @return the parts
   * @throws BadDataException if there are not three parts, or a row is in two of them
   */
  public static AuditParts of(LabelledRows rows, Split split) {
    return of(rows, split, null);
  }

  /**
   * Parts from a split that was made by a division.
   *
   * @param rows all rows, in the order of the source, copied
   * @param split three parts: fit, train, test
   * @param division how they were divided, or null if that is not known
   * @return the parts
   * @throws BadDataException if there are not three parts, or a row is in two of them
   */
  public static AuditParts of(LabelledRows rows, Split split, Division division) {
    if (split.parts().length != 3) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "split: found %s parts, expected 3: fit, train, test",
              split.parts().length));
    }
    boolean[] taken = new boolean[rows.size()];
    for (int[] part : split.parts()) {
      for (int row : part) {
        if (taken[row]) {
          throw new BadDataException(
              String.format(
                  Locale.ROOT, "split: row %s is in two parts, expected in one", row + 1));
        }
        taken[row] = true;
      }
    }
    return new AuditParts(
        FitRows.of(rows.select(fitOrder(split.part(0), division))),
        new AuditRows(rows.select(split.part(1)), rows.select(split.part(2))),
        rows.labels(),
        split,
        division);
  }

  /**
   * Rows that are units of their own go to the fit at random: a fit leaves blocks of neighbours out
   * to choose settings, and of a sorted table a block is not like the others.
   */
  private static int[] fitOrder(int[] rows, Division division) {
    if (division == null || !division.unit().equals(Unit.ROWS)) {
      return rows;
    }
    List<Integer> order = new ArrayList<>(IntStream.of(rows).boxed().toList());
    Collections.shuffle(order, new Random(1));
    return order.stream().mapToInt(Integer::intValue).toArray();
  }

  /**
   * The rows to fit the release on.
   *
   * @return the first part
   */
  public FitRows fit() {
    return fit;
  }

  /**
   * Classes that an audit says nothing about: they have no test row, mostly since they have too few
   * rows to be divided. Their rows should not be released.
   *
   * @param hide the privacy label
   * @return the classes and how many rows each has; empty if every class is judged
   * @throws BadDataException if there is no such label
   */
  public List<LeftOut> leftOut(String hide) {
    Labels label = labels.get(hide);
    if (label == null) {
      throw new BadDataException("no label column '" + hide + "'; there are " + labels.keySet());
    }
    return LeftOut.of(label, split);
  }

  /**
   * Parts for choosing among releases without a look at the test rows: fitted on the same rows,
   * attackers learn from the earlier part of their rows and are judged on the last quarter of each
   * cell.
   *
   * @param keep the utility label, or null
   * @param hide the privacy label
   * @return the parts, none of whose rows is a test row of these
   */
  public AuditParts forTuning(String keep, String hide) {
    ClassCodes kept = keep == null ? ClassCodes.none(attacked) : ClassCodes.of(keep, attacked);
    ClassCodes hidden = ClassCodes.of(hide, attacked);
    LabelledRows train = attacked.train();
    Unit unit = division == null ? Unit.BLOCKS : division.unit();
    InnerSplit inner = inner(unit, train, kept, hidden);
    int[] among = split.part(1);
    Split tuning =
        new Split(new int[][] {split.part(0), pick(among, inner.fit()), pick(among, inner.tune())});
    return new AuditParts(
        fit,
        new AuditRows(train.select(inner.fit()), train.select(inner.tune())),
        labels,
        tuning,
        division);
  }

  private static int[] pick(int[] among, int[] places) {
    return Arrays.stream(places).map(place -> among[place]).toArray();
  }

  /** Where to tune: on rows that hang together with none of those that are learned from. */
  static InnerSplit inner(Unit unit, LabelledRows train, ClassCodes kept, ClassCodes hidden) {
    if (unit.equals(Unit.ROWS)) {
      return InnerSplit.ofRows(kept.train(), hidden.train());
    }
    return unit.column()
        .flatMap(column -> InnerSplit.ofUnits(train.label(column).codes(), hidden.train()))
        .orElseGet(() -> InnerSplit.of(kept.train(), hidden.train()));
  }

  /**
   * Rows the attackers learn from.
   *
   * @return their number
   */
  public int trainRows() {
    return attacked.train().size();
  }

  /**
   * Rows they are judged on.
   *
   * @return their number
   */
  public int testRows() {
    return attacked.test().size();
  }

  /** How the rows were divided, or null if that is not known. */
  Division division() {
    return division;
  }

  AuditRows attacked() {
    return attacked;
  }

  /** The attackers' rows as released, under the true labels, which the audit knows. */
  AuditRows attacked(UnaryOperator<LabelledRows> release) {
    return new AuditRows(released(attacked.train(), release), released(attacked.test(), release));
  }

  /** The same, from all rows as released. */
  AuditRows attacked(LabelledRows released) {
    int all = labels.values().iterator().next().size();
    if (released.size() != all) {
      throw BadDataException.of(
          "release: %s rows came out of %s, as many expected", released.size(), all);
    }
    return new AuditRows(
        released(attacked.train(), rows -> released.select(split.part(1))),
        released(attacked.test(), rows -> released.select(split.part(2))));
  }

  static LabelledRows released(LabelledRows rows, UnaryOperator<LabelledRows> release) {
    LabelledRows out = release.apply(rows);
    if (out.size() != rows.size()) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "release: %s rows came out of %s, as many expected",
              out.size(),
              rows.size()));
    }
    return rows.withRows(out.features(), out.rows());
  }
}
