package ml.tacit.table;

import java.util.Locale;
import org.ejml.data.DMatrixRMaj;

/**
 * Each column shifted to mean 0 and scaled to standard deviation 1: {@code (x - mean) / scale}.
 *
 * <p>The standard deviation is that of the rows as they are, {@code sqrt(sum (x - mean)^2 / n)}. A
 * constant column has scale 1, so it becomes zeros (for rows other than the fitted ones: their
 * difference from that constant). Immutable and thread-safe.
 */
public final class Standardization {
  private final double[] mean;
  private final double[] scale;

  private Standardization(double[] mean, double[] scale) {
    this.mean = mean;
    this.scale = scale;
  }

  /**
   * Measures the columns, in two passes.
   *
   * @param rows a row per sample, at least one; only read
   * @return the standardisation
   * @throws BadDataException if there is no row, a number is not finite, or a column's numbers are
   *     too large for its spread to be a double
   */
  public static Standardization fit(DMatrixRMaj rows) {
    if (rows.numRows < 1) {
      throw new BadDataException("rows: found 0 rows, expected at least 1");
    }
    int d = rows.numCols;
    double[] mean = new double[d];
    double[] scale = new double[d];
    for (int j = 0; j < d; j++) {
      mean[j] = mean(rows, j);
      scale[j] = scale(rows, j, mean[j]);
    }
    return new Standardization(mean, scale);
  }

  /**
   * The column means.
   *
   * @return a fresh array
   */
  public double[] mean() {
    return mean.clone();
  }

  /**
   * What each column is divided by: its standard deviation, or 1 if it is constant.
   *
   * @return a fresh array of positive numbers
   */
  public double[] scale() {
    return scale.clone();
  }

  /**
   * Standardises rows.
   *
   * @param rows as many columns as fitted; only read
   * @return a fresh matrix of the same shape
   * @throws BadDataException if the number of columns differs
   */
  public DMatrixRMaj apply(DMatrixRMaj rows) {
    int d = mean.length;
    if (rows.numCols != d) {
      throw new BadDataException(
          String.format(Locale.ROOT, "rows: found %d columns, expected %d", rows.numCols, d));
    }
    DMatrixRMaj result = new DMatrixRMaj(rows.numRows, d);
    for (int i = 0, at = 0; i < rows.numRows; i++) {
      for (int j = 0; j < d; j++, at++) {
        result.data[at] = (rows.data[at] - mean[j]) / scale[j];
      }
    }
    return result;
  }

  /** Running mean, so that the sum of large numbers does not overflow. */
  private static double mean(DMatrixRMaj rows, int j) {
    double mean = 0;
    double first = rows.get(0, j);
    boolean constant = true;
    for (int i = 0; i < rows.numRows; i++) {
      double x = rows.get(i, j);
      if (!Double.isFinite(x)) {
        throw new BadDataException(
            String.format(
                Locale.ROOT,
                "rows: row %d, column %d: found %s, expected a finite number",
                i + 1,
                j + 1,
                x));
      }
      constant &= x == first;
      mean += (x - mean) / (i + 1);
    }
    // Exactly the constant: a mean off by one rounding would leave noise to be scaled up.
    return constant ? first : mean;
  }

  private static double scale(DMatrixRMaj rows, int j, double mean) {
    double largest = 0;
    for (int i = 0; i < rows.numRows; i++) {
      largest = Math.max(largest, Math.abs(rows.get(i, j) - mean));
    }
    if (largest == 0) {
      return 1;
    }
    double sum = 0;
    for (int i = 0; i < rows.numRows; i++) {
      double relative = (rows.get(i, j) - mean) / largest; // squares neither over- nor underflow
      sum += relative * relative;
    }
    double scale = largest * Math.sqrt(sum / rows.numRows);
    if (!Double.isFinite(scale)) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "rows: column %d: found a spread of %s around %s, expected one a double can hold",
              j + 1,
              largest,
              mean));
    }
    return scale == 0 ? 1 : scale;
  }
}
