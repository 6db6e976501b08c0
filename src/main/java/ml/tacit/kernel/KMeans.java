package ml.tacit.kernel;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import ml.tacit.matrix.PairMeasure;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/**
 * Centres of groups of rows, by Lloyd's iteration from k-means++ seeds (Arthur and Vassilvitskii,
 * SODA 2007).
 *
 * <p>A centre of a few rows would say much of each (of one row: the row). Groups smaller than a
 * least size are dissolved, the smallest first, until none is left, so there may be fewer centres
 * than asked for.
 *
 * @param centres k × d
 * @param counts rows of each group
 */
@SuppressWarnings("ArrayRecordComponent") // passed by reference on purpose; never compared
record KMeans(DMatrixRMaj centres, int[] counts) {
  private static final int ITERATIONS = 25;

  /** Share of the spread below which further iterations are not worth their time. */
  private static final double SETTLED = 1e-4;

  static KMeans of(DMatrixRMaj rows, int k, int leastRows, long seed) {
    if (rows.numRows < leastRows) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "rows: %d, at least %d are needed for one landmark",
              rows.numRows,
              leastRows));
    }
    DMatrixRMaj centred = rows.copy();
    Matrices.centreColumns(centred);
    DMatrixRMaj centres = seeds(centred, Math.min(k, rows.numRows / leastRows), new Random(seed));
    Assignment assignment = Assignment.of(centred, centres);
    for (int i = 0; i < ITERATIONS; i++) {
      DMatrixRMaj moved = means(centred, assignment, centres.numRows);
      Assignment next = Assignment.of(centred, moved);
      boolean settled = assignment.spread() - next.spread() <= SETTLED * assignment.spread();
      centres = moved;
      assignment = next;
      if (settled) {
        break;
      }
    }
    for (int[] counts = assignment.counts(centres.numRows);
        Arrays.stream(counts).min().orElseThrow() < leastRows;
        counts = assignment.counts(centres.numRows)) {
      centres = withoutSmallest(centres, counts, leastRows);
      assignment = Assignment.of(centred, centres);
    }
    // Means of the rows themselves, not of the shifted ones: as many digits as the rows have.
    return new KMeans(means(rows, assignment, centres.numRows), assignment.counts(centres.numRows));
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
        distances[i] = Math.min(distances[i], squaredDistance(rows, i, chosen[c - 1]));
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

  private static double squaredDistance(DMatrixRMaj rows, int a, int b) {
    double sum = 0;
    int d = rows.numCols;
    for (int j = 0; j < d; j++) {
      double difference = rows.data[a * d + j] - rows.data[b * d + j];
      sum += difference * difference;
    }
    return sum;
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

  /** Half of the groups that are too small at a time: the rows of one may make up another. */
  private static DMatrixRMaj withoutSmallest(DMatrixRMaj centres, int[] counts, int leastRows) {
    int[] bySize =
        IntStream.range(0, counts.length)
            .boxed()
            .sorted(Comparator.comparingInt(c -> counts[c]))
            .mapToInt(Integer::intValue)
            .toArray();
    int small = (int) Arrays.stream(counts).filter(count -> count < leastRows).count();
    int[] kept = Arrays.copyOfRange(bySize, (small + 1) / 2, bySize.length);
    Arrays.sort(kept);
    return Matrices.select(centres, kept);
  }
}
