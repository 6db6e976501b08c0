package ml.tacit.audit;

import java.util.stream.IntStream;
import ml.tacit.table.LabelledRows;
import org.ejml.data.DMatrixRMaj;

/**
 * Released columns that hold nothing but the rounding of the raw column of the same name.
 *
 * <p>Where a release removes a column wholly, x − x differs from 0 in the last bits, by other
 * amounts on another machine. Scaled to unit variance these bits would be attacked like
 * measurements, and every figure would depend on them.
 */
final class RoundingNoise {
  /** Roundings that a released number may be the sum of, in units of the largest raw number. */
  private static final double ROUNDING = 64 * Math.ulp(1.0);

  private RoundingNoise() {}

  /**
   * The released rows with zeros in such columns; {@code after} itself if there are none.
   *
   * @param before the raw rows
   * @param after the same rows as released
   */
  static AuditRows removed(AuditRows before, AuditRows after) {
    int[] noise =
        IntStream.range(0, after.train().features().size())
            .filter(j -> isNoise(before, after, j))
            .toArray();
    return noise.length == 0
        ? after
        : new AuditRows(zeroed(after.train(), noise), zeroed(after.test(), noise));
  }

  private static boolean isNoise(AuditRows before, AuditRows after, int column) {
    int raw = before.train().features().indexOf(after.train().features().get(column));
    if (raw < 0) {
      return false;
    }
    double rounding =
        ROUNDING * Math.max(largest(before.train(), raw, 0), largest(before.test(), raw, 0));
    double level = after.train().rows().get(0, column);
    double spread =
        Math.max(largest(after.train(), column, level), largest(after.test(), column, level));
    return spread > 0 && spread <= rounding;
  }

  /** The largest distance from a level in a column. */
  private static double largest(LabelledRows rows, int column, double level) {
    return IntStream.range(0, rows.size())
        .mapToDouble(i -> Math.abs(rows.rows().get(i, column) - level))
        .max()
        .orElse(0);
  }

  private static LabelledRows zeroed(LabelledRows rows, int[] columns) {
    DMatrixRMaj values = rows.rows().copy();
    for (int i = 0; i < values.numRows; i++) {
      for (int j : columns) {
        values.set(i, j, 0);
      }
    }
    return rows.withRows(rows.features(), values);
  }
}
