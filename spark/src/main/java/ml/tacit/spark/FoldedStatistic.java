package ml.tacit.spark;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import ml.tacit.table.BadDataException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The statistic of a data set: those of its partitions, folded in the order of the partitions. A
 * tree of partial sums folds them in the order of their arrival, and differs in the last digits
 * from run to run.
 */
final class FoldedStatistic {
  private static final Logger LOG = LoggerFactory.getLogger(FoldedStatistic.class);

  /** What waits on the driver to be folded; Spark allows 1 GB (spark.driver.maxResultSize). */
  private static final long WAVE_BYTES = 256L << 20;

  private FoldedStatistic() {}

  /**
   * Folds, some partitions after the other, so that statistics of many columns and many partitions
   * do not stand on the driver all at once.
   *
   * @param rows as selected
   * @throws BadDataException if a row cannot be used: of the first partition that has one
   */
  static <S> S of(JavaRDD<Row> rows, Selection selection, Statistic<S> kind) {
    Function2<Integer, Iterator<Row>, Iterator<PartStatistic>> statistic =
        (partition, some) ->
            Collections.singleton(
                    PartStatistic.of(selection.blocks(some, "partition " + partition), kind))
                .iterator();
    JavaRDD<PartStatistic> parts = rows.mapPartitionsWithIndex(statistic, true);
    S all = kind.empty();
    long skipped = 0;
    long largest = 1;
    int count = parts.getNumPartitions();
    int wave = rows.context().defaultParallelism();
    for (int from = 0, to; from < count; from = to) {
      to = Math.min(count, from + Math.max(1, wave));
      List<PartStatistic>[] found = parts.collectPartitions(IntStream.range(from, to).toArray());
      for (List<PartStatistic> one : found) {
        one.get(0).addTo(all, kind);
        skipped += one.get(0).skipped();
        largest = Math.max(largest, one.get(0).size());
      }
      wave = (int) Math.max(wave, Math.min(count, WAVE_BYTES / largest));
    }
    if (skipped > 0) {
      LOG.warn("{} rows with a missing value were left out of the fit", skipped);
    }
    return all;
  }
}
