package ml.tacit.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import ml.tacit.audit.AuditRows;
import ml.tacit.audit.Division;
import ml.tacit.audit.NumberAudit;
import ml.tacit.audit.NumberResult;
import ml.tacit.audit.Unit;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import ml.tacit.table.NamesInText;
import org.ejml.data.DMatrixRMaj;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Private numbers, an age say: read as labels, attacked by regression. */
final class NumberOptions {
  /** A label of more classes than this, with fewer rows a class, is better taken as a number. */
  private static final int MANY_CLASSES = 20;

  private static final int FEW_ROWS = 10;

  /** Rows are divided by these shares of the number, where no label is hidden. */
  private static final int QUARTERS = 4;

  @Option(
      names = "--hide-numeric",
      parameterConsumer = NameList.class,
      paramLabel = "LIST",
      description = {
        "Private numbers, an age say: attacked by regression (R², mean error), with a verdict each. No feature;"
            + " --hide may then be left out."
      })
  private List<String> columns = new ArrayList<>();

  List<String> columns() {
    return InputOptions.labels(columns);
  }

  /** What was named so cannot be used; before any file is read. */
  void check(CommandSpec spec, String keep, List<String> hide) {
    for (String column : columns) {
      String other = hide.contains(column) ? "--hide" : column.equals(keep) ? "--keep" : null;
      if (other != null) {
        throw new ParameterException(
            spec.commandLine(), "'" + column + "' cannot be both --hide-numeric and " + other);
      }
    }
  }

  /** Every value must be a number, and not all the same; before long work. */
  void check(LabelledRows rows) {
    for (String column : columns()) {
      Labels labels = rows.label(column);
      for (int row = 0; row < labels.size(); row++) {
        if (parsed(labels.name(row)).isEmpty()) {
          throw BadDataException.of(
              "row %s, column '%s': '%s' found, a finite number expected (--hide-numeric)",
              row + 1, column, labels.name(row));
        }
      }
      if (Arrays.stream(values(labels)).distinct().count() < 2) {
        throw BadDataException.of(
            "column '%s': one value (%s) in all rows, at least 2 expected (--hide-numeric)",
            column, labels.name(0));
      }
    }
  }

  /** Blocks of cells do not exist for a number. */
  void check(Division division) {
    if (!columns.isEmpty() && division.unit().equals(Unit.BLOCKS)) {
      throw BadDataException.of(
          "--hide-numeric '%s' needs rows or a column for a unit, blocks of rows found (%s);"
              + " --unit COL names who hangs together, --unit row says that none do",
          columns.get(0), division.sentence());
    }
  }

  /**
   * The rows as they are divided: a number is no class of a person. Where no label is hidden, the
   * quarters of the first number are one.
   */
  LabelledRows divided(LabelledRows rows, List<String> hide) {
    Map<String, Labels> labels = new LinkedHashMap<>(rows.labels());
    labels.keySet().removeAll(columns);
    if (hide.isEmpty()) {
      labels.put(columns.get(0), quarters(rows.label(columns.get(0))));
    }
    return new LabelledRows(rows.features(), rows.rows(), labels);
  }

  /** By which labels the rows are divided. */
  List<String> dividing(List<String> hide) {
    return hide.isEmpty() ? columns.subList(0, 1) : hide;
  }

  boolean isEmpty() {
    return columns.isEmpty();
  }

  /** The rows with the private numbers as their last features. */
  LabelledRows joint(LabelledRows rows) {
    int d = rows.features().size();
    int k = columns().size();
    DMatrixRMaj joint = new DMatrixRMaj(rows.size(), d + k);
    for (int row = 0; row < rows.size(); row++) {
      System.arraycopy(rows.rows().data, row * d, joint.data, row * (d + k), d);
    }
    List<String> names = new ArrayList<>(rows.features());
    for (String column : columns()) {
      double[] values = values(rows.label(column));
      for (int row = 0; row < values.length; row++) {
        joint.set(row, names.size(), values[row]);
      }
      names.add(column);
    }
    Map<String, Labels> labels = new LinkedHashMap<>(rows.labels());
    labels.keySet().removeAll(columns);
    return new LabelledRows(names, joint, labels);
  }

  /** Names of released columns, none of them that of a private number. */
  List<String> apart(List<String> released) {
    List<String> names = new ArrayList<>(released);
    names.replaceAll(
        name -> {
          String apart = name;
          while (columns.contains(name) && released.contains(apart)) {
            apart += " (released)";
          }
          return apart;
        });
    return names;
  }

  /**
   * Attacks each number.
   *
   * @param after the released rows, or null
   */
  List<NumberResult> audit(
      String keep, AuditRows before, AuditRows after, Division division, long seed) {
    List<NumberResult> results = new ArrayList<>();
    for (String column : columns()) {
      NumberAudit audit = NumberAudit.of(keep, column).withUnit(division.unit()).withSeed(seed);
      results.add(
          new NumberResult(
              column,
              keep,
              before.train().size(),
              before.test().size(),
              after == null ? audit.run(before) : audit.run(before, after)));
    }
    return results;
  }

  /** What must be said to have the same again. */
  List<String> words() {
    return columns.isEmpty() ? List.of() : List.of("--hide-numeric", NamesInText.join(columns()));
  }

  /**
   * What to say of a label whose classes are many numbers with few rows each.
   *
   * @return a hint that ends a line, or ""
   */
  static String hint(LabelledRows rows, List<String> hide) {
    for (String label : hide) {
      Labels labels = rows.labels().get(label);
      int classes = labels == null ? 0 : labels.classes().size();
      if (classes > MANY_CLASSES
          && labels.size() < (long) FEW_ROWS * classes
          && labels.classes().stream().allMatch(name -> parsed(name).isPresent())) {
        return String.format(
            Locale.ROOT,
            "--hide '%s' has %d numbers for classes in %d rows: audit --hide-numeric '%s' attacks it as a number",
            label,
            classes,
            labels.size(),
            label);
      }
    }
    return "";
  }

  private static Labels quarters(Labels numbers) {
    double[] values = values(numbers);
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    String[] names = new String[values.length];
    for (int row = 0; row < names.length; row++) {
      int below = Arrays.binarySearch(sorted, values[row]);
      while (below > 0 && sorted[below - 1] == values[row]) {
        below--; // equal numbers are in one quarter
      }
      names[row] = "quarter " + (1 + (int) ((long) QUARTERS * below / names.length));
    }
    return Labels.of(names);
  }

  private static double[] values(Labels labels) {
    double[] ofClass =
        labels.classes().stream().mapToDouble(name -> parsed(name).orElseThrow()).toArray();
    return Arrays.stream(labels.codes()).mapToDouble(code -> ofClass[code]).toArray();
  }

  private static OptionalDouble parsed(String text) {
    try {
      double value = Double.parseDouble(text.strip());
      return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    } catch (NumberFormatException notOne) {
      return OptionalDouble.empty();
    }
  }
}
