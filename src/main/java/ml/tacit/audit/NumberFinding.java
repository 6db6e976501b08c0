package ml.tacit.audit;

/**
 * What one adversary finds out about a private number.
 *
 * @param stage {@link Finding#BEFORE} or {@link Finding#AFTER}
 * @param column the private number
 * @param adversary its name
 * @param rSquared 1 − Σ(y − ŷ)² / Σ(y − ȳ)² on the test rows, ȳ the training mean of the row's
 *     utility class; below 0 for answers that are worse than ȳ
 * @param low lower 95 % limit of it, joint over the adversaries of the stage
 * @param high upper one
 * @param meanError mean of |y − ŷ|
 * @param blindError the same of ȳ
 * @param p permutation p-value, joint over the adversaries of the stage
 */
public record NumberFinding(
    String stage,
    String column,
    String adversary,
    double rSquared,
    double low,
    double high,
    double meanError,
    double blindError,
    double p) {
  /** R² that counts as none. */
  public static final double MARGIN = 0.02;

  /**
   * {@return whether a leak is shown: p at most 0.05 and the lower limit of R² above {@value
   * #MARGIN}}
   */
  public boolean leak() {
    return p <= 0.05 && low > MARGIN;
  }
}
