package ml.tacit.matrix;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * The eigenpairs of F D Fᵀ w = λ M w that are not zero, where F is thin (a column per class) and M
 * is positive definite.
 *
 * <p>With M = C Cᵀ and the thin factorisation C⁻¹F = Q R, the eigenvalues are those of the small
 * matrix R D Rᵀ = V Λ Vᵀ, and W = C⁻ᵀ Q V, so WᵀMW = I. One Cholesky factorisation and one
 * eigenproblem of the size of F's columns: no d × d eigendecomposition. Q R rather than the Gram
 * matrix (C⁻¹F)ᵀC⁻¹F keeps small eigenvalues accurate.
 *
 * @param values the eigenvalues, descending; those below {@link #ZERO} times the largest magnitude
 *     are left out
 * @param vectors d × r, W with WᵀMW = I, in the order of the values
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record LowRankPencil(double[] values, DMatrixRMaj vectors) {
  /** Eigenvalues below this share of the largest magnitude count as zero. */
  public static final double ZERO = 1e-12;

  /**
   * Solves F Fᵀ w = λ M w.
   *
   * @param f d × k, only read
   * @param m factorisation of M
   * @return the positive eigenpairs
   */
  public static LowRankPencil solve(DMatrixRMaj f, Cholesky m) {
    double[] ones = new double[f.numCols];
    Arrays.fill(ones, 1);
    return solve(f, ones, m);
  }

  /**
   * Solves F D Fᵀ w = λ M w.
   *
   * @param f d × k, finite, only read
   * @param weights the k diagonal entries of D, of any sign
   * @param m factorisation of M
   * @return the eigenpairs that are not zero; none if F is zero
   * @throws IllegalArgumentException if the sizes do not fit
   * @throws ArithmeticException if C⁻¹F is not finite
   */
  public static LowRankPencil solve(DMatrixRMaj f, double[] weights, Cholesky m) {
    Dense.requireEqual("columns of f and weights", f.numCols, weights.length);
    ThinQr qr = ThinQr.of(m.solveLower(f));
    SymmetricEigen small = SymmetricEigen.of(weightedOuter(qr.r(), weights));
    int[] kept = nonZero(small.values());
    DMatrixRMaj vectors =
        m.solveLowerTransposed(Dense.multiply(qr.q(), columns(small.vectors(), kept)));
    double[] values = new double[kept.length];
    for (int i = 0; i < kept.length; i++) {
      values[i] = small.values()[kept[i]];
    }
    return new LowRankPencil(values, vectors);
  }

  /** R D Rᵀ, made exactly symmetric by computing one half. */
  private static DMatrixRMaj weightedOuter(DMatrixRMaj r, double[] weights) {
    int n = r.numRows;
    DMatrixRMaj outer = new DMatrixRMaj(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (int k = 0; k < r.numCols; k++) {
          sum += r.get(i, k) * weights[k] * r.get(j, k);
        }
        outer.set(i, j, sum);
        outer.set(j, i, sum);
      }
    }
    return outer;
  }

  private static int[] nonZero(double[] values) {
    double largest = 0;
    for (double value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    double floor = ZERO * largest;
    return IntStream.range(0, values.length).filter(i -> Math.abs(values[i]) > floor).toArray();
  }

  private static DMatrixRMaj columns(DMatrixRMaj a, int[] kept) {
    DMatrixRMaj chosen = new DMatrixRMaj(a.numRows, kept.length);
    for (int i = 0; i < a.numRows; i++) {
      for (int j = 0; j < kept.length; j++) {
        chosen.set(i, j, a.get(i, kept[j]));
      }
    }
    return chosen;
  }
}
