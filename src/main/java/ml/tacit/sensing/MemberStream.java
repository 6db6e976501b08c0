package ml.tacit.sensing;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;
import ml.tacit.table.BadDataException;

/**
 * A member of a data set, whose errors name it (those of a zip file say "invalid block type") and
 * which ends: a zip file of a megabyte may hold a member of a terabyte.
 */
final class MemberStream extends FilterInputStream {
  /** The largest published member has 66 MB. */
  static final long MOST_BYTES = 1L << 30;

  private static final int BUFFER_BYTES = 1 << 16;

  private final String name;
  private final long most;
  private long left;

  private MemberStream(String name, InputStream in, long most) {
    super(new BufferedInputStream(in, BUFFER_BYTES));
    this.name = name;
    this.most = most;
    this.left = most;
  }

  /** What opens a stream, which may fail, too. */
  interface Opener {
    InputStream open() throws IOException;
  }

  static MemberStream open(String name, Opener opener) throws IOException {
    return open(name, opener, MOST_BYTES);
  }

  static MemberStream open(String name, Opener opener, long most) throws IOException {
    try {
      return new MemberStream(name, opener.open(), most);
    } catch (IOException e) {
      throw named(name, e);
    }
  }

  @Override
  public int read() throws IOException {
    try {
      return counted(in.read(), 1);
    } catch (IOException e) {
      throw named(name, e);
    }
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      int count = in.read(target, offset, length);
      return counted(count, count);
    } catch (IOException e) {
      throw named(name, e);
    }
  }

  private int counted(int result, int bytes) {
    left -= result < 0 ? 0 : bytes;
    if (left < 0) {
      throw BadDataException.of("%s: has more than %d bytes unpacked", name, most);
    }
    return result;
  }

  private static IOException named(String name, IOException e) {
    if (e instanceof EOFException || e instanceof ZipException) {
      throw new BadDataException(
          name + ": the compressed file is cut off or altered (" + e.getMessage() + ")", e);
    }
    return new IOException(name + ": " + e.getMessage(), e);
  }
}
