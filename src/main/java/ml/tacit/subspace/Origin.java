package ml.tacit.subspace;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * What the means of a statistic are relative to.
 *
 * <p>A mean of 1e12 is a double to within 1e-4: beside a deviation of 1, differences of such means
 * have four digits. Where the first block lies far from zero for its width, its first row is
 * subtracted from all rows, which is exact for values within a factor of two. Elsewhere the origin
 * is zero, and nothing is subtracted.
 */
final class Origin {
  /** A column is moved where its magnitude is this many times its width. */
  private static final double FAR = 128;

  private Origin() {}

  /** The origin for rows like these; at least one row. */
  static double[] of(DMatrixRMaj rows, Ranges ranges) {
    double[] origin = new double[rows.numCols];
    for (int j = 0; j < origin.length; j++) {
      if (ranges.magnitude(j) > FAR * ranges.width(j)) {
        origin[j] = rows.data[j];
      }
    }
    return origin;
  }

  /** The rows as seen from the origin; the rows themselves where it is zero. */
  static DMatrixRMaj subtract(DMatrixRMaj rows, double[] origin) {
    if (Arrays.stream(origin).allMatch(x -> x == 0)) {
      return rows;
    }
    int d = origin.length;
    DMatrixRMaj moved = new DMatrixRMaj(rows.numRows, d);
    for (int i = 0, at = 0; i < rows.numRows; i++) {
      for (int j = 0; j < d; j++, at++) {
        moved.data[at] = rows.data[at] - origin[j];
      }
    }
    return moved;
  }

  /**
   * The mean of all rows in place of an origin that is not zero: the origin of a running statistic
   * is a row, which a file of it must not hold.
   *
   * @param means of the cells, relative to the origin
   */
  static double[] atMean(double[] origin, long[] counts, DMatrixRMaj means) {
    double[] moved = origin.clone();
    double rows = Arrays.stream(counts).sum();
    for (int j = 0; j < moved.length; j++) {
      double mean = 0;
      for (int c = 0; c < counts.length; c++) {
        mean += counts[c] / rows * means.get(c, j);
      }
      moved[j] = origin[j] == 0 ? 0 : origin[j] + mean;
    }
    return moved;
  }

  /** A mean relative to one origin, relative to another. */
  static double[] moved(double[] mean, double[] from, double[] to) {
    double[] moved = new double[mean.length];
    Arrays.setAll(moved, j -> mean[j] + (from[j] - to[j]));
    return moved;
  }
}
