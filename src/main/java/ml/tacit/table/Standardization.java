package ml.tacit.table;

import java.util.Arrays;
import java.util.Locale;
import org.ejml.data.DMatrixRMaj;

/**
 * Each column shifted to mean 0 and scaled to standard deviation 1: {@code (x - mean) / deviation}.
 *
 * <p>The standard deviation is that of the rows as they are, {@code sqrt(sum (x - mean)^2 / n)}. A
 * column that is constant, or constant but for the rounding of its values, has deviation 0 and
 * becomes zeros, for rows other than the fitted ones too. Immutable and thread-safe.
 */
public final class Standardization {
  /** A spread below this share of the largest value is the rounding of equal values. */
  private static final double ROUNDING = 16 * Math.ulp(1.0);

  private final double[] mean;
  private final double[] deviation;

  private Standardization(double[] mean, double[] deviation) {
    this.mean = mean;
    this.deviation = deviation;
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
    double[] deviation = new double[d];
    for (int j = 0; j < d; j++) {
      double[] column = column(rows, j);
      mean[j] = mean(column);
      deviation[j] = deviation(column, mean[j]);
      if (!Double.isFinite(deviation[j])) {
        throw new BadDataException(
            String.format(
                Locale.ROOT,
                "rows: column %d: found numbers up to %s, expected a spread that a double can hold",
                j + 1,
                largest(column)));
      }
    }
    return new Standardization(mean, deviation);
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
   * What each column is divided by: its standard deviation, 0 if it is constant.
   *
   * @return a fresh array of numbers of at least 0
   */
  public double[] deviation() {
    return deviation.clone();
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
        result.data[at] = deviation[j] == 0 ? 0 : (rows.data[at] - mean[j]) / deviation[j];
      }
    }
    return result;
  }

  /**
   * The root of the mean square, in units of the largest number, so that no square is too large or
   * too small.
   *
   * @param values numbers, only read; may be none
   * @return the root, 0 of no numbers
   */
  public static double rootMeanSquare(double[] values) {
    double largest = largest(values);
    if (largest == 0) {
      return 0;
    }
    double squares = Arrays.stream(values).map(v -> v / largest * (v / largest)).sum();
    return largest * Math.sqrt(squares / values.length);
  }

  private static double[] column(DMatrixRMaj rows, int j) {
    double[] column = new double[rows.numRows];
    for (int i = 0; i < column.length; i++) {
      column[i] = rows.get(i, j);
      if (!Double.isFinite(column[i])) {
        throw new BadDataException(
            String.format(
                Locale.ROOT,
                "rows: row %d, column %d: found %s, expected a finite number",
                i + 1,
                j + 1,
                column[i]));
      }
    }
    return column;
  }

  /** Summed from the first row on: an offset common to all costs no digits. */
  private static double mean(double[] column) {
    double first = column[0];
    return first + Arrays.stream(column).map(x -> x - first).sum() / column.length;
  }

  private static double deviation(double[] column, double mean) {
    double spread = rootMeanSquare(Arrays.stream(column).map(x -> x - mean).toArray());
    return spread <= ROUNDING * largest(column) ? 0 : spread;
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElse(0);
  }
}
