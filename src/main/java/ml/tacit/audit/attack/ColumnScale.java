package ml.tacit.audit.attack;

import java.util.Arrays;

/** Means and factors of columns, measured on training rows. */
@SuppressWarnings("ArrayRecordComponent") // never leaves the attack data, never compared
record ColumnScale(double[] mean, double[] factor) {
  /** A column whose spread is below this share of its largest value holds rounding noise only. */
  private static final double CONSTANT = 1e-12;

  static ColumnScale of(Matrix rows, Scaling scaling) {
    int d = rows.columns();
    double[] mean = new double[d];
    double[] deviation = new double[d];
    for (int j = 0; j < d; j++) {
      measure(rows, j, mean, deviation);
    }
    double common = Math.sqrt(Arrays.stream(deviation).map(s -> s * s).sum() / d);
    double[] factor = new double[d];
    for (int j = 0; j < d; j++) {
      double unit = scaling == Scaling.STANDARDISED ? deviation[j] : common;
      factor[j] = deviation[j] == 0 ? 0 : 1 / unit;
    }
    return new ColumnScale(mean, factor);
  }

  Matrix apply(Matrix rows) {
    int d = rows.columns();
    double[] values = new double[rows.rows() * d];
    for (int i = 0; i < values.length; i++) {
      values[i] = (rows.values()[i] - mean[i % d]) * factor[i % d];
    }
    return new Matrix(values, rows.rows(), d);
  }

  private static void measure(Matrix rows, int j, double[] mean, double[] deviation) {
    int n = rows.rows();
    int d = rows.columns();
    double sum = 0;
    double largest = 0;
    for (int i = 0; i < n; i++) {
      double value = rows.values()[i * d + j];
      sum += value;
      largest = Math.max(largest, Math.abs(value));
    }
    mean[j] = sum / n;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double off = rows.values()[i * d + j] - mean[j];
      squares += off * off;
    }
    double spread = Math.sqrt(squares / n);
    deviation[j] = spread <= CONSTANT * largest ? 0 : spread;
  }
}
