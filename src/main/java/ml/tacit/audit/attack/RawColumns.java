package ml.tacit.audit.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ml.tacit.matrix.Dense;
import ml.tacit.table.Grid;
import ml.tacit.table.Grids;
import ml.tacit.table.Standardization;
import org.ejml.data.DMatrixRMaj;

/**
 * What an attacker knows of raw columns from some raw rows: the grid that each keeps to, and how
 * its values are spread.
 *
 * <p>Immutable and thread-safe.
 */
public final class RawColumns {
  /** A column without a grid counts as restored to within this share of its deviation. */
  private static final double CLOSE = 1e-4;

  /** Equal numbers may differ by their last places: this share of them. */
  private static final double LAST_PLACES = 1e-12;

  /** Half a step, and the rounding of doubles. */
  private static final double NEAREST = 0.501;

  /** Of the digits that a release takes for continuous, an attacker reads so many decimals. */
  private static final int MOST_DECIMALS = 12;

  /** So many values may have more: small ones printed with as many significant digits. */
  private static final double FEW = 0.01;

  /** A grid finer than this share of the deviation is beyond what doubles can lead back to. */
  private static final double FINEST = 1e-9;

  private final DMatrixRMaj rows;
  private final double[] mean;
  private final double[] deviation;
  private final List<Optional<Grid>> grids = new ArrayList<>();

  private RawColumns(DMatrixRMaj rows) {
    this.rows = rows;
    Standardization columns = Standardization.fit(rows);
    mean = columns.mean();
    deviation = columns.deviation();
    List<Optional<Grid>> found = Grids.of(rows).all();
    for (int j = 0; j < rows.numCols; j++) {
      int column = j; // a grid may also be the largest gap between a few values: none for a search
      Optional<Grid> own = found.get(j).filter(grid -> areMostOn(grid, column));
      grids.add(own.isPresent() ? own : decimals(j));
    }
  }

  /**
   * Looks at rows.
   *
   * @param rows n × d, finite, at least one; kept, and not to be modified later
   * @return what they tell of their columns
   */
  public static RawColumns of(DMatrixRMaj rows) {
    return new RawColumns(rows);
  }

  /** The decimals of a column that is fine enough to be taken for continuous. */
  private Optional<Grid> decimals(int column) {
    for (int decimals = 0; decimals <= MOST_DECIMALS; decimals++) {
      Grid grid = new Grid(0, 1, decimals);
      if (grid.width() < FINEST * deviation[column]) {
        return Optional.empty();
      }
      if (areMostOn(grid, column)) {
        return Optional.of(grid);
      }
    }
    return Optional.empty();
  }

  private boolean areMostOn(Grid grid, int column) {
    int off = 0;
    for (int row = 0; row < rows.numRows && off <= FEW * rows.numRows; row++) {
      double x = rows.get(row, column);
      double last = LAST_PLACES * Math.max(Math.abs(x), grid.width());
      off += Math.abs(grid.nearest(x) - x) <= last ? 0 : 1;
    }
    return off <= FEW * rows.numRows;
  }

  int count() {
    return mean.length;
  }

  DMatrixRMaj rows() {
    return rows;
  }

  double mean(int column) {
    return mean[column];
  }

  double[] means() {
    return mean.clone();
  }

  double deviation(int column) {
    return deviation[column];
  }

  Optional<Grid> grid(int column) {
    return grids.get(column);
  }

  /** The covariance of some columns, with a little more on its diagonal; these many squared. */
  DMatrixRMaj covariance(int[] columns) {
    int k = columns.length;
    DMatrixRMaj centred = new DMatrixRMaj(rows.numRows, k);
    for (int i = 0; i < rows.numRows; i++) {
      for (int c = 0; c < k; c++) {
        centred.set(i, c, rows.get(i, columns[c]) - mean[columns[c]]);
      }
    }
    DMatrixRMaj covariance = new DMatrixRMaj(k, k);
    Dense.addGram(centred, covariance);
    double more =
        1e-3 + (double) k / rows.numRows; // few rows say little of how columns hang together
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        covariance.data[i * k + j] *= (i == j ? 1 + more : 1) / rows.numRows;
      }
    }
    return covariance;
  }

  /**
   * The value of a column that is nearest to an estimate.
   *
   * @param column from 0
   * @param estimate any number
   * @return a number of the grid; the estimate itself for a column without one
   */
  public double nearest(int column, double estimate) {
    return grids.get(column).map(grid -> grid.nearest(estimate)).orElse(estimate);
  }

  /**
   * Whether an estimate of a cell is the cell.
   *
   * @param column from 0
   * @param estimate of it
   * @param raw the cell
   * @return whether the cell is nearest to that number of the grid; without a grid, whether it is
   *     within {@value #CLOSE} deviations
   */
  public boolean same(int column, double estimate, double raw) {
    double off = Math.abs(nearest(column, estimate) - raw);
    double close = Math.max(CLOSE * deviation[column], LAST_PLACES * Math.abs(raw));
    return off <= grids.get(column).map(g -> NEAREST * g.width()).orElse(close);
  }

  /** {@return how many columns have no grid} */
  public int continuous() {
    return (int) grids.stream().filter(Optional::isEmpty).count();
  }
}
