package ml.tacit.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ml.tacit.table.BadDataException;
import ml.tacit.table.RowBlock;
import org.apache.spark.sql.Row;
import org.ejml.data.DMatrixRMaj;

/**
 * Selected rows as blocks, in their order: the numbers, NaN where missing, and the texts, empty
 * where a category is missing.
 */
final class RowBlocks {
  private final Iterator<Row> rows;
  private final Selection selection;
  private final List<String> texts;
  private final String place;
  private final List<Row> taken = new ArrayList<>();
  private long seen;
  private long skipped;

  /**
   * Blocks.
   *
   * @param rows as selected
   * @param place where the rows stand, for what is said of a row
   */
  RowBlocks(Iterator<Row> rows, Selection selection, String place) {
    this.rows = rows;
    this.selection = selection;
    this.texts =
        Stream.concat(selection.categories().stream(), selection.labels().stream()).toList();
    this.place = place;
  }

  /** The next rows; null at the end. */
  RowBlock next(int most) {
    int d = selection.numbers().features().size();
    double[] numbers = new double[most * d];
    String[][] cells = new String[texts.size()][most];
    long first = seen - skipped;
    taken.clear();
    while (taken.size() < most && rows.hasNext()) {
      Row row = rows.next();
      seen++;
      String problem = read(row, numbers, taken.size(), cells);
      if (problem == null) {
        taken.add(row);
      } else if (selection.skipsMissing()) {
        skipped++;
      } else {
        throw BadDataException.of(
            "%s, row %d (from 1), %s; drop such rows by na().drop(), or setHandleInvalid(\"skip\")",
            place, seen, problem);
      }
    }
    int n = taken.size();
    if (n == 0) {
      return null;
    }
    Map<String, String[]> named = new LinkedHashMap<>();
    for (int t = 0; t < cells.length; t++) {
      named.put(texts.get(t), n == most ? cells[t] : Arrays.copyOf(cells[t], n));
    }
    return new RowBlock(
        first, DMatrixRMaj.wrap(n, d, n == most ? numbers : Arrays.copyOf(numbers, n * d)), named);
  }

  private String read(Row row, double[] numbers, int n, String[][] cells) {
    boolean missing = selection.takesMissing();
    for (int t = 0; t < cells.length; t++) {
      String cell = row.getString(selection.numbers().width() + t);
      boolean mayMiss = missing && t < selection.categories().size();
      if (cell == null && !mayMiss) {
        return "column '" + texts.get(t) + "': found null, a value is expected";
      }
      cells[t][n] = cell == null ? "" : cell;
    }
    return selection
        .numbers()
        .read(row, numbers, n * selection.numbers().features().size(), missing);
  }

  /** The rows of the last block, until the next. */
  List<Row> taken() {
    return taken;
  }

  /** How many rows were left out. */
  long skipped() {
    return skipped;
  }
}
