package ml.tacit.matrix;

import java.util.Locale;
import org.ejml.data.DMatrixRMaj;

/**
 * The factorisation M = C Cᵀ of a symmetric positive definite matrix, C lower triangular.
 *
 * <p>Blocked, n³/3 multiplications, the same bits on any number of threads (see the package). M's
 * lower triangle is all that is read. ‖M − C Cᵀ‖ is a small multiple of n·ε·‖M‖ (Higham, Accuracy
 * and Stability of Numerical Algorithms, 2nd ed., theorem 10.3, doi:10.1137/1.9780898718027).
 *
 * <p>Immutable and thread-safe; arguments are only read and results are fresh, but for {@link
 * #overwriting}.
 */
public final class Cholesky implements Metric {
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
   * @throws SingularMatrixException if M is not positive definite to working precision: a pivot is
   *     below n·ε times the largest diagonal entry; says which and what it is
   * @throws ArithmeticException if M holds a NaN or an infinity; says where
   * @throws IllegalArgumentException if M is not square
   */
  public static Cholesky of(DMatrixRMaj m) {
    return overwriting(m.copy());
  }

  /**
   * Factorises M in its own memory, for an M so large that a copy would hurt.
   *
   * @param m n × n, symmetric; taken over: it holds the factor afterwards, or nothing of use if
   *     this throws, and must not be changed as long as the result is used
   * @return the factorisation
   * @throws SingularMatrixException as {@link #of}
   * @throws ArithmeticException as {@link #of}; m is then as it was
   * @throws IllegalArgumentException if M is not square
   */
  public static Cholesky overwriting(DMatrixRMaj m) {
    Dense.requireEqual("rows and columns of m", m.numRows, m.numCols);
    int n = m.numRows;
    requireFinite(m);
    double floor = floor(m);
    Kernels.get().cholesky(m.data, n);
    requirePivots(m.data, n, floor);
    return new Cholesky(m.data, n);
  }

  @Override
  public DMatrixRMaj solveLower(DMatrixRMaj b) {
    DMatrixRMaj x = copyOf(b);
    Kernels.get().solveLower(lower, n, x.data, x.numCols);
    return x;
  }

  @Override
  public DMatrixRMaj solveLowerTransposed(DMatrixRMaj b) {
    DMatrixRMaj x = copyOf(b);
    Kernels.get().solveLowerTransposed(lower, n, x.data, x.numCols);
    return x;
  }

  @Override
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
    DMatrixRMaj x = copyOf(b);
    Kernels.get().solveLower(lower, n, x.data, x.numCols);
    Kernels.get().solveLowerTransposed(lower, n, x.data, x.numCols);
    return x;
  }

  private DMatrixRMaj copyOf(DMatrixRMaj b) {
    Dense.requireEqual("rows of b and size of the factor", b.numRows, n);
    return b.copy();
  }

  /** The lower triangle, which is what counts. */
  private static void requireFinite(DMatrixRMaj m) {
    for (int i = 0; i < m.numRows; i++) {
      Dense.requireFinite(m, i, i + 1);
    }
  }

  private static double floor(DMatrixRMaj m) {
    double largest = 0;
    for (int i = 0; i < m.numRows; i++) {
      largest = Math.max(largest, m.get(i, i));
    }
    return m.numRows * Math.ulp(1.0) * largest;
  }

  /** Pivots are what is left of each diagonal entry after the columns before it. */
  private static void requirePivots(double[] lower, int n, double floor) {
    for (int i = 0; i < n; i++) {
      double root = lower[i * n + i];
      if (!(root > 0)) { // the kernels stopped here, and left the pivot itself
        throw new SingularMatrixException(
            String.format(
                Locale.ROOT,
                "the %d × %d matrix is not positive definite: pivot %d is %.3g",
                n,
                n,
                i + 1,
                root));
      }
      if (root * root <= floor) {
        throw new SingularMatrixException(
            String.format(
                Locale.ROOT,
                "the %d × %d matrix is not positive definite to working precision: pivot %d is %.3g, more than %.3g is needed",
                n,
                n,
                i + 1,
                root * root,
                floor));
      }
    }
  }
}
