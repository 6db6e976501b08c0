package ml.tacit.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.tacit.table.BadDataException;
import ml.tacit.table.RowBlock;
import org.apache.spark.sql.Row;
import org.ejml.data.DMatrixRMaj;

/** Selected rows as blocks, in their order: the numbers, and the texts that follow them. */
final class RowBlocks {
  private final Iterator<Row> rows;
  private final RowLayout layout;
  private final List<String> texts;
  private final boolean skip;
  private final String place;
  private final List<Row> taken = new ArrayList<>();
  private long seen;
  private long skipped;

  /**
   * Blocks.
   *
   * @param rows numbers as the layout selects them, then a text for each name
   * @param texts names of the texts
   * @param skip whether a row with a missing value is left out; else it is refused
   * @param place where the rows stand, for what is said of a row
   */
  RowBlocks(Iterator<Row> rows, RowLayout layout, List<String> texts, boolean skip, String place) {
    this.rows = rows;
    this.layout = layout;
    this.texts = texts;
    this.skip = skip;
    this.place = place;
  }

  /** The next rows; null at the end. */
  RowBlock next(int most) {
    int d = layout.features().size();
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
      } else if (skip) {
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
    for (int t = 0; t < cells.length; t++) {
      String cell = row.getString(layout.width() + t);
      if (cell == null) {
        return "column '" + texts.get(t) + "': found null, a value is expected";
      }
      cells[t][n] = cell;
    }
    return layout.read(row, numbers, n * layout.features().size());
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
