package ml.tacit.kernel;

import org.ejml.data.DMatrixRMaj;

/**
 * Ridge regression of the class targets E on centred features, which is all of kernel DCA but an L
 * × L eigenproblem.
 *
 * @param features what the coefficients belong to, p outputs
 * @param coefficients p × L
 * @param means of the features over the rows, p numbers
 * @param fitted what the regression says of the rows, less the mean target: N × L
 * @param leftOut what it says of each row when fitted without it: N × L, or null
 * @param rho ρ
 * @param alignment ⟨K̄, EEᵀ⟩ / (‖K̄‖ ‖EEᵀ‖)
 * @param trace of K̄, the sum of squares of the centred features
 * @param lengths inner products of the directions in the feature space: L × L
 */
@SuppressWarnings("ArrayRecordComponent") // passed by reference on purpose; never compared
record TargetRegression(
    FeatureMap features,
    DMatrixRMaj coefficients,
    double[] means,
    DMatrixRMaj fitted,
    DMatrixRMaj leftOut,
    double rho,
    double alignment,
    double trace,
    DMatrixRMaj lengths) {

  /**
   * Each row's fitted value moved as if the row had not been there: E_i − (E_i − F_i)/(1 − h_i).
   * Exact where 1 − h_i is that of the regression with a free constant, though the features were
   * centred with all rows.
   */
  static DMatrixRMaj leaveOut(DMatrixRMaj targets, DMatrixRMaj fitted, double[] share) {
    DMatrixRMaj left = targets.copy();
    for (int i = 0; i < left.data.length; i++) {
      left.data[i] -= (targets.data[i] - fitted.data[i]) / share[i / targets.numCols];
    }
    return left;
  }
}
