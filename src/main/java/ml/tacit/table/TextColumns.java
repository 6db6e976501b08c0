package ml.tacit.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Which columns of a CSV file hold texts, by its first rows; for files that nobody described. */
public final class TextColumns {
  private static final int ROWS = 10_000;

  private TextColumns() {}

  /**
   * The columns most of whose cells, in the first 10,000 rows, are no finite numbers. A stray text
   * among numbers does not make a column one: who reads it as numbers learns the row.
   *
   * @param file a CSV file with a header; may be gzip
   * @return the names, in the order of the header; columns without a name are left out
   * @throws IOException if the file cannot be read
   * @throws BadDataException if there is no file or no header, or a row is not as expected
   */
  public static List<String> of(Path file) throws IOException {
    try (RowCursor rows = RowFormats.open(file, Dialect.CSV, null)) {
      List<String> header = rows.header();
      rows.layout(ColumnLayout.texts(header));
      String[][] cells = new String[header.size()][1];
      int[] texts = new int[header.size()];
      int n = 0;
      while (n < ROWS && rows.next(new double[0], 0, cells, 0)) {
        n++;
        for (int j = 0; j < texts.length; j++) {
          char[] cell = cells[j][0].toCharArray();
          texts[j] += Double.isFinite(Decimals.parse(cell, 0, cell.length)) ? 0 : 1;
        }
      }
      List<String> names = new ArrayList<>();
      for (int j = 0; j < texts.length; j++) {
        if (2 * texts[j] > n && !header.get(j).isBlank()) {
          names.add(header.get(j));
        }
      }
      return names;
    }
  }
}
