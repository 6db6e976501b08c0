package ml.tacit.subspace;

import java.util.Arrays;

/**
 * What is added to the diagonal of the total scatter S̄: the same ρ everywhere, R = ρI, or a share
 * of each entry, R = α·diag(S̄).
 *
 * <p>With a relative ridge the units of the columns change nothing; with an absolute one a column
 * counts for more the larger its numbers are.
 *
 * @param amount ρ or α, finite and at least 0
 * @param relative whether the amount is α
 */
public record Ridge(double amount, boolean relative) {
  /**
   * The default: relative, α = 1e-6; enough for a solvable problem, too little to shift a result.
   */
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
   * An absolute ridge, R = ρI, on the scale of scatter matrices that are sums over rows.
   *
   * @param rho ρ ≥ 0
   * @return the ridge
   */
  public static Ridge absolute(double rho) {
    return new Ridge(rho, false);
  }

  /**
   * A ridge relative to the data, R = α·diag(S̄).
   *
   * @param alpha α ≥ 0
   * @return the ridge
   */
  public static Ridge relative(double alpha) {
    return new Ridge(alpha, true);
  }

  /** The diagonal of R for a total scatter with this diagonal. */
  double[] on(double[] totalDiagonal) {
    double[] diagonal = new double[totalDiagonal.length];
    Arrays.setAll(diagonal, j -> relative ? amount * totalDiagonal[j] : amount);
    return diagonal;
  }
}
