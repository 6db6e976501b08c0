package ml.tacit.subspace;

import org.ejml.data.DMatrixRMaj;

/**
 * How much is added to the diagonal of the total scatter: an absolute ρ, or a share α of the mean
 * diagonal entry, ρ = α·trace(S̄)/d.
 *
 * @param amount ρ or α, finite and at least 0
 * @param relative whether the amount is α
 */
public record Ridge(double amount, boolean relative) {
  /** The default: α = 1e-6, enough for a solvable problem, too little to shift a result. */
  public static final Ridge DEFAULT = relative(1e-6);

  /**
   * Checks the amount.
   *
   * @throws IllegalArgumentException if it is negative, NaN or infinite
   */
  public Ridge {
    if (!(amount >= 0) || Double.isInfinite(amount)) {
      throw new IllegalArgumentException("ridge: " + amount + ", a finite number ≥ 0 is needed");
    }
  }

  /**
   * An absolute ridge, on the scale of scatter matrices that are sums over rows.
   *
   * @param rho ρ ≥ 0
   * @return the ridge
   */
  public static Ridge absolute(double rho) {
    return new Ridge(rho, false);
  }

  /**
   * A ridge relative to the data.
   *
   * @param alpha α ≥ 0
   * @return the ridge
   */
  public static Ridge relative(double alpha) {
    return new Ridge(alpha, true);
  }

  /** ρ for this total scatter. */
  double on(DMatrixRMaj total) {
    return relative ? amount * trace(total) / total.numRows : amount;
  }

  static double trace(DMatrixRMaj matrix) {
    double trace = 0;
    for (int i = 0; i < matrix.numRows; i++) {
      trace += matrix.get(i, i);
    }
    return trace;
  }
}
