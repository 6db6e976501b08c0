package ml.tacit.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import ml.tacit.matrix.SymmetricEigen;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/**
 * Features of any positive semidefinite kernel from m landmarks: φ(x) = Λ^{-1/2}Vᵀ k(x), k(x) the
 * kernel with the landmarks and VΛVᵀ their own Gram matrix, so that φ(x)ᵀφ(y) is the kernel's best
 * guess from them, and exact for x and y among them. Source: Williams and Seeger, NIPS 2000.
 *
 * <p>Landmarks are centres of groups of rows (k-means), each the mean of at least {@code leastRows}
 * distinct rows, of two classes or more of each hidden label, so that no row is kept; fewer than m
 * where the rows fall into fewer such groups. Where there are too few distinct rows for two, the
 * landmarks are these rows, which {@link FeatureMap#warnings} say. Zhang, Tsang and Kwok
 * (doi:10.1145/1390156.1390311) show that centres also approximate better than rows. A mean is
 * still a statistic of private rows.
 *
 * <p>An immutable value, thread-safe.
 *
 * @param kernel the kernel
 * @param landmarks m, how many at most
 * @param leastRows distinct rows per landmark at least; 1 only if rows are kept
 * @param keepsRows whether landmarks are rows as they are, chosen at random
 * @param seed of the k-means seeds or of the choice of rows
 */
public record Nystrom(Kernel kernel, int landmarks, int leastRows, boolean keepsRows, long seed) {
  /** Landmarks at most where no number is asked for. */
  static final int LANDMARKS = 500;

  /** A landmark is the mean of rows of so many classes of each hidden label, or more. */
  private static final int LEAST_CLASSES = 2;

  /** Landmark eigenvalues below this share of the largest are rounding and are left out. */
  private static final double ZERO = 1e-12;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if there is no landmark, too many for a Gram matrix, or a
   *     centre of fewer than two rows
   */
  public Nystrom {
    Objects.requireNonNull(kernel, "kernel");
    requireLandmarks(landmarks);
    if (leastRows < (keepsRows ? 1 : 2)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "leastRows: %d, at least 2 is needed, or the landmark is a row",
              leastRows));
    }
  }

  static void requireLandmarks(int landmarks) {
    if (landmarks < 1 || landmarks > GramSize.MAX_ROWS) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "landmarks: %d, from 1 to %d is needed", landmarks, GramSize.MAX_ROWS));
    }
  }

  /** This, unless more landmarks are asked for than so many rows can give: a mistake. */
  Nystrom requireRows(int rows) {
    if (landmarks > rows / leastRows) {
      throw BadDataException.of(
          "landmarks: %d, %d rows give at most %d, each the mean of %d distinct rows or more",
          landmarks, rows, rows / leastRows, leastRows);
    }
    return this;
  }

  /**
   * 500 centres at most, each of 5 distinct rows at least.
   *
   * @param kernel the kernel
   * @return the trainer
   */
  public static Nystrom of(Kernel kernel) {
    return new Nystrom(kernel, LANDMARKS, 5, false, 1);
  }

  /**
   * The same with another number of landmarks.
   *
   * @param most m
   * @return the trainer
   */
  public Nystrom withLandmarks(int most) {
    return new Nystrom(kernel, most, leastRows, keepsRows, seed);
  }

  /**
   * The same with another seed.
   *
   * @param other the seed
   * @return the trainer
   */
  public Nystrom withSeed(long other) {
    return new Nystrom(kernel, landmarks, leastRows, keepsRows, other);
  }

  /**
   * The same with rows themselves as landmarks, chosen at random. The map then <b>contains training
   * rows</b>, which {@link FeatureMap#warnings} say.
   *
   * @return the trainer
   */
  public Nystrom keepingRows() {
    return new Nystrom(kernel, landmarks, 1, true, seed);
  }

  /**
   * Finds landmarks in rows. A sample is enough: of a long file, some ten thousand rows from all
   * over it.
   *
   * @param rows n × d, finite, only read
   * @param hidden for each hidden label the class of each row; may be none
   * @return the map, of at most m features
   * @throws ml.tacit.table.BadDataException if a value is not finite, or there are fewer rows than
   *     one landmark takes
   */
  public NystromMap fit(DMatrixRMaj rows, List<int[]> hidden) {
    Matrices.requireFinite(rows);
    if (keepsRows) {
      LandmarkMap chosen = LandmarkMap.of(kernel, someOf(rows), true);
      int[] ones = new int[chosen.outputs()];
      Arrays.fill(ones, 1);
      return new NystromMap(chosen, whitening(chosen), ones);
    }
    return map(groups(rows, hidden));
  }

  /**
   * The same where nothing is hidden.
   *
   * @param rows n × d, finite, only read
   * @return the map, of at most m features
   * @throws ml.tacit.table.BadDataException as for {@link #fit(DMatrixRMaj, List)}
   */
  public NystromMap fit(DMatrixRMaj rows) {
    return fit(rows, List.of());
  }

  KMeans groups(DMatrixRMaj rows, List<int[]> hidden) {
    return KMeans.rough(rows, landmarks, new GroupRule(leastRows, LEAST_CLASSES, hidden), seed);
  }

  NystromMap map(KMeans groups) {
    LandmarkMap centres = LandmarkMap.of(kernel, groups.centres(), groups.areRows());
    return new NystromMap(centres, whitening(centres), groups.counts());
  }

  private DMatrixRMaj someOf(DMatrixRMaj rows) {
    int[] order = new int[rows.numRows];
    Arrays.setAll(order, i -> i);
    Random random = new Random(seed);
    int m = Math.min(landmarks, rows.numRows);
    for (int i = 0; i < m; i++) {
      int other = i + random.nextInt(order.length - i);
      int swap = order[i];
      order[i] = order[other];
      order[other] = swap;
    }
    return Matrices.select(rows, Arrays.copyOf(order, m));
  }

  /** V Λ^{-1/2} of the landmarks' Gram matrix, without what is zero or (a sigmoid) negative. */
  static DMatrixRMaj whitening(LandmarkMap landmarks) {
    SymmetricEigen eigen = SymmetricEigen.of(landmarks.kernel().gram(landmarks.landmarks()));
    double[] values = eigen.values();
    int kept = 0;
    while (kept < values.length && values[kept] > ZERO * values[0]) {
      kept++;
    }
    if (kept == 0) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "rows: kernel %s is 0 on all landmarks, there are no features",
              landmarks.kernel()));
    }
    DMatrixRMaj whitening = new DMatrixRMaj(values.length, kept);
    for (int i = 0; i < values.length; i++) {
      for (int k = 0; k < kept; k++) {
        whitening.set(i, k, eigen.vectors().get(i, k) / Math.sqrt(values[k]));
      }
    }
    return whitening;
  }
}
