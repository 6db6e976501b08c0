package ml.tacit.spark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import ml.tacit.subspace.Scatter;
import ml.tacit.table.BadDataException;
import ml.tacit.table.RowBlock;
import org.apache.spark.sql.Row;

/** The statistic of a partition on its way to the driver, or what is wrong with the partition. */
final class PartStatistic implements Serializable {
  private static final long serialVersionUID = 1L;

  /** As the command line reads them. */
  private static final int BLOCK_ROWS = 2048;

  /** Null if there was a bad row: then the driver throws, and no task is run again in vain. */
  private final byte[] bytes;

  private final long skipped;
  private final String problem;

  private PartStatistic(byte[] bytes, long skipped, String problem) {
    this.bytes = bytes;
    this.skipped = skipped;
    this.problem = problem;
  }

  /** Of the selected rows of a partition. */
  static PartStatistic of(
      int partition, Iterator<Row> rows, RowLayout layout, List<String> labels, boolean skip) {
    try {
      RowBlocks blocks = new RowBlocks(rows, layout, labels, skip, "partition " + partition);
      Scatter scatter = new Scatter(layout.features(), labels);
      for (RowBlock block = blocks.next(BLOCK_ROWS);
          block != null;
          block = blocks.next(BLOCK_ROWS)) {
        scatter.accept(block);
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      scatter.writeTo(bytes);
      return new PartStatistic(bytes.toByteArray(), blocks.skipped(), null);
    } catch (BadDataException e) {
      return new PartStatistic(null, 0, e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Throws if the partition had a bad row. */
  void addTo(Scatter all) {
    if (problem != null) {
      throw new BadDataException(problem);
    }
    try {
      all.combine(Scatter.read(new ByteArrayInputStream(bytes)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long skipped() {
    return skipped;
  }

  int size() {
    return bytes == null ? 0 : bytes.length;
  }
}
