package ml.tacit.subspace;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import ml.tacit.table.Grid;
import ml.tacit.table.Grids;
import ml.tacit.table.Standardization;
import org.ejml.data.DMatrixRMaj;

/**
 * How finely the fitted rows were measured, and how far apart what a model makes of them is: what a
 * release needs to know to give no more digits than it must.
 *
 * <p>Deviations are √(S̄_jj/n) of the fitted rows, in the units of the columns as they came and as
 * they leave; 0 for a constant column. An immutable value, thread-safe.
 */
public final class Resolution {
  /** Of a model that was not fitted to rows that could tell: nothing is known. */
  public static final Resolution UNKNOWN =
      new Resolution(new double[0], List.of(), new double[0], Optional.empty());

  private final double[] inputDeviations;
  private final List<Optional<Grid>> inputGrids;
  private final double[] outputDeviations;
  private final Optional<OpenRows> openRows;

  private Resolution(
      double[] inputDeviations,
      List<Optional<Grid>> inputGrids,
      double[] outputDeviations,
      Optional<OpenRows> openRows) {
    this.inputDeviations = inputDeviations;
    this.inputGrids = inputGrids;
    this.outputDeviations = outputDeviations;
    this.openRows = openRows;
  }

  /**
   * What is known of d inputs and m outputs. Of the features of a kernel that a caller makes, only
   * the outputs are: d is 0 then.
   *
   * @param inputDeviations d numbers; copied
   * @param inputGrids d grids, empty for a column that has none
   * @param outputDeviations m numbers; copied
   * @return the value
   * @throws IllegalArgumentException if there are not as many grids as input deviations
   */
  public static Resolution of(
      double[] inputDeviations, List<Optional<Grid>> inputGrids, double[] outputDeviations) {
    if (inputGrids.size() != inputDeviations.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "inputGrids: %d, for %d input deviations",
              inputGrids.size(),
              inputDeviations.length));
    }
    return new Resolution(
        inputDeviations.clone(),
        List.copyOf(inputGrids),
        outputDeviations.clone(),
        Optional.empty());
  }

  /**
   * Measures rows and what a model made of them.
   *
   * @param inputs n × d, n at least 1, finite; only read
   * @param outputs n × m, finite; only read
   * @return the value
   */
  public static Resolution of(DMatrixRMaj inputs, DMatrixRMaj outputs) {
    Grids grids = new Grids(inputs.numCols);
    grids.accept(inputs);
    return of(
        Standardization.fit(inputs).deviation(),
        grids.all(),
        Standardization.fit(outputs).deviation());
  }

  /** Measures a release of the rows that a problem was posed on. */
  static Resolution measure(AffineMap release, Equilibrated problem) {
    double rows = problem.rows().count();
    double[] units = problem.units();
    double[] inputs = problem.totalDiagonal();
    Arrays.setAll(inputs, j -> units[j] * Math.sqrt(inputs[j] / rows));
    double[] outputs = Powers.of(problem.inUnits(release), problem.total());
    boolean columns = release.isRemoval();
    Arrays.setAll(outputs, i -> (columns ? units[i] : 1) * Math.sqrt(outputs[i] / rows));
    return new Resolution(
        inputs, problem.raw().grids(), outputs, OpenRows.of(release, problem, inputs, outputs));
  }

  /**
   * Whether the outputs are known.
   *
   * @return false for {@link #UNKNOWN}
   */
  public boolean isKnown() {
    return outputDeviations.length > 0;
  }

  /**
   * The standard deviation of each input column.
   *
   * @return d numbers, fresh; none where they are not known
   */
  public double[] inputDeviations() {
    return inputDeviations.clone();
  }

  /**
   * The grid of each input column.
   *
   * @return d grids, immutable; empty for a column that is continuous, or of which it is not known
   */
  public List<Optional<Grid>> inputGrids() {
    return inputGrids;
  }

  /**
   * The standard deviation of each output.
   *
   * @return m numbers, fresh; none where nothing is known
   */
  public double[] outputDeviations() {
    return outputDeviations.clone();
  }

  /**
   * How many raw rows fit a released one, with the covariance of the fitted rows.
   *
   * @return empty where most columns have no grid, where there are too many columns, or where the
   *     covariance is not known
   */
  public Optional<OpenRows> openRows() {
    return openRows;
  }
}
