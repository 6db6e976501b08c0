package ml.tacit.audit;

import java.util.Optional;

/**
 * Looks for a division that misleads: shares of classes, within each utility class, that are
 * opposed in training and test rows.
 */
final class OpposedShares {
  /** Correlation of the shares at or below which they are opposed. */
  private static final double OPPOSED = -0.5;

  /** How far a blind guess falls below uniform chance before it is said, as a share. */
  private static final double BELOW = 0.01;

  private OpposedShares() {}

  static Optional<LeakWarning> in(String label, ClassCodes kept, ClassCodes hidden) {
    int classes = hidden.names().size();
    int strata = Math.max(1, kept.names().size());
    double[][] train = counts(kept.train(), hidden.train(), strata, classes);
    double[][] test = counts(kept.test(), hidden.test(), strata, classes);
    double both = 0;
    double ofTrain = 0;
    double ofTest = 0;
    double right = 0;
    for (int u = 0; u < strata; u++) {
      double trainRows = sum(train[u]);
      double testRows = sum(test[u]);
      int commonest = 0;
      for (int c = 0; c < classes; c++) {
        commonest = train[u][c] > train[u][commonest] ? c : commonest;
        if (trainRows > 0 && testRows > 0) {
          double a = train[u][c] / trainRows - 1.0 / classes;
          double b = test[u][c] / testRows - 1.0 / classes;
          both += testRows * a * b;
          ofTrain += testRows * a * a;
          ofTest += testRows * b * b;
        }
      }
      right += test[u][commonest];
    }
    double correlation = both / Math.sqrt(ofTrain * ofTest); // NaN if the shares are equal
    double blind = right / hidden.test().length;
    double chance = hidden.chance();
    return correlation <= OPPOSED && blind < chance - BELOW
        ? Optional.of(new LeakWarning.OpposedShares(label, correlation, blind, chance))
        : Optional.empty();
  }

  /** Rows of each utility class (all of one without a label to keep) by hidden class. */
  private static double[][] counts(int[] kept, int[] hidden, int strata, int classes) {
    double[][] counts = new double[strata][classes];
    for (int row = 0; row < hidden.length; row++) {
      if (kept[row] >= 0 && hidden[row] >= 0) {
        counts[kept[row]][hidden[row]]++;
      }
    }
    return counts;
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
