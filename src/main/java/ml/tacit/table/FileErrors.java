package ml.tacit.table;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

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

  /** The same error in figures, where a file found no room: what it needs, and what there is. */
  private static IOException full(
      String where, Path folder, long written, int more, IOException e) {
    try {
      if (folder == null) {
        return named(where, e);
      }
      long free = Files.getFileStore(folder).getUsableSpace();
      String room =
          free < more
              ? "%s: %s: it needs %d bytes or more, %d were free in %s"
              : "%s: %s: it needs %d bytes or more; %d are free in %s, so a limit for files or users is reached";
      return new IOException(
          String.format(
              Locale.ROOT,
              room,
              where,
              reason(e),
              written + more,
              free < more ? written + free : free,
              folder),
          e);
    } catch (IOException unknown) {
      return named(where, e);
    }
  }

  /** A stream whose errors name its file, and how much room there was. */
  static final class NamedStream extends FilterOutputStream {
    private final String where;
    private final Path folder;
    private long written;

    /** Of a file in a folder; null for what is in none. */
    NamedStream(String where, OutputStream out, Path folder) {
      super(out);
      this.where = where;
      this.folder = folder;
    }

    @Override
    public void write(int b) throws IOException {
      try {
        out.write(b);
        written++;
      } catch (IOException e) {
        throw full(where, folder, written, 1, e);
      }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
        written += length;
      } catch (IOException e) {
        throw full(where, folder, written, length, e);
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
