package ml.tacit.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Which columns of a file hold texts, by its first rows; for files that nobody described. */
public final class TextColumns {
  private static final int ROWS = 10_000;

  private TextColumns() {}

  /**
   * The columns most of whose values, in the first 10,000 rows, are no finite numbers, and those
   * without a value. A stray text among numbers does not make a column one: who reads it as numbers
   * learns the row.
   *
   * @param input the rows
   * @return the names, in the order of the header; columns without a name are left out
   * @throws IOException if the file cannot be read
   * @throws BadDataException if there is no file or no header, or a row is not as expected
   */
  public static List<String> of(RowInput input) throws IOException {
    try (RowCursor rows = input.look()) {
      List<String> header = rows.header();
      rows.layout(ColumnLayout.texts(header));
      String[][] cells = new String[header.size()][1];
      int[] texts = new int[header.size()];
      int[] values = new int[header.size()];
      int n = 0;
      while (n < ROWS && rows.next(new double[0], 0, cells, 0)) {
        n++;
        for (int j = 0; j < texts.length; j++) {
          char[] cell = cells[j][0].toCharArray();
          if (!cells[j][0].isBlank()) {
            values[j]++;
            texts[j] += Double.isFinite(Decimals.parse(cell, 0, cell.length)) ? 0 : 1;
          }
        }
      }
      List<String> names = new ArrayList<>();
      for (int j = 0; j < texts.length; j++) {
        boolean isText = 2 * texts[j] > values[j] || (values[j] == 0 && n > 0);
        if (isText && !header.get(j).isBlank()) {
          names.add(header.get(j));
        }
      }
      return names;
    }
  }
}
