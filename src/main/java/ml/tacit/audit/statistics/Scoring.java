package ml.tacit.audit.statistics;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Figures of one answer other than its accuracy; NaN where they need probabilities and it has none.
 */
public final class Scoring {
  private static final double LN2 = Math.log(2);

  private final int[] codes;
  private final double[] logProbabilities;
  private final int[] truth;
  private final int classes;

  /**
   * Over the test rows whose class has training rows.
   *
   * @param codes the class named for each row
   * @param logProbabilities rows × classes, row-major, or null
   * @param truth a code per test row, −1 for a class that nobody can name
   */
  public Scoring(int[] codes, double[] logProbabilities, int[] truth, int classes) {
    this.codes = codes;
    this.logProbabilities = logProbabilities;
    this.truth = truth;
    this.classes = classes;
  }

  public double balancedAccuracy() {
    int[] rows = new int[classes];
    int[] right = new int[classes];
    for (int i = 0; i < truth.length; i++) {
      if (truth[i] >= 0) {
        rows[truth[i]]++;
        right[truth[i]] += codes[i] == truth[i] ? 1 : 0;
      }
    }
    return IntStream.range(0, classes)
        .filter(c -> rows[c] > 0)
        .mapToDouble(c -> (double) right[c] / rows[c])
        .average()
        .orElse(Double.NaN);
  }

  /** Mean of the {@link Auc} of every class against the rest. */
  public double macroAuc() {
    if (logProbabilities == null) {
      return Double.NaN;
    }
    return IntStream.range(0, classes)
        .mapToDouble(this::auc)
        .filter(auc -> !Double.isNaN(auc))
        .average()
        .orElse(Double.NaN);
  }

  private double auc(int c) {
    double[] own = sorted(c, row -> truth[row] == c);
    double[] others = sorted(c, row -> truth[row] != c);
    return Auc.ofSorted(own, others);
  }

  /** Log-probabilities of a class for some test rows, ascending. */
  private double[] sorted(int c, IntPredicate rows) {
    return IntStream.range(0, truth.length)
        .filter(rows)
        .mapToDouble(row -> log(row, c))
        .sorted()
        .toArray();
  }

  public double topFive() {
    if (logProbabilities == null || classes <= 5) {
      return Double.NaN;
    }
    int hits = 0;
    for (int i = 0; i < truth.length; i++) {
      if (truth[i] >= 0) {
        int row = i;
        double own = log(row, truth[row]);
        // Strictly better ones and half of a tie would need no rule; equals in front count as
        // better.
        long better =
            IntStream.range(0, classes)
                .filter(c -> log(row, c) > own || (log(row, c) == own && c < truth[row]))
                .count();
        hits += better < 5 ? 1 : 0;
      }
    }
    return (double) hits / truth.length;
  }

  /**
   * log₂ q(z|x) − log₂ p(z) per test row, p the shares of the classes on the test rows: their mean
   * is H(Z) − cross-entropy. NaN for rows of unknown class. Null without probabilities.
   */
  public double[] information() {
    if (logProbabilities == null) {
      return null;
    }
    double[] shares = shares(truth, classes);
    double[] bits = new double[truth.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = truth[i] < 0 ? Double.NaN : (log(i, truth[i]) - Math.log(shares[truth[i]])) / LN2;
    }
    return bits;
  }

  /** H(Z) of the known test labels in bits. */
  public static double entropy(int[] truth, int classes) {
    return Arrays.stream(shares(truth, classes))
        .filter(share -> share > 0)
        .map(share -> -share * Math.log(share) / LN2)
        .sum();
  }

  private static double[] shares(int[] truth, int classes) {
    double[] shares = new double[classes];
    double known = Arrays.stream(truth).filter(code -> code >= 0).count();
    for (int code : truth) {
      if (code >= 0) {
        shares[code] += 1 / known;
      }
    }
    return shares;
  }

  private double log(int row, int c) {
    return logProbabilities[row * classes + c];
  }
}
