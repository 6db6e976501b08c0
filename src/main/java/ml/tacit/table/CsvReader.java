package ml.tacit.table;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;

/**
 * Reads a CSV file block by block, in memory that does not grow with the file.
 *
 * <p>The file is comma-separated UTF-8 (a byte order mark is accepted) with a header line, LF or
 * CRLF line ends and double quotes, plain or gzip; gzip is known by its first bytes, not by the
 * name. Blank lines are skipped. Numbers are decimal and must be finite; each is the double nearest
 * to its text. Anything else is a {@link BadDataException} that names the file, the row (data rows
 * count from 1), the line the row begins in (the header is usually line 1) and the column.
 *
 * <p>The file is read once, from its first byte to its last, so it may be a pipe or the standard
 * input ({@code /dev/stdin}).
 *
 * <p>Not thread-safe, but the blocks it returns are free of it.
 */
public final class CsvReader implements RowReader {
  private final BlockReader blocks;

  private CsvReader(BlockReader blocks) {
    this.blocks = blocks;
  }

  /**
   * Opens a file and reads its header.
   *
   * @param file the file
   * @param roles what its columns are
   * @return the reader, before the first row
   * @throws IOException if the file cannot be read
   * @throws BadDataException if there is no file or no header, a column name is blank or occurs
   *     twice, a column with a role is missing, or no feature is left
   */
  public static CsvReader open(Path file, ColumnRoles roles) throws IOException {
    return open(file, roles, null);
  }

  private static CsvReader open(Path file, ColumnRoles roles, MessageDigest digest)
      throws IOException {
    RowCursor rows = RowFormats.open(file, Dialect.CSV, digest);
    try {
      return new CsvReader(new BlockReader(file.toString(), rows, roles));
    } catch (IOException | RuntimeException e) {
      rows.close();
      throw e;
    }
  }

  /**
   * Reads a whole file into memory.
   *
   * @param file the file
   * @param roles what its columns are
   * @return all rows; the text columns are its labels, in the order of the header
   * @throws IOException if the file cannot be read
   * @throws BadDataException if anything in the file is not as expected, or it is too large for one
   *     matrix
   */
  public static LabelledRows readAll(Path file, ColumnRoles roles) throws IOException {
    try (CsvReader reader = open(file, roles)) {
      return reader.blocks.rest();
    }
  }

  /**
   * Reads a whole file into memory and says which bytes they were: a hash of the file taken before
   * or after may be of another one, put in its place meanwhile.
   *
   * @param file the file
   * @param roles what its columns are
   * @return the rows, as {@link #readAll} returns them, and the SHA-256 of the bytes read
   * @throws IOException if the file cannot be read
   * @throws BadDataException as {@link #readAll}
   */
  public static DigestedRows readDigested(Path file, ColumnRoles roles) throws IOException {
    MessageDigest digest = Digests.sha256();
    try (CsvReader reader = open(file, roles, digest)) {
      return new DigestedRows(reader.blocks.rest(), Digests.hex(digest.digest()));
    }
  }

  /**
   * Rows and the hash of the file they were read from.
   *
   * @param rows the rows
   * @param sha256 of the file as it stands on disk, packed if it is gzip; 64 digits
   */
  public record DigestedRows(LabelledRows rows, String sha256) {}

  /**
   * The column names of a file, whether its columns have all a name or not.
   *
   * @param file the file; opened and closed, so no pipe
   * @return the names, in the order of the file, immutable
   * @throws IOException if the file cannot be read
   * @throws BadDataException if there is no file or no header
   */
  public static List<String> headerOf(Path file) throws IOException {
    try (RowCursor rows = RowFormats.open(file, Dialect.CSV, null)) {
      return rows.header();
    }
  }

  @Override
  public List<String> header() {
    return blocks.header();
  }

  @Override
  public List<String> features() {
    return blocks.features();
  }

  @Override
  public List<String> texts() {
    return blocks.texts();
  }

  @Override
  public RowBlock next(int maxRows) throws IOException {
    return blocks.next(maxRows);
  }

  @Override
  public long bytesRead() {
    return blocks.bytesRead();
  }

  @Override
  public void close() throws IOException {
    blocks.close();
  }
}
