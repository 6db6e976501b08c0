package ml.tacit.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ml.tacit.release.Streamed;
import ml.tacit.table.Encoding;

/** What becomes of the columns of a table, in words. */
final class TableText {
  private TableText() {}

  /** What each column becomes, by name. */
  static Map<String, String> columns(Encoding encoding) {
    Map<String, String> columns = new LinkedHashMap<>();
    for (Encoding.Column column : encoding.columns()) {
      columns.put(
          column.name(),
          column instanceof Encoding.Category category
              ? category(category)
              : number((Encoding.Numeric) column));
    }
    return columns;
  }

  private static String category(Encoding.Category category) {
    List<String> others = new ArrayList<>();
    if (category.levels().size() > 1) {
      others.add(ModelText.some(category.levels().subList(1, category.levels().size())));
    }
    if (category.other()) {
      others.add("rare and new ones as one");
    }
    if (category.missing()) {
      others.add("missing as one");
    }
    return "category: "
        + (category.levels().isEmpty() ? "" : "'" + category.levels().get(0) + "', and beside it ")
        + (others.isEmpty() ? "nothing" : String.join("; ", others));
  }

  private static String number(Encoding.Numeric number) {
    return String.format(
        Locale.ROOT,
        "number, %.6g where missing%s",
        number.fill(),
        number.indicator() ? ", beside a column that says so" : "");
  }

  /** What a file holds that the encoding was not fitted to: a line for each column. */
  static List<String> notFitted(Encoding encoding, Streamed streamed) {
    List<String> lines = new ArrayList<>();
    for (Encoding.Column column : encoding.columns()) {
      Long unnamed = streamed.unnamed().get(column.name());
      if (unnamed != null && column instanceof Encoding.Category category) {
        lines.add(
            rows(unnamed)
                + ": levels of '"
                + column.name()
                + (category.other()
                    ? "' that were rare or absent where the model was fitted; they count as (other)"
                    : "' that the model was not fitted to; they count as " + reference(category)));
      }
      Long missing = streamed.missing().get(column.name());
      if (missing != null) {
        lines.add(
            rows(missing)
                + ": '"
                + column.name()
                + "' is missing, which it never was where the model was fitted; taken to be "
                + (column instanceof Encoding.Category category
                    ? category.other() ? "(other)" : reference(category)
                    : String.format(Locale.ROOT, "%.6g", ((Encoding.Numeric) column).fill())));
      }
    }
    return lines;
  }

  private static String rows(long count) {
    return count == 1 ? "1 row" : count + " rows";
  }

  private static String reference(Encoding.Category category) {
    return category.levels().isEmpty() ? "missing" : "'" + category.levels().get(0) + "'";
  }
}
