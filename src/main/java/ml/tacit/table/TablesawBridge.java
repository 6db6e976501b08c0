package ml.tacit.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** To and from the data frames of Tablesaw. */
public final class TablesawBridge {
  private TablesawBridge() {}

  /**
   * The rows of a data frame.
   *
   * @param table the data frame, at least one row; only read
   * @param roles what its columns are; label columns of any type, as their texts
   * @return the rows, copied; the text columns are the labels, in the order of the table
   * @throws BadDataException if a column is missing or of the wrong type, a number is missing or
   *     not finite, a label is missing or blank, or there is no row
   */
  public static LabelledRows fromTable(Table table, ColumnRoles roles) {
    String where = "table '" + table.name() + "'";
    ColumnLayout layout = ColumnLayout.of(where, table.columnNames(), roles);
    if (table.rowCount() == 0) {
      throw new BadDataException(where + ": found 0 rows, expected at least 1");
    }
    int d = layout.features().size();
    DMatrixRMaj rows = new DMatrixRMaj(table.rowCount(), d);
    for (int j = 0; j < d; j++) {
      copyNumbers(where, table.column(layout.features().get(j)), rows, j);
    }
    Map<String, Labels> labels = new LinkedHashMap<>();
    for (int t = 0; t < layout.texts().size(); t++) {
      String name = layout.texts().get(t);
      labels.put(name, Labels.of(texts(where, table.column(name), layout.isLabel(t))));
    }
    return new LabelledRows(layout.features(), rows, labels);
  }

  /**
   * A data frame with the labels as string columns, then the features as double columns.
   *
   * @param rows the rows; copied
   * @return a new data frame
   */
  public static Table toTable(LabelledRows rows) {
    Table table = Table.create();
    rows.labels()
        .forEach(
            (name, labels) -> {
              String[] texts = new String[labels.size()];
              for (int i = 0; i < texts.length; i++) {
                texts[i] = labels.name(i);
              }
              table.addColumns(StringColumn.create(name, texts));
            });
    List<String> features = rows.features();
    for (int j = 0; j < features.size(); j++) {
      double[] values = new double[rows.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = rows.rows().get(i, j);
      }
      table.addColumns(DoubleColumn.create(features.get(j), values));
    }
    return table;
  }

  private static void copyNumbers(String where, Column<?> column, DMatrixRMaj rows, int j) {
    if (!(column instanceof NumericColumn<?> numbers)) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "%s: column '%s': found type %s, expected a numeric one",
              where,
              column.name(),
              column.type().name()));
    }
    for (int i = 0; i < rows.numRows; i++) {
      double value = numbers.getDouble(i);
      if (!Double.isFinite(value)) {
        throw new BadDataException(
            String.format(
                Locale.ROOT,
                "%s: row %d, column '%s': '%s' is not a finite number",
                where,
                i + 1,
                column.name(),
                column.isMissing(i) ? "" : value));
      }
      rows.set(i, j, value);
    }
  }

  private static String[] texts(String where, Column<?> column, boolean isLabel) {
    String[] texts = new String[column.size()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = column.getString(i);
      if (isLabel && texts[i].isBlank()) {
        throw new BadDataException(
            String.format(
                Locale.ROOT,
                "%s: row %d, column '%s': '%s' is blank, a label was expected",
                where,
                i + 1,
                column.name(),
                texts[i]));
      }
    }
    return texts;
  }
}
