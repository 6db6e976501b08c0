package ml.tacit.audit.attack;

import ml.tacit.audit.statistics.Argmax;
import ml.tacit.audit.statistics.EqualPriors;

/**
 * An adversary's answer.
 *
 * @param codes the class named for each test row
 * @param logProbabilities natural logarithms, test rows × classes row-major, each row summing to
 *     probability one, none infinite; calibrated inside the training rows. Null where the adversary
 *     has none
 * @param tuned the settings chosen inside the training rows
 */
@SuppressWarnings("ArrayRecordComponent") // passed by reference on purpose; never compared
public record Predictions(int[] codes, double[] logProbabilities, String tuned) {

  /**
   * From scores, larger for likelier classes, calibrated on rows the scores were not fitted to.
   *
   * @param scores test rows × classes, row-major, finite
   * @param heldOut the same of rows whose labels are known
   * @param labels of those rows, codes below {@code classes}
   */
  public static Predictions of(
      double[] scores, double[] heldOut, int[] labels, int classes, String tuned) {
    return new Predictions(
        Argmax.ofRows(scores, classes),
        Calibration.of(heldOut, labels, classes).logProbabilities(scores),
        tuned);
  }

  /**
   * The class named for each row as if every class were equally common; see {@link EqualPriors}.
   *
   * @param trained training rows of each class
   */
  public int[] atEqualPriors(int[] trained) {
    return EqualPriors.answers(codes, logProbabilities, trained);
  }

  /**
   * Log-probabilities as if every class were equally common, but for a constant.
   *
   * @param trained training rows of each class
   * @return rows × classes, row-major; null where there are no probabilities
   */
  public double[] scoresAtEqualPriors(int[] trained) {
    return EqualPriors.scores(logProbabilities, trained);
  }
}
