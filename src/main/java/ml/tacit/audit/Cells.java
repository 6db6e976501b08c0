package ml.tacit.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/**
 * Released rows that take few different values: equal rows are one cell.
 *
 * <p>Few are at most one in {@value #ROWS_EACH} rows; where cells are more, a bound by counting
 * says nothing. Columns of codes in them, or beside numbers, become one column per code, since a
 * linear learner makes nothing of a code.
 *
 * @param labels a cell per row, of the training rows, then of the test rows
 * @param count how many different ones there are
 */
record Cells(Labels labels, int count) {
  static final int ROWS_EACH = 10;

  /** A column with more codes stays a number. */
  private static final int MOST_CODES = 64;

  /** The cells of all columns together, if they are few. */
  static Optional<Cells> of(AuditRows rows) {
    return of(rows, IntStream.range(0, rows.train().features().size()).toArray());
  }

  /** The cells of some columns, if they are few and there is a column. */
  static Optional<Cells> of(AuditRows rows, int[] columns) {
    int n = rows.train().size();
    int[] codes = new int[n + rows.test().size()];
    Map<FitRows.RowKey, Integer> known = new HashMap<>();
    DMatrixRMaj train = some(rows.train().rows(), columns);
    DMatrixRMaj test = some(rows.test().rows(), columns);
    for (int i = 0; i < codes.length; i++) {
      FitRows.RowKey key = i < n ? FitRows.RowKey.of(train, i) : FitRows.RowKey.of(test, i - n);
      codes[i] = known.computeIfAbsent(key, k -> known.size());
    }
    return columns.length == 0 || (long) known.size() * ROWS_EACH > codes.length
        ? Optional.empty()
        : Optional.of(new Cells(Labels.of(codes), known.size()));
  }

  private static DMatrixRMaj some(DMatrixRMaj rows, int[] columns) {
    if (columns.length == rows.numCols) {
      return rows;
    }
    DMatrixRMaj some = new DMatrixRMaj(rows.numRows, columns.length);
    for (int i = 0; i < rows.numRows; i++) {
      for (int j = 0; j < columns.length; j++) {
        some.data[i * columns.length + j] = rows.data[i * rows.numCols + columns[j]];
      }
    }
    return some;
  }

  /**
   * The same rows as adversaries see them: a column per code in the place of each column of codes.
   * Of cells of many columns that would be more columns than cells; these then get a column each,
   * which says the same.
   *
   * @param known what the release says of itself
   * @param cells those of all columns, if they are few
   */
  static AuditRows spread(AuditRows rows, Released known, Optional<Cells> cells) {
    Set<String> codes = codes(rows, known, cells.isPresent());
    List<String> names = new ArrayList<>();
    List<Integer> from = new ArrayList<>();
    List<Double> code = new ArrayList<>();
    for (int j = 0; j < rows.train().features().size(); j++) {
      String name = rows.train().features().get(j);
      double[] values = values(rows.train().rows(), j);
      boolean spread = codes.contains(name) && values.length > 2 && values.length <= MOST_CODES;
      for (double value : spread ? values : new double[] {Double.NaN}) {
        names.add(spread ? name + " = " + number(value) : name);
        from.add(j);
        code.add(value);
      }
    }
    if (names.size() == rows.train().features().size()) {
      return rows;
    }
    return cells.isPresent() && names.size() > cells.get().count()
        ? cells.get().columns(rows)
        : new AuditRows(
            spread(rows.train(), names, from, code), spread(rows.test(), names, from, code));
  }

  /** A column per cell. */
  private AuditRows columns(AuditRows rows) {
    List<String> names = IntStream.range(0, count).mapToObj(c -> "cell " + (c + 1)).toList();
    int n = rows.train().size();
    return new AuditRows(
        rows.train().withRows(names, indicators(0, n)),
        rows.test().withRows(names, indicators(n, n + rows.test().size())));
  }

  private DMatrixRMaj indicators(int from, int to) {
    DMatrixRMaj indicators = new DMatrixRMaj(to - from, count);
    for (int i = from; i < to; i++) {
      indicators.set(i - from, Integer.parseInt(labels.name(i)), 1);
    }
    return indicators;
  }

  /** The columns that are codes: those that the release says, or of cells all with few values. */
  private static Set<String> codes(AuditRows rows, Released known, boolean finite) {
    Set<String> codes = new LinkedHashSet<>();
    for (int j = 0; j < rows.train().features().size(); j++) {
      String name = rows.train().features().get(j);
      if (known.levels().contains(name)
          || (finite && values(rows.train().rows(), j).length <= MOST_CODES)) {
        codes.add(name);
      }
    }
    return codes;
  }

  private static LabelledRows spread(
      LabelledRows rows, List<String> names, List<Integer> from, List<Double> code) {
    DMatrixRMaj spread = new DMatrixRMaj(rows.size(), names.size());
    for (int i = 0; i < rows.size(); i++) {
      for (int j = 0; j < names.size(); j++) {
        double value = rows.rows().get(i, from.get(j));
        spread.set(i, j, Double.isNaN(code.get(j)) ? value : value == code.get(j) ? 1 : 0);
      }
    }
    return rows.withRows(names, spread);
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  private static double[] values(DMatrixRMaj rows, int column) {
    return IntStream.range(0, rows.numRows)
        .mapToDouble(i -> rows.get(i, column) + 0.0)
        .distinct()
        .sorted()
        .toArray();
  }
}
