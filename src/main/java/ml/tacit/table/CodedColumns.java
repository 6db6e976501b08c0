package ml.tacit.table;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Some columns of a table as labels, whatever they hold; the others are not looked at.
 *
 * <p>The table is read once and row by row: what stays in memory is a code per cell and each text
 * once.
 *
 * @param columns the labels by name, in the order asked for
 * @param rows the number of rows
 * @param sha256 of the bytes of all files as they stand on disk, packed if they are; 64 digits
 */
public record CodedColumns(Map<String, Labels> columns, int rows, String sha256) {

  /**
   * Reads the columns.
   *
   * @param input the rows; may be a pipe. Its words for a missing value are cells as any other
   * @param names the columns, at least one, each once
   * @return the columns
   * @throws IOException if a file cannot be read
   * @throws BadDataException if there is no file, no header or no row, a column is missing or named
   *     twice, a row is not as expected or a cell of these columns is blank
   */
  public static CodedColumns read(RowInput input, List<String> names) throws IOException {
    String where = input.name();
    MessageDigest digest = Digests.sha256();
    try (RowCursor rows = input.withoutMissing().cursor(digest)) {
      ColumnLayout layout = ColumnLayout.labels(where, rows.header(), names);
      rows.layout(layout);
      List<Column> columns = layout.texts().stream().map(name -> new Column()).toList();
      String[][] cells = new String[columns.size()][1];
      int n = 0;
      while (rows.next(new double[0], 0, cells, 0)) {
        for (int t = 0; t < cells.length; t++) {
          columns.get(t).add(n, cells[t][0]);
        }
        n++;
      }
      if (n == 0) {
        throw new BadDataException(where + ": has a header but no row, at least one was expected");
      }
      Map<String, Labels> labels = new LinkedHashMap<>();
      for (String name : names) {
        labels.put(name, columns.get(layout.texts().indexOf(name)).labels(n));
      }
      return new CodedColumns(labels, n, Digests.hex(digest.digest()));
    }
  }

  /** Codes in the order in which their texts come. */
  private static final class Column {
    private final Map<String, Integer> codeOf = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private int[] codes = new int[1024];

    void add(int row, String name) {
      if (row == codes.length) {
        codes = Arrays.copyOf(codes, (int) Math.min(Integer.MAX_VALUE - 8, 2L * row));
      }
      Integer code = codeOf.putIfAbsent(name, names.size());
      if (code == null) {
        code = names.size();
        names.add(name);
      }
      codes[row] = code;
    }

    Labels labels(int rows) {
      return Labels.coded(Arrays.copyOf(codes, rows), names);
    }
  }
}
