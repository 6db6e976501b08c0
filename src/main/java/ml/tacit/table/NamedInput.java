package ml.tacit.table;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The bytes of a file to read, whose errors name it: those of the operating system say only
 * "Input/output error". Not thread-safe.
 */
public final class NamedInput extends FilterInputStream {
  private final String where;

  NamedInput(String where, InputStream in) {
    super(in);
    this.where = where;
  }

  /**
   * Opens a file.
   *
   * @param file the file
   * @return its bytes, unbuffered
   * @throws IOException if it cannot be opened
   */
  public static InputStream open(Path file) throws IOException {
    return new NamedInput(file.toString(), Files.newInputStream(file));
  }

  @Override
  public int read() throws IOException {
    try {
      return in.read();
    } catch (IOException e) {
      throw named(e);
    }
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      return in.read(target, offset, length);
    } catch (IOException e) {
      throw named(e);
    }
  }

  /** Who closed or interrupted it knows the file. */
  private IOException named(IOException e) {
    return e instanceof ClosedChannelException ? e : FileErrors.named(where, e);
  }
}
