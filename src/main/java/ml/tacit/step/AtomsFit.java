package ml.tacit.step;

import java.util.Arrays;
import java.util.stream.IntStream;
import ml.tacit.kernel.Centres;
import org.ejml.data.DMatrixRMaj;

/** Atoms fitted to coordinates: a grid where there are two of them, else k-means. */
final class AtomsFit {
  private static final int OF_PLANE = 384;

  /** With more classes, more atoms would be fitted to few rows of each. */
  private static final int OF_CENTRES = 192;

  /** Rows that an atom should have at least, on average. */
  private static final int ROWS = 20;

  /** Strips of the first coordinate for each cut of the second. */
  private static final double SHAPE = 1.5;

  private AtomsFit() {}

  /**
   * Fits.
   *
   * @param coordinates n × m
   * @param most how many atoms at most; 0 for the usual number
   */
  static Atoms of(DMatrixRMaj coordinates, int most, long seed) {
    int size = most > 0 ? most : usual(coordinates.numRows, coordinates.numCols);
    return coordinates.numCols == 2
        ? plane(coordinates, size)
        : Atoms.nearest(Centres.of(coordinates, size, seed));
  }

  /** How many atoms there are for so many rows and coordinates. */
  static int usual(int rows, int coordinates) {
    return Math.max(2, Math.min(coordinates == 2 ? OF_PLANE : OF_CENTRES, rows / ROWS));
  }

  private static Atoms plane(DMatrixRMaj coordinates, int size) {
    int strips = Math.max(1, (int) Math.round(Math.sqrt(size * SHAPE)));
    int columns = Math.max(1, size / strips);
    int[] order = sorted(coordinates, IntStream.range(0, coordinates.numRows).toArray(), 0);
    double[] cuts = cuts(coordinates, order, 0, strips);
    DMatrixRMaj within = new DMatrixRMaj(strips, columns - 1);
    for (int s = 0; s < strips; s++) {
      double low = s == 0 ? Double.NEGATIVE_INFINITY : cuts[s - 1];
      double high = s == strips - 1 ? Double.POSITIVE_INFINITY : cuts[s];
      int[] strip =
          Arrays.stream(order)
              .filter(i -> coordinates.data[2 * i] >= low && coordinates.data[2 * i] < high)
              .toArray();
      // A strip without rows, between cuts that are equal, is never met: any cuts will do.
      int[] rows = strip.length == 0 ? order : strip;
      System.arraycopy(
          cuts(coordinates, sorted(coordinates, rows, 1), 1, columns),
          0,
          within.data,
          s * (columns - 1),
          columns - 1);
    }
    return Atoms.plane(cuts, within);
  }

  private static int[] sorted(DMatrixRMaj coordinates, int[] rows, int j) {
    return Arrays.stream(rows)
        .boxed()
        .sorted((a, b) -> Double.compare(coordinates.data[2 * a + j], coordinates.data[2 * b + j]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Where sorted rows are cut into parts of equal size, half way between two rows. */
  private static double[] cuts(DMatrixRMaj coordinates, int[] sorted, int j, int parts) {
    return IntStream.range(1, parts)
        .mapToDouble(
            p -> {
              int at = (int) ((long) p * sorted.length / parts);
              double above = coordinates.data[2 * sorted[at] + j];
              double below = coordinates.data[2 * sorted[Math.max(0, at - 1)] + j];
              return below + (above - below) / 2;
            })
        .toArray();
  }
}
