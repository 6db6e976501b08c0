package ml.tacit.subspace;

import java.util.Arrays;
import ml.tacit.matrix.Dense;
import org.ejml.data.DMatrixRMaj;

/**
 * How far class means are apart before and after a release, column by column, each in its own
 * standard deviations.
 *
 * @param before by feature
 * @param after by output
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
record Spread(double[] before, double[] after) {

  /**
   * Measures a release.
   *
   * @param map its linear part, in the units of the problem
   * @param hidden the mean differences, in the same units
   */
  static Spread of(AffineMap map, Equilibrated problem, Hidden hidden) {
    long count = problem.rows().count();
    DMatrixRMaj offsets = Dense.transpose(hidden.meanDifferences());
    double[] deviations = deviations(problem.totalDiagonal(), count);
    DMatrixRMaj released = map.linear().apply(offsets);
    double[] releasedDeviations =
        map.isRemoval() ? deviations : deviations(Powers.of(map, problem.total()), count);
    return new Spread(largest(offsets, deviations), largest(released, releasedDeviations));
  }

  double raw() {
    return Arrays.stream(before).max().orElse(0);
  }

  double residual() {
    return Arrays.stream(after).max().orElse(0);
  }

  /** The output in which class means are furthest apart. */
  int worst() {
    int worst = 0;
    for (int j = 1; j < after.length; j++) {
      worst = after[j] > after[worst] ? j : worst;
    }
    return worst;
  }

  private static double[] deviations(double[] scatter, long count) {
    return Arrays.stream(scatter).map(power -> Math.sqrt(power / count)).toArray();
  }

  /** By column, the largest entry in its unit; a column that does not vary has no offsets. */
  private static double[] largest(DMatrixRMaj offsets, double[] units) {
    double[] largest = new double[units.length];
    for (int i = 0; i < offsets.data.length; i++) {
      int j = i % units.length;
      if (units[j] > 0) {
        largest[j] = Math.max(largest[j], Math.abs(offsets.data[i]) / units[j]);
      }
    }
    return largest;
  }
}
