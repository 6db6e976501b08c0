package ml.tacit.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;

/**
 * Blocks of the rows that a cursor gives, whatever their format. Not thread-safe, but the blocks
 * are free of it.
 */
final class BlockReader implements RowReader {
  private static final int FIRST_CAPACITY = 1024;
  private static final int READ_ALL_ROWS = 4096;
  private static final int FIRST_NUMBERS = 1 << 22;

  private final String where;
  private final RowCursor rows;
  private final List<String> header;
  private final ColumnLayout layout;
  private final boolean mayBeEmpty;
  private int expectedRows = FIRST_CAPACITY;
  private long rowsRead;

  /** Takes over a cursor that nothing was read of; {@code where} opens the messages. */
  BlockReader(String where, RowCursor rows, ColumnRoles roles) throws IOException {
    this(where, rows, roles, false);
  }

  /** The same where a table without rows is no error, if that is said. */
  BlockReader(String where, RowCursor rows, ColumnRoles roles, boolean mayBeEmpty)
      throws IOException {
    this(where, rows, header -> roles, mayBeEmpty);
  }

  /** The same with roles that depend on the header. */
  BlockReader(
      String where, RowCursor rows, Function<List<String>, ColumnRoles> rolesOf, boolean mayBeEmpty)
      throws IOException {
    this.mayBeEmpty = mayBeEmpty;
    this.where = where;
    this.rows = rows;
    this.header = rows.header();
    ColumnRoles roles = rolesOf.apply(header);
    ColumnNames.sayRenamed(where, rows.names(), header, roles.named());
    this.layout = ColumnLayout.of(where, header, roles);
    rows.layout(layout);
  }

  /** All rows that are left, in memory; closes nothing. */
  LabelledRows rest() throws IOException {
    List<RowBlock> blocks = new ArrayList<>();
    for (RowBlock b = next(READ_ALL_ROWS); b != null; b = next(READ_ALL_ROWS)) {
      blocks.add(b);
      requireRoom();
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
    int capacity = Math.min(maxRows, Math.min(expectedRows, wideCapacity(d)));
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
    return rows.bytesRead();
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }

  /** A table of many columns may have few rows. */
  private static int wideCapacity(int d) {
    return Math.max(16, FIRST_NUMBERS / Math.max(1, d));
  }

  private void requireSomeRow() {
    if (rowsRead == 0 && !mayBeEmpty) {
      throw new BadDataException(where + ": has a header but no row, at least one was expected");
    }
  }

  /** The blocks, and the matrix they are joined to, are in memory at once. */
  private void requireRoom() {
    int d = layout.features().size();
    String what =
        String.format(Locale.ROOT, "%s: the first %d rows of %d columns", where, rowsRead, d);
    MatrixLimits.require(
        what,
        rowsRead,
        d,
        2,
        "fewer rows or columns (--drop), more memory, or what reads in blocks (fit without --rows, transform) are needed");
  }

  private int cells(long n, int d) {
    MatrixLimits.require(
        where, n, d, 1, "fewer rows or columns, or what reads in blocks are needed");
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
