package ml.tacit.audit.statistics;

import java.util.Arrays;

/**
 * The linear statistics of a permutation test: T_c = Σ_{u: label u = c} w_c(u) for every class c,
 * and their sum T.
 *
 * <p>Their means and deviations over all orders of the labels within strata are exact (Hoeffding
 * 1951, Ann. Math. Statist. 22).
 */
final class UnitScores {
  private final Strata strata;
  private final double[][] weight; // class × unit; null for a class that is not tested
  private final double[] mean;
  private final double[] deviation;
  private final double totalMean;
  private final double totalDeviation;

  private UnitScores(Strata strata, double[][] weight) {
    this.strata = strata;
    this.weight = weight;
    mean = new double[weight.length];
    deviation = new double[weight.length];
    double variance = 0;
    for (int s = 0; s < strata.count(); s++) {
      variance += moments(s);
    }
    Arrays.setAll(deviation, c -> Math.sqrt(deviation[c]));
    totalMean = Arrays.stream(mean).sum();
    totalDeviation = Math.sqrt(variance);
  }

  /** w_c(u): the share of the unit's rows that are named c. */
  static UnitScores shares(Design design, Strata strata, int[] codes) {
    return new UnitScores(strata, named(design, strata, codes));
  }

  /** The same over the units of each class and over the classes: T is the mean recall. */
  static UnitScores recalls(Design design, Strata strata, int[] codes) {
    double[][] named = named(design, strata, codes);
    for (int c = 0; c < named.length; c++) {
      for (int u = 0; u < named[c].length && strata.ofClass(c) > 0; u++) {
        named[c][u] /= (double) strata.ofClass(c) * strata.present();
      }
    }
    return new UnitScores(strata, named);
  }

  private static double[][] named(Design design, Strata strata, int[] codes) {
    double[][] named = new double[strata.classes()][strata.unitCount()];
    double[] rowWeight = design.rowWeights();
    int[] unit = design.exchanged().of();
    for (int row = 0; row < codes.length; row++) {
      named[codes[row]][unit[row]] += rowWeight[row];
    }
    return named;
  }

  /**
   * T_c is the area under the curve of c against the rest, each unit compared within its stratum,
   * less ½. Of two classes, whose areas are the same, the second only.
   *
   * @param scores rows × classes, row-major, larger for likelier classes
   * @param group per row: rows are ranked among those of their group, see {@link Design#known}
   */
  static UnitScores areas(Design design, Strata strata, double[] scores, int[] group) {
    int classes = strata.classes();
    double[][] areas = new double[classes][];
    for (int c = classes == 2 ? 1 : 0; c < classes; c++) {
      areas[c] = area(design, strata, column(scores, classes, c), group, c);
    }
    return new UnitScores(strata, areas);
  }

  private static double[] column(double[] scores, int classes, int c) {
    double[] column = new double[scores.length / classes];
    Arrays.setAll(column, row -> scores[row * classes + c]);
    return column;
  }

  private static double[] area(Design design, Strata strata, double[] scores, int[] group, int c) {
    double[] rowWeight = design.rowWeights();
    double[] placed = MidRanks.of(scores, rowWeight, group);
    double[] area = new double[strata.unitCount()];
    int[] unit = design.exchanged().of();
    for (int row = 0; row < scores.length; row++) {
      area[unit[row]] += rowWeight[row] * (placed[row] - 0.5);
    }
    int compared = 0;
    for (int s = 0; s < strata.count(); s++) {
      compared += strata.holders(s, c) < strata.units(s).length ? strata.holders(s, c) : 0;
    }
    for (int s = 0; s < strata.count(); s++) {
      double others = 1 - (double) strata.holders(s, c) / strata.units(s).length;
      for (int u : strata.units(s)) {
        area[u] = compared == 0 || others == 0 ? 0 : area[u] / others / compared;
      }
    }
    return area;
  }

  /** Adds one stratum's means and variances of every class; returns the variance of the sum. */
  private double moments(int s) {
    int[] units = strata.units(s);
    int n = units.length;
    double[] column = new double[weight.length];
    double all = 0;
    for (int c = 0; c < weight.length; c++) {
      for (int i = 0; i < n && weight[c] != null; i++) {
        column[c] += weight[c][units[i]] / n;
      }
      all += column[c] * strata.holders(s, c) / n;
      mean[c] += column[c] * strata.holders(s, c);
    }
    if (n == 1) {
      return 0;
    }
    double total = 0;
    for (int u : units) {
      double row = 0;
      for (int c = 0; c < weight.length; c++) {
        row += weight[c] == null ? 0 : weight[c][u] * strata.holders(s, c) / n;
      }
      for (int c = 0; c <= weight.length; c++) { // the last: labels that nobody can name
        double own = c == weight.length || weight[c] == null ? 0 : weight[c][u];
        double ofColumn = c == weight.length ? 0 : column[c];
        double off = own - row - ofColumn + all;
        total += strata.holders(s, c) * off * off / (n - 1);
        if (c < weight.length) {
          double share = (double) strata.holders(s, c) / n;
          double alone = (own - ofColumn) * (own - ofColumn);
          deviation[c] += share * (1 - share) * n * alone / (n - 1); // a variance until the end
        }
      }
    }
    return total;
  }

  int classes() {
    return weight.length;
  }

  /** Whether a statistic of this deviation differs between permutations at all. */
  static boolean moves(double deviation) {
    return deviation > 1e-9;
  }

  boolean tests(int c) {
    return weight[c] != null && moves(deviation[c]);
  }

  double mean(int c) {
    return mean[c];
  }

  double deviation(int c) {
    return deviation[c];
  }

  double mean() {
    return totalMean;
  }

  double deviation() {
    return totalDeviation;
  }

  /** T_c of every class, for units ordered by {@link Strata#order}. */
  void sums(int[] order, double[] sums) {
    int at = 0;
    for (int c = 0; c < weight.length; c++) {
      int end = at + strata.ofClass(c);
      double sum = 0;
      if (weight[c] != null) {
        double[] of = weight[c];
        for (int i = at; i < end; i++) {
          sum += of[order[i]];
        }
      }
      sums[c] = sum;
      at = end;
    }
  }
}
