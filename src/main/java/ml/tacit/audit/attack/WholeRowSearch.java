package ml.tacit.audit.attack;

import ml.tacit.subspace.AffineMap;
import org.ejml.data.DMatrixRMaj;

/** Searches for all columns at once, in all equations y = A(x − m) + c. */
final class WholeRowSearch implements RowSearch {
  private final double[] unsure;
  private final int[] columns;

  /** A row, of the constant columns' values and x⁰, and what the map makes of it. */
  private final double[] start;

  private final double[] released;
  private final GridSearch search;

  /**
   * Sets up the equations.
   *
   * @param columns all but the constant ones
   * @param unsure how far each output may be from what the map gives, above 0
   */
  WholeRowSearch(AffineMap map, RawColumns raw, int[] columns, double[] unsure) {
    this.columns = columns;
    this.unsure = unsure;
    DMatrixRMaj a = map.matrix();
    DMatrixRMaj equations = new DMatrixRMaj(a.numRows, columns.length);
    for (int i = 0; i < a.numRows; i++) {
      for (int c = 0; c < columns.length; c++) {
        equations.set(i, c, a.get(i, columns[c]) / unsure[i]);
      }
    }
    search = new GridSearch(raw, columns, equations);
    start = raw.means();
    double[] found = search.start();
    for (int c = 0; c < columns.length; c++) {
      start[columns[c]] = found[c];
    }
    released = map.apply(start);
  }

  @Override
  public double[] estimate(double[] row) {
    double[] right = new double[row.length];
    for (int i = 0; i < right.length; i++) {
      right[i] = (row[i] - released[i]) / unsure[i];
    }
    double[] found = search.nearest(right);
    double[] x = start.clone();
    for (int c = 0; c < columns.length; c++) {
      x[columns[c]] = found[c];
    }
    return x;
  }
}
