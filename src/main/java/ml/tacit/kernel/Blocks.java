package ml.tacit.kernel;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import ml.tacit.table.RowBlock;
import ml.tacit.table.RowReader;
import ml.tacit.table.RowSource;
import org.ejml.data.DMatrixRMaj;

/**
 * Rows with labels, block by block, from the first one on at every pass. Blocks of one size,
 * wherever the rows are, so that a fit has the same bits in memory and from a file.
 *
 * @param <X> what reading may throw
 */
interface Blocks<X extends Exception> {
  int ROWS = 2048;

  /** Reads all rows once. */
  void forEach(Consumer<Block> use) throws X;

  /**
   * Some rows.
   *
   * @param features names of the columns
   * @param rows n × d
   * @param label a label of these rows by its name
   */
  record Block(List<String> features, DMatrixRMaj rows, Function<String, Labels> label) {
    Labels[] labels(List<String> names) {
      return names.stream().map(label).toArray(Labels[]::new);
    }
  }

  /** Rows in memory. */
  static Blocks<RuntimeException> of(LabelledRows data) {
    return use -> {
      for (int from = 0; from < data.size(); from += ROWS) {
        int[] chosen = IntStream.range(from, Math.min(data.size(), from + ROWS)).toArray();
        DMatrixRMaj rows = Matrices.range(data.rows(), from, chosen.length);
        use.accept(new Block(data.features(), rows, name -> data.label(name).select(chosen)));
      }
    };
  }

  /** Rows that are read anew at each pass; tells the bytes read after each block. */
  static Blocks<IOException> of(RowSource source, LongConsumer progress) {
    return use -> {
      try (RowReader reader = source.open()) {
        for (RowBlock block = reader.next(ROWS); block != null; block = reader.next(ROWS)) {
          use.accept(new Block(reader.features(), block.rows(), block::labels));
          progress.accept(reader.bytesRead());
        }
      }
    };
  }
}
