package ml.tacit.table;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;

/** Every format that rows are read from; CSV has no mark of its own and so comes last. */
final class RowFormats {
  private static final List<RowFormat> ALL =
      List.of(new JsonFormat(), new ArffFormat(), new ParquetFormat(), new CsvFormat());

  private RowFormats() {}

  /** Opens a file; {@code digest} is given every byte that is read of it, or is null. */
  static RowCursor open(Path path, Dialect dialect, MessageDigest digest) throws IOException {
    return open(RowBytes.open(path, digest), dialect);
  }

  /** Takes over the bytes of a file. */
  static RowCursor open(RowBytes file, Dialect dialect) throws IOException {
    try {
      byte[] first = file.peek();
      ForeignFormat.refuse(file.where(), first);
      for (RowFormat format : ALL) {
        if (format.matches(first)) {
          return format.open(file, dialect);
        }
      }
      throw new IllegalStateException("CSV takes every file");
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** Comma-separated values, or with another delimiter. */
  private static final class CsvFormat implements RowFormat {
    @Override
    public boolean matches(byte[] first) {
      return true;
    }

    @Override
    public RowCursor open(RowBytes file, Dialect dialect) throws IOException {
      return new CsvRows(file, dialect);
    }
  }
}
