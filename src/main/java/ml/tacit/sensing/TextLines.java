package ml.tacit.sensing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import ml.tacit.table.BadDataException;

/** Lines of a member of a data set, none longer than a limit: a packed one may have no end. */
final class TextLines implements Closeable {
  /** Characters; the longest published line has some hundred. */
  static final int LONGEST = 1 << 16;

  private final Reader in;
  private final String name;
  private final char[] buffer = new char[1 << 13];
  private int position;
  private int limit;
  private long number;

  TextLines(InputStream in, Charset charset, String name) {
    this.in = new InputStreamReader(in, charset);
    this.name = name;
  }

  /** The next line without its end (LF or CR LF); null after the last. */
  String next() throws IOException {
    StringBuilder line = null;
    while (position < limit || fill()) {
      line = line == null ? new StringBuilder() : line;
      int from = position;
      while (position < limit && buffer[position] != '\n') {
        position++;
      }
      boolean ends = position < limit;
      line.append(buffer, from, position - from);
      if (line.length() > LONGEST) {
        throw BadDataException.of(
            "%s: line %d is longer than %d characters", name, number + 1, LONGEST);
      }
      if (ends) {
        position++;
        break;
      }
    }
    if (line == null) {
      return null;
    }
    number++;
    int last = line.length() - 1;
    return last >= 0 && line.charAt(last) == '\r' ? line.substring(0, last) : line.toString();
  }

  /** Number of the line given last, from 1. */
  long number() {
    return number;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(0, in.read(buffer, 0, buffer.length));
    return limit > 0;
  }
}
