package ml.tacit.table;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;

/**
 * A pipe whose first bytes are kept, so that a look at its first rows loses none of them. Not
 * thread-safe.
 */
final class PipeStart {
  private final Path path;
  private final InputStream pipe;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private boolean given;

  PipeStart(Path path) throws IOException {
    this.path = path;
    this.pipe = RowBytes.opened(path);
  }

  /** The pipe from its first byte on, as often as wanted before {@link #all}. Closes nothing. */
  InputStream look() {
    requireNotGiven();
    return new SequenceInputStream(new ByteArrayInputStream(kept.toByteArray()), new Keeping(pipe));
  }

  /** The pipe from its first byte on, to its end; once. */
  InputStream all() {
    requireNotGiven();
    given = true;
    byte[] start = kept.toByteArray();
    kept.reset();
    return new SequenceInputStream(new ByteArrayInputStream(start), pipe);
  }

  private void requireNotGiven() {
    if (given) {
      throw BadDataException.of("%s: a pipe cannot be read twice; save it to a file first", path);
    }
  }

  private final class Keeping extends FilterInputStream {
    Keeping(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int read = in.read(target, offset, length);
      if (read > 0) {
        kept.write(target, offset, read);
      }
      return read;
    }

    @Override
    public void close() {}
  }
}
