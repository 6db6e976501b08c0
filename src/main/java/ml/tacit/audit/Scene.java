package ml.tacit.audit;

import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import ml.tacit.table.LabelledRows;

/**
 * The rows of one stage as its adversaries see them: scaled by the training rows, no labels.
 *
 * <p>Also holds what several adversaries share and what is dear to compute: principal axes and
 * distances. Distance methods learn from at most {@code Effort.kernelRows} training rows.
 */
final class Scene {
  private final Matrix train;
  private final Matrix test;
  private final int[] near;
  private final Scaling scaling;
  private final Matrix raw;
  private final Map<IntBuffer, Axes> axes = new HashMap<>();
  private final Map<Metric, float[][]> trainDistances = new EnumMap<>(Metric.class);
  private final Map<Metric, float[][]> testDistances = new EnumMap<>(Metric.class);

  private Scene(Matrix train, Matrix test, int[] near, Scaling scaling, Matrix raw) {
    this.train = train;
    this.test = test;
    this.near = near;
    this.scaling = scaling;
    this.raw = raw;
  }

  private static Scene scaled(
      Matrix train, Matrix test, int kernelRows, Scaling scaling, Matrix raw) {
    ColumnScale scale = ColumnScale.of(train, scaling);
    int[] near = spread(train.rows(), kernelRows);
    return new Scene(scale.apply(train), scale.apply(test), near, scaling, raw);
  }

  static Scene of(AuditRows rows, int kernelRows) {
    return of(rows, kernelRows, Scaling.STANDARDISED);
  }

  static Scene of(AuditRows rows, int kernelRows, Scaling scaling) {
    return scaled(
        Matrix.of(rows.train().rows()), Matrix.of(rows.test().rows()), kernelRows, scaling, null);
  }

  /** The same for an adversary who has the raw training rows too, in the same order. */
  Scene knowing(LabelledRows rawTrain) {
    return new Scene(train, test, near, scaling, Matrix.of(rawTrain.rows()));
  }

  /** Some of the rows, scaled anew: a utility class on its own. */
  Scene only(int[] trainRows, int[] testRows) {
    return scaled(
        train.select(trainRows),
        test.select(testRows),
        near.length,
        scaling,
        raw == null ? null : raw.select(trainRows));
  }

  /** Other columns for the same rows, scaled anew. */
  Scene with(Matrix newTrain, Matrix newTest) {
    return scaled(newTrain, newTest, near.length, Scaling.STANDARDISED, null);
  }

  Matrix rows(Side side) {
    return side == Side.TRAIN ? train : test;
  }

  /** The training rows before the release, or null for an adversary without them. */
  Matrix raw() {
    return raw;
  }

  /** Training rows the distance methods learn from, ascending. */
  int[] near() {
    return near;
  }

  /** Principal axes of some training rows; kept, as several linear fits ask for the same. */
  synchronized Axes axes(int[] chosen) {
    return axes.computeIfAbsent(IntBuffer.wrap(chosen), key -> Axes.of(train, chosen));
  }

  /**
   * Distances to the {@link #near} training rows: a row per near row, or per test row. Whoever asks
   * first computes them, the others wait.
   */
  float[][] distances(Metric metric, Side side) {
    return side == Side.TRAIN
        ? kept(trainDistances, metric, () -> metric.between(train.select(near), null))
        : kept(testDistances, metric, () -> metric.between(test, train.select(near)));
  }

  private static float[][] kept(
      Map<Metric, float[][]> known, Metric metric, Supplier<float[][]> compute) {
    synchronized (known) {
      return known.computeIfAbsent(metric, key -> compute.get());
    }
  }

  /** Where training rows stand among the {@link #near} ones; all must. */
  int[] positions(int[] rows) {
    return Arrays.stream(rows).map(row -> Arrays.binarySearch(near, row)).toArray();
  }

  /** The indices by which {@link #distances} knows rows of a side. */
  int[] positions(Side side, int[] rows) {
    return side == Side.TRAIN ? positions(rows) : rows;
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

  /** All row numbers below {@code n}. */
  static int[] all(int n) {
    int[] rows = new int[n];
    Arrays.setAll(rows, i -> i);
    return rows;
  }
}
