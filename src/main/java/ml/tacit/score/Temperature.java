package ml.tacit.score;

import org.ejml.data.DMatrixRMaj;

/**
 * From scores to log-probabilities: softmax of the scores times a number, which minimises the mean
 * log loss of rows that the scores were not fitted to (Guo et al., arXiv:1706.04599).
 *
 * <p>Labels are smoothed by one row in all, so that scores without a mistake stay finite.
 *
 * @param inverse what scores are multiplied by, above 0
 * @param loss the mean log loss then
 */
record Temperature(double inverse, double loss) {
  /** What is taken where no row can be held out. */
  static final Temperature ONE = new Temperature(1, Double.POSITIVE_INFINITY);

  private static final double RANGE = Math.log(1e4);
  private static final int STEPS = 28;
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  /** Golden section over the logarithm, in which the loss has one minimum. */
  static Temperature of(DMatrixRMaj scores, int[] codes) {
    if (codes.length == 0) {
      return ONE;
    }
    double unit = 1 / spread(scores);
    double low = -RANGE;
    double high = RANGE;
    double left = high - GOLDEN * (high - low);
    double right = low + GOLDEN * (high - low);
    double atLeft = loss(scores, codes, unit * Math.exp(left));
    double atRight = loss(scores, codes, unit * Math.exp(right));
    for (int step = 0; step < STEPS; step++) {
      if (atLeft < atRight) {
        high = right;
        right = left;
        atRight = atLeft;
        left = high - GOLDEN * (high - low);
        atLeft = loss(scores, codes, unit * Math.exp(left));
      } else {
        low = left;
        left = right;
        atLeft = atRight;
        right = low + GOLDEN * (high - low);
        atRight = loss(scores, codes, unit * Math.exp(right));
      }
    }
    double inverse = unit * Math.exp((low + high) / 2);
    return new Temperature(inverse, loss(scores, codes, inverse));
  }

  /** The mean log loss at a given factor. */
  static double loss(DMatrixRMaj scores, int[] codes, double inverse) {
    int k = scores.numCols;
    double smoothing = 1.0 / (codes.length + 1);
    double loss = 0;
    for (int i = 0; i < codes.length; i++) {
      int at = i * k;
      double top = Double.NEGATIVE_INFINITY;
      double mean = 0;
      for (int c = 0; c < k; c++) {
        top = Math.max(top, scores.data[at + c]);
        mean += scores.data[at + c] / k;
      }
      double sum = 0;
      for (int c = 0; c < k; c++) {
        sum += Math.exp(inverse * (scores.data[at + c] - top));
      }
      double wanted = (1 - smoothing) * scores.data[at + codes[i]] + smoothing * mean;
      loss += Math.log(sum) - inverse * (wanted - top);
    }
    return loss / codes.length;
  }

  /** Mean distance from a row's largest score to its mean. */
  private static double spread(DMatrixRMaj scores) {
    int k = scores.numCols;
    double sum = 0;
    for (int at = 0; at < scores.data.length; at += k) {
      double top = scores.data[at];
      double mean = 0;
      for (int c = 0; c < k; c++) {
        top = Math.max(top, scores.data[at + c]);
        mean += scores.data[at + c] / k;
      }
      sum += top - mean;
    }
    double spread = sum * k / scores.data.length;
    return spread > 0 && spread < Double.POSITIVE_INFINITY ? spread : 1;
  }
}
