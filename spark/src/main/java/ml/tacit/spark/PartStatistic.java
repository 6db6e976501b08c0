package ml.tacit.spark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import ml.tacit.table.BadDataException;
import ml.tacit.table.RowBlock;

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

  /** Of the rows of a partition. */
  static <S> PartStatistic of(RowBlocks rows, Statistic<S> kind) {
    try {
      S statistic = kind.empty();
      for (RowBlock block = rows.next(BLOCK_ROWS); block != null; block = rows.next(BLOCK_ROWS)) {
        kind.accept(statistic, block);
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      kind.write(statistic, bytes);
      return new PartStatistic(bytes.toByteArray(), rows.skipped(), null);
    } catch (BadDataException e) {
      return new PartStatistic(null, 0, e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Throws if the partition had a bad row. */
  <S> void addTo(S all, Statistic<S> kind) {
    if (problem != null) {
      throw new BadDataException(problem);
    }
    try {
      kind.combine(all, kind.read(new ByteArrayInputStream(bytes)));
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
