package ml.tacit.matrix;

import java.util.Arrays;

/** Elementary reflections I − τ v vᵀ with v₁ = 1 (LAPACK's dlarfg). */
final class Reflector {
  /** Sums of squares below this have lost digits to underflow: 2⁻⁹⁰⁰. */
  private static final double SMALL = 0x1p-900;

  /** Sums of squares above this may overflow in what follows. */
  private static final double LARGE = 0x1p900;

  private Reflector() {}

  /**
   * Replaces x by v with (I − τ v vᵀ) x = β e₁.
   *
   * <p>A vector whose squares would underflow or overflow is multiplied by a power of two before.
   * Otherwise v and τ would not belong to one another, and the reflection would not be orthogonal.
   *
   * @param x its {@code length} entries from {@code at} on; finite
   * @param betas receives β as entry {@code j}
   * @return τ, 0 if x is a multiple of e₁ already
   */
  static double reflect(RowOperations rows, double[] x, int at, int length, double[] betas, int j) {
    double alpha = x[at];
    double rest = rows.dot(x, at + 1, x, at + 1, length - 1);
    double squares = alpha * alpha + rest;
    if (squares > SMALL && squares < LARGE) {
      return reflect(x, at, length, rest, betas, j);
    }
    double scale = scaleToOne(x, at, length);
    rest = rows.dot(x, at + 1, x, at + 1, length - 1);
    double tau = reflect(x, at, length, rest, betas, j);
    betas[j] /= scale;
    return tau;
  }

  /** The same for a vector of moderate length, {@code rest} being x₂² + x₃² + …. */
  private static double reflect(
      double[] x, int at, int length, double rest, double[] betas, int j) {
    double alpha = x[at];
    x[at] = 1;
    if (rest == 0) {
      Arrays.fill(x, at + 1, at + length, 0); // what is there is negligible compared to x₁
      betas[j] = alpha;
      return 0;
    }
    double beta = -Math.copySign(Math.sqrt(alpha * alpha + rest), alpha);
    double scale = 1 / (alpha - beta);
    for (int k = at + 1; k < at + length; k++) {
      x[k] *= scale;
    }
    betas[j] = beta;
    return (beta - alpha) / beta;
  }

  /** Multiplies by a power of two, which is returned, so that the largest entry is near 1. */
  private static double scaleToOne(double[] x, int at, int length) {
    double largest = 0;
    for (int k = at; k < at + length; k++) {
      largest = Math.max(largest, Math.abs(x[k]));
    }
    double scale = powerToOne(largest);
    for (int k = at; k < at + length; k++) {
      x[k] *= scale;
    }
    return scale;
  }

  /** The power of two that brings a number near 1, as far as that power is a normal number. */
  static double powerToOne(double largest) {
    int exponent = Math.max(-1022, Math.min(1022, -Math.getExponent(largest)));
    return largest == 0 ? 1 : Math.scalb(1.0, exponent);
  }
}
