package ml.tacit.leak;

/**
 * How rows of one run hang together: the agreement of two cells k rows apart, above that of two
 * cells far apart, as a share of what is possible, pooled over the runs.
 *
 * <p>ρ_k = (A_k − A_far) / (1 − A_far), where A_k is the share of pairs k apart in one run that
 * have the same cell and A_far that of pairs at least half the run apart. For two cells it is the
 * autocorrelation of the indicator of either. Pairs far apart stand for the square of the person's
 * own distribution without the bias that an own mean of few rows has.
 */
final class Autocorrelation {
  /** A run shorter than this says nothing of its order. */
  private static final int LEAST = 4;

  /** Autocorrelation below this is taken as none. */
  private static final double NONE = 0.1;

  private static final int FARTHEST = 100;

  private final double[] correlation;
  private final double[] error;

  private Autocorrelation(double[] correlation, double[] error) {
    this.correlation = correlation;
    this.error = error;
  }

  static Autocorrelation of(Runs runs) {
    int longest = 0;
    for (int r = 0; r < runs.count(); r++) {
      longest = Math.max(longest, runs.size(r));
    }
    int lags = Math.min(FARTHEST, (longest - 1) / 2);
    if (longest < LEAST || lags < 1) {
      return new Autocorrelation(new double[0], new double[0]);
    }
    double far = farAgreement(runs);
    double[] correlation = new double[lags];
    double[] error = new double[lags];
    for (int k = 1; k <= lags; k++) {
      long pairs = 0;
      long same = 0;
      for (int r = 0; r < runs.count(); r++) {
        if (runs.size(r) > 2 * k) {
          for (int i = runs.from()[r]; i + k < runs.from()[r + 1]; i++) {
            pairs++;
            same += runs.cells()[i] == runs.cells()[i + k] ? 1 : 0;
          }
        }
      }
      double agreement = (double) same / pairs;
      correlation[k - 1] = far < 1 ? (agreement - far) / (1 - far) : 0;
      error[k - 1] = 1 / Math.sqrt(pairs);
    }
    return new Autocorrelation(correlation, error);
  }

  /** The share of pairs with the same cell, one in the first half of a run, one as far behind. */
  private static double farAgreement(Runs runs) {
    long pairs = 0;
    long same = 0;
    int[] behind = new int[runs.symbols()];
    for (int r = 0; r < runs.count(); r++) {
      int from = runs.from()[r];
      int size = runs.size(r);
      int half = (size + 1) / 2;
      if (size >= LEAST) {
        // Pairs (i, j) with j ≥ i + half: those behind are taken away one by one.
        for (int i = from + half; i < from + size; i++) {
          behind[runs.cells()[i]]++;
        }
        for (int i = 0; i + half < size; i++) {
          pairs += size - half - i;
          same += behind[runs.cells()[from + i]];
          behind[runs.cells()[from + i + half]]--;
        }
      }
    }
    return pairs == 0 ? 1 : (double) same / pairs;
  }

  double[] correlation() {
    return correlation.clone();
  }

  /**
   * At least the factor by which dependence widens the variance of a mean, 1 + 2 Σ ρ_k, and at
   * least the first distance at which correlation is gone; a standard error on the safe side.
   */
  int blockLength() {
    if (correlation.length == 0) {
      return Integer.MAX_VALUE;
    }
    double factor = 1;
    int k = 0;
    while (k < correlation.length && correlation[k] > Math.max(2 * error[k], 0.02)) {
      factor += 2 * (correlation[k] + error[k]);
      k++;
    }
    int gone = 1;
    while (gone <= correlation.length
        && correlation[gone - 1] > NONE
        && correlation[gone - 1] > 2 * error[gone - 1]) {
      gone++;
    }
    return gone > correlation.length && gone > 1
        ? Integer.MAX_VALUE
        : Math.max(gone, (int) Math.ceil(factor - 1e-9));
  }
}
