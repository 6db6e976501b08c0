package ml.tacit.table;

import java.io.IOException;

/** Lines of a text, none longer than a limit, so that a file of one line fills no memory. */
final class LineReader implements AutoCloseable {
  private static final int LONGEST = 1 << 24;

  private final TextSource text;
  private final WithoutEnd in;
  private final String where;
  private final char[] buffer = new char[1 << 15];
  private int position;
  private int limit;
  private boolean afterReturn;
  private long number;

  /** Takes over a text that nothing was read of. */
  LineReader(TextSource text, String where) {
    this.text = text;
    this.in = new WithoutEnd(text);
    this.where = where;
  }

  /** The next line without its end; null after the last. */
  String next() throws IOException {
    StringBuilder line = null;
    while (position < limit || fill()) {
      if (afterReturn && buffer[position] == '\n') {
        position++;
        afterReturn = false;
        continue;
      }
      afterReturn = false;
      int from = position;
      while (position < limit && buffer[position] != '\n' && buffer[position] != '\r') {
        position++;
      }
      boolean ends = position < limit;
      if (ends && line == null) {
        String whole = new String(buffer, from, position - from);
        pass();
        return whole;
      }
      line = line == null ? new StringBuilder() : line;
      line.append(buffer, from, position - from);
      if (line.length() > LONGEST) {
        throw BadDataException.of(
            "%s: line %d has more than %d characters", where, number + 1, LONGEST);
      }
      if (ends) {
        pass();
        return line.toString();
      }
    }
    if (line != null) {
      number++;
    }
    return line == null ? null : line.toString();
  }

  /** Number of the line given last, from 1. */
  long number() {
    return number;
  }

  /** Bytes consumed of the file on disk. */
  long bytesRead() {
    return text.bytesRead();
  }

  @Override
  public void close() throws IOException {
    text.close();
  }

  private void pass() {
    afterReturn = buffer[position] == '\r';
    position++;
    number++;
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(0, in.read(buffer, 0, buffer.length));
    return limit > 0;
  }
}
