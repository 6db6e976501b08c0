package ml.tacit.score;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import ml.tacit.kernel.Kernel;
import ml.tacit.kernel.Nystrom;
import ml.tacit.kernel.NystromMap;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/** Features of several kernels from the same landmarks: means of groups of standardised rows. */
final class Landmarks {
  /** Landmarks are found in a sample of so many rows. */
  private static final int SAMPLE = 10_000;

  private Landmarks() {}

  /**
   * The features.
   *
   * @param kernels texts: {@code rbf} and {@code laplacian} are as wide as rows are apart
   * @param rows n × d, standardised
   */
  static List<NystromMap> of(List<String> kernels, int most, DMatrixRMaj rows, long seed) {
    List<NystromMap> maps = new ArrayList<>();
    for (String text : kernels) {
      Kernel kernel = kernel(text, rows);
      maps.add(
          maps.isEmpty()
              ? Nystrom.of(kernel).withLandmarks(most).withSeed(seed).fit(sample(rows))
              : maps.get(0).with(kernel));
    }
    return maps;
  }

  /** Where most pairs of rows are equal, a median distance says nothing: the mean one does. */
  private static Kernel kernel(String text, DMatrixRMaj rows) {
    try {
      return Kernel.parse(text, rows);
    } catch (BadDataException e) {
      double columns = Math.max(1, spread(rows));
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

  private static DMatrixRMaj sample(DMatrixRMaj rows) {
    if (rows.numRows <= SAMPLE) {
      return rows;
    }
    return select(
        rows,
        IntStream.range(0, SAMPLE).map(i -> (int) ((long) i * rows.numRows / SAMPLE)).toArray());
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
