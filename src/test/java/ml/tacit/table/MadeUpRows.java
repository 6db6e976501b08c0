package ml.tacit.table;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Rows of bytes that stand in no file. */
final class MadeUpRows {
  private static final char[] DELIMITERS = {',', ';', '\t', '|', ' '};

  private MadeUpRows() {}

  /** One of twenty dialects of texts, by the first byte; without bytes the usual one. */
  static Dialect dialect(byte[] data) {
    int choice = data.length == 0 ? 0 : data[0] & 0xFF;
    char delimiter = DELIMITERS[choice % DELIMITERS.length];
    boolean header = (choice & 0x40) == 0;
    return new Dialect(
        delimiter,
        delimiter != ',' && (choice & 0x20) != 0 ? ',' : '.',
        header,
        header ? List.of() : List.of("a", "b", "c"),
        (choice & 0x80) == 0 ? Set.of() : Dialect.TABLE.missing());
  }

  /** What stands after the first byte. */
  static String rest(byte[] data) {
    return new String(data, 1, data.length - 1, StandardCharsets.UTF_8);
  }

  /** A seed: the byte that says the dialect, and a text. */
  static byte[] seed(int choice, String text) {
    byte[] bytes = (" " + text).getBytes(StandardCharsets.UTF_8);
    bytes[0] = (byte) choice;
    return bytes;
  }

  /** The rows after the first byte. */
  static RowCursor cursor(byte[] data, Dialect dialect) throws IOException {
    int from = Math.min(1, data.length);
    return RowFormats.open(
        RowBytes.of(Path.of("in"), new ByteArrayInputStream(data, from, data.length - from), null),
        dialect);
  }

  /** Every cell as a text; the header comes first. */
  static List<List<String>> texts(RowCursor rows) throws IOException {
    List<List<String>> all = new ArrayList<>();
    List<String> header = rows.header();
    all.add(header);
    rows.layout(ColumnLayout.texts(header));
    String[][] cells = new String[header.size()][1];
    while (rows.next(new double[0], 0, cells, 0)) {
      List<String> row = new ArrayList<>();
      for (String[] cell : cells) {
        row.add(cell[0]);
      }
      all.add(row);
    }
    return all;
  }

  /** Every column as a number, the last one as a text. */
  static void numbers(RowCursor rows) throws IOException {
    List<String> header = rows.header();
    String last = header.isEmpty() ? "" : header.get(header.size() - 1);
    BlockReader reader =
        new BlockReader(
            "in",
            new Opened(rows, header),
            new ColumnRoles(last.isBlank() ? List.of() : List.of(last), List.of(), List.of()),
            true);
    while (reader.next(3) != null) {
      // each block is looked at by the reader itself
    }
  }

  /** A cursor whose header was asked for. */
  private record Opened(RowCursor rows, List<String> header) implements RowCursor {
    @Override
    public List<String> names() {
      return rows.names();
    }

    @Override
    public void layout(ColumnLayout layout) {
      rows.layout(layout);
    }

    @Override
    public boolean next(double[] numbers, int offset, String[][] texts, int row)
        throws IOException {
      return rows.next(numbers, offset, texts, row);
    }

    @Override
    public long bytesRead() {
      return rows.bytesRead();
    }

    @Override
    public void close() throws IOException {
      rows.close();
    }
  }
}
