package ml.tacit.sensing;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;
import ml.tacit.table.BadDataException;

/** A member of a data set, whose errors name it: those of a zip file say "invalid block type". */
final class MemberStream extends FilterInputStream {
  private static final int BUFFER_BYTES = 1 << 16;

  private final String name;

  MemberStream(String name, InputStream in) {
    super(new BufferedInputStream(in, BUFFER_BYTES));
    this.name = name;
  }

  @Override
  public int read() throws IOException {
    try {
      return in.read();
    } catch (EOFException | ZipException e) {
      throw damaged(name, e);
    }
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      return in.read(target, offset, length);
    } catch (EOFException | ZipException e) {
      throw damaged(name, e);
    }
  }

  /** What to throw where a member of a zip file cannot be read. */
  static BadDataException damaged(String name, IOException e) {
    return new BadDataException(
        name + ": the compressed file is cut off or altered (" + e.getMessage() + ")", e);
  }
}
