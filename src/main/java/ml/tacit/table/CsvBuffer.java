package ml.tacit.table;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Encodes cells as bytes of a CSV file: numbers and plain texts without an encoder in between. */
final class CsvBuffer {
  private static final int BYTES = 1 << 16;
  private static final int LONGEST_NUMBER = 32;

  private final OutputStream out;
  private final byte[] bytes = new byte[BYTES];
  private int used;

  CsvBuffer(OutputStream out) {
    this.out = out;
  }

  void number(double value) throws IOException {
    reserve(LONGEST_NUMBER);
    ascii(Decimals.format(value));
  }

  void text(String text) throws IOException {
    if (isPlain(text)) {
      reserve(text.length());
      ascii(text);
    } else {
      bytes(quoted(text).getBytes(StandardCharsets.UTF_8));
    }
  }

  /** The blanks around a name are no part of it where it stands without quotes. */
  void name(String name) throws IOException {
    if (name.equals(name.strip())) {
      text(name);
    } else {
      bytes(inQuotes(name).getBytes(StandardCharsets.UTF_8));
    }
  }

  void emptyCell() throws IOException {
    reserve(2);
    ascii("\"\"");
  }

  void mark(char separator) throws IOException {
    reserve(1);
    bytes[used++] = (byte) separator;
  }

  void flush() throws IOException {
    out.write(bytes, 0, used);
    used = 0;
  }

  /** Deprecated for dropping the high bytes, which ASCII has not; the one copy without a coder. */
  @AsciiOnly
  @SuppressWarnings("deprecation")
  private void ascii(String text) {
    text.getBytes(0, text.length(), bytes, used);
    used += text.length();
  }

  private void bytes(byte[] encoded) throws IOException {
    if (encoded.length > BYTES) {
      flush();
      out.write(encoded);
    } else {
      reserve(encoded.length);
      System.arraycopy(encoded, 0, bytes, used, encoded.length);
      used += encoded.length;
    }
  }

  private void reserve(int wanted) throws IOException {
    if (used + wanted > BYTES) {
      flush();
    }
  }

  private static boolean isPlain(String text) {
    if (text.length() > BYTES / 4) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80 || needsQuotes(c)) {
        return false;
      }
    }
    return true;
  }

  private static String quoted(String text) {
    return text.chars().anyMatch(c -> needsQuotes((char) c)) ? inQuotes(text) : text;
  }

  private static String inQuotes(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  /**
   * Also what would be taken for a byte order mark, or for a packed file, at the very beginning.
   */
  private static boolean needsQuotes(char c) {
    return c == ',' || c == '"' || c == '\uFEFF' || (c < ' ' && c != '\t');
  }
}
