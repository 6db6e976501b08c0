package ml.tacit.kernel;

import java.util.Arrays;
import java.util.Locale;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/** The median distance between two different rows, of at most 1000 evenly spread ones. */
final class MedianDistance {
  private static final int ROWS = 1000;

  private MedianDistance() {}

  static double euclidean(DMatrixRMaj rows) {
    return median(rows, false);
  }

  static double absolute(DMatrixRMaj rows) {
    return median(rows, true);
  }

  private static double median(DMatrixRMaj rows, boolean absolute) {
    Matrices.requireFinite(rows);
    if (rows.numRows < 2) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "rows: %d, at least two are needed for a median distance",
              rows.numRows));
    }
    int n = Math.min(ROWS, rows.numRows);
    int[] chosen = new int[n];
    Arrays.setAll(chosen, i -> (int) ((long) i * rows.numRows / n));
    double[] distances = new double[n * (n - 1) / 2];
    int next = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        distances[next++] = distance(rows, chosen[i], chosen[j], absolute);
      }
    }
    Arrays.sort(distances);
    double median = distances[distances.length / 2];
    if (!(median > 0)) {
      throw new BadDataException(
          "rows: half or more of the pairs of rows are equal, the median distance is 0; give gamma as a number");
    }
    return median;
  }

  private static double distance(DMatrixRMaj rows, int a, int b, boolean absolute) {
    return absolute
        ? Matrices.absoluteDistance(rows, a, b)
        : Math.sqrt(Matrices.squaredDistance(rows, a, b));
  }
}
