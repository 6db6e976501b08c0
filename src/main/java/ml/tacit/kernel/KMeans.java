package ml.tacit.kernel;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import ml.tacit.matrix.Interruption;
import ml.tacit.matrix.PairMeasure;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/**
 * Centres of groups of rows, by Lloyd's iteration from k-means++ seeds (Arthur and Vassilvitskii,
 * SODA 2007). A row that repeats counts once.
 *
 * <p>A centre of a few rows would say much of each (of one row: the row). Groups that break a
 * {@link GroupRule} are dissolved, the smallest first, until none does or one group is left, so
 * there may be fewer centres than asked for. Where there are not distinct rows for two groups, the
 * rows themselves are the centres.
 *
 * @param centres k × d
 * @param counts distinct rows of each group
 * @param areRows whether the centres are rows, or as good as rows
 */
@SuppressWarnings("ArrayRecordComponent") // passed by reference on purpose; never compared
record KMeans(DMatrixRMaj centres, int[] counts, boolean areRows) {
  private static final int ITERATIONS = 25;

  /** Share of the spread below which further iterations are not worth their time. */
  private static final double SETTLED = 1e-4;

  /** Groups of rows that are near each other in all columns. */
  static KMeans of(DMatrixRMaj table, int k, GroupRule rule, long seed) {
    return of(table, k, rule, seed, false);
  }

  /** The same where rows need only be about as near: much quicker for many columns. */
  static KMeans rough(DMatrixRMaj table, int k, GroupRule rule, long seed) {
    return of(table, k, rule, seed, true);
  }

