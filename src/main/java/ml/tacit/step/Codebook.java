package ml.tacit.step;

import java.util.Arrays;
import java.util.Locale;
import ml.tacit.subspace.Step;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/**
 * A cell to the row of d numbers that stands for it. Immutable and thread-safe.
 *
 * <p>Each row is the middle of many fitted rows, in the columns and the kinds of number that they
 * have: a mean, rounded in whole-number columns, or the most frequent level.
 */
public final class Codebook implements Step {
  private final DMatrixRMaj centres;
  private final int[] rows;
  private final int[] people;

  /**
   * A codebook.
   *
   * @param centres K × d, finite; not copied
   * @param rows how many fitted rows stand behind each; copied
   * @param people how many hidden classes they have; copied
   * @throws BadDataException if the sizes do not fit, or a count is not positive
   */
  public Codebook(DMatrixRMaj centres, int[] rows, int[] people) {
    if (centres.numRows < 1 || centres.numCols < 1) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "centres: %d × %d, at least 1 × 1 is needed",
              centres.numRows,
              centres.numCols));
    }
    requireCounts("rows", rows, centres.numRows);
    requireCounts("people", people, centres.numRows);
    this.centres = centres;
    this.rows = rows.clone();
    this.people = people.clone();
  }

  private static void requireCounts(String what, int[] counts, int size) {
    if (counts.length != size) {
      throw new BadDataException(
          what + ": " + counts.length + " counts, " + size + " are expected");
    }
    for (int count : counts) {
      if (count < 1) {
        throw new BadDataException(what + ": " + count + ", at least 1 is needed");
      }
    }
  }

  /**
   * The rows.
   *
   * @return K × d, not to be written to
   */
  public DMatrixRMaj centres() {
    return centres;
  }

  /**
   * How many fitted rows stand behind each row.
   *
   * @return a fresh array
   */
  public int[] rows() {
    return rows.clone();
  }

  /**
   * How many hidden classes stand behind each row.
   *
   * @return a fresh array
   */
  public int[] people() {
    return people.clone();
  }

  @Override
  public int inputs() {
    return 1;
  }

  @Override
  public int outputs() {
    return centres.numCols;
  }

  /**
   * The rows of some cells.
   *
   * @throws BadDataException if a cell is no code of the book
   */
  @Override
  public DMatrixRMaj apply(DMatrixRMaj cells) {
    int d = centres.numCols;
    DMatrixRMaj out = new DMatrixRMaj(cells.numRows, d);
    for (int i = 0; i < cells.numRows; i++) {
      int cell = Codes.of("cell", cells.data[i], centres.numRows);
      System.arraycopy(centres.data, cell * d, out.data, i * d, d);
    }
    return out;
  }

  @Override
  public String guarantee() {
    return String.format(
        Locale.ROOT,
        "a released row is one of %d in the original columns and says no more than its number;"
            + " behind each are at least %d fitted rows (median %d) of at least %d hidden classes"
            + " (median %d)",
        centres.numRows,
        least(rows),
        median(rows),
        least(people),
        median(people));
  }

  private static int least(int[] counts) {
    return Arrays.stream(counts).min().orElseThrow();
  }

  private static int median(int[] counts) {
    return Arrays.stream(counts).sorted().toArray()[counts.length / 2];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Codebook book
        && Arrays.equals(rows, book.rows)
        && Arrays.equals(people, book.people)
        && Matrices.equal(centres, book.centres);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(rows) + centres.numCols;
  }

  @Override
  public String toString() {
    return "Codebook[" + centres.numRows + " × " + centres.numCols + "]";
  }
}
