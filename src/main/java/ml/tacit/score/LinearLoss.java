package ml.tacit.score;

/** What a linear model minimises, a mean over the rows, to which a ridge is added. */
public enum LinearLoss {
  /** −log softmax of the true class. */
  LOGISTIC {
    @Override
    double curvature(int classes) {
      return (1 - 1.0 / classes) / classes;
    }

    @Override
    double residuals(double[] scores, int[] labels, int k) {
      int n = labels.length;
      double loss = 0;
      double[] p = new double[k];
      for (int i = 0; i < n; i++) {
        int at = i * k;
        double top = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < k; c++) {
          top = Math.max(top, scores[at + c]);
        }
        double sum = 0;
        for (int c = 0; c < k; c++) {
          p[c] = Math.exp(scores[at + c] - top);
          sum += p[c];
        }
        int truth = labels[i];
        loss += Math.log(sum) - (scores[at + truth] - top);
        for (int c = 0; c < k; c++) {
          scores[at + c] = (p[c] / sum - (c == truth ? 1 : 0)) / n;
        }
      }
      return loss / n;
    }
  },

  /** Linear support vectors, one against the rest: Σ_c ½·max(0, 1 − y_c·s_c)², y_c = ±1. */
  SQUARED_HINGE {
    @Override
    double curvature(int classes) {
      return 1;
    }

    @Override
    double residuals(double[] scores, int[] labels, int k) {
      int n = labels.length;
      double loss = 0;
      for (int i = 0; i < n; i++) {
        for (int c = 0; c < k; c++) {
          double sign = labels[i] == c ? 1 : -1;
          double shortfall = Math.max(0, 1 - sign * scores[i * k + c]);
          loss += 0.5 * shortfall * shortfall;
          scores[i * k + c] = -sign * shortfall / n;
        }
      }
      return loss / n;
    }
  };

  /** About the second derivative by a score: scales the first step of the descent. */
  abstract double curvature(int classes);

  /**
   * The mean loss; turns scores (rows × classes) into its derivatives by the scores, in place.
   *
   * @param labels a code below {@code k} per row
   */
  abstract double residuals(double[] scores, int[] labels, int k);
}
