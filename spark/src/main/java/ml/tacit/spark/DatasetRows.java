package ml.tacit.spark;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Encoding;
import ml.tacit.table.RowBlock;
import ml.tacit.table.RowReader;
import ml.tacit.table.RowSource;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.ejml.data.DMatrixRMaj;

/**
 * The rows of a data set in the driver, a partition at a time, as often as a kernel reads them: its
 * landmarks come from a sample that is drawn in the order of the rows.
 */
final class DatasetRows implements RowSource {
  private final JavaRDD<Row> rows;
  private final Selection selection;
  private final Encoding encoding;

  /**
   * Rows.
   *
   * @param encoding what becomes of a table's columns; null where they are numbers
   */
  DatasetRows(JavaRDD<Row> rows, Selection selection, Encoding encoding) {
    this.rows = rows;
    this.selection = selection;
    this.encoding = encoding;
  }

  @Override
  public RowReader open() {
    return new Reader(rows.toLocalIterator());
  }

  /** One pass. */
  private final class Reader implements RowReader {
    private final RowBlocks blocks;
    private boolean any;

    Reader(Iterator<Row> all) {
      blocks = selection.blocks(all, "rows");
    }

    @Override
    public List<String> header() {
      return Stream.concat(features().stream(), texts().stream()).toList();
    }

    @Override
    public List<String> features() {
      return encoding == null ? selection.numbers().features() : encoding.outputs();
    }

    @Override
    public List<String> texts() {
      return selection.labels();
    }

    @Override
    public RowBlock next(int maxRows) {
      RowBlock block = blocks.next(maxRows);
      any |= block != null;
      if (!any) {
        throw new BadDataException("rows: none were seen, at least one is needed");
      }
      return block == null || encoding == null ? block : encoded(block);
    }

    private RowBlock encoded(RowBlock raw) {
      Map<String, String[]> labels = new LinkedHashMap<>();
      texts().forEach(name -> labels.put(name, raw.text(name)));
      DMatrixRMaj codes = encoding.codes(raw, selection.numbers().features());
      return new RowBlock(raw.firstRow(), encoding.encode(codes), labels);
    }

    @Override
    public long bytesRead() {
      return 0; // no file
    }

    @Override
    public void close() {
      // the rows end with the iterator
    }
  }
}
