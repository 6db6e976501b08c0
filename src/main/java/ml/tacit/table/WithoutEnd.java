package ml.tacit.table;

import java.io.FilterReader;
import java.io.IOException;

/** The characters of a file without the mark that {@link TextSource} puts behind them. */
final class WithoutEnd extends FilterReader {
  WithoutEnd(TextSource text) {
    super(text);
  }

  /** One character has no room for the mark, nor for both halves of a pair. */
  @Override
  public int read() {
    throw new UnsupportedOperationException(
        "the text of a table is read into an array of at least 2 characters, not one by one");
  }

  /** The mark comes with a line break, in a piece of its own. */
  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    int n = in.read(target, offset, length);
    return n == 2 && target[offset + 1] == TextSource.END ? -1 : n;
  }
}
