package ml.tacit.table;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks gzip of one or more members (RFC 1952) and takes nothing for granted: after a member only
 * another one or zeros up to the end may follow. {@link java.util.zip.GZIPInputStream} ends without
 * a word at what it cannot read after a member, and so drops the rest of a file. Not thread-safe.
 */
public final class GunzipStream extends InputStream {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int HAS_HEADER_CRC = 2;
  private static final int HAS_EXTRA = 4;
  private static final int HAS_NAME = 8;
  private static final int HAS_COMMENT = 16;
  private static final int RESERVED = 0xE0;

  private final String where;
  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] packed = new byte[BUFFER_BYTES];
  private int position;
  private int limit;

  /** Bytes of the packed file before the buffer. */
  private long before;

  private boolean ended;

  /**
   * Reads the first header.
   *
   * @param where opens every message: the name of the file
   * @param in the packed bytes; closed with this stream
   * @throws IOException if reading fails
   * @throws BadDataException if they do not begin with a member; all later reads throw it, too, for
   *     what is cut off, altered, or neither a member nor zeros
   */
  public GunzipStream(String where, InputStream in) throws IOException {
    this.where = where;
    this.in = in;
    try {
      header();
    } catch (IOException | RuntimeException e) {
      inflater.end();
      throw e;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    while (!ended) {
      int n = inflate(target, offset, length);
      if (n > 0 || length == 0) {
        crc.update(target, offset, n);
        return n;
      }
      if (inflater.finished()) {
        position -= inflater.getRemaining();
        trailer();
        ended = !nextMember();
      } else if (inflater.needsDictionary()) {
        throw damaged("asks for a dictionary, which gzip has not");
      } else {
        fill();
        inflater.setInput(packed, 0, limit);
        position = limit;
      }
    }
    return -1;
  }

  @Override
  public void close() throws IOException {
    ended = true;
    inflater.end();
    in.close();
  }

  private int inflate(byte[] target, int offset, int length) {
    try {
      return inflater.inflate(target, offset, length);
    } catch (DataFormatException e) {
      position -= inflater.getRemaining();
      throw damaged(e.getMessage());
    }
  }

  /** Whether another member follows; zeros up to the end, as tapes have them, are none. */
  private boolean nextMember() throws IOException {
    if (position == limit && !more()) {
      return false;
    }
    if (packed[position] == 0) {
      requireZeros();
      return false;
    }
    header();
    return true;
  }

  private void requireZeros() throws IOException {
    do {
      for (; position < limit; position++) {
        if (packed[position] != 0) {
          throw damaged("other bytes follow the zeros after its last member");
        }
      }
    } while (more());
  }

  private void header() throws IOException {
    crc.reset();
    long start = before + position;
    boolean isMember = next() == 0x1F && next() == 0x8B && next() == 8;
    if (!isMember) {
      throw damaged(
          start,
          start == 0
              ? "its header is not of a gzip file"
              : "what follows its last member is neither a member nor zeros");
    }
    int flags = next();
    if ((flags & RESERVED) != 0) {
      throw damaged(start, "its header has flags that do not exist");
    }
    skip(6); // time, compression level, operating system
    if ((flags & HAS_EXTRA) != 0) {
      skip(next() | next() << 8);
    }
    if ((flags & HAS_NAME) != 0) {
      skipText();
    }
    if ((flags & HAS_COMMENT) != 0) {
      skipText();
    }
    if ((flags & HAS_HEADER_CRC) != 0) {
      int computed = (int) crc.getValue() & 0xFFFF;
      if ((next() | next() << 8) != computed) {
        throw damaged(start, "its header does not match its checksum");
      }
    }
    crc.reset();
    inflater.reset();
    inflater.setInput(packed, position, limit - position);
    position = limit;
  }

  private void trailer() throws IOException {
    long checksum = crc.getValue();
    long length = inflater.getBytesWritten() & 0xFFFF_FFFFL;
    if (number() != checksum) {
      throw damaged("its rows do not match its checksum");
    }
    if (number() != length) {
      throw damaged("its rows do not match its length");
    }
  }

  /** Four bytes, the least first. */
  private long number() throws IOException {
    return next() | next() << 8 | next() << 16 | (long) next() << 24;
  }

  private void skipText() throws IOException {
    while (next() != 0) {
      // the name of the file and a comment say nothing about its rows
    }
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      next();
    }
  }

  private int next() throws IOException {
    if (position == limit) {
      fill();
    }
    int value = packed[position++] & 0xFF;
    crc.update(value);
    return value;
  }

  private void fill() throws IOException {
    if (!more()) {
      throw BadDataException.of(
          "%s: the gzip data ends early (truncated?), after %d bytes", where, before);
    }
  }

  private boolean more() throws IOException {
    before += limit;
    position = 0;
    limit = Math.max(0, in.read(packed));
    return limit > 0;
  }

  private BadDataException damaged(String how) {
    return damaged(before + position, how);
  }

  private BadDataException damaged(long offset, String how) {
    return BadDataException.of("%s: the gzip data is damaged at offset %d: %s", where, offset, how);
  }
}
