package ml.tacit.table;

import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/**
 * The bytes of a file of rows, unpacked: gzip and zstd are known by their first bytes, whatever the
 * name says. The file is read once, from its first byte to its last, so it may be a pipe.
 */
final class RowBytes implements AutoCloseable {
  /** How many bytes tell one format from another. */
  static final int PEEKED = 1 << 12;

  private static final int BUFFER_BYTES = 1 << 16;
  private static final int MAGIC_BYTES = 4;

  private final Path path;
  private final CountingStream file;
  private final InputStream in;
  private final boolean isPacked;

  private RowBytes(Path path, CountingStream file) throws IOException {
    this.path = path;
    this.file = file;
    InputStream buffered = new BufferedInputStream(file, BUFFER_BYTES);
    this.in = unpacked(path.toString(), buffered);
    this.isPacked = in != buffered;
  }

  /** Opens a file; {@code digest} is given every byte that is read of it, or is null. */
  static RowBytes open(Path path, MessageDigest digest) throws IOException {
    return of(path, opened(path), digest);
  }

  /** Unpacks a stream of a file's bytes, which is closed with it. */
  static RowBytes of(Path path, InputStream bytes, MessageDigest digest) throws IOException {
    CountingStream file = new CountingStream(bytes, digest);
    try {
      return new RowBytes(path, file);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /**
   * The bytes of a file as they stand on disk. The standard input is not opened again: it may be a
   * socket, or be read already.
   */
  static InputStream opened(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new BadDataException(path + ": no such file");
    }
    if (Files.isDirectory(path)) {
      throw new BadDataException(path + ": is a directory, a file was expected");
    }
    return Destination.isStandardInput(path)
        ? new NamedInput("the standard input", new FileInputStream(FileDescriptor.in))
        : NamedInput.open(path);
  }

  /** What opens every message. */
  String where() {
    return path.toString();
  }

  /** The file itself, for formats that read it in another order. */
  Path path() {
    return path;
  }

  /** Whether the file itself has other bytes than {@link #in}. */
  boolean isPacked() {
    return isPacked;
  }

  /** The unpacked bytes, from the first one on. */
  InputStream in() {
    return in;
  }

  /**
   * The first unpacked bytes, which are still to be read; fewer than {@link #PEEKED} at the end.
   */
  byte[] peek() throws IOException {
    in.mark(PEEKED);
    byte[] first = in.readNBytes(PEEKED);
    in.reset();
    return first;
  }

  /**
   * Reads what is left for the digest, if there is one, where a format has read the file itself.
   */
  void drain() throws IOException {
    if (file.digest != null) {
      file.transferTo(OutputStream.nullOutputStream());
    }
  }

  /** Bytes consumed of the file on disk. */
  long bytesRead() {
    return file.count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private static InputStream unpacked(String where, InputStream buffered) throws IOException {
    buffered.mark(MAGIC_BYTES);
    byte[] magic = buffered.readNBytes(MAGIC_BYTES);
    buffered.reset();
    if (startsWith(magic, 0x1F, 0x8B)) {
      return new BufferedInputStream(new GunzipStream(where, buffered), PEEKED);
    }
    if (startsWith(magic, 0x28, 0xB5, 0x2F, 0xFD) || isSkippableFrame(magic)) {
      OptionalLibrary.ZSTD.require(where);
      return new BufferedInputStream(new UnzstdStream(where, buffered), PEEKED);
    }
    return buffered;
  }

  /** What some tools put before or between the frames of zstd. */
  private static boolean isSkippableFrame(byte[] magic) {
    return magic.length == MAGIC_BYTES
        && (magic[0] & 0xF0) == 0x50
        && magic[1] == 0x2A
        && magic[2] == 0x4D
        && magic[3] == 0x18;
  }

  private static boolean startsWith(byte[] bytes, int... magic) {
    for (int i = 0; i < magic.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xFF) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  private static final class CountingStream extends FilterInputStream {
    private final MessageDigest digest;
    private volatile long count;

    CountingStream(InputStream in, MessageDigest digest) {
      super(in);
      this.digest = digest;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /** One thread reads, any may ask how far: no lost update. */
    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate")
    public int read(byte[] target, int offset, int length) throws IOException {
      int read = in.read(target, offset, length);
      if (read > 0) {
        count += read;
        if (digest != null) {
          digest.update(target, offset, read);
        }
      }
      return read;
    }

    /** Unknown: asking a pipe fails. */
    @Override
    public int available() {
      return 0;
    }

    @Override
    public long skip(long bytes) throws IOException {
      throw new UnsupportedOperationException("every byte is to be read");
    }
  }
}
