package ml.tacit.audit.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Figures of a whole test part as means of a value per row, so that {@link Limits} gives their
 * limits, for dependent rows too.
 *
 * <p>The value of a row is the figure plus the row's influence on it. For the area under a curve
 * these are the placements of DeLong, DeLong &amp; Clarke-Pearson 1988 (Biometrics 44); summed over
 * dependent rows they are those of Obuchowski 1997 (Biometrics 53). Every method gives a value per
 * row whose mean is the figure, NaN for rows that do not count; all are NaN where the figure does
 * not exist.
 */
public final class Influence {
  private final int[] truth;
  private final int classes;
  private final int[] stratum;
  private final int strata;
  private final int[][] sizes; // stratum × class, −1 last
  private final int[] rowsOf; // per stratum

  /**
   * Over these rows.
   *
   * @param truth a class per row, −1 for one that nobody can name
   * @param stratum per row: what the attacker knows anyway, the utility class say; chance is
   *     measured within it. All 0 for none
   */
  public Influence(int[] truth, int classes, int[] stratum) {
    this.truth = truth;
    this.classes = classes;
    this.stratum = Blocks.numbered(Arrays.stream(stratum).asLongStream().toArray()).of();
    strata = Arrays.stream(this.stratum).max().orElse(-1) + 1;
    sizes = new int[strata][classes + 1];
    rowsOf = new int[strata];
    for (int row = 0; row < truth.length; row++) {
      sizes[this.stratum[row]][truth[row] < 0 ? classes : truth[row]]++;
      rowsOf[this.stratum[row]]++;
    }
  }

  /** Of accuracy less the prior: the share of the commonest class of each stratum. */
  public double[] accuracyAdvantage(int[] codes) {
    int[] commonest = commonest();
    double[] values = new double[truth.length];
    Arrays.setAll(
        values,
        row ->
            (codes[row] == truth[row] ? 1 : 0) - (commonest[stratum[row]] == truth[row] ? 1 : 0));
    return values;
  }

  /** The accuracy of who knows the stratum of each row, and nothing else. */
  public double prior() {
    int[] commonest = commonest();
    int hits = 0;
    for (int row = 0; row < truth.length; row++) {
      hits += commonest[stratum[row]] == truth[row] ? 1 : 0;
    }
    return (double) hits / truth.length;
  }

  private int[] commonest() {
    int[] commonest = new int[strata];
    Arrays.setAll(commonest, s -> Argmax.of(Arrays.copyOf(sizes[s], classes)));
    return commonest;
  }

  /** Of the mean over the classes of the share of rows named rightly. */
  public double[] balanced(int[] codes) {
    return balanced(codes, false);
  }

  /**
   * Of the same less what it is in the mean if labels change places within strata: 0 in expectation
   * for answers that look at the stratum only.
   */
  public double[] balancedAdvantage(int[] codes) {
    return balanced(codes, true);
  }

  private double[] balanced(int[] codes, boolean advantage) {
    int[] ofClass = new int[classes];
    double[] recall = new double[classes]; // less what the strata give, for the advantage
    double[][] named = new double[strata][classes]; // shares; 0 if the strata do not matter
    if (advantage) {
      for (int row = 0; row < truth.length; row++) {
        named[stratum[row]][codes[row]] += 1.0 / rowsOf[stratum[row]];
      }
    }
    int counted = 0;
    for (int row = 0; row < truth.length; row++) {
      if (truth[row] >= 0) {
        counted++;
        ofClass[truth[row]]++;
        recall[truth[row]] += hit(codes, row) - named[stratum[row]][truth[row]];
      }
    }
    int present = 0;
    double figure = 0;
    for (int c = 0; c < classes; c++) {
      if (ofClass[c] > 0) {
        recall[c] /= ofClass[c];
        figure += recall[c];
        present++;
      }
    }
    figure /= present;
    double[] values = new double[truth.length];
    for (int row = 0; row < truth.length; row++) {
      int c = truth[row];
      if (c < 0) {
        values[row] = Double.NaN;
        continue;
      }
      int s = stratum[row];
      double own = (hit(codes, row) - named[s][c] - recall[c]) / ofClass[c];
      double shared = 0; // through the shares of its stratum
      for (int k = 0; advantage && k < classes; k++) {
        if (ofClass[k] > 0) {
          double share = (codes[row] == k ? 1 : 0) - named[s][k];
          shared += share * sizes[s][k] / ofClass[k] / rowsOf[s];
        }
      }
      values[row] = figure + counted * (own - shared) / present;
    }
    return centred(values, figure);
  }

  /** Rows that nobody can name take part in the shares; without them the mean is a little off. */
  private static double[] centred(double[] values, double figure) {
    double mean = mean(values);
    return Arrays.stream(values).map(v -> v - mean + figure).toArray();
  }

  private double hit(int[] codes, int row) {
    return codes[row] == truth[row] ? 1 : 0;
  }

