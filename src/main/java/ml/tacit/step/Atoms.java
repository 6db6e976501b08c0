package ml.tacit.step;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import ml.tacit.subspace.Step;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/**
 * Coordinates of scores to one code: rows of a code are taken for the same by the channel that
 * follows.
 *
 * <p>Either a {@linkplain #plane grid} in a plane, cut at quantiles of the first coordinate and,
 * within each strip, of the second; or the {@linkplain #nearest nearest} of some centres, the first
 * of equally near ones. Immutable and thread-safe.
 */
public final class Atoms implements Step {
  /** Cuts of the first coordinate, ascending; null for centres. */
  private final double[] strips;

  /** strips × cuts within, ascending in each row; null for centres, or where there are none. */
  private final DMatrixRMaj cuts;

  private final DMatrixRMaj centres;
  private final int columns;

  private Atoms(double[] strips, DMatrixRMaj cuts, DMatrixRMaj centres) {
    this.strips = strips;
    this.cuts = cuts;
    this.centres = centres;
    this.columns = cuts == null ? 1 : cuts.numCols + 1;
  }

  /**
   * A grid in a plane: (strips.length + 1) × (columns of cuts + 1) codes.
   *
   * @param strips where the first coordinate is cut, ascending; a number on a cut is above it;
   *     copied
   * @param cuts a row for each strip: where the second is cut there, ascending; not copied
   * @return the step
   * @throws BadDataException if the sizes do not fit or cuts are not ascending
   */
  public static Atoms plane(double[] strips, DMatrixRMaj cuts) {
    if (cuts.numRows != strips.length + 1) {
      throw new BadDataException(
          "cuts: " + cuts.numRows + " rows, " + (strips.length + 1) + " are expected");
    }
    requireAscending("strips", strips, 0, strips.length);
    for (int r = 0; r < cuts.numRows; r++) {
      requireAscending("cuts", cuts.data, r * cuts.numCols, cuts.numCols);
    }
    return new Atoms(strips.clone(), cuts, null);
  }

  /**
   * The nearest of some centres: a code for each.
   *
   * @param centres atoms × coordinates, finite; not copied
   * @return the step
   */
  public static Atoms nearest(DMatrixRMaj centres) {
    if (centres.numRows < 1 || centres.numCols < 1) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "centres: %d × %d, at least 1 × 1 is needed",
              centres.numRows,
              centres.numCols));
    }
    return new Atoms(null, null, centres);
  }

  private static void requireAscending(String what, double[] values, int from, int count) {
    for (int j = from; j < from + count; j++) {
      if (Double.isNaN(values[j]) || (j > from && values[j] < values[j - 1])) {
        throw new BadDataException(what + ": not ascending at " + values[j]);
      }
    }
  }

  /**
   * How many codes there are.
   *
   * @return the number of atoms
   */
  public int size() {
    return centres != null ? centres.numRows : (strips.length + 1) * columns;
  }

  /**
   * The centres.
   *
   * @return atoms × coordinates, not to be written to; empty for a grid
   */
  public Optional<DMatrixRMaj> centres() {
    return Optional.ofNullable(centres);
  }

  /**
   * Cuts of the first coordinate of a grid.
   *
   * @return a fresh array; none for centres
   */
  public double[] strips() {
    return strips == null ? new double[0] : strips.clone();
  }

  /**
   * Cuts of the second coordinate of a grid.
   *
   * @return strips × cuts, not to be written to; empty for centres
   */
  public Optional<DMatrixRMaj> cuts() {
    return Optional.ofNullable(cuts);
  }

  @Override
  public int inputs() {
    return centres == null ? 2 : centres.numCols;
  }

  @Override
  public int outputs() {
    return 1;
  }

  @Override
  public DMatrixRMaj apply(DMatrixRMaj rows) {
    DMatrixRMaj codes = new DMatrixRMaj(rows.numRows, 1);
    for (int i = 0; i < rows.numRows; i++) {
      codes.data[i] = centres == null ? cell(rows.data, 2 * i) : nearest(rows.data, i);
    }
    return codes;
  }

  @Override
  public String guarantee() {
    return Cells.guarantee(size());
  }

  private int cell(double[] data, int at) {
    int strip = above(strips, 0, strips.length, data[at]);
    return strip * columns + above(cuts.data, strip * cuts.numCols, cuts.numCols, data[at + 1]);
  }

  /** How many of some ascending numbers are at most this one. */
  private static int above(double[] values, int from, int count, double value) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (values[from + middle] <= value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private int nearest(double[] data, int row) {
    int d = centres.numCols;
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int c = 0; c < centres.numRows; c++) {
      double distance = 0;
      for (int j = 0; j < d; j++) {
        double difference = data[row * d + j] - centres.data[c * d + j];
        distance += difference * difference;
      }
      if (distance < least) {
        least = distance;
        best = c;
      }
    }
    return best;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Atoms atoms
        && Arrays.equals(strips, atoms.strips)
        && Matrices.equal(cuts, atoms.cuts)
        && Matrices.equal(centres, atoms.centres);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(strips) + size();
  }

  @Override
  public String toString() {
    return "Atoms[" + size() + "]";
  }
}
