package ml.tacit.kernel;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import ml.tacit.table.RowBlock;
import ml.tacit.table.RowReader;
import ml.tacit.table.RowSource;

/** Rows of a source in memory, for what cannot be streamed. */
final class WholeSource {
  private WholeSource() {}

  /** At most so many rows, or an exception that says why no more. */
  static LabelledRows read(RowSource source, int most, LongConsumer progress) throws IOException {
    try (RowReader reader = source.open()) {
      RowBlock all = reader.next(most);
      if (reader.next(1) != null) {
        throw GramSize.tooManyRows();
      }
      progress.accept(reader.bytesRead());
      Map<String, Labels> labels = new LinkedHashMap<>();
      reader.texts().forEach(name -> labels.put(name, all.labels(name)));
      return new LabelledRows(reader.features(), all.rows(), labels);
    }
  }
}
