package ml.tacit.table;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether a blank follows each delimiter of a text, as in {@code 39, State-gov, 77516}: then it
 * belongs to the delimiter. Two rows have to say so; of a table of fewer than three columns none
 * can.
 */
final class Spaced {
  private static final int ROWS = 2;

  private Spaced() {}

  static boolean is(byte[] first, Dialect dialect) {
    String text = new String(first, StandardCharsets.UTF_8);
    Stream<String> lines = text.substring(0, text.lastIndexOf('\n') + 1).lines();
    List<String> rows = lines.skip(dialect.hasHeader() ? 1 : 0).limit(ROWS).toList();
    return dialect.delimiter() != ' '
        && rows.size() == ROWS
        && rows.stream().allMatch(row -> isSpaced(row, dialect.delimiter()));
  }

  private static boolean isSpaced(String row, char delimiter) {
    int delimiters = 0;
    for (int at = row.indexOf(delimiter); at >= 0; at = row.indexOf(delimiter, at + 1)) {
      delimiters++;
      if (at + 1 == row.length() || row.charAt(at + 1) != ' ') {
        return false;
      }
    }
    return delimiters >= 2;
  }
}
