package ml.tacit.matrix;

import org.ejml.data.DMatrixRMaj;

/**
 * A symmetric positive definite M = C Cᵀ by what its root C does: {@link Cholesky} keeps C itself,
 * {@link ThinMetric} the few rows that M is made of.
 *
 * <p>Immutable and thread-safe; arguments are only read and results are fresh.
 */
public sealed interface Metric permits Cholesky, ThinMetric {

  /**
   * C⁻¹B.
   *
   * @param b d × k
   * @return d × k
   */
  DMatrixRMaj solveLower(DMatrixRMaj b);

  /**
   * C⁻ᵀB.
   *
   * @param b d × k
   * @return d × k
   */
  DMatrixRMaj solveLowerTransposed(DMatrixRMaj b);

  /**
   * CᵀB: coordinates in which M is the identity.
   *
   * @param b d × k
   * @return d × k
   */
  DMatrixRMaj multiplyTransposed(DMatrixRMaj b);
}