  /**
   * Of the area under the curve of a class against the rest, each row compared within its stratum;
   * chance is exactly ½.
   *
   * @param scores rows × classes, row-major, larger for likelier classes
   */
  public double[] auc(double[] scores, int c) {
    double[] values = new double[truth.length];
    List<double[]> placed = new ArrayList<>(); // sorted own, sorted others, per stratum
    int counted = 0;
    double figure = 0;
    double[] perStratum = new double[strata];
    for (int s = 0; s < strata; s++) {
      double[] own = new double[sizes[s][c]];
      double[] others = new double[rowsOf[s] - own.length];
      placed.add(own);
      placed.add(others);
    }
    int[] next = new int[2 * strata];
    for (int row = 0; row < truth.length; row++) {
      int side = 2 * stratum[row] + (truth[row] == c ? 0 : 1);
      placed.get(side)[next[side]++] = scores[row * classes + c];
    }
    placed.forEach(Arrays::sort);
    for (int s = 0; s < strata; s++) {
      perStratum[s] = Auc.ofSorted(placed.get(2 * s), placed.get(2 * s + 1));
      if (!Double.isNaN(perStratum[s])) {
        counted += sizes[s][c];
        figure += perStratum[s] * sizes[s][c];
      }
    }
    if (counted == 0) {
      Arrays.fill(values, Double.NaN);
      return values;
    }
    figure /= counted;
    for (int row = 0; row < values.length; row++) {
      int s = stratum[row];
      double score = scores[row * classes + c];
      if (Double.isNaN(perStratum[s])) {
        values[row] = figure;
      } else if (truth[row] == c) {
        double placement = Auc.placement(placed.get(2 * s + 1), score);
        values[row] = figure + values.length * (placement - figure) / counted;
      } else {
        double placement = 1 - Auc.placement(placed.get(2 * s), score);
        double weight = (double) sizes[s][c] / counted / (rowsOf[s] - sizes[s][c]);
        values[row] = figure + values.length * weight * (placement - perStratum[s]);
      }
    }
    return values;
  }

  /** Of the mean over the classes of {@link #auc}. */
  public double[] macroAuc(double[] scores) {
    double[][] perClass =
        IntStream.range(0, classes)
            .mapToObj(c -> auc(scores, c))
            .filter(values -> values.length > 0 && !Double.isNaN(values[0]))
            .toArray(double[][]::new);
    double[] values = new double[truth.length];
    Arrays.setAll(
        values,
        row -> Arrays.stream(perClass).mapToDouble(v -> v[row]).average().orElse(Double.NaN));
    return values;
  }

  /**
   * log₂ q(z|x) − log₂ p(z | stratum): in the mean H(Z | stratum) − cross-entropy.
   *
   * @param logProbabilities natural logarithms, rows × classes, row-major
   */
  public double[] information(double[] logProbabilities) {
    double[] bits = new double[truth.length];
    for (int row = 0; row < bits.length; row++) {
      bits[row] =
          truth[row] < 0
              ? Double.NaN
              : logProbabilities[row * classes + truth[row]] / Math.log(2) - logShare(row);
    }
    return bits;
  }

  /** H(Z | stratum) of the known labels, in bits. */
  public double entropy() {
    return -IntStream.range(0, truth.length)
        .filter(row -> truth[row] >= 0)
        .mapToDouble(this::logShare)
        .average()
        .orElse(Double.NaN);
  }

  /** log₂ of the share of the row's class among the known rows of its stratum. */
  private double logShare(int row) {
    int[] known = sizes[stratum[row]];
    return Math.log((double) known[truth[row]] / (rowsOf[stratum[row]] - known[classes]))
        / Math.log(2);
  }

  /** The class of each row, with a number of its own for rows that nobody can name. */
  public int[] groups() {
    return Arrays.stream(truth).map(code -> code < 0 ? classes : code).toArray();
  }

  /** By how much a row of each of the {@link #groups} can change {@link #balanced} at most. */
  public double[] balancedPull() {
    int[] rows = groupRows();
    long present = Arrays.stream(rows, 0, classes).filter(n -> n > 0).count();
    double[] pull = new double[classes + 1];
    Arrays.setAll(pull, c -> c == classes || rows[c] == 0 ? 0 : 1.0 / present / rows[c]);
    return pull;
  }

  /** The same for {@link #auc}, about as it is for one stratum. */
  public double[] aucPull(int c) {
    int[] rows = groupRows();
    double[] pull = new double[classes + 1];
    Arrays.setAll(pull, k -> 1.0 / Math.max(1, k == c ? rows[c] : truth.length - rows[c]));
    return pull;
  }

  /** The same for {@link #macroAuc}. */
  public double[] macroAucPull() {
    double[] pull = new double[classes + 1];
    for (int c = 0; c < classes; c++) {
      double[] one = aucPull(c);
      Arrays.setAll(pull, k -> pull[k] + one[k] / classes);
    }
    return pull;
  }

  private int[] groupRows() {
    int[] rows = new int[classes + 1];
    for (int code : groups()) {
      rows[code]++;
    }
    return rows;
  }

  /** The mean of the values that count; NaN if none does. */
  public static double mean(double[] values) {
    return values == null
        ? Double.NaN
        : Arrays.stream(values).filter(v -> !Double.isNaN(v)).average().orElse(Double.NaN);
  }
}
