package ml.tacit.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The characters of a file: UTF-8 with or without a byte order mark.
 *
 * <p>The text ends with a line break and {@link #END}, half a surrogate pair, which UTF-8 cannot
 * encode: no file can contain it. FastCSV can take a quote left open at the end for closed, and
 * what follows tells the two apart, by column.
 */
final class TextSource extends Reader {
  /** Ends the text; a field of a valid file cannot end with the first half of a pair. */
  static final char END = '\uD800';

  private static final int BUFFER_BYTES = 1 << 16;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long HIGH_BITS = 0x8080808080808080L;

  private final String where;
  private final RowBytes file;
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

  /** A byte that is no text; whoever counts lines says where. */
  static final class NotText extends IOException {
    private static final long serialVersionUID = 1;

    NotText(String message) {
      super(message);
    }
  }

  private TextSource(RowBytes file) {
    this.where = file.where();
    this.file = file;
    this.in = file.in();
  }

  /** The text of a file that nothing was read of; closed with the text. */
  static TextSource of(RowBytes file) throws IOException {
    TextSource source = new TextSource(file);
    source.skipByteOrderMark();
    return source;
  }

  /** Bytes consumed of the file on disk. */
  long bytesRead() {
    return file.bytesRead();
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
    file.close();
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
        throw new NotText(
            String.format(
                Locale.ROOT,
                "byte 0x%02X at offset %d is not UTF-8 text",
                bytes[position],
                consumed + position));
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
      int read = in.read(bytes, rest, BUFFER_BYTES - rest);
      exhausted = read < 0;
      limit += Math.max(read, 0);
    }
    return limit > 0;
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
    while (limit < 4 && !exhausted) {
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
    if (limit >= 4 && ((bytes[0] == 0 && bytes[2] == 0) || (bytes[1] == 0 && bytes[3] == 0))) {
      throw new BadDataException(where + ": found NUL bytes (UTF-16?), expected UTF-8 text");
    }
  }
}
