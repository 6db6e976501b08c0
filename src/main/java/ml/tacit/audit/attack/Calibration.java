package ml.tacit.audit.attack;

/**
 * From scores to probabilities: softmax at a temperature, mixed with the class shares.
 *
 * <p>Temperature and mixture minimise the mean log loss on rows whose labels are known and which
 * the scores were not fitted to (temperature scaling: Guo et al., arXiv 1706.04599). The mixture
 * bounds the loss of a confident wrong answer. Useless scores are calibrated to the class shares,
 * which need no rows, but for one in a million: the order of the scores is kept.
 */
@SuppressWarnings("ArrayRecordComponent") // passed by reference on purpose; never compared
record Calibration(double inverseTemperature, double mixture, double[] shares) {
  private static final double[] MIXTURES = {0.001, 0.01, 0.03, 0.1, 0.3, 0.6, 0.9, 1 - 1e-6};

  /** The mixture at which settings are compared. */
  private static final double COMPARED = 0.03;

  private static final double RANGE = Math.log(1e4);
  private static final int STEPS = 24;
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  /** From the scores (rows × classes) of rows with these labels. */
  static Calibration of(double[] scores, int[] labels, int classes) {
    double[] shares = shares(labels, classes);
    double unit = 1 / spread(scores, classes);
    Calibration best = null;
    double least = Double.POSITIVE_INFINITY;
    for (double mixture : MIXTURES) {
      Calibration candidate = best(scores, labels, unit, mixture, shares);
      double loss = candidate.loss(scores, labels);
      if (loss < least) {
        least = loss;
        best = candidate;
      }
    }
    return best;
  }

  /**
   * The log loss of scores at their best temperature: what settings are chosen by. Right answers
   * would not do: where one class is rare, every setting answers the other.
   */
  static double loss(double[] scores, int[] labels, int classes) {
    double[] shares = shares(labels, classes);
    double unit = 1 / spread(scores, classes);
    return best(scores, labels, unit, COMPARED, shares).loss(scores, labels);
  }

  /** Class shares, none of them 0. */
  private static double[] shares(int[] labels, int classes) {
    double[] shares = new double[classes];
    for (int label : labels) {
      shares[label]++;
    }
    for (int c = 0; c < classes; c++) {
      shares[c] = (shares[c] + 1) / (labels.length + classes);
    }
    return shares;
  }

  /**
   * Golden section over the logarithm of the inverse temperature, in which the loss has one
   * minimum, or nearly so.
   */
  private static Calibration best(
      double[] scores, int[] labels, double unit, double mixture, double[] shares) {
    double low = -RANGE;
    double high = RANGE;
    for (int step = 0; step < STEPS; step++) {
      double left = high - GOLDEN * (high - low);
      double right = low + GOLDEN * (high - low);
      if (new Calibration(unit * Math.exp(left), mixture, shares).loss(scores, labels)
          < new Calibration(unit * Math.exp(right), mixture, shares).loss(scores, labels)) {
        high = right;
      } else {
        low = left;
      }
    }
    return new Calibration(unit * Math.exp((low + high) / 2), mixture, shares);
  }

  /** Rows × classes; each row's probabilities sum to one. */
  double[] logProbabilities(double[] scores) {
    int k = shares.length;
    double[] logs = new double[scores.length];
    for (int at = 0; at < scores.length; at += k) {
      double top = top(scores, at);
      double sum = sum(scores, at, top);
      for (int c = 0; c < k; c++) {
        logs[at + c] = Math.log(probability(scores[at + c], top, sum, c));
      }
    }
    return logs;
  }

  private double loss(double[] scores, int[] labels) {
    double loss = 0;
    for (int i = 0; i < labels.length; i++) {
      int at = i * shares.length;
      double top = top(scores, at);
      double score = scores[at + labels[i]];
      loss -= Math.log(probability(score, top, sum(scores, at, top), labels[i]));
    }
    return loss;
  }

  private double probability(double score, double top, double sum, int c) {
    return (1 - mixture) * Math.exp(inverseTemperature * (score - top)) / sum + mixture * shares[c];
  }

  private double sum(double[] scores, int at, double top) {
    double sum = 0;
    for (int c = 0; c < shares.length; c++) {
      sum += Math.exp(inverseTemperature * (scores[at + c] - top));
    }
    return sum;
  }

  private double top(double[] scores, int at) {
    double top = scores[at];
    for (int c = 1; c < shares.length; c++) {
      top = Math.max(top, scores[at + c]);
    }
    return top;
  }

  /**
   * Mean distance from a row's largest score to its mean: what the inverse temperature is relative
   * to.
   */
  private static double spread(double[] scores, int classes) {
    double sum = 0;
    for (int at = 0; at < scores.length; at += classes) {
      double top = scores[at];
      double mean = 0;
      for (int c = 0; c < classes; c++) {
        top = Math.max(top, scores[at + c]);
        mean += scores[at + c] / classes;
      }
      sum += top - mean;
    }
    double spread = sum * classes / scores.length;
    return spread > 0 && spread < Double.POSITIVE_INFINITY ? spread : 1;
  }
}
