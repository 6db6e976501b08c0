package ml.tacit.audit.statistics;

import java.util.Arrays;

/**
 * One statistic of a family, over all permutations: a standardised sum, or the largest of the
 * classes' standardised ones.
 */
final class Member {
  /** How the sums of {@link UnitScores} are made comparable. */
  enum Scale {
    /** (T − E T) / deviation. */
    SUM,
    /** The largest (T_c − E T_c) / deviation. */
    CLASSES,
    /**
     * The largest 2(√(T_c + ⅜) − √(E T_c + ⅜)), which keeps rare classes from having the longest
     * tails (Anscombe 1948, Biometrika 35).
     */
    ROOTS
  }

  private final UnitScores scores;
  private final Scale scale;
  private final double[] values;
  private final double[] observed; // per class
  private final double[][] followed; // per class: over all permutations, or null

  Member(UnitScores scores, Scale scale, int count) {
    this.scores = scores;
    this.scale = scale;
    values = new double[count];
    observed = new double[scores.classes()];
    followed = new double[scores.classes()][];
  }

  UnitScores scores() {
    return scores;
  }

  /** Takes the sums of one permutation; the first is the identity. */
  void accept(int permutation, double[] sums) {
    if (scale == Scale.SUM) {
      values[permutation] =
          standardised(Arrays.stream(sums).sum(), scores.mean(), scores.deviation());
      return;
    }
    double largest = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < sums.length; c++) {
      double value = scale == Scale.ROOTS ? root(c, sums[c]) : standardised(c, sums[c]);
      largest = Math.max(largest, value);
      if (permutation == 0) {
        observed[c] = value;
      }
      if (followed[c] != null) {
        followed[c][permutation] = value;
      }
    }
    values[permutation] = largest;
  }

  double observed(int c) {
    return observed[c];
  }

  double[] values() {
    return values;
  }

  /** Keeps the values of one class, from after the identity on. */
  void follow(int c) {
    followed[c] = new double[values.length];
    followed[c][0] = observed[c];
  }

  /** Of a class that is followed. */
  double[] values(int c) {
    return followed[c];
  }

  private double root(int c, double sum) {
    return rounded(2 * (Math.sqrt(sum + 0.375) - Math.sqrt(scores.mean(c) + 0.375)));
  }

  private double standardised(int c, double sum) {
    return scores.tests(c)
        ? standardised(sum, scores.mean(c), scores.deviation(c))
        : Double.NEGATIVE_INFINITY;
  }

  /** A statistic that never moves has found nothing, whatever it is. */
  private static double standardised(double sum, double mean, double deviation) {
    return !UnitScores.moves(deviation) ? 0 : rounded((sum - mean) / deviation);
  }

  /** Sums in another order differ in the last bits; equal outcomes must tie. */
  private static double rounded(double value) {
    return Math.rint(value * 1e9) / 1e9;
  }
}
