package ml.tacit.table;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import ml.tacit.attack.Promise;
import ml.tacit.fuzz.Fuzzed;

/**
 * CSV and its dialects. What is taken has the cells that {@link PlainCsv} finds, and a column that
 * is read as numbers has the numbers of its texts.
 */
public final class CsvFuzz implements Fuzzed {

  @Override
  public Promise promise() {
    return Promise.TABLES;
  }

  @Override
  public void read(byte[] data) throws IOException {
    Dialect dialect = MadeUpRows.dialect(data);
    List<List<String>> cells;
    try (RowCursor rows = MadeUpRows.cursor(data, dialect)) {
      if (!(rows instanceof CsvRows)) {
        return; // its first bytes are of another format
      }
      cells = MadeUpRows.texts(rows);
    }
    requireSame(data, dialect, cells);
    try (RowCursor rows = MadeUpRows.cursor(data, dialect)) {
      MadeUpRows.numbers(rows);
    }
  }

  private static void requireSame(byte[] data, Dialect dialect, List<List<String>> found) {
    String text = text(data);
    if (text == null || dialect.delimiter() == ' ' || !dialect.missing().isEmpty()) {
      return; // blanks and missing values are taken off the cells
    }
    List<List<String>> plain = PlainCsv.read(text, dialect.delimiter());
    if (plain == null || text.contains(dialect.delimiter() + " ")) {
      return;
    }
    List<List<String>> rows = new ArrayList<>(found);
    if (!dialect.hasHeader()) {
      rows.remove(0);
    } else {
      rows.set(0, plain.get(0)); // blanks around names are taken off, double names are numbered
    }
    if (!plain.equals(rows)) {
      throw new AssertionError("found " + rows + ", RFC 4180 says " + plain);
    }
  }

  /** The text after the first byte without its mark, or null where it is no UTF-8. */
  private static String text(byte[] data) {
    if (data.length == 0) {
      return "";
    }
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(data, 1, data.length - 1))
              .toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  @Override
  public List<byte[]> seeds() {
    return List.of(
        MadeUpRows.seed(0, "a,b,label\n1,2.5,x\n-3e2,4,\"y\"\"z\"\n"),
        MadeUpRows.seed(0x24, "a;b;label\r\n1,5;2;x\r\n3;4;y\r\n"),
        MadeUpRows.seed(0x43, "1\t2\tx\n3\t4\ty"),
        MadeUpRows.seed(0x80, "\uFEFFa|b|c\nNA|?|x\n|1|y\n"),
        MadeUpRows.seed(0x82, "\"a\nb\",c,d\n 1 ,\" 2\",é\n"),
        MadeUpRows.seed(4, "a b c\n1 2 x\n"),
        MadeUpRows.seed(0, "a, b, c\n1, 2, x\n"),
        MadeUpRows.seed(0, "a,a,b\n0.1,+.5e-3,x\n"));
  }
}
