package ml.tacit.sensing;

import java.util.Arrays;
import java.util.Locale;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/** Rows whose number is not known beforehand. Mutable, not thread-safe. */
final class RowBuffer {
  private final int columns;
  private double[] data;
  private int size;

  RowBuffer(int columns) {
    this.columns = columns;
    this.data = new double[256 * columns];
  }

  /** Copies the first {@code columns} values. */
  void add(double[] row) {
    long needed = (long) (size + 1) * columns;
    if (needed > data.length) {
      long larger = Math.min(2L * data.length, Integer.MAX_VALUE - 8);
      if (larger < needed) {
        throw new BadDataException(
            String.format(
                Locale.ROOT,
                "rows: more than %d of %d columns do not fit in memory",
                size,
                columns));
      }
      data = Arrays.copyOf(data, (int) larger);
    }
    System.arraycopy(row, 0, data, size * columns, columns);
    size++;
  }

  int size() {
    return size;
  }

  /** The rows; the buffer is not to be used afterwards. */
  DMatrixRMaj toMatrix() {
    return DMatrixRMaj.wrap(size, columns, Arrays.copyOf(data, size * columns));
  }
}
