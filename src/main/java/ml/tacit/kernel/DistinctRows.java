package ml.tacit.kernel;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/**
 * Each row once, however often it stands in a table: rows that are equal but for rounding are one.
 *
 * @param rows the first of each kind, in their order; the table itself where none repeats
 * @param of for each row of the table which of these it is
 * @param near squared distance up to which two rows are as good as one
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
record DistinctRows(DMatrixRMaj rows, int[] of, double near) {
  /** Differences of this share of the spread of the rows are rounding. */
  private static final double ROUNDING = 1e-6;

  static DistinctRows of(DMatrixRMaj table) {
    double spread = spread(table);
    double unit = ROUNDING * Math.sqrt(spread / table.numCols);
    int[] of = new int[table.numRows];
    int[] first = new int[table.numRows];
    int count = 0;
    Map<RoundedRow, Integer> found = new HashMap<>();
    for (int i = 0; i < of.length; i++) {
      Integer known = found.putIfAbsent(RoundedRow.of(table, i, unit), count);
      of[i] = known == null ? count : known;
      if (known == null) {
        first[count++] = i;
      }
    }
    DMatrixRMaj rows =
        count == of.length ? table : Matrices.select(table, Arrays.copyOf(first, count));
    return new DistinctRows(rows, of, ROUNDING * ROUNDING * spread);
  }

  /** The mean squared distance of a row from the mean. */
  private static double spread(DMatrixRMaj table) {
    DMatrixRMaj centred = table.copy();
    Matrices.centreColumns(centred);
    return Arrays.stream(centred.data).map(x -> x * x).sum() / table.numRows;
  }

  /** A row as a key: two hashes of its numbers in units of rounding, 128 bits. */
  private record RoundedRow(long one, long other) {
    static RoundedRow of(DMatrixRMaj table, int row, double unit) {
      long one = 0;
      long other = 1;
      for (int at = row * table.numCols; at < (row + 1) * table.numCols; at++) {
        // Squares may be too large to tell a spread: equal rows are one then.
        double x = table.data[at];
        double rounded = unit == 0 ? 0 : Double.isFinite(unit) ? Math.rint(x / unit) : x;
        long bits = Double.doubleToRawLongBits(rounded + 0.0); // of the two zeros, one
        one = (one ^ bits) * 0x9E3779B97F4A7C15L;
        one ^= one >>> 32;
        other = (other + bits) * 0xD6E8FEB86659FD93L;
        other ^= other >>> 29;
      }
      return new RoundedRow(one, other);
    }
  }
}
