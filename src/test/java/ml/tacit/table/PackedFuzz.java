package ml.tacit.table;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import ml.tacit.attack.Promise;
import ml.tacit.fuzz.Fuzzed;

/**
 * Files packed by gzip or zstd: what is unpacked is what the Java library, which is less strict,
 * unpacks, too. A small file can unpack to a large one, but in small memory.
 */
public final class PackedFuzz implements Fuzzed {
  /** So much is looked at; the rest is read and forgotten. */
  private static final int MOST = 1 << 16;

  @Override
  public Promise promise() {
    return Promise.ARCHIVES;
  }

  @Override
  public void read(byte[] data) throws IOException {
    byte[] found;
    boolean isPacked;
    try (RowBytes file = RowBytes.of(Path.of("in"), new ByteArrayInputStream(data), null)) {
      isPacked = file.isPacked();
      found = start(file.in());
    }
    boolean isGzip = isPacked && (data[0] & 0xFF) == 0x1F;
    byte[] expected = isGzip ? plain(data) : isPacked ? found : Arrays.copyOf(data, found.length);
    if (!Arrays.equals(found, expected)) {
      throw new AssertionError(found.length + " bytes, other than " + expected.length);
    }
  }

  private static byte[] plain(byte[] data) {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(data))) {
      return start(in);
    } catch (IOException e) {
      throw new AssertionError("taken here and not by the Java library", e);
    }
  }

  /** The first bytes of a stream that is read to its end. */
  private static byte[] start(InputStream in) throws IOException {
    byte[] first = in.readNBytes(MOST);
    byte[] more = new byte[1 << 12];
    for (long read = 0; read < (1 << 24); read += more.length) {
      if (in.read(more) < 0) {
        break;
      }
    }
    return first;
  }

  @Override
  public List<byte[]> seeds() throws IOException {
    byte[] text = "a,b\n1,2\n3,4\n3,4\n3,4\n3,4\n".getBytes(StandardCharsets.UTF_8);
    byte[] gzip = gzip(text);
    byte[] two = Arrays.copyOf(gzip, 2 * gzip.length);
    System.arraycopy(gzip, 0, two, gzip.length, gzip.length);
    return List.of(
        text,
        gzip,
        two,
        Arrays.copyOf(gzip, gzip.length + 5), // zeros behind, as on tapes
        gzip(new byte[100_000]),
        Zstd.compress(text),
        Zstd.compress(new byte[100_000], 19));
  }

  private static byte[] gzip(byte[] text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text);
    }
    return out.toByteArray();
  }
}
