package ml.tacit.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import ml.tacit.audit.report.ColumnRead;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Encoding;
import ml.tacit.table.EncodingRules;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import ml.tacit.table.NamesInText;
import org.ejml.data.DMatrixRMaj;

/**
 * A table as numbers, by an encoding that was fitted to some of its rows.
 *
 * @param rows all rows, encoded, with the labels that are no features
 * @param encoding what was fitted
 * @param columns how each column was read
 * @param constant the columns of one value in the fitted rows; they are not in the encoding
 */
record EncodedTable(
    LabelledRows rows, Encoding encoding, List<ColumnRead> columns, List<String> constant) {
  private static final int MOST_LEVELS = 100;

  /** Values that differ by their rounding only are one. */
  private static final double ROUNDING = 1e-12;

  /**
   * Fits and encodes.
   *
   * @param fit numbers of the rows to fit on
   * @param rules which levels are merged
   * @param person the label that names people, or null
   * @param named columns that are used whatever they hold
   * @throws BadDataException if a category has too many levels, or no column is left
   */
  static EncodedTable of(
      RawTable table, int[] fit, EncodingRules rules, String person, List<String> named) {
    RawTable fitted = table.select(fit);
    List<String> constant =
        table.inputs().stream()
            .filter(column -> !named.contains(column) && isConstant(fitted, column))
            .toList();
    RawTable varying = table.without(constant);
    if (varying.inputs().isEmpty()) {
      throw BadDataException.of(
          "each of the %d columns has one value only in the %d rows to fit on, at least one that varies is expected: %s",
          constant.size(), fit.length, String.join(", ", constant));
    }
    Encoding encoding = Encoding.fit(fitted.rows(), varying.inputs(), rules, person);
    requireFewLevels(encoding, named);
    return new EncodedTable(
        encoding.encode(varying.withLabels(withoutConstant(table, constant)).rows()),
        encoding,
        read(table, fitted, encoding),
        constant);
  }

  /** Constant categories are no labels, either. */
  private static Map<String, Labels> withoutConstant(RawTable table, List<String> constant) {
    Map<String, Labels> labels = new LinkedHashMap<>(table.rows().labels());
    labels.keySet().removeAll(constant);
    return labels;
  }

  private static boolean isConstant(RawTable fitted, String column) {
    LabelledRows rows = fitted.rows();
    int number = rows.features().indexOf(column);
    if (number < 0) {
      int[] counts = rows.label(column).counts();
      return IntStream.of(counts).filter(count -> count > 0).count() < 2;
    }
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < rows.size(); i++) {
      double x = rows.rows().get(i, number);
      if (!Double.isNaN(x)) {
        least = Math.min(least, x);
        most = Math.max(most, x);
      }
    }
    return !(most - least > ROUNDING * Math.max(Math.abs(least), Math.abs(most)));
  }

  private static void requireFewLevels(Encoding encoding, List<String> named) {
    for (Encoding.Column column : encoding.columns()) {
      if (column instanceof Encoding.Category category
          && category.levels().size() > MOST_LEVELS
          && !named.contains(category.name())) {
        String name = NamesInText.join(List.of(category.name()));
        throw BadDataException.of(
            "column '%s' has %d categories that are not rare in the rows to fit on, at most %d expected; --drop %s, or"
                + " --categorical %s to use them all the same",
            category.name(), category.levels().size(), MOST_LEVELS, name, name);
      }
    }
  }

  private static List<ColumnRead> read(RawTable table, RawTable fitted, Encoding encoding) {
    long[] missing = table.missing();
    List<ColumnRead> columns = new ArrayList<>();
    for (int j = 0; j < table.inputs().size(); j++) {
      String name = table.inputs().get(j);
      int at = encoding.inputs().indexOf(name);
      if (at < 0) {
        columns.add(new ColumnRead(name, "left out: one value", 0, 0, missing[j]));
      } else if (encoding.columns().get(at) instanceof Encoding.Category category) {
        int merged = levels(fitted.rows().label(name)) - category.levels().size();
        columns.add(new ColumnRead(name, "category", category.levels().size(), merged, missing[j]));
      } else {
        columns.add(new ColumnRead(name, "number", 0, 0, missing[j]));
      }
    }
    return columns;
  }

  private static int levels(Labels cells) {
    Set<String> levels = new HashSet<>();
    int[] counts = cells.counts();
    for (int code = 0; code < counts.length; code++) {
      if (counts[code] > 0 && !cells.classes().get(code).isEmpty()) {
        levels.add(cells.classes().get(code));
      }
    }
    return levels.size();
  }

  /** One line on what became of the table; empty where all columns are numbers and none lacks. */
  String line() {
    if (encoding.isTrivial()) {
      return "";
    }
    long levels = columns.stream().mapToLong(ColumnRead::levels).sum();
    long merged = columns.stream().mapToLong(ColumnRead::merged).sum();
    long missing = columns.stream().mapToLong(ColumnRead::missing).sum();
    return String.format(
        Locale.ROOT,
        "columns read: %d numbers, %d categories of %d levels%s; %d missing values; %d columns of numbers in all",
        encoding.numbers().size(),
        encoding.categories().size(),
        levels + merged,
        merged == 0 ? "" : " (" + merged + " of them rare, merged)",
        missing,
        encoding.outputs().size());
  }

  /**
   * The rows with a number for each text: what a column of categories has in common with a label
   * shows in its codes. Missing values are a number of their own.
   */
  static LabelledRows codes(RawTable table) {
    int d = table.inputs().size();
    DMatrixRMaj codes = new DMatrixRMaj(table.rows().size(), d);
    for (int j = 0; j < d; j++) {
      String name = table.inputs().get(j);
      int number = table.rows().features().indexOf(name);
      int[] texts = number < 0 ? table.rows().label(name).codes() : null;
      for (int i = 0; i < codes.numRows; i++) {
        double x = texts == null ? table.rows().rows().get(i, number) : texts[i];
        codes.set(i, j, Double.isNaN(x) ? Double.MAX_VALUE : x);
      }
    }
    return new LabelledRows(table.inputs(), codes, table.labels());
  }
}
