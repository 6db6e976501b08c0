package ml.tacit.audit.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.Locale;

/**
 * How a column of a table was read, for a report.
 *
 * @param name its name
 * @param kind {@code number}, {@code category}, or why it was left out
 * @param levels of a category: how many have a column of their own, the reference among them
 * @param merged of a category: how many are merged; their names are not stated
 * @param missing how many values are missing in all rows
 */
public record ColumnRead(String name, String kind, int levels, int merged, long missing) {

  /** The table of a report; nothing where no column is stated. */
  static String section(List<ColumnRead> columns, long droppedRows) {
    if (columns.isEmpty()) {
      return "";
    }
    String dropped =
        droppedRows == 0
            ? ""
            : String.format(
                Locale.ROOT,
                "<p>%d rows lacked a value and were left out (--impute drop); no figure covers them.</p>",
                droppedRows);
    HtmlTable table =
        new HtmlTable(
            "Missing numbers become the mean, with a 0/1 column that says so; levels of a category"
                + " become 0/1 columns against the most frequent one.",
            "column",
            "read as",
            "levels#",
            "merged#",
            "missing#");
    for (ColumnRead column : columns) {
      boolean category = column.levels() + column.merged() > 0;
      table.row(
          column.name(),
          column.kind(),
          category ? String.valueOf(column.levels()) : "–",
          category ? String.valueOf(column.merged()) : "–",
          String.valueOf(column.missing()));
    }
    return "<section><h2>How columns were read</h2>" + dropped + table.html() + "</section>\n";
  }

  /** The same in JSON. */
  static void list(ArrayNode array, List<ColumnRead> columns) {
    for (ColumnRead column : columns) {
      array
          .addObject()
          .put("name", column.name())
          .put("readAs", column.kind())
          .put("levels", column.levels())
          .put("merged", column.merged())
          .put("missing", column.missing());
    }
  }
}
