package ml.tacit.audit.statistics;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Figures of one answer that come without limits; NaN where it has no probabilities. */
public final class Scoring {
  private final double[] logProbabilities;
  private final int[] truth;
  private final int classes;

  /**
   * Over the test rows.
   *
   * @param logProbabilities rows × classes, row-major, or null
   * @param truth a code per test row, −1 for a class that nobody can name
   */
  public Scoring(double[] logProbabilities, int[] truth, int classes) {
    this.logProbabilities = logProbabilities;
    this.truth = truth;
    this.classes = classes;
  }

  /**
   * Share of the rows of a class that are picked if at most this share of the other rows is, the
   * mean over the classes; of two classes the rarer one's.
   */
  public double truePositives(double falsePositives) {
    if (logProbabilities == null) {
      return Double.NaN;
    }
    int[] sizes = new int[classes];
    Arrays.stream(truth).filter(code -> code >= 0).forEach(code -> sizes[code]++);
    int rarer = classes == 2 && sizes[0] < sizes[1] ? 0 : 1;
    return IntStream.range(0, classes)
        .filter(c -> classes != 2 || c == rarer)
        .mapToDouble(c -> truePositives(c, falsePositives))
        .filter(share -> !Double.isNaN(share))
        .average()
        .orElse(Double.NaN);
  }

  private double truePositives(int c, double falsePositives) {
    double[] own = sorted(c, row -> truth[row] == c);
    double[] others = sorted(c, row -> truth[row] != c);
    if (own.length == 0 || others.length == 0) {
      return Double.NaN;
    }
    int allowed = (int) Math.floor(falsePositives * others.length + 1e-9);
    double threshold =
        allowed == others.length ? Double.NEGATIVE_INFINITY : others[others.length - 1 - allowed];
    return (double) (own.length - Auc.below(own, Math.nextUp(threshold))) / own.length;
  }

  /** Log-probabilities of a class for some test rows, ascending. */
  private double[] sorted(int c, IntPredicate rows) {
    return IntStream.range(0, truth.length)
        .filter(rows)
        .mapToDouble(row -> log(row, c))
        .sorted()
        .toArray();
  }

  /** Share of the rows whose class is among the five likeliest; NaN for five classes or fewer. */
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

  private double log(int row, int c) {
    return logProbabilities[row * classes + c];
  }
}