  private static KMeans of(DMatrixRMaj table, int k, GroupRule rule, long seed, boolean roughly) {
    if (table.numRows < rule.leastRows()) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "rows: %d, at least %d are needed for one landmark",
              table.numRows,
              rule.leastRows()));
    }
    DistinctRows distinct = DistinctRows.of(table);
    DMatrixRMaj rows = distinct.rows();
    if (rows.numRows < 2 * rule.leastRows()) {
      return allOf(rows, k);
    }
    DMatrixRMaj centred = roughly ? Sketch.of(rows, seed) : rows.copy();
    Matrices.centreColumns(centred);
    int most = Math.min(k, rows.numRows / rule.leastRows());
    DMatrixRMaj centres = seeds(centred, most, new Random(seed));
    Assignment assignment = Assignment.of(centred, centres);
    for (int i = 0; i < ITERATIONS; i++) {
      Interruption.check();
      DMatrixRMaj moved = means(centred, assignment, centres.numRows);
      Assignment next = Assignment.of(centred, moved);
      boolean settled = assignment.spread() - next.spread() <= SETTLED * assignment.spread();
      centres = moved;
      assignment = next;
      if (settled) {
        break;
      }
    }
    boolean[] holds = rule.holds(distinct, assignment.nearest(), centres.numRows);
    while (centres.numRows > 1 && !all(holds)) {
      Interruption.check();
      centres = withoutSmallest(centres, assignment.counts(centres.numRows), holds);
      assignment = Assignment.of(centred, centres);
      holds = rule.holds(distinct, assignment.nearest(), centres.numRows);
    }
    // Means of the rows themselves, not of the shifted ones: as many digits as the rows have.
    DMatrixRMaj means = means(rows, assignment, centres.numRows);
    return new KMeans(means, assignment.counts(centres.numRows), !all(holds));
  }

  /** Distinct rows that make up one group at most, of which there are no means to tell apart. */
  private static KMeans allOf(DMatrixRMaj rows, int k) {
    DMatrixRMaj some = Matrices.range(rows, 0, Math.min(k, rows.numRows));
    int[] ones = new int[some.numRows];
    Arrays.fill(ones, 1);
    return new KMeans(some, ones, true);
  }

  private static boolean all(boolean[] holds) {
    for (boolean one : holds) {
      if (!one) {
        return false;
      }
    }
    return true;
  }

  /** The nearest centre of each row, and the sum of squared distances from it. */
  private record Assignment(int[] nearest, double spread) {
    private static final int CHUNK = 512;

    static Assignment of(DMatrixRMaj rows, DMatrixRMaj centres) {
      int n = rows.numRows;
      int[] nearest = new int[n];
      double[] distances = new double[n];
      Reference reference = Reference.of(centres, false);
      IntStream.range(0, (n + CHUNK - 1) / CHUNK)
          .parallel()
          .forEach(c -> assign(rows, c * CHUNK, reference, nearest, distances));
      double spread = 0;
      for (double distance : distances) {
        spread += distance;
      }
      return new Assignment(nearest, spread);
    }

    private static void assign(
        DMatrixRMaj rows, int from, Reference centres, int[] nearest, double[] distances) {
      int n = Math.min(CHUNK, rows.numRows - from);
      DMatrixRMaj chunk = new DMatrixRMaj(n, rows.numCols);
      System.arraycopy(rows.data, from * rows.numCols, chunk.data, 0, chunk.data.length);
      DMatrixRMaj squares =
          centres.panels().between(chunk, PairMeasure.SQUARED_DISTANCE, (values, low, high) -> {});
      int k = centres.size();
      for (int i = 0; i < n; i++) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int j = 0; j < k; j++) {
          if (squares.data[i * k + j] < least) {
            least = squares.data[i * k + j];
            best = j;
          }
        }
        nearest[from + i] = best;
        distances[from + i] = least;
      }
    }

    int[] counts(int k) {
      int[] counts = new int[k];
      for (int centre : nearest) {
        counts[centre]++;
      }
      return counts;
    }
  }

  /** Rows chosen one after the other, each with a chance in proportion to its squared distance. */
  private static DMatrixRMaj seeds(DMatrixRMaj rows, int k, Random random) {
    int n = rows.numRows;
    int[] chosen = new int[k];
    double[] distances = new double[n];
    Arrays.fill(distances, Double.POSITIVE_INFINITY);
    chosen[0] = random.nextInt(n);
    for (int c = 1; c < k; c++) {
      double total = 0;
      for (int i = 0; i < n; i++) {
        distances[i] = Math.min(distances[i], Matrices.squaredDistance(rows, i, chosen[c - 1]));
        total += distances[i];
      }
      double mark = random.nextDouble() * total;
      int next = 0;
      while (next < n - 1 && mark >= distances[next]) {
        mark -= distances[next++];
      }
      chosen[c] = next;
    }
    return Matrices.select(rows, chosen);
  }

  /** A centre without rows becomes the mean of all, where it is dissolved if nobody joins. */
  private static DMatrixRMaj means(DMatrixRMaj rows, Assignment assignment, int k) {
    int d = rows.numCols;
    DMatrixRMaj means = new DMatrixRMaj(k, d);
    int[] counts = assignment.counts(k);
    for (int i = 0; i < rows.numRows; i++) {
      int centre = assignment.nearest()[i];
      for (int j = 0; j < d; j++) {
        means.data[centre * d + j] += rows.data[i * d + j];
      }
    }
    for (int c = 0; c < k; c++) {
      for (int j = 0; j < d; j++) {
        means.data[c * d + j] /= Math.max(1, counts[c]);
      }
    }
    return means;
  }

  /** Half of the groups that break the rule at a time: the rows of one may make up another. */
  private static DMatrixRMaj withoutSmallest(DMatrixRMaj centres, int[] counts, boolean[] holds) {
    int[] broken =
        IntStream.range(0, counts.length)
            .filter(c -> !holds[c])
            .boxed()
            .sorted(Comparator.comparingInt(c -> counts[c]))
            .mapToInt(Integer::intValue)
            .toArray();
    boolean[] dissolved = new boolean[counts.length];
    for (int i = 0; i < Math.min((broken.length + 1) / 2, counts.length - 1); i++) {
      dissolved[broken[i]] = true;
    }
    return Matrices.select(
        centres, IntStream.range(0, counts.length).filter(c -> !dissolved[c]).toArray());
  }
}
