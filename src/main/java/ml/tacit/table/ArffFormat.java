package ml.tacit.table;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** ARFF, the format of Weka: its columns have types, and {@code ?} is a missing value. */
final class ArffFormat implements RowFormat {
  /** Comments and blank lines, then the name of the relation. */
  @Override
  public boolean matches(byte[] first) {
    String start = new String(first, StandardCharsets.ISO_8859_1);
    int at = start.startsWith("\u00EF\u00BB\u00BF") ? 3 : 0;
    while (at < start.length()) {
      char c = start.charAt(at);
      if (c == '%') {
        int end = start.indexOf('\n', at);
        at = end < 0 ? start.length() : end;
      } else if (Character.isWhitespace(c)) {
        at++;
      } else {
        String word = start.substring(at, Math.min(start.length(), at + 10));
        return word.toLowerCase(Locale.ROOT).matches("(?s)@relation(\\s.*)?|@attribute");
      }
    }
    return false;
  }

  @Override
  public RowCursor open(RowBytes file, Dialect dialect) throws IOException {
    return new ArffRows(file, dialect);
  }
}
