package ml.tacit.audit.statistics;

/**
 * Answers as if every class were equally common: argmax of log p(c|x) − log share(c).
 *
 * <p>Where one class is rare, the most probable class is nearly always another one, however much
 * the rows say. These answers show it.
 */
public final class EqualPriors {
  private EqualPriors() {}

  /**
   * Log-probabilities less the logarithm of each class's share of the training rows.
   *
   * @param logProbabilities rows × classes, row-major, or null
   * @param trained training rows of each class, at least 1
   * @return a new array of the same shape; null without probabilities
   */
  public static double[] scores(double[] logProbabilities, int[] trained) {
    if (logProbabilities == null) {
      return null;
    }
    double[] scores = logProbabilities.clone();
    for (int i = 0; i < scores.length; i++) {
      scores[i] -= Math.log(trained[i % trained.length]);
    }
    return scores;
  }

  /**
   * The class named for each row.
   *
   * @param codes the answers where there are no probabilities
   * @param logProbabilities rows × classes, row-major, or null
   * @param trained training rows of each class, at least 1
   */
  public static int[] answers(int[] codes, double[] logProbabilities, int[] trained) {
    return logProbabilities == null
        ? codes
        : Argmax.ofRows(scores(logProbabilities, trained), trained.length);
  }
}
