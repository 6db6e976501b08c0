package ml.tacit.audit.attack;

import java.util.Arrays;

/**
 * Means and units of columns, measured on training rows.
 *
 * @param unit what a column is divided by; 0 for a constant one, which becomes 0
 */
@SuppressWarnings("ArrayRecordComponent") // never leaves the attack data, never compared
record ColumnScale(double[] mean, double[] unit) {
  /** A column whose spread is below this share of its largest value holds rounding noise only. */
  private static final double CONSTANT = 1e-14;

  /**
   * The farthest that a scaled number may be from 0: no training row can be as far, and of a test
   * row that is, one need not know how far. Keeps products of four of them finite.
   */
  private static final double FARTHEST = 1e8;

  static ColumnScale of(Matrix rows, Scaling scaling) {
    int d = rows.columns();
    double[] mean = new double[d];
    double[] deviation = new double[d];
    for (int j = 0; j < d; j++) {
      measure(rows, j, mean, deviation);
    }
    double common = rootMeanSquare(deviation);
    double[] unit = new double[d];
    for (int j = 0; j < d; j++) {
      double own = scaling == Scaling.STANDARDISED ? deviation[j] : common;
      unit[j] = deviation[j] == 0 ? 0 : own;
    }
    return new ColumnScale(mean, unit);
  }

  Matrix apply(Matrix rows) {
    int d = rows.columns();
    double[] values = new double[rows.rows() * d];
    for (int i = 0; i < values.length; i++) {
      int j = i % d;
      double scaled = unit[j] == 0 ? 0 : (rows.values()[i] - mean[j]) / unit[j];
      values[i] = Math.max(-FARTHEST, Math.min(FARTHEST, scaled));
    }
    return new Matrix(values, rows.rows(), d);
  }

  /** Summed from the first row on, so that an offset common to all costs no digits. */
  private static void measure(Matrix rows, int j, double[] mean, double[] deviation) {
    int n = rows.rows();
    int d = rows.columns();
    double first = rows.values()[j];
    double sum = 0;
    double largest = 0;
    for (int i = 0; i < n; i++) {
      double value = rows.values()[i * d + j];
      sum += value - first;
      largest = Math.max(largest, Math.abs(value));
    }
    mean[j] = first + sum / n;
    double[] off = new double[n];
    for (int i = 0; i < n; i++) {
      off[i] = rows.values()[i * d + j] - mean[j];
    }
    double spread = rootMeanSquare(off);
    deviation[j] = spread <= CONSTANT * largest ? 0 : spread;
  }

  /** In units of the largest value, so that no square is too large or too small. */
  private static double rootMeanSquare(double[] values) {
    double largest = Arrays.stream(values).map(Math::abs).max().orElse(0);
    if (largest == 0) {
      return 0;
    }
    double squares = Arrays.stream(values).map(v -> v / largest * (v / largest)).sum();
    return largest * Math.sqrt(squares / values.length);
  }
}
