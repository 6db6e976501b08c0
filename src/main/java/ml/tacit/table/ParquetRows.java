package ml.tacit.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.DummyRecordConverter;
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
  private ColumnReader[] readers = {};
  private long leftInGroup;
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
                  .withCodecFactory(new BoundedCodecs())
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
  public void layout(ColumnLayout layout) {
    cells.layout(layout);
    List<Type> used = new ArrayList<>();
    for (int j = 0; j < schema.getFieldCount(); j++) {
      if (!cells.isIgnored(j)) {
        columns.add(ParquetColumn.of(where, j, schema.getType(j), cells.isNumeric(j)));
        used.add(schema.getType(j));
      }
    }
    wanted = new MessageType(schema.getName(), used);
    reader.setRequestedSchema(wanted);
  }

  @Override
  public boolean next(double[] numbers, int offset, String[][] texts, int row) throws IOException {
    if (leftInGroup == 0 && !nextGroup()) {
      return false;
    }
    cells.begin(numbers, offset, texts, row, 0);
    for (int k = 0; k < readers.length; k++) {
      ParquetColumn column = columns.get(k);
      try {
        column.read(readers[k], cells);
        readers[k].consume();
      } catch (BadDataException e) {
        throw e;
      } catch (RuntimeException | OutOfMemoryError e) {
        throw damaged(
            "row " + (cells.rowsDone() + 1) + ", column '" + column.name() + "' cannot be read", e);
      }
    }
    cells.end();
    leftInGroup--;
    rowsDone = cells.rowsDone();
    return true;
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
          ColumnReadStoreImpl store =
              new ColumnReadStoreImpl(
                  group,
                  new DummyRecordConverter(wanted).getRootConverter(),
                  wanted,
                  reader.getFileMetaData().getCreatedBy());
          readers =
              wanted.getColumns().stream().map(store::getColumnReader).toArray(ColumnReader[]::new);
        }
      }
      return true;
    } catch (BadDataException e) {
      throw e;
    } catch (RuntimeException | IOException | OutOfMemoryError e) {
      throw damaged("the rows after row " + cells.rowsDone() + " cannot be read", e);
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
