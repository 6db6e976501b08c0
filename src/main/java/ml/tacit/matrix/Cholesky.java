package ml.tacit.matrix;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * The factorisation M = C Cᵀ of a symmetric positive definite matrix, C lower triangular.
 *
 * <p>Immutable and thread-safe; arguments are only read and results are fresh.
 */
public final class Cholesky {
  private final double[] lower;
  private final int n;

  private Cholesky(double[] lower, int n) {
    this.lower = lower;
    this.n = n;
  }

  /**
   * Factorises M.
   *
   * @param m n × n, symmetric; only read
   * @return the factorisation
   * @throws SingularMatrixException if M is not positive definite to working precision (a pivot
   *     below n·ε times the largest diagonal entry), or holds a NaN
   * @throws IllegalArgumentException if M is not square
   */
  public static Cholesky of(DMatrixRMaj m) {
    Dense.requireEqual("rows and columns of m", m.numRows, m.numCols);
    int n = m.numRows;
    double[] lower = Arrays.copyOf(m.data, n * n);
    if (!Kernels.get().cholesky(lower, n) || smallestPivot(lower, n) <= floor(m)) {
      throw new SingularMatrixException(
          "the %d × %d matrix is not positive definite to working precision".formatted(n, n));
    }
    return new Cholesky(lower, n);
  }

  /**
   * C⁻¹B.
   *
   * @param b n × k
   * @return n × k
   */
  public DMatrixRMaj solveLower(DMatrixRMaj b) {
    DMatrixRMaj x = copyOf(b);
    Kernels.get().solveLower(lower, n, x.data, x.numCols);
    return x;
  }

  /**
   * C⁻ᵀB.
   *
   * @param b n × k
   * @return n × k
   */
  public DMatrixRMaj solveLowerTransposed(DMatrixRMaj b) {
    DMatrixRMaj x = copyOf(b);
    Kernels.get().solveLowerTransposed(lower, n, x.data, x.numCols);
    return x;
  }

  /**
   * CᵀB: coordinates in which M is the identity.
   *
   * @param b n × k
   * @return n × k
   */
  public DMatrixRMaj multiplyTransposed(DMatrixRMaj b) {
    Dense.requireEqual("rows of b and size of the factor", b.numRows, n);
    return Dense.multiplyTransposedA(DMatrixRMaj.wrap(n, n, lower), b);
  }

  /**
   * M⁻¹B.
   *
   * @param b n × k
   * @return n × k
   */
  public DMatrixRMaj solve(DMatrixRMaj b) {
    return solveLowerTransposed(solveLower(b));
  }

  private DMatrixRMaj copyOf(DMatrixRMaj b) {
    Dense.requireEqual("rows of b and size of the factor", b.numRows, n);
    return b.copy();
  }

  /** Squared diagonal of the factor: what was left of each column after the ones before it. */
  private static double smallestPivot(double[] lower, int n) {
    double smallest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      smallest = Math.min(smallest, lower[i * n + i] * lower[i * n + i]);
    }
    return smallest;
  }

  private static double floor(DMatrixRMaj m) {
    double largest = 0;
    for (int i = 0; i < m.numRows; i++) {
      largest = Math.max(largest, m.get(i, i));
    }
    return m.numRows * Math.ulp(1.0) * largest;
  }
}
