package ml.tacit.table;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The characters of a file: UTF-8 with or without a byte order mark, plain or gzip, the latter
 * known by its first bytes, whatever the name says.
 *
 * <p>The text ends with a line break and {@link #END}, which is in no valid file: FastCSV can take
 * a quote left open at the end for closed, and what follows tells the two apart, by column.
 */
final class TextSource extends Reader {
  /** Ends the text; a code point that Unicode sets aside from characters. */
  static final char END = '\uFFFF';

  private static final int BUFFER_BYTES = 1 << 16;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long HIGH_BITS = 0x8080808080808080L;

  private final String where;
  private final CountingStream file;
  private final InputStream in;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private final byte[] bytes = new byte[BUFFER_BYTES];
  private int position;
  private int limit;
  private long consumed;
  private boolean exhausted;
  private boolean ended;

  private TextSource(String where, CountingStream file, InputStream in) {
    this.where = where;
    this.file = file;
    this.in = in;
  }

  static TextSource open(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new BadDataException(path + ": no such file");
    }
    if (Files.isDirectory(path)) {
      throw new BadDataException(path + ": is a directory, a file was expected");
    }
    CountingStream file = new CountingStream(Files.newInputStream(path));
    try {
      TextSource source = new TextSource(path.toString(), file, unpacked(path.toString(), file));
      source.skipByteOrderMark();
      return source;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** Bytes consumed of the file on disk. */
  long bytesRead() {
    return file.count;
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    if (position == limit && !fill()) {
      return end(target, offset);
    }
    int ascii = ascii(target, offset, length);
    return ascii > 0 ? ascii : decode(target, offset, length);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** Eight bytes at a time: widening bytes to characters one by one was a fifth of the reading. */
  @AsciiOnly
  @SuppressWarnings("deprecation") // the constructor that copies bytes without looking at them
  private int ascii(char[] target, int offset, int length) {
    int n = asciiPrefix(bytes, position, Math.min(length, limit - position));
    new String(bytes, 0, position, n).getChars(0, n, target, offset);
    position += n;
    return n;
  }

  private static int asciiPrefix(byte[] source, int from, int length) {
    int i = 0;
    while (i + Long.BYTES <= length && ((long) LONGS.get(source, from + i) & HIGH_BITS) == 0) {
      i += Long.BYTES;
    }
    while (i < length && source[from + i] >= 0) {
      i++;
    }
    return i;
  }

  /** From the first byte that is not ASCII on; {@code length} is never 1 here, so it advances. */
  private int decode(char[] target, int offset, int length) throws IOException {
    CharBuffer out = CharBuffer.wrap(target, offset, length);
    while (true) {
      ByteBuffer source = ByteBuffer.wrap(bytes, position, limit - position);
      CoderResult result = decoder.decode(source, out, exhausted);
      position = source.position();
      if (result.isError()) {
        try {
          result.throwException();
        } catch (CharacterCodingException e) {
          throw new BadDataException(
              String.format(
                  Locale.ROOT,
                  "%s: byte 0x%02X at offset %d is not UTF-8 text",
                  where,
                  bytes[position],
                  consumed + position),
              e);
        }
      }
      int decoded = out.position() - offset;
      if (decoded > 0) {
        return decoded;
      }
      fill(); // the bytes end inside a character
    }
  }

  /** Keeps what is left in front and reads more behind it; false if nothing is left at all. */
  private boolean fill() throws IOException {
    int rest = limit - position;
    consumed += position;
    System.arraycopy(bytes, position, bytes, 0, rest);
    position = 0;
    limit = rest;
    if (!exhausted) {
      int read = readPacked(rest, BUFFER_BYTES - rest);
      exhausted = read < 0;
      limit += Math.max(read, 0);
    }
    return limit > 0;
  }

  private int readPacked(int offset, int length) throws IOException {
    try {
      return in.read(bytes, offset, length);
    } catch (EOFException | ZipException e) {
      throw badGzip(where, e);
    }
  }

  private int end(char[] target, int offset) {
    if (ended) {
      return -1;
    }
    ended = true;
    target[offset] = '\n';
    target[offset + 1] = END;
    return 2;
  }

  private void skipByteOrderMark() throws IOException {
    while (limit < 3 && !exhausted) {
      fill();
    }
    if (limit >= 3
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF) {
      position = 3;
    }
    if (limit >= 2
        && ((bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF)
            || (bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE))) {
      throw new BadDataException(where + ": found UTF-16 text, expected UTF-8");
    }
  }

  private static InputStream unpacked(String where, InputStream file) throws IOException {
    InputStream buffered = new BufferedInputStream(file, BUFFER_BYTES);
    buffered.mark(2);
    byte[] magic = buffered.readNBytes(2);
    buffered.reset();
    if (magic.length < 2 || magic[0] != (byte) 0x1F || magic[1] != (byte) 0x8B) {
      return buffered;
    }
    try {
      return new GZIPInputStream(buffered, BUFFER_BYTES);
    } catch (EOFException | ZipException e) {
      throw badGzip(where, e);
    }
  }

  private static BadDataException badGzip(String where, IOException cause) {
    String found = cause instanceof EOFException ? "ends early (truncated?)" : "is damaged";
    return new BadDataException(
        String.format(Locale.ROOT, "%s: the gzip data %s: %s", where, found, cause.getMessage()),
        cause);
  }

  private static final class CountingStream extends FilterInputStream {
    private volatile long count;

    CountingStream(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = in.read();
      add(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int read = in.read(target, offset, length);
      add(Math.max(read, 0));
      return read;
    }

    /** One thread reads, any may ask how far: no lost update. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    private void add(int read) {
      count += read;
    }
  }
}
