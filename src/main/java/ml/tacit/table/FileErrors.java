package ml.tacit.table;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;

/** Errors of the operating system with the name of the file they are about. */
final class FileErrors {
  private FileErrors() {}

  /** The same error, about this file: many say only "No space left on device". */
  static IOException named(String where, IOException e) {
    String message = e.getMessage();
    return message != null && message.startsWith(where + ": ")
        ? e
        : new IOException(where + ": " + reason(e), e);
  }

  /** What went wrong, without the file. */
  static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "access denied";
    }
    String said = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
    return said == null ? e.getClass().getSimpleName() : said;
  }

  /** A stream whose errors name its file. */
  static final class NamedStream extends FilterOutputStream {
    private final String where;

    NamedStream(String where, OutputStream out) {
      super(out);
      this.where = where;
    }

    @Override
    public void write(int b) throws IOException {
      try {
        out.write(b);
      } catch (IOException e) {
        throw named(where, e);
      }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        throw named(where, e);
      }
    }

    @Override
    public void flush() throws IOException {
      try {
        out.flush();
      } catch (IOException e) {
        throw named(where, e);
      }
    }
  }
}
