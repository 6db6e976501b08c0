package ml.tacit.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import ml.tacit.audit.statistics.Blocks;
import ml.tacit.audit.statistics.Design;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/** Looks for the leaks and flatteries that need no adversary. */
final class LeakChecks {
  private static final int TINY = 10;
  private static final int FEW_PEOPLE = 10;

  /** A column that grows with every row of a shorter table may do so by chance. */
  private static final int ENOUGH_TO_GROW = 20;

  private final List<LeakWarning> found = new ArrayList<>();

  List<LeakWarning> found() {
    return found;
  }

  /** Training rows among the test rows. */
  void sides(AuditRows rows) {
    Set<FitRows.RowKey> train = FitRows.RowKey.all(rows.train().rows());
    both("test rows are also training rows", FitRows.RowKey.shared(train, rows.test().rows()));
  }

  /**
   * Fitted rows among the attackers' rows: refused where rows are all different, since an equal row
   * is then the same row.
   *
   * @param divided whether the parts are known to be disjoint, so that equal rows are repetitions
   */
  void fitted(FitRows fit, AuditRows rows, boolean divided) {
    int[] train = fit.among(rows.train());
    int[] test = fit.among(rows.test());
    if (!divided && fit.distinct() && train.length + test.length > 0) {
      boolean inTest = test.length > 0;
      throw new BadDataException(
          String.format(
                  Locale.ROOT,
                  "%s: row %s is one of the fitted rows (%s in train, %s in test), none expected: on its own",
                  inTest ? "test" : "train",
                  (inTest ? test[0] : train[0]) + 1,
                  train.length,
                  test.length)
              + " rows a release looks better than it is");
    }
    both("test rows are equal to a fitted row", test);
  }

  private void both(String where, int[] rows) {
    if (rows.length > 0) {
      found.add(new LeakWarning.RowsOnBothSides(where, rows.length, rows[0] + 1));
    }
  }

  /** Classes whose mean is nearly a row, in the rows the release is fitted on. */
  void classes(String label, LabelledRows rows) {
    Labels labels = rows.label(label);
    int[] counts = labels.counts();
    for (int c = 0; c < counts.length; c++) {
      if (counts[c] > 0 && counts[c] < TINY) {
        found.add(new LeakWarning.TinyClass(label, labels.classes().get(c), counts[c]));
      }
    }
  }

  /** A release that is none. */
  void change(AuditRows before, AuditRows after) {
    if (before.train().features().equals(after.train().features())
        && Arrays.equals(before.train().rows().data, after.train().rows().data)
        && Arrays.equals(before.test().rows().data, after.test().rows().data)) {
      found.add(new LeakWarning.Unchanged());
    }
  }

  /** Labels of which one follows from the other. */
  void labels(String keep, String hide, LabelledRows rows) {
    LeakWarning.DependentLabels.in(rows, keep, hide).ifPresent(found::add);
  }

  /** Units of a column, or classes that are people; and how many units are independent. */
  void people(Unit unit, String hide, LabelledRows test, ClassCodes hidden, Design design) {
    if (unit.hidesPeople()) {
      few("classes of '" + hide + "'", hidden.names().size(), FEW_PEOPLE);
    }
    unit.column()
        .ifPresent(
            column -> {
              long units = Arrays.stream(test.label(column).codes()).distinct().count();
              few("test units of '" + column + "'", (int) units, FEW_PEOPLE);
            });
    String independent = unit.equals(Unit.ROWS) ? "test rows" : "independent blocks of test rows";
    few(independent, design.exchanged().count(), Blocks.ENOUGH);
  }

  private void few(String what, int count, int wanted) {
    if (count < wanted) {
      found.add(new LeakWarning.TooFewPeople(what, count, wanted));
    }
  }

  /** Units on both sides, where their hidden label is to be found on people never seen. */
  void units(String column, AuditRows rows) {
    Labels train = rows.train().label(column);
    Labels test = rows.test().label(column);
    Set<String> seen = new HashSet<>();
    for (int row = 0; row < train.size(); row++) {
      seen.add(train.name(row));
    }
    long both =
        IntStream.range(0, test.size())
            .mapToObj(test::name)
            .distinct()
            .filter(seen::contains)
            .count();
    if (both > 0) {
      found.add(new LeakWarning.UnitsOnBothSides(column, (int) both));
    }
  }

  /** Classes commoner in the test rows where they are rarer in the training rows. */
  void shares(String hide, ClassCodes kept, ClassCodes hidden) {
    OpposedShares.in(hide, kept, hidden).ifPresent(found::add);
  }

  /** Columns that name somebody by what they are called or by what they hold. */
  void columns(AuditRows rows, ClassCodes hidden) {
    LabelledRows train = rows.train();
    double[] accuracies =
        IntStream.range(0, train.features().size())
            .parallel()
            .mapToDouble(j -> ColumnAlone.accuracy(rows, j, hidden))
            .toArray();
    for (int j = 0; j < train.features().size(); j++) {
      String column = train.features().get(j);
      String evidence = evidence(column, train.rows(), j, hidden);
      double alone = accuracies[j];
      double majority = hidden.majority();
      if (evidence != null) {
        found.add(new LeakWarning.NameAmongFeatures(column, evidence));
      }
      // Half of all that there is to gain over the majority guess.
      if (majority < 1 && alone - majority >= 0.5 * (1 - majority)) {
        found.add(new LeakWarning.IdentifyingFeature(column, alone, majority));
      }
    }
  }

  private static String evidence(String column, DMatrixRMaj rows, int j, ClassCodes hidden) {
    if (PersonNames.isIdentifier(column)) {
      return "it is called so";
    }
    if (rows.numRows >= ENOUGH_TO_GROW && grows(rows, j)) {
      return "it grows with every row, as a row number or a time does";
    }
    return oneValuePerClass(rows, j, hidden) ? "every hidden class has one value of its own" : null;
  }

  private static boolean grows(DMatrixRMaj rows, int j) {
    for (int i = 1; i < rows.numRows; i++) {
      if (!(rows.get(i, j) > rows.get(i - 1, j))) {
        return false;
      }
    }
    return true;
  }

  private static boolean oneValuePerClass(DMatrixRMaj rows, int j, ClassCodes hidden) {
    double[] values = new double[hidden.names().size()];
    Arrays.fill(values, Double.NaN);
    for (int i = 0; i < rows.numRows; i++) {
      int c = hidden.train()[i];
      if (Double.isNaN(values[c])) {
        values[c] = rows.get(i, j);
      } else if (values[c] != rows.get(i, j)) {
        return false;
      }
    }
    Set<Double> distinct = new HashSet<>();
    for (double value : values) {
      distinct.add(value + 0.0);
    }
    return distinct.size() == values.length && rows.numRows > values.length;
  }
}
