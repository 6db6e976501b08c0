package ml.tacit.audit.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The permutation test of answers about a number: numbers of whole units change places within their
 * stratum against answers that stay as they are.
 *
 * <p>The statistic of an adversary is Σ_u a_u (y_u − mean of its stratum), a_u and y_u the means of
 * a unit's answers and numbers, standardised by the permutations; an answer that looks at the
 * stratum only has the same under every permutation. Several adversaries are judged by the largest
 * (Westfall &amp; Young 1993). The identity is one of the permutations.
 */
public final class NumberTest {
  private final double[][] sums;
  private final double[] largest;

  /**
   * Runs the test.
   *
   * @param unit of each row, and its stratum: units keep theirs
   * @param truth the number of each row
   * @param answers of every adversary, a number per row
   */
  public NumberTest(
      Blocks unit, int[] stratum, double[] truth, List<double[]> answers, int count, long seed) {
    double[] numbers = means(unit, truth);
    double[][] said = answers.stream().map(a -> means(unit, a)).toArray(double[][]::new);
    TreeMap<Integer, int[]> strata = new TreeMap<>();
    int[] of = unit.shared(stratum);
    for (int s : of) {
      strata.computeIfAbsent(
          s, key -> IntStream.range(0, of.length).filter(u -> of[u] == key).toArray());
    }
    for (int[] units : strata.values()) {
      double mean = Arrays.stream(units).mapToDouble(u -> numbers[u]).average().orElse(0);
      Arrays.stream(units).forEach(u -> numbers[u] -= mean);
    }
    sums = new double[said.length][count + 1];
    SplittableRandom random = new SplittableRandom(seed);
    for (int r = 0; r <= count; r++) {
      if (r > 0) {
        strata.values().forEach(units -> shuffle(numbers, units, random));
      }
      for (int a = 0; a < said.length; a++) {
        double sum = 0;
        for (int u = 0; u < numbers.length; u++) {
          sum += said[a][u] * numbers[u];
        }
        sums[a][r] = sum;
      }
    }
    largest = new double[count + 1];
    Arrays.fill(largest, Double.NEGATIVE_INFINITY);
    for (double[] own : sums) {
      standardise(own);
      for (int r = 0; r <= count; r++) {
        largest[r] = Math.max(largest[r], own[r]);
      }
    }
  }

  /** The p-value of one adversary, joint over all of them. */
  public double joint(int a) {
    double observed = sums[a][0];
    return (double) Arrays.stream(largest).filter(z -> z >= observed).count() / largest.length;
  }

  private static double[] means(Blocks unit, double[] values) {
    double[] means = new double[unit.count()];
    int[] sizes = unit.sizes();
    for (int row = 0; row < values.length; row++) {
      means[unit.of()[row]] += values[row] / sizes[unit.of()[row]];
    }
    return means;
  }

  /** Sums in another order differ in the last bits; equal outcomes must tie. */
  private static void standardise(double[] sums) {
    double mean = Arrays.stream(sums).average().orElse(0);
    double deviation =
        Math.sqrt(Arrays.stream(sums).map(s -> (s - mean) * (s - mean)).average().orElse(0));
    double size = Arrays.stream(sums).map(Math::abs).max().orElse(0);
    Arrays.setAll(
        sums,
        r -> deviation <= 1e-9 * size ? 0 : Math.rint((sums[r] - mean) / deviation * 1e9) / 1e9);
  }

  private static void shuffle(double[] numbers, int[] units, SplittableRandom random) {
    for (int i = units.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      double kept = numbers[units[i]];
      numbers[units[i]] = numbers[units[j]];
      numbers[units[j]] = kept;
    }
  }
}
