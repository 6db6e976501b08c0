package ml.tacit.audit;

import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/**
 * The rows of one stage as its adversaries see them: standardised by the training rows, no labels.
 *
 * <p>Also holds what several adversaries share and what is dear to compute: squared distances.
 * Distance methods learn from at most {@code Effort.kernelRows} training rows.
 */
final class Scene {
  /** A column whose spread is below this share of its largest value holds rounding noise only. */
  private static final double CONSTANT = 1e-12;

  private final Matrix train;
  private final Matrix test;
  private final int[] near;
  private final Map<IntBuffer, Axes> axes = new HashMap<>();
  private float[][] trainDistances;
  private float[][] testDistances;

  private Scene(Matrix train, Matrix test, int[] near) {
    this.train = train;
    this.test = test;
    this.near = near;
  }

  static Scene of(AuditRows rows, int kernelRows) {
    DMatrixRMaj train = rows.train().rows();
    int d = train.numCols;
    double[] mean = new double[d];
    double[] factor = new double[d];
    for (int j = 0; j < d; j++) {
      measure(train, j, mean, factor);
    }
    return new Scene(
        standardised(train, mean, factor),
        standardised(rows.test().rows(), mean, factor),
        spread(train.numRows, kernelRows));
  }

  Matrix train() {
    return train;
  }

  Matrix test() {
    return test;
  }

  /** Training rows the distance methods learn from, ascending. */
  int[] near() {
    return near;
  }

  /** Principal axes of some training rows; kept, as several linear fits ask for the same. */
  synchronized Axes axes(int[] chosen) {
    return axes.computeIfAbsent(IntBuffer.wrap(chosen), key -> Axes.of(train, chosen));
  }

  /** Squared distances between the {@link #near} training rows. */
  synchronized float[][] trainDistances() {
    if (trainDistances == null) {
      Matrix from = rowsOf(train, near);
      trainDistances = Distances.squared(from, from);
    }
    return trainDistances;
  }

  /** Squared distances from each test row to the {@link #near} training rows. */
  synchronized float[][] testDistances() {
    if (testDistances == null) {
      testDistances = Distances.squared(test, rowsOf(train, near));
    }
    return testDistances;
  }

  private static void measure(DMatrixRMaj rows, int j, double[] mean, double[] factor) {
    int n = rows.numRows;
    int d = rows.numCols;
    double sum = 0;
    double largest = 0;
    for (int i = 0; i < n; i++) {
      sum += rows.data[i * d + j];
      largest = Math.max(largest, Math.abs(rows.data[i * d + j]));
    }
    mean[j] = sum / n;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double off = rows.data[i * d + j] - mean[j];
      squares += off * off;
    }
    double deviation = Math.sqrt(squares / n);
    factor[j] = deviation <= CONSTANT * largest ? 0 : 1 / deviation;
  }

  private static Matrix standardised(DMatrixRMaj rows, double[] mean, double[] factor) {
    int d = rows.numCols;
    double[] values = new double[rows.numRows * d];
    for (int i = 0; i < values.length; i++) {
      values[i] = (rows.data[i] - mean[i % d]) * factor[i % d];
    }
    return new Matrix(values, rows.numRows, d);
  }

  /** At most {@code limit} of {@code n} rows, evenly spread, so every cell keeps its share. */
  static int[] spread(int n, int limit) {
    int size = Math.min(n, limit);
    int[] chosen = new int[size];
    for (int i = 0; i < size; i++) {
      chosen[i] = (int) ((long) i * n / size);
    }
    return chosen;
  }

  static Matrix rowsOf(Matrix from, int[] chosen) {
    int d = from.columns();
    if (chosen.length == from.rows()) {
      return from;
    }
    double[] values = new double[chosen.length * d];
    for (int i = 0; i < chosen.length; i++) {
      System.arraycopy(from.values(), chosen[i] * d, values, i * d, d);
    }
    return new Matrix(values, chosen.length, d);
  }

  /** All row numbers below {@code n}. */
  static int[] all(int n) {
    int[] rows = new int[n];
    Arrays.setAll(rows, i -> i);
    return rows;
  }
}
