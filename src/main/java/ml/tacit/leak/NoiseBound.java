package ml.tacit.leak;

import ml.tacit.table.BadDataException;
import org.apache.commons.math3.special.Erf;

/**
 * What Gaussian noise promises by itself, without any data.
 *
 * <p>A release c + r + N(0, s²Σ) shows a cell's centre c and a residual r that was clipped to
 * length R in the metric of Σ: rᵀΣ⁻¹r ≤ R². Two residuals are at most 2R apart, so that the
 * releases of two people in one cell have total variation at most 2Φ(R/s) − 1. Each is at most R
 * from the centre itself, which is everybody's, so that its release f and that of the centre, f₀,
 * have total variation at most
 *
 * <p>TV₀ = 2Φ(R/(2s)) − 1.
 *
 * <p>With a_z = p(z, y, c), max_z a_z f_z ≤ f₀ max_z a_z + Σ_z a_z (f_z − f₀)₊. Integrated and
 * summed over y and c, the best attacker on cell and residual is right at most V + TV₀ of the time,
 * V being what is reached on the cell alone. Where the residual is scaled by α before noise is
 * added, R is α times the length it was clipped to. Several rows of one person add up: w rows, w
 * TV₀.
 *
 * @param radius R, the largest length of a residual in the metric of the noise, at least 0
 * @param deviation s, the deviation of the noise in its own metric, above 0
 */
public record NoiseBound(double radius, double deviation) {

  /**
   * Checks both numbers.
   *
   * @throws BadDataException if the radius is negative, the deviation is not above 0, or either is
   *     not finite
   */
  public NoiseBound {
    if (!(radius >= 0) || Double.isInfinite(radius)) {
      throw BadDataException.of("noise: found radius %s, expected a number from 0", radius);
    }
    if (!(deviation > 0) || Double.isInfinite(deviation)) {
      throw BadDataException.of("noise: found deviation %s, expected a number above 0", deviation);
    }
  }

  /**
   * The total variation between the releases of two people in one cell: 2Φ(R/s) − 1.
   *
   * @return in [0, 1]
   */
  public double betweenTwo() {
    return centred(radius / deviation);
  }

  /**
   * The total variation between a release and one of the centre: 2Φ(R/(2s)) − 1.
   *
   * @return in [0, 1]
   */
  public double totalVariation() {
    return centred(radius / (2 * deviation));
  }

  /** 2Φ(x) − 1 = erf(x/√2). */
  private static double centred(double x) {
    return Erf.erf(x / Math.sqrt(2));
  }

  /**
   * The most that any attacker reaches on one row of cell and noisy residual.
   *
   * @param decisionBound the most it reaches on the cell alone, say {@link Certificate#certified}
   * @return the sum of that and {@link #totalVariation}, at most 1
   * @throws BadDataException if the bound is not in [0, 1]
   */
  public double accuracy(double decisionBound) {
    if (!(decisionBound >= 0 && decisionBound <= 1)) {
      throw BadDataException.of(
          "noise: found a bound of %s for the decision, expected 0 to 1", decisionBound);
    }
    return Math.min(1, decisionBound + totalVariation());
  }
}
