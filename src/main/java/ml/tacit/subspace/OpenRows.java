package ml.tacit.subspace;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import ml.tacit.matrix.Cholesky;
import ml.tacit.matrix.Dense;
import ml.tacit.matrix.SymmetricEigen;
import ml.tacit.table.Grid;
import org.ejml.data.DMatrixRMaj;

/**
 * How open a row that an affine map released leaves the raw row on the grids of the inputs: −log₂
 * of the chance that the best guess is right in every column.
 *
 * <p>As if rows were normal with the covariance Σ of the fitted ones. In grid widths W, with S =
 * W⁻¹ΣW⁻¹, B = A W and rounding errors of the variances N = diag(h²/12), rows that give the same
 * output have the covariance
 *
 * <pre>C = S − S Bᵀ (B S Bᵀ + N)⁻¹ B S,</pre>
 *
 * and the best guess is right with about Π_i P(|√λ_i(C) z| &lt; ½), z standard normal: what a cell
 * of the grid holds at the centre. A direction of deviation s ≫ 1 leaves log₂ s + 1.3 bits open,
 * one of s ≪ 1 none: twelve columns made of three count as three.
 *
 * <p>An immutable value, thread-safe.
 */
public final class OpenRows {
  /** A column is taken to carry so many digits at most: grids are not looked for beyond. */
  private static final double FINEST = 4e-6;

  /** The most columns that are looked at: eigenproblems of their number are solved. */
  private static final int MOST_COLUMNS = 256;

  /** An output of less than this share of the largest deviation holds rounding errors only. */
  private static final double NOISE = 1e-9;

  /** Rounding finer than this share of a deviation is taken to be this: the inverse must exist. */
  private static final double LEAST_SHARE = 1e-5;

  private static final int INTERVALS = 64;

  /** A deviation of this share of a grid width leaves nothing open: the next value is 5 off. */
  private static final double CLOSED = 0.1;

  private final DMatrixRMaj covariance;
  private final double[] deviations;
  private final int[] telling;

  /** B with rows in deviations of the outputs. */
  private final DMatrixRMaj seen;

  private OpenRows(DMatrixRMaj covariance, double[] deviations, int[] telling, DMatrixRMaj seen) {
    this.covariance = covariance;
    this.deviations = deviations;
    this.telling = telling;
    this.seen = seen;
  }

  /**
   * Of a map of the rows that a problem was posed on; empty where most columns have no grid, so
   * that the digits of the readings are beyond those of any release, or where there are too many.
   */
  static Optional<OpenRows> of(
      AffineMap release, Equilibrated problem, double[] inputs, double[] outputs) {
    List<Optional<Grid>> grids = problem.raw().grids();
    long found = grids.stream().filter(Optional::isPresent).count();
    int d = inputs.length;
    if (2 * found < d || d > MOST_COLUMNS) {
      return Optional.empty();
    }
    double[] units = problem.units();
    double[] width = new double[d]; // in the units of the problem
    for (int j = 0; j < d; j++) {
      double own = grids.get(j).map(Grid::width).orElse(0.0);
      width[j] = Math.max(own, FINEST * inputs[j]) / units[j];
    }
    double rows = problem.rows().count();
    DMatrixRMaj s = problem.total().matrix();
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        double both = width[i] * width[j];
        s.set(i, j, both > 0 ? s.get(i, j) / rows / both : 0);
      }
    }
    double largest = Arrays.stream(outputs).max().orElse(0);
    int[] telling =
        IntStream.range(0, outputs.length).filter(i -> outputs[i] > NOISE * largest).toArray();
    AffineMap map = problem.inUnits(release);
    DMatrixRMaj a = map.matrix();
    DMatrixRMaj seen = new DMatrixRMaj(telling.length, d);
    for (int i = 0; i < telling.length; i++) {
      double unit = (map.isRemoval() ? units[telling[i]] : 1) / outputs[telling[i]];
      for (int j = 0; j < d; j++) {
        seen.set(i, j, unit * a.get(telling[i], j) * width[j]);
      }
    }
    return Optional.of(new OpenRows(s, outputs, telling, seen));
  }

  /**
   * What is open before anything is released.
   *
   * @return −log₂ of the chance that the best guess at a row is right
   */
  public double bits() {
    return bits(covariance);
  }

  /**
   * What a release leaves open.
   *
   * @param widths what each output is rounded to, in its own unit; 0 where it is not rounded
   * @return −log₂ of the chance that the best guess at the raw row is right; at least 0
   * @throws IllegalArgumentException if there are not as many widths as outputs
   */
  public double bits(double[] widths) {
    if (widths.length != deviations.length) {
      throw new IllegalArgumentException(
          "widths: " + widths.length + ", for " + deviations.length + " outputs");
    }
    if (telling.length == 0) {
      return bits();
    }
    DMatrixRMaj across = Dense.multiply(seen, covariance);
    DMatrixRMaj outputs = Dense.symmetrised(Dense.multiply(across, Dense.transpose(seen)));
    for (int i = 0; i < telling.length; i++) {
      double share = Math.max(LEAST_SHARE, widths[telling[i]] / deviations[telling[i]]);
      outputs.add(i, i, share * share / 12);
    }
    DMatrixRMaj half = Cholesky.of(outputs).solveLower(across);
    DMatrixRMaj told = Dense.multiplyTransposedA(half, half);
    DMatrixRMaj open = covariance.copy();
    for (int i = 0; i < open.data.length; i++) {
      open.data[i] -= told.data[i];
    }
    return bits(Dense.symmetrised(open));
  }

  private static double bits(DMatrixRMaj covariance) {
    return Arrays.stream(SymmetricEigen.values(covariance))
        .map(variance -> -Math.log(central(Math.sqrt(Math.max(0, variance)))) / Math.log(2))
        .sum();
  }

  /** P(|s z| &lt; ½) for a standard normal z, by Simpson's rule. */
  private static double central(double s) {
    if (s < CLOSED) {
      return 1;
    }
    double sum = 0;
    for (int i = 0; i <= INTERVALS; i++) {
      double z = (i / (double) INTERVALS - 0.5) / s;
      int weight = i == 0 || i == INTERVALS ? 1 : i % 2 == 0 ? 2 : 4;
      sum += weight * Math.exp(-z * z / 2);
    }
    return Math.min(1, sum / (3 * INTERVALS) / s / Math.sqrt(2 * Math.PI));
  }
}
