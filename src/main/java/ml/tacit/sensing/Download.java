package ml.tacit.sensing;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.zip.ZipException;
import ml.tacit.table.AtomicFile;
import ml.tacit.table.BadDataException;

/** A file from a publisher: laid down aside, checked, and only then put in place. */
final class Download {
  private static final int CONNECT_MILLIS = 20_000;
  private static final int READ_MILLIS = 60_000;
  private static final long MOST_BYTES = 1L << 30;

  private final String name;
  private final URI from;

  Download(String name, URI from) {
    this.name = name;
    this.from = from;
  }

  /** Fetches, checks, and puts in place; the target is untouched unless all went well. */
  Path to(Path target, Checksums checksums, Catalogue entry) throws IOException {
    Path aside = Files.createTempFile("tacit", ".zip");
    try {
      download(aside);
      check(aside, checksums, entry);
      Files.createDirectories(target.toAbsolutePath().getParent());
      AtomicFile.write(target, out -> Files.copy(aside, out));
      return target;
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  private void download(Path aside) throws IOException {
    try {
      URLConnection connection = from.toURL().openConnection();
      connection.setConnectTimeout(CONNECT_MILLIS);
      connection.setReadTimeout(READ_MILLIS);
      if (connection instanceof HttpURLConnection http && http.getResponseCode() != 200) {
        throw new IOException("the server answered " + http.getResponseCode() + ", expected 200");
      }
      try (InputStream in = connection.getInputStream()) {
        long bytes =
            Files.copy(new Limited(in, MOST_BYTES), aside, StandardCopyOption.REPLACE_EXISTING);
        long announced = connection.getContentLengthLong();
        if (announced >= 0 && announced != bytes) {
          throw new IOException(
              String.format(Locale.ROOT, "%d bytes came, expected %d", bytes, announced));
        }
      }
    } catch (IOException e) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s: cannot download %s (%s: %s)",
              name,
              from,
              e.getClass().getSimpleName(),
              firstLine(e.getMessage())),
          e);
    }
  }

  private void check(Path aside, Checksums checksums, Catalogue entry) throws IOException {
    try (Members members = entry.open(aside)) {
      checksums.verify(members, name + ": " + from);
    } catch (ZipException e) {
      throw new BadDataException(
          String.format(Locale.ROOT, "%s: %s is damaged (%s)", name, from, e.getMessage()), e);
    } catch (BadDataException e) {
      // The temporary file means nothing to the reader; where it came from does.
      throw new BadDataException(e.getMessage().replace(aside.toString(), name + ": " + from), e);
    }
  }

  private static String firstLine(String message) {
    return message == null ? "no further message" : message.lines().findFirst().orElse("");
  }

  /** Stops a server that never ends from filling the disk. */
  private static final class Limited extends FilterInputStream {
    private long left;

    Limited(InputStream in, long most) {
      super(in);
      this.left = most;
    }

    @Override
    public int read() throws IOException {
      return counted(super.read(), 1);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = super.read(buffer, offset, length);
      return counted(n, n);
    }

    private int counted(int result, int bytes) throws IOException {
      left -= Math.max(0, bytes);
      if (left < 0) {
        throw new IOException("more than " + MOST_BYTES + " bytes");
      }
      return result;
    }
  }
}
