package ml.tacit.audit.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The test behind every verdict: labels of whole units, permuted within strata, against answers
 * that stay as they are.
 *
 * <p>Two families of statistics, both from M_a(u, c), the share of the rows of unit u that
 * adversary a names c, so that every unit counts once and an answer that looks at the stratum only
 * has the same statistic under every permutation:
 *
 * <ul>
 *   <li>rows: T_a = Σ_u M_a(u, label u), standardised by its permutation mean and deviation;
 *   <li>persons: T_ac = Σ_{u: label u = c} M_a(u, c), as 2(√(T_ac + ⅜) − √(E T_ac + ⅜)), which
 *       keeps rare classes from having the longest tails (Anscombe 1948, Biometrika 35). E is
 *       exact.
 * </ul>
 *
 * <p>Each family is judged by its largest member (Westfall &amp; Young 1993), the two by the
 * smaller of their p-values, whose own distribution comes from the same permutations: exact for any
 * dependence among adversaries. The identity is one of the permutations.
 */
public final class Permutations {
  private final Design design;
  private final double[][] shares;
  private final int classes;
  private final int rowsOnly;
  private final int count;

  private final double[] mean;
  private final double[] deviation;
  private final double[][] sums;
  private final double[][] expected;
  private final double[][] person;
  private final double[] rowMax;
  private final double[] personMax;
  private final double[] smaller;

  /**
   * Runs the test.
   *
   * @param answers a class per test row, per adversary
   * @param persons how many of them, from the first, are also tested person by person
   */
  public Permutations(
      Design design, int classes, int[][] answers, int persons, int permutations, long seed) {
    this.design = design;
    this.classes = classes;
    this.rowsOnly = persons;
    this.count = permutations + 1;
    shares = new double[answers.length][];
    Arrays.setAll(shares, a -> shares(answers[a]));
    expected = new double[answers.length][];
    Arrays.setAll(expected, a -> expected(shares[a]));
    sums = new double[answers.length][count];
    person = new double[persons][classes];
    personMax = new double[count];
    run(new SplittableRandom(seed));
    mean = new double[answers.length];
    deviation = new double[answers.length];
    for (int a = 0; a < answers.length; a++) {
      mean[a] = Arrays.stream(expected[a]).sum();
      double centre = mean[a];
      double squares = Arrays.stream(sums[a]).map(t -> (t - centre) * (t - centre)).sum();
      deviation[a] = Math.sqrt(squares / count);
    }
    rowMax = new double[count];
    Arrays.setAll(rowMax, r -> largestRow(r));
    double[] rowsSorted = sorted(rowMax);
    double[] personsSorted = sorted(personMax);
    double[] least = new double[count];
    Arrays.setAll(
        least, r -> Math.min(tail(rowsSorted, rowMax[r]), tail(personsSorted, personMax[r])));
    smaller = sorted(least);
  }

  /** Permutation p-value of one adversary's rows, alone. */
  public double p(int a) {
    return tail(sorted(sums[a]), sums[a][0]);
  }

  /** The p-values of all adversaries, each alone, adjusted after Holm. */
  public double[] holm() {
    return holm(IntStream.range(0, sums.length).mapToDouble(this::p).toArray());
  }

  /** Its p-value joint over everything tested here. */
  public double joint(int a) {
    return together(tail(sorted(rowMax), standardised(a, sums[a][0])));
  }

  /**
   * The p-value of one class (a person, say) as one adversary finds it, joint over everything
   * tested here.
   */
  public double joint(int a, int c) {
    return together(tail(sorted(personMax), person[a][c]));
  }

  /** The p-value of everything together. */
  public double joint() {
    return together(
        Math.min(tail(sorted(rowMax), rowMax[0]), tail(sorted(personMax), personMax[0])));
  }

  /** The adversary that finds this person best. */
  public int best(int c) {
    return IntStream.range(0, rowsOnly)
        .reduce((a, b) -> person[b][c] > person[a][c] ? b : a)
        .orElseThrow();
  }

  /** Recall of a class if the rows said nothing: the mean over its units under permutation. */
  public double expectedRecall(int a, int c) {
    long units = Arrays.stream(design.label()).filter(label -> label == c).count();
    return units == 0 ? 0 : expected[a][c] / units;
  }

  /**
   * The least T_a, of the adversary for whom it is largest, that is reported at this level;
   * infinite if none.
   */
  public double criticalRows(double level) {
    double z = critical(rowMax, level);
    double largest = Double.NEGATIVE_INFINITY;
    for (int a = 0; a < rowsOnly; a++) {
      if (deviation[a] > 0) {
        largest = Math.max(largest, mean[a] + z * deviation[a]);
      }
    }
    return largest == Double.NEGATIVE_INFINITY ? Double.POSITIVE_INFINITY : largest;
  }

  /** The least T_ac that is reported at this level, for the adversary that names c most. */
  public double criticalPerson(int c, double level) {
    double most = 0;
    for (int a = 0; a < rowsOnly; a++) {
      most = Math.max(most, expected[a][c]);
    }
    double root = critical(personMax, level) / 2 + Math.sqrt(most + 0.375);
    return root * root - 0.375;
  }

