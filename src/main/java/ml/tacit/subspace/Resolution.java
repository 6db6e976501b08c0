package ml.tacit.subspace;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import ml.tacit.table.Grid;

/**
 * How finely the fitted rows were measured, and how far apart what a model makes of them is: what a
 * release needs to know to give no more digits than it must.
 *
 * <p>Deviations are √(S̄_jj/n) of the fitted rows, in the units of the columns as they came and as
 * they leave; 0 for a constant column. An immutable value, thread-safe.
 */
public final class Resolution {
  /** Of a model that was not fitted to rows that could tell: nothing is known. */
  public static final Resolution UNKNOWN = new Resolution(new double[0], List.of(), new double[0]);

  private final double[] inputDeviations;
  private final List<Optional<Grid>> inputGrids;
  private final double[] outputDeviations;

  private Resolution(
      double[] inputDeviations, List<Optional<Grid>> inputGrids, double[] outputDeviations) {
    this.inputDeviations = inputDeviations;
    this.inputGrids = inputGrids;
    this.outputDeviations = outputDeviations;
  }

  /**
   * What is known of d inputs and m outputs.
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
        inputDeviations.clone(), List.copyOf(inputGrids), outputDeviations.clone());
  }

  /**
   * Whether anything is known.
   *
   * @return false for {@link #UNKNOWN}
   */
  public boolean isKnown() {
    return inputDeviations.length > 0;
  }

  /**
   * The standard deviation of each input column.
   *
   * @return d numbers, fresh; none where nothing is known
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
}
