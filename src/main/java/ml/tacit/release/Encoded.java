package ml.tacit.release;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ml.tacit.table.Encoding;
import ml.tacit.table.RowBlock;
import org.ejml.data.DMatrixRMaj;

/**
 * Blocks of a file as what a release takes in, and how much of them it was not fitted to. One
 * thread at a time.
 */
final class Encoded {
  private final Release release;
  private final Optional<Encoding> encoding;
  private final List<String> numbers;
  private final long[] unnamed;
  private final long[] missing;

  Encoded(Release release) {
    this.release = release;
    this.encoding = release.encoding();
    this.numbers = encoding.map(Encoding::numbers).orElse(release.inputs());
    this.unnamed = new long[release.inputs().size()];
    this.missing = new long[release.inputs().size()];
  }

  /** The columns of numbers that blocks must have, in this order. */
  List<String> numbers() {
    return numbers;
  }

  /** How many columns of numbers a row becomes, at its widest. */
  int columns() {
    return Math.max(
        release.inputs().size(), encoding.map(columns -> columns.outputs().size()).orElse(0));
  }

  /** The rows of a block: numbers, or codes and NaN where there is an encoding. */
  DMatrixRMaj inputs(RowBlock block) {
    if (encoding.isEmpty()) {
      return block.rows();
    }
    DMatrixRMaj codes = encoding.get().codes(block, numbers);
    add(encoding.get().unnamed(codes), unnamed);
    add(encoding.get().missing(codes), missing);
    return codes;
  }

  private static void add(long[] counts, long[] sums) {
    for (int j = 0; j < sums.length; j++) {
      sums[j] += counts[j];
    }
  }

  /** In how many rows a column had a level without a name. */
  Map<String, Long> unnamed() {
    return byColumn(unnamed);
  }

  /** In how many rows a column was missing that never was before. */
  Map<String, Long> missing() {
    return byColumn(missing);
  }

  private Map<String, Long> byColumn(long[] counts) {
    Map<String, Long> byColumn = new LinkedHashMap<>();
    for (int j = 0; j < counts.length; j++) {
      if (counts[j] > 0) {
        byColumn.put(release.inputs().get(j), counts[j]);
      }
    }
    return byColumn;
  }
}