  private double together(double p) {
    return (double) atMost(smaller, p) / count;
  }

  /** The least value of a family's largest statistic whose joint p-value is at most 1 − level. */
  private double critical(double[] family, double level) {
    double[] values = sorted(family);
    double least = Double.POSITIVE_INFINITY;
    for (int i = count - 1; i >= 0; i--) {
      // Just above each value that occurs: a new attacker need not tie with it.
      double p = (double) (count - 1 - i + 1) / count;
      if (together(p) > 1 - level) {
        break;
      }
      least = values[i];
    }
    return least;
  }

  private double[] shares(int[] answers) {
    double[] shares = new double[design.exchanged().count() * classes];
    int[] blockSizes = design.blocks().sizes();
    int[] blocksOf = new int[design.exchanged().count()];
    int[] unitOfBlock = design.blocks().shared(design.exchanged().of());
    for (int unit : unitOfBlock) {
      blocksOf[unit]++;
    }
    for (int row = 0; row < answers.length; row++) {
      int unit = design.exchanged().of()[row];
      int size = blockSizes[design.blocks().of()[row]] * blocksOf[unit];
      shares[unit * classes + answers[row]] += 1.0 / size;
    }
    return shares;
  }

  /** E T_ac: the units of class c in a stratum, drawn at random from its units. */
  private double[] expected(double[] share) {
    double[] expected = new double[classes];
    for (int[] units : strata()) {
      int[] holders = new int[classes];
      double[] named = new double[classes];
      for (int unit : units) {
        if (design.label()[unit] >= 0) {
          holders[design.label()[unit]]++;
        }
        for (int c = 0; c < classes; c++) {
          named[c] += share[unit * classes + c];
        }
      }
      for (int c = 0; c < classes; c++) {
        expected[c] += named[c] * holders[c] / units.length;
      }
    }
    return expected;
  }

  private void run(SplittableRandom random) {
    int[] label = design.label().clone();
    int[][] strata = strata();
    double[] perClass = new double[classes];
    for (int r = 0; r < count; r++) {
      if (r > 0) {
        for (int[] units : strata) {
          shuffle(label, units, random);
        }
      }
      double largest = Double.NEGATIVE_INFINITY;
      for (int a = 0; a < shares.length; a++) {
        Arrays.fill(perClass, 0);
        for (int unit = 0; unit < label.length; unit++) {
          if (label[unit] >= 0) {
            perClass[label[unit]] += shares[a][unit * classes + label[unit]];
          }
        }
        sums[a][r] = rounded(Arrays.stream(perClass).sum());
        for (int c = 0; a < rowsOnly && c < classes; c++) {
          double root =
              rounded(2 * (Math.sqrt(perClass[c] + 0.375) - Math.sqrt(expected[a][c] + 0.375)));
          largest = Math.max(largest, root);
          if (r == 0) {
            person[a][c] = root;
          }
        }
      }
      personMax[r] = largest;
    }
  }

  private int[][] strata() {
    TreeMap<Integer, Integer> sizes = new TreeMap<>();
    for (int stratum : design.stratum()) {
      sizes.merge(stratum, 1, Integer::sum);
    }
    return sizes.keySet().stream()
        .map(
            s ->
                IntStream.range(0, design.stratum().length)
                    .filter(unit -> design.stratum()[unit] == s)
                    .toArray())
        .toArray(int[][]::new);
  }

  private static void shuffle(int[] label, int[] units, SplittableRandom random) {
    for (int i = units.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = label[units[i]];
      label[units[i]] = label[units[j]];
      label[units[j]] = kept;
    }
  }

  private double largestRow(int r) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int a = 0; a < sums.length; a++) {
      largest = Math.max(largest, standardised(a, sums[a][r]));
    }
    return largest;
  }

  /** An adversary whose statistic never moves has found nothing, whatever it is. */
  private double standardised(int a, double sum) {
    return deviation[a] <= 1e-9 ? 0 : (sum - mean[a]) / deviation[a];
  }

  /** Sums in another order differ in the last bits; equal outcomes must tie. */
  private static double rounded(double value) {
    return Math.rint(value * 1e9) / 1e9;
  }

  private static double[] sorted(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  /** Share of the sorted values that are at least this one. */
  private static double tail(double[] sorted, double value) {
    return (double) (sorted.length - below(sorted, value)) / sorted.length;
  }

  private static int below(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static int atMost(double[] sorted, double value) {
    return below(sorted, Math.nextUp(value));
  }

  /** Holm 1979, Scand. J. Statist. 6. */
  static double[] holm(double[] p) {
    Integer[] order = IntStream.range(0, p.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(a -> p[a]));
    double[] adjusted = new double[p.length];
    double largest = 0;
    for (int i = 0; i < order.length; i++) {
      largest = Math.max(largest, Math.min(1, (p.length - i) * p[order[i]]));
      adjusted[order[i]] = largest;
    }
    return adjusted;
  }
}
