package ml.tacit.audit.attack;

import java.nio.IntBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import ml.tacit.table.Digests;
import org.ejml.data.DMatrixRMaj;

/**
 * The rows of one stage as its adversaries see them: scaled by the training rows, no labels.
 *
 * <p>Also holds what several adversaries share and what is dear to compute: principal axes and
 * distances. Distance methods learn from at most {@code Budget.kernelRows} training rows.
 */
public final class AttackData {
  /** Test rows whose distances are held at a time: 70 MB of them at most. */
  private static final int AT_ONCE = 3072;

  private final Matrix train;
  private final Matrix test;
  private final int[] near;
  private final Scaling scaling;
  private final Matrix raw;
  private final Origins origins;

  /** The rows as the caller gave them, training and test; null for what was derived from them. */
  private final Matrix[] unscaled;

  private final Map<IntBuffer, Axes> axes = new HashMap<>();
  private final Map<Metric, float[][]> distances = new EnumMap<>(Metric.class);
  private final Map<Metric, Double> units = new EnumMap<>(Metric.class);
  private String hash;

  private AttackData(
      Matrix train,
      Matrix test,
      int[] near,
      Scaling scaling,
      Matrix raw,
      Origins origins,
      Matrix[] unscaled) {
    this.train = train;
    this.test = test;
    this.near = near;
    this.scaling = scaling;
    this.raw = raw;
    this.origins = origins;
    this.unscaled = unscaled;
  }

  private static AttackData scaled(
      Matrix train, Matrix test, int kernelRows, Scaling scaling, Matrix raw, Matrix[] unscaled) {
    ColumnScale scale = ColumnScale.of(train, scaling);
    int[] near = spread(train.rows(), kernelRows);
    return new AttackData(
        scale.apply(train), scale.apply(test), near, scaling, raw, Origins.UNKNOWN, unscaled);
  }

  /** Standardised rows; those given are not modified, and not to be modified later. */
  public static AttackData of(DMatrixRMaj train, DMatrixRMaj test, Budget budget) {
    return of(train, test, Scaling.STANDARDISED, budget);
  }

  /** The same with columns scaled in another way. */
  public static AttackData of(DMatrixRMaj train, DMatrixRMaj test, Scaling scaling, Budget budget) {
    return of(train, test, scaling, budget.kernelRows());
  }

  static AttackData of(DMatrixRMaj train, DMatrixRMaj test, Scaling scaling, int kernelRows) {
    Matrix[] unscaled = {Matrix.of(train), Matrix.of(test)};
    return scaled(unscaled[0], unscaled[1], kernelRows, scaling, null, unscaled);
  }

  /**
   * The same for adversaries that have the raw training rows too, in the same order, or know on
   * what grids raw columns are.
   */
  public AttackData knowing(DMatrixRMaj rawTrain, Origins from) {
    return new AttackData(train, test, near, scaling, Matrix.of(rawTrain), from, unscaled);
  }

  /** Training rows as they were given, not scaled; not to be written to. */
  public DMatrixRMaj trainAsGiven() {
    return asGiven(0);
  }

  /** Test rows as they were given, not scaled; not to be written to. */
  public DMatrixRMaj testAsGiven() {
    return asGiven(1);
  }

  private DMatrixRMaj asGiven(int side) {
    Matrix m = unscaled[side];
    return DMatrixRMaj.wrap(m.rows(), m.columns(), m.values());
  }

  int testRows() {
    return test.rows();
  }

  /** A hash of all numbers that an adversary sees, and of how they are scaled and thinned. */
  synchronized String hash() {
    if (hash == null) {
      MessageDigest digest = Digests.sha256();
      Hashing.text(digest, scaling + " " + near.length);
      Hashing.matrix(digest, unscaled[0]);
      Hashing.matrix(digest, unscaled[1]);
      Hashing.matrix(digest, raw);
      Hashing.ints(digest, origins.raw());
      Hashing.text(digest, Arrays.toString(origins.grids()));
      hash = Digests.hex(digest.digest());
    }
    return hash;
  }

  /** Some of the rows, scaled anew: a utility class on its own. */
  AttackData only(int[] trainRows, int[] testRows) {
    return scaled(
        train.select(trainRows),
        test.select(testRows),
        near.length,
        scaling,
        raw == null ? null : raw.select(trainRows),
        null);
  }

  /** Other columns for the same rows, scaled anew. */
  AttackData with(Matrix newTrain, Matrix newTest) {
    return scaled(newTrain, newTest, near.length, Scaling.STANDARDISED, null, null);
  }

  Matrix rows(Side side) {
    return side == Side.TRAIN ? train : test;
  }

  /** The training rows before the release, or null for an adversary without them. */
  Matrix raw() {
    return raw;
  }

  /** Which raw columns the released ones are made from. */
  Origins origins() {
    return origins;
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
