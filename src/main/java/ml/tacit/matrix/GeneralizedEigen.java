package ml.tacit.matrix;

import org.ejml.data.DMatrixRMaj;

/**
 * Eigenpairs of A w = λ M w with A symmetric and M symmetric positive definite: all of them, or
 * those of the largest eigenvalues.
 *
 * <p>With M = C Cᵀ the eigenvalues are those of the symmetric C⁻¹ A C⁻ᵀ = V Λ Vᵀ, and W = C⁻ᵀ V, so
 * WᵀMW = I and WᵀAW = Λ. Errors of the eigenvalues are within a modest multiple of n ε ‖M⁻¹‖ ‖A‖:
 * they grow as M comes close to singular (Golub and Van Loan, Matrix Computations, §8.7). Where A
 * is of low rank, {@link LowRankPencil} gives the same pairs ten times sooner.
 *
 * @param values the eigenvalues, descending
 * @param vectors n rows; W with WᵀMW = I, in the order of the values
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record GeneralizedEigen(double[] values, DMatrixRMaj vectors) {

  /**
   * Finds all pairs.
   *
   * @param a n × n, symmetric; only read
   * @param m M, n × n
   * @return n values and n × n vectors, fresh arrays
   * @throws ArithmeticException if C⁻¹ A C⁻ᵀ holds a value that is not finite
   * @throws IllegalArgumentException if A is not square or not of the size of M
   */
  public static GeneralizedEigen of(DMatrixRMaj a, Metric m) {
    return from(SymmetricEigen.of(whitened(a, m)), m);
  }

  /**
   * Finds the pairs of the largest eigenvalues.
   *
   * @param a n × n, symmetric; only read
   * @param m M, n × n
   * @param k how many, 0 to n
   * @return the k largest values, descending, and n × k vectors
   * @throws ArithmeticException if C⁻¹ A C⁻ᵀ holds a value that is not finite
   * @throws IllegalArgumentException if A is not square or not of the size of M, or has no k
   *     eigenvalues
   */
  public static GeneralizedEigen largest(DMatrixRMaj a, Metric m, int k) {
    return from(SymmetricEigen.largest(whitened(a, m), k), m);
  }

  private static GeneralizedEigen from(SymmetricEigen standard, Metric m) {
    return new GeneralizedEigen(standard.values(), m.solveLowerTransposed(standard.vectors()));
  }

  /** C⁻¹ A C⁻ᵀ, made exactly symmetric. */
  private static DMatrixRMaj whitened(DMatrixRMaj a, Metric m) {
    Dense.requireEqual("rows and columns of a", a.numRows, a.numCols);
    return Dense.symmetrised(m.solveLower(Dense.transpose(m.solveLower(a))));
  }
}
