package ml.tacit.audit;

import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import ml.tacit.table.LabelledRows;

/**
 * The rows of one stage as its adversaries see them: scaled by the training rows, no labels.
 *
 * <p>Also holds what several adversaries share and what is dear to compute: principal axes and
 * distances. Distance methods learn from at most {@code Effort.kernelRows} training rows.
 */
final class Scene {
  /** Test rows whose distances are held at a time: 70 MB of them at most. */
  private static final int AT_ONCE = 3072;

  private final Matrix train;
  private final Matrix test;
  private final int[] near;
  private final Scaling scaling;
  private final Matrix raw;
  private final Map<IntBuffer, Axes> axes = new HashMap<>();
  private final Map<Metric, float[][]> distances = new EnumMap<>(Metric.class);
  private final Map<Metric, Double> units = new EnumMap<>(Metric.class);

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

  /** What to do with some distances: of the asked rows from {@code first} on. */
  @FunctionalInterface
  interface Distances {
    void accept(int first, float[][] distances);
  }

  /** Distances between {@link #near} training rows. Whoever asks first computes them. */
  float[][] distances(Metric metric) {
    synchronized (distances) {
      return distances.computeIfAbsent(metric, key -> metric.between(train.select(near), null));
    }
  }

  /**
   * Distances of asked rows to the {@link #near} training rows, some rows at a time and in order:
   * of all test rows at once they would not fit in memory. Training rows must be near ones.
   */
  void distances(Metric metric, Side side, int[] asked, Distances body) {
    if (side == Side.TRAIN) {
      float[][] known = distances(metric);
      body.accept(
          0, Arrays.stream(positions(asked)).mapToObj(at -> known[at]).toArray(float[][]::new));
      return;
    }
    Matrix others = train.select(near);
    for (int first = 0; first < asked.length; first += AT_ONCE) {
      int[] some = Arrays.copyOfRange(asked, first, Math.min(asked.length, first + AT_ONCE));
      body.accept(first, metric.between(test.select(some), others));
    }
  }

  /** One over the median distance between different {@link #near} rows; 1 if most are equal. */
  double unit(Metric metric) {
    float[][] known = distances(metric);
    synchronized (units) {
      return units.computeIfAbsent(metric, key -> 1 / Metric.median(known));
    }
  }

  /** Where training rows stand among the {@link #near} ones; all must. */
  int[] positions(int[] rows) {
    return Arrays.stream(rows).map(row -> Arrays.binarySearch(near, row)).toArray();
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
