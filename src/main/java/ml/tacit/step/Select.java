package ml.tacit.step;

import java.util.Arrays;
import java.util.Locale;
import ml.tacit.subspace.Step;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/** Some of the columns, in an order, as they are. Immutable and thread-safe. */
public final class Select implements Step {
  private final int inputs;
  private final int[] columns;

  /**
   * Some columns.
   *
   * @param inputs number of columns that go in
   * @param columns positions of those that come out, in their order, at least one; copied
   * @throws BadDataException if there is none, or one is outside the inputs
   */
  public Select(int inputs, int[] columns) {
    this.inputs = inputs;
    this.columns = inside("columns", columns, inputs);
    if (columns.length == 0) {
      throw new BadDataException("columns: none, at least one is needed");
    }
  }

  /** The positions, copied, if all of them are. */
  static int[] inside(String what, int[] positions, int inputs) {
    for (int position : positions) {
      if (position < 0 || position >= inputs) {
        throw new BadDataException(
            String.format(
                Locale.ROOT, "%s: column %d, there are %d inputs", what, position, inputs));
      }
    }
    return positions.clone();
  }

  /**
   * Positions of the columns that come out.
   *
   * @return a fresh array
   */
  public int[] columns() {
    return columns.clone();
  }

  @Override
  public int inputs() {
    return inputs;
  }

  @Override
  public int outputs() {
    return columns.length;
  }

  @Override
  public DMatrixRMaj apply(DMatrixRMaj rows) {
    DMatrixRMaj some = of(rows, columns);
    return some == rows ? rows.copy() : some;
  }

  /** Some columns of rows, in an order; the rows themselves where these are all, in order. */
  static DMatrixRMaj of(DMatrixRMaj rows, int[] columns) {
    if (columns.length == rows.numCols && isInOrder(columns)) {
      return rows;
    }
    DMatrixRMaj some = new DMatrixRMaj(rows.numRows, columns.length);
    for (int i = 0, at = 0; i < rows.numRows; i++) {
      for (int column : columns) {
        some.data[at++] = rows.data[i * rows.numCols + column];
      }
    }
    return some;
  }

  private static boolean isInOrder(int[] columns) {
    for (int j = 0; j < columns.length; j++) {
      if (columns[j] != j) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String guarantee() {
    return "the columns leave as they are, the others not at all: bounds no attacker";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Select select
        && inputs == select.inputs
        && Arrays.equals(columns, select.columns);
  }

  @Override
  public int hashCode() {
    return 31 * inputs + Arrays.hashCode(columns);
  }

  @Override
  public String toString() {
    return "Select" + Arrays.toString(columns);
  }
}
