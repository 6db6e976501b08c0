package ml.tacit.sensing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import ml.tacit.attack.Promise;
import ml.tacit.fuzz.Fuzzed;
import ml.tacit.fuzz.Scratch;

/** Zip files of data sets, with files of zip and gzip inside. */
public final class ZipFuzz implements Fuzzed {
  private static final String WANTED = "rows.txt";

  /** So much of a member is read. */
  private static final int MOST = 1 << 20;

  private final Scratch scratch = new Scratch();

  @Override
  public Promise promise() {
    return Promise.ARCHIVES;
  }

  @Override
  public void read(byte[] data) throws IOException {
    try (Members members =
        Members.open(scratch.file(data), WANTED, name -> name.endsWith(WANTED))) {
      for (String name : members.names()) {
        try (InputStream in = members.open(name)) {
          in.readNBytes(MOST);
        }
      }
    }
  }

  @Override
  public List<byte[]> seeds() throws IOException {
    byte[] text = "1 2 3\n4 5 6\n4 5 6\n".getBytes(StandardCharsets.US_ASCII);
    byte[] plain = zip("a/" + WANTED, text);
    return List.of(plain, zip("inner.zip", plain), zip(WANTED + ".gz", gzip(text)));
  }

  private static byte[] zip(String name, byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      ZipEntry entry = new ZipEntry(name);
      entry.setTime(0);
      zip.putNextEntry(entry);
      zip.write(content);
    }
    return out.toByteArray();
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    }
    return out.toByteArray();
  }
}
