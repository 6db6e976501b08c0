package ml.tacit.table;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

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
  private static final int FIRST_CAPACITY = 1024;
  private static final int READ_ALL_ROWS = 4096;

  private final String where;
  private final TextSource source;
  private final CsvRows rows;
  private final List<String> header;
  private final ColumnLayout layout;
  private int expectedRows = FIRST_CAPACITY;
  private long rowsRead;

  private CsvReader(String where, TextSource source, ColumnRoles roles) throws IOException {
    this.where = where;
    this.source = source;
    this.rows = new CsvRows(where, source);
    this.header = rows.header();
    this.layout = ColumnLayout.of(where, header, roles);
    rows.layout(layout);
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
    TextSource source = TextSource.open(file, digest);
    try {
      return new CsvReader(file.toString(), source, roles);
    } catch (IOException | RuntimeException e) {
      source.close();
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
      return reader.rest();
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
      return new DigestedRows(reader.rest(), Digests.hex(digest.digest()));
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
    try (TextSource source = TextSource.open(file, null);
        CsvRows rows = new CsvRows(file.toString(), source)) {
      return rows.header();
    }
  }

  private LabelledRows rest() throws IOException {
    List<RowBlock> blocks = new ArrayList<>();
    for (RowBlock b = next(READ_ALL_ROWS); b != null; b = next(READ_ALL_ROWS)) {
      blocks.add(b);
    }
    return joined(blocks);
  }

  @Override
  public List<String> header() {
    return header;
  }

  @Override
  public List<String> features() {
    return layout.features();
  }

  @Override
  public List<String> texts() {
    return layout.texts();
  }

  @Override
  public RowBlock next(int maxRows) throws IOException {
    if (maxRows < 1) {
      throw new BadDataException("maxRows: found " + maxRows + ", expected at least 1");
    }
    int d = layout.features().size();
    int capacity = Math.min(maxRows, expectedRows);
    double[] numbers = new double[cells(capacity, d)];
    String[][] texts = new String[layout.texts().size()][capacity];
    int n = 0;
    while (n < maxRows) {
      if (n == capacity) {
        capacity = (int) Math.min(maxRows, 2L * capacity);
        numbers = Arrays.copyOf(numbers, cells(capacity, d));
        resize(texts, capacity);
      }
      if (!rows.next(numbers, n * d, texts, n)) {
        break;
      }
      n++;
    }
    if (n == 0) {
      requireSomeRow();
      return null;
    }
    if (n < capacity) {
      numbers = Arrays.copyOf(numbers, n * d);
      resize(texts, n);
    }
    RowBlock block = new RowBlock(rowsRead, DMatrixRMaj.wrap(n, d, numbers), named(texts));
    expectedRows = Math.max(expectedRows, n);
    rowsRead += n;
    return block;
  }

  @Override
  public long bytesRead() {
    return source.bytesRead();
  }

  @Override
  public void close() throws IOException {
    rows.close();
    source.close();
  }

  private void requireSomeRow() {
    if (rowsRead == 0) {
      throw new BadDataException(where + ": has a header but no row, at least one was expected");
    }
  }

  private int cells(long n, int d) {
    if (n * d > Integer.MAX_VALUE - 8) {
      throw BadDataException.of(
          "%s: %d rows of %d features are more than one matrix can hold (%d numbers)",
          where, n, d, Integer.MAX_VALUE - 8);
    }
    return (int) n * d;
  }

  private static void resize(String[][] texts, int n) {
    for (int t = 0; t < texts.length; t++) {
      texts[t] = Arrays.copyOf(texts[t], n);
    }
  }

  private Map<String, String[]> named(String[][] texts) {
    Map<String, String[]> named = new LinkedHashMap<>();
    for (int t = 0; t < texts.length; t++) {
      named.put(layout.texts().get(t), texts[t]);
    }
    return named;
  }

  private LabelledRows joined(List<RowBlock> blocks) {
    if (blocks.isEmpty()) {
      requireSomeRow();
    }
    int d = layout.features().size();
    double[] numbers = new double[cells(rowsRead, d)];
    int n = (int) rowsRead;
    String[][] texts = new String[layout.texts().size()][n];
    for (RowBlock block : blocks) {
      int first = (int) block.firstRow();
      System.arraycopy(block.rows().data, 0, numbers, first * d, block.size() * d);
      for (int t = 0; t < texts.length; t++) {
        System.arraycopy(block.text(layout.texts().get(t)), 0, texts[t], first, block.size());
      }
    }
    Map<String, Labels> labels = new LinkedHashMap<>();
    named(texts).forEach((name, values) -> labels.put(name, Labels.of(values)));
    return new LabelledRows(layout.features(), DMatrixRMaj.wrap(n, d, numbers), labels);
  }
}
