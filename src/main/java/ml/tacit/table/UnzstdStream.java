package ml.tacit.table;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/**
 * Unpacks zstd of one or more frames (RFC 8878); what is cut off, altered or no frame is refused. A
 * frame that asks for a window of more than 128 MB is refused, too, as by the tool {@code zstd}.
 * Not thread-safe.
 */
final class UnzstdStream extends InputStream {
  private static final int LARGEST_WINDOW_LOG = 27;

  private final String where;
  private final Counting packed;
  private final ZstdInputStream in;

  /** The packed bytes are closed with this stream. */
  UnzstdStream(String where, InputStream packed) throws IOException {
    this.where = where;
    this.packed = new Counting(packed);
    this.in = new ZstdInputStream(this.packed).setLongMax(LARGEST_WINDOW_LOG);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      return in.read(target, offset, length);
    } catch (ZstdIOException e) {
      throw new BadDataException(where + ": " + said(e.getMessage()), e);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private String said(String message) {
    return String.format(
        Locale.ROOT,
        message.toLowerCase(Locale.ROOT).contains("truncated")
            ? "the zstd data ends early (truncated?), after %d bytes"
            : "the zstd data is damaged before offset %d: " + message.replace("%", "%%"),
        packed.count);
  }

  private static final class Counting extends FilterInputStream {
    private long count;

    Counting(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = in.read();
      count += b < 0 ? 0 : 1;
      return b;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int n = in.read(target, offset, length);
      count += Math.max(n, 0);
      return n;
    }
  }
}
