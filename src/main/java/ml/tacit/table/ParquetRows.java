package ml.tacit.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.VersionParser;
import org.apache.parquet.VersionParser.ParsedVersion;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * Rows of a Parquet file: one row group in memory after the other, and of it only the columns that
 * are used.
 *
 * <p>The library reads the file in an order of its own, so it has to be a file and not a pipe. What
 * the library throws at a damaged file, which may be anything, becomes one line.
 */
final class ParquetRows implements RowCursor {
  private static final int SHOWN = 120;

  private final String where;
  private final Dialect dialect;
  private final RowBytes file;
  private final UnchangedFile unchanged;
  private final ParquetFileReader reader;
  private final MessageType schema;
  private final long totalRows;
  private final List<ParquetColumn> columns = new ArrayList<>();
  private RowCells cells;
  private MessageType wanted;
  private long leftInGroup;

  /** Rows that are read ahead, and how many of them were handed on. */
  private int ahead;

  private int given;
  private volatile long rowsDone;

  ParquetRows(RowBytes file, Dialect dialect) throws IOException {
    this.where = file.where();
    this.dialect = dialect;
    this.file = file;
    this.unchanged = UnchangedFile.of(file.path(), "Parquet");
    try {
      this.reader =
          ParquetFileReader.open(
              new LocalInputFile(file.path()),
              ParquetReadOptions.builder(new PlainParquetConfiguration())
                  .withCodecFactory(new BoundedCodecs(where))
                  .usePageChecksumVerification()
                  .build());
    } catch (RuntimeException | IOException | OutOfMemoryError e) {
      throw damaged("its footer cannot be read (truncated?)", e);
    }
    this.schema = reader.getFileMetaData().getSchema();
    this.totalRows = reader.getRecordCount();
  }

  @Override
  public List<String> header() {
    List<String> header = names();
    ColumnNames.requireDistinct(where, header);
    cells = new RowCells(where, header, dialect);
    return header;
  }

  @Override
  public List<String> names() {
    return schema.getFields().stream().map(Type::getName).toList();
  }

  @Override
  public List<String> unreadable() {
    return schema.getFields().stream()
        .filter(type -> !ParquetValues.areReadable(type))
        .map(Type::getName)
        .toList();
  }

  @Override
  public void layout(ColumnLayout layout) {
    cells.layout(layout);
    List<Type> used = new ArrayList<>();
    for (int j = 0; j < schema.getFieldCount(); j++) {
      if (!cells.isIgnored(j)) {
        columns.add(new ParquetColumn(where, j, schema.getType(j), cells.isNumeric(j)));
        used.add(schema.getType(j));
      }
    }
    wanted = new MessageType(schema.getName(), used);
    reader.setRequestedSchema(wanted);
  }

  @Override
  public boolean next(double[] numbers, int offset, String[][] texts, int row) throws IOException {
    if (given == ahead && !fill()) {
      return false;
    }
    cells.begin(numbers, offset, texts, row, 0);
    for (int k = 0; k < columns.size(); k++) {
      columns.get(k).give(given, cells);
    }
    given++;
    cells.end();
    rowsDone = cells.rowsDone();
    return true;
  }

  /** Reads the next rows of all columns ahead; false at the end. */
  private boolean fill() throws IOException {
    if (leftInGroup == 0 && !nextGroup()) {
      return false;
    }
    given = 0;
    ahead = (int) Math.min(ParquetColumn.AHEAD, leftInGroup);
    leftInGroup -= ahead;
    for (ParquetColumn column : columns) {
      try {
        column.fill(ahead);
      } catch (BadDataException e) {
        throw new BadDataException(where + ": " + place(column) + ": " + e.getMessage(), e);
      } catch (RuntimeException | IOException | OutOfMemoryError e) {
        throw damaged(place(column) + " cannot be read", e);
      }
    }
    return true;
  }

  private String place(ParquetColumn column) {
    long row = cells.rowsDone() + column.filled() + 1;
    return "row " + row + ", column '" + column.name() + "'";
  }

  /** Empty groups are passed over. */
  private boolean nextGroup() throws IOException {
    try {
      while (leftInGroup == 0) {
        PageReadStore group = reader.readNextRowGroup();
        if (group == null) {
          unchanged.require();
          file.drain();
          return false;
        }
        leftInGroup = group.getRowCount();
        if (leftInGroup > 0) {
          List<ColumnDescriptor> descriptors = wanted.getColumns();
          for (int k = 0; k < columns.size(); k++) {
            columns.get(k).begin(pages(descriptors.get(k), group));
          }
        }
      }
      return true;
    } catch (BadDataException e) {
      throw e;
    } catch (RuntimeException | IOException | OutOfMemoryError e) {
      throw damaged("the rows after row " + cells.rowsDone() + " cannot be read", e);
    }
  }

  private ParquetPages pages(ColumnDescriptor column, PageReadStore group) throws IOException {
    return new ParquetPages(column, group.getPageReader(column), writer());
  }

  /** Null where the file does not say what wrote it. */
  private ParsedVersion writer() {
    try {
      return VersionParser.parse(reader.getFileMetaData().getCreatedBy());
    } catch (RuntimeException | VersionParser.VersionParseException e) {
      return null;
    }
  }

  /** By rows: the library reads the columns of a group, not the file from front to back. */
  @Override
  public long bytesRead() {
    return totalRows == 0 ? 0 : (long) ((double) unchanged.size() * rowsDone / totalRows);
  }

  @Override
  public void close() throws IOException {
    try {
      reader.close();
    } finally {
      file.close();
    }
  }

  private BadDataException damaged(String what, Throwable e) {
    Throwable deepest = e;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    String said =
        deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
    String line = said.replaceAll("\\s+", " ").replace(where + " ", "");
    String detail = line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line;
    return new BadDataException(where + ": is a damaged Parquet file: " + what + ": " + detail, e);
  }
}
