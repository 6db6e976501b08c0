package ml.tacit.score;

import java.util.stream.IntStream;
import ml.tacit.kernel.Kernel;
import ml.tacit.kernel.Nystrom;
import ml.tacit.kernel.NystromMap;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/** Features of a kernel from landmarks: means of groups of rows. */
final class Landmarks {
  /** Landmarks are found in a sample of so many rows. */
  private static final int SAMPLE = 10_000;

  /** The median distance of so many rows is that of all but for a hundredth or two. */
  private static final int ROWS_OF_MEDIAN = 400;

  private Landmarks() {}

  /** The features of a kernel; {@code rbf} and {@code laplacian} are as wide as rows are apart. */
  static NystromMap of(String kernel, int most, DMatrixRMaj rows, long seed) {
    return Nystrom.of(kernel(kernel, rows))
        .withLandmarks(most)
        .withSeed(seed)
        .fit(sample(rows, SAMPLE));
  }

  /**
   * The kernel of a text. Where most pairs of rows are equal, a median distance says nothing: the
   * mean one does.
   */
  static Kernel kernel(String text, DMatrixRMaj rows) {
    try {
      return Kernel.parse(text, sample(rows, ROWS_OF_MEDIAN));
    } catch (BadDataException e) {
      double columns = Math.max(1, spread(rows)); // all columns constant: any width will do
      return switch (text) {
        case "rbf" -> Kernel.rbf(1 / (4 * columns));
        case "laplacian" -> Kernel.laplacian(1 / (2 * columns));
        default -> throw e;
      };
    }
  }

  /** Σx²/n: the number of columns that are not constant. */
  private static double spread(DMatrixRMaj rows) {
    double sum = 0;
    for (double x : rows.data) {
      sum += x * x;
    }
    return sum / rows.numRows;
  }

  private static DMatrixRMaj sample(DMatrixRMaj rows, int most) {
    if (rows.numRows <= most) {
      return rows;
    }
    return select(
        rows, IntStream.range(0, most).map(i -> (int) ((long) i * rows.numRows / most)).toArray());
  }

  /** Some of the rows, copied. */
  static DMatrixRMaj select(DMatrixRMaj rows, int[] chosen) {
    DMatrixRMaj selected = new DMatrixRMaj(chosen.length, rows.numCols);
    for (int i = 0; i < chosen.length; i++) {
      System.arraycopy(
          rows.data, chosen[i] * rows.numCols, selected.data, i * rows.numCols, rows.numCols);
    }
    return selected;
  }
}
