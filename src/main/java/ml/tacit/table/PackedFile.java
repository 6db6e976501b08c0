package ml.tacit.table;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * A file that appears whole or not at all, packed as its name says: gzip for {@code .gz}, zstd for
 * {@code .zst}.
 */
final class PackedFile implements AutoCloseable {
  private static final int GZIP_BUFFER = 1 << 16;
  private static final int ZSTD_LEVEL = 3;

  private final AtomicFile file;
  private final Gate gate;
  private final OutputStream stream;

  private PackedFile(AtomicFile file, String name) throws IOException {
    this.file = file;
    this.gate = new Gate(file.stream());
    if (name.endsWith(".gz")) {
      stream = new GZIPOutputStream(gate, GZIP_BUFFER);
    } else if (name.endsWith(".zst")) {
      stream = Zstd.stream(gate);
    } else {
      stream = gate;
    }
  }

  static PackedFile create(Path target) throws IOException {
    String name = target.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".zst")) {
      OptionalLibrary.ZSTD.require(target.toString());
    }
    AtomicFile file = AtomicFile.create(target);
    try {
      return new PackedFile(file, name);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** Where the bytes to be packed go. */
  OutputStream stream() {
    return stream;
  }

  void commit() throws IOException {
    stream.close();
    file.commit();
  }

  /** Gives up what was not committed; packers hold memory that no collector sees. */
  @Override
  public void close() throws IOException {
    gate.isOpen = false;
    try {
      stream.close();
    } finally {
      file.close();
    }
  }

  /** Apart, so that nothing of the library is linked for other files. */
  private static final class Zstd {
    static OutputStream stream(OutputStream out) throws IOException {
      return new ZstdOutputStream(out, ZSTD_LEVEL).setChecksum(true);
    }
  }

  /** Lets nothing through once the file is given up, and does not close it. */
  private static final class Gate extends FilterOutputStream {
    private boolean isOpen = true;

    Gate(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      if (isOpen) {
        out.write(b);
      }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (isOpen) {
        out.write(bytes, offset, length);
      }
    }

    @Override
    public void flush() throws IOException {
      if (isOpen) {
        out.flush();
      }
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
