package ml.tacit.spark;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import ml.tacit.table.BadDataException;
import ml.tacit.table.RowBlock;
import ml.tacit.table.RowReader;
import ml.tacit.table.RowSource;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;

/**
 * The rows of a data set in the driver, a partition at a time, as often as a kernel reads them: its
 * landmarks come from a sample that is drawn in the order of the rows.
 */
final class DatasetRows implements RowSource {
  private final JavaRDD<Row> rows;
  private final RowLayout layout;
  private final List<String> labels;
  private final boolean skip;

  DatasetRows(JavaRDD<Row> rows, RowLayout layout, List<String> labels, boolean skip) {
    this.rows = rows;
    this.layout = layout;
    this.labels = labels;
    this.skip = skip;
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
      blocks = new RowBlocks(all, layout, labels, skip, "rows");
    }

    @Override
    public List<String> header() {
      return Stream.concat(layout.features().stream(), labels.stream()).toList();
    }

    @Override
    public List<String> features() {
      return layout.features();
    }

    @Override
    public List<String> texts() {
      return labels;
    }

    @Override
    public RowBlock next(int maxRows) {
      RowBlock block = blocks.next(maxRows);
      any |= block != null;
      if (!any) {
        throw new BadDataException("rows: none were seen, at least one is needed");
      }
      return block;
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
