package ml.tacit.audit.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Permutation statistics against every order of the labels there is, on eight units. */
class ExhaustiveTest {
  private static final int[] KEEP = {0, 0, 0, 0, 0, 1, 1, 1};
  private static final int[] HIDE = {0, 1, 2, 0, -1, 1, 2, 2};
  private static final int CLASSES = 3;

  private final Design design = Design.ofRows(KEEP, HIDE);
  private final Strata strata = new Strata(design, CLASSES);
  private final List<int[]> orders = orders();

  /** All 5! · 3! orders of the labels within the two strata. */
  private static List<int[]> orders() {
    List<int[]> orders = new ArrayList<>();
    permute(HIDE.clone(), 0, orders);
    return orders;
  }

  private static void permute(int[] labels, int from, List<int[]> orders) {
    if (from == labels.length) {
      orders.add(labels.clone());
      return;
    }
    int end = from < 5 ? 5 : 8;
    for (int i = from; i < end; i++) {
      swap(labels, from, i);
      permute(labels, from + 1, orders);
      swap(labels, from, i);
    }
  }

  private static void swap(int[] labels, int a, int b) {
    int kept = labels[a];
    labels[a] = labels[b];
    labels[b] = kept;
  }

  private static int[] codes(long seed) {
    return new Random(seed).ints(8, 0, CLASSES).toArray();
  }

  private static double[] scores(long seed) {
    return new Random(seed).ints(8 * CLASSES, 0, 4).mapToDouble(i -> i).toArray();
  }

  private double[] sums(UnitScores scores, int[] labels) {
    int[] order = new int[8];
    strata.order(labels, order);
    double[] sums = new double[CLASSES];
    scores.sums(order, sums);
    return sums;
  }

  private void momentsAreThoseOfAllOrders(UnitScores scores) {
    for (int c = 0; c <= CLASSES; c++) {
      int at = c;
      ToDoubleFunction<int[]> of =
          labels ->
              at < CLASSES ? sums(scores, labels)[at] : Arrays.stream(sums(scores, labels)).sum();
      double mean = orders.stream().mapToDouble(of).average().orElseThrow();
      double square =
          orders.stream().mapToDouble(of).map(t -> (t - mean) * (t - mean)).average().orElseThrow();
      assertEquals(mean, c < CLASSES ? scores.mean(c) : scores.mean(), 1e-12);
      assertEquals(Math.sqrt(square), c < CLASSES ? scores.deviation(c) : scores.deviation(), 1e-9);
      assertTrue(c == CLASSES || scores.tests(c) == square > 1e-18);
    }
  }

  @Test
  void momentsAreExact() {
    for (long seed = 0; seed < 5; seed++) {
      momentsAreThoseOfAllOrders(UnitScores.shares(design, strata, codes(seed)));
      momentsAreThoseOfAllOrders(UnitScores.recalls(design, strata, codes(seed)));
      momentsAreThoseOfAllOrders(UnitScores.areas(design, strata, scores(seed), KEEP));
    }
  }

  @Test
  void sumsAreWhatTheyAreCalled() {
    int[] codes = codes(9);
    double[] scores = scores(9);
    double[] shares = sums(UnitScores.shares(design, strata, codes), HIDE);
    double[] recalls = sums(UnitScores.recalls(design, strata, codes), HIDE);
    double[] areas = sums(UnitScores.areas(design, strata, scores, KEEP), HIDE);
    int[] ofClass = {2, 2, 3};
    for (int c = 0; c < CLASSES; c++) {
      double hits = 0;
      double area = 0;
      for (int row = 0; row < 8; row++) {
        hits += HIDE[row] == c && codes[row] == c ? 1 : 0;
        area += HIDE[row] == c ? won(scores, row, c) : 0;
      }
      assertEquals(hits, shares[c], 1e-12);
      assertEquals(hits / ofClass[c] / CLASSES, recalls[c], 1e-12);
      // Class 0 stands in the first stratum only; every unit has others beside it.
      assertEquals(area / ofClass[c] - 0.5, areas[c], 1e-12, "class " + c);
    }
  }

  /** The share of the rows of other classes in its stratum that a row is above. */
  private static double won(double[] scores, int row, int c) {
    double won = 0;
    double others = 0;
    for (int other = 0; other < 8; other++) {
      if (KEEP[other] == KEEP[row] && HIDE[other] != c) {
        others++;
        won += (1 + Math.signum(scores[row * CLASSES + c] - scores[other * CLASSES + c])) / 2;
      }
    }
    return won / others;
  }

  @Test
  void ofTwoClassesOneAreaIsTested() {
    int[] two = {0, 1, 0, 1, 1, 0, 1, 0};
    Design rows = Design.ofRows(KEEP, two);
    Strata of = new Strata(rows, 2);
    UnitScores areas = UnitScores.areas(rows, of, new Random(1).doubles(16).toArray(), KEEP);
    assertFalse(areas.tests(0));
    assertTrue(areas.tests(1));
    assertEquals(2, areas.classes());
    // A class that is alone in its stratum is compared with nobody.
    Design alone = Design.ofRows(new int[] {0, 0, 1, 1}, new int[] {1, 1, 0, 0});
    UnitScores none =
        UnitScores.areas(alone, new Strata(alone, 2), new double[8], new int[] {0, 0, 1, 1});
    assertFalse(none.tests(1));
    assertEquals(0, none.deviation());
  }

  @Test
  void strataCountTheirUnits() {
    assertEquals(2, strata.count());
    assertEquals(CLASSES, strata.classes());
    assertEquals(8, strata.unitCount());
    assertArrayEquals(new int[] {5, 6, 7}, strata.units(1));
    assertEquals(2, strata.holders(0, 0));
    assertEquals(2, strata.holders(1, 2));
    assertEquals(1, strata.holders(0, CLASSES), "nobody can name it");
    assertEquals(3, strata.ofClass(2));
    assertEquals(3, strata.present());
    assertEquals(4, strata.first(2));
    assertEquals(2, new Strata(Design.ofRows(new int[2], new int[] {0, 2}), 3).present());
    int[] order = new int[8];
    strata.order(HIDE, order);
    assertArrayEquals(new int[] {0, 3, 1, 5, 2, 6, 7, 4}, order);
    int[] labels = strata.labels();
    labels[0] = 99;
    assertEquals(0, strata.labels()[0], "a copy");
  }

  /** Every order of a stratum comes about as often, and no label leaves its stratum. */
  @Test
  void labelsAreDealtEvenlyWithinStrata() {
    SplittableRandom random = new SplittableRandom(4);
    int[] labels = strata.labels();
    int[][] at = new int[8][CLASSES + 1];
    int deals = 4000;
    for (int deal = 0; deal < deals; deal++) {
      strata.shuffle(labels, random);
      for (int u = 0; u < 8; u++) {
        at[u][labels[u] + 1]++;
      }
    }
    for (int u = 0; u < 8; u++) {
      double[] shares =
          u < 5 ? new double[] {0.2, 0.4, 0.2, 0.2} : new double[] {0, 0, 1 / 3.0, 2 / 3.0};
      for (int c = 0; c <= CLASSES; c++) {
        assertEquals(shares[c], (double) at[u][c] / deals, 0.035, u + " has " + (c - 1));
      }
    }
  }

  /** The p-value of one statistic is the share of the orders in which it is as large. */
  @Test
  void pValuesAreSharesOfTheOrders() {
    int[] codes = {0, 1, 0, 0, 1, 1, 2, 1};
    double hits = hits(codes, HIDE);
    double exact = orders.stream().filter(o -> hits(codes, o) >= hits).count() / 720.0;
    Permutations test =
        new Permutations(
            design, CLASSES, List.of(new Answer(codes, null, null, false)), KEEP, 4999, 3);
    assertEquals(exact, test.p(0), 0.025);
    assertEquals(test.p(0), test.jointAccuracy(0), 1e-12, "one statistic: the same jointly");
    assertEquals(test.p(0), test.joint(0), 1e-12);
    assertEquals(test.p(0), test.joint(), 1e-12);
    assertEquals(1, test.jointBalanced(0));
    assertEquals(1, test.jointArea(0, 1));
    assertEquals(-1, test.bestArea(0));
    assertArrayEquals(new double[] {test.p(0)}, test.holm());
    assertEquals(Double.NaN, test.detectableArea(0.95, 0.95));
    assertEquals(Double.POSITIVE_INFINITY, test.criticalBalanced(0.95));
    // The lower limit is the observed count less the critical one: both on the scale of counts.
    double width = test.widthAccuracy(0, 0.85) * 8;
    double critical = critical(o -> hits(codes, o), 0.85);
    double mean = orders.stream().mapToDouble(o -> hits(codes, o)).average().orElseThrow();
    assertEquals(critical - mean, width, 1e-6);
    assertEquals(Double.NaN, test.widthAccuracy(0, 0.9999));
  }

  /** The least value that at most a share 1 − level of the orders reaches. */
  private double critical(ToDoubleFunction<int[]> statistic, double level) {
    double[] values = orders.stream().mapToDouble(statistic).distinct().sorted().toArray();
    for (double value : values) {
      long reach = orders.stream().filter(o -> statistic.applyAsDouble(o) >= value - 1e-9).count();
      if (reach <= (1 - level) * orders.size()) {
        return value;
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  private static double hits(int[] codes, int[] labels) {
    double hits = 0;
    for (int row = 0; row < codes.length; row++) {
      hits += codes[row] == labels[row] ? 1 : 0;
    }
    return hits;
  }

  @Test
  void classesAndAreasHaveTheirOwnValues() {
    int rows = 60;
    int[] keep = new int[rows];
    int[] hide = new int[rows];
    Arrays.setAll(keep, i -> i % 2);
    Arrays.setAll(hide, i -> i / 2 % 3);
    int[] codes = hide.clone();
    for (int i = 0; i < rows; i++) { // class 2 is found, the others are mixed up
      codes[i] = hide[i] == 2 ? 2 : i / 6 % 2;
    }
    double[] scores = new double[rows * 3];
    Random random = new Random(8);
    Arrays.setAll(scores, i -> random.nextGaussian() + (hide[i / 3] == 2 && i % 3 == 2 ? 3 : 0));
    int[] blind = random.ints(rows, 0, 3).toArray();
    Permutations test =
        new Permutations(
            Design.ofRows(keep, hide),
            3,
            List.of(new Answer(blind, blind, null, true), new Answer(codes, codes, scores, true)),
            keep,
            999,
            5);
    assertEquals(1, test.best(2));
    assertEquals(2, test.bestArea(1));
    assertEquals(-1, test.bestArea(0));
    assertEquals(0.001, test.jointArea(1, 2), 1e-9);
    assertTrue(test.jointArea(1, 0) > 0.05);
    assertEquals(0.001, test.jointClass(1, 2), 1e-9);
    assertTrue(test.jointClass(1, 0) > 0.05);
    assertEquals(0.001, test.jointAccuracy(1), 1e-9);
    assertEquals(0.001, test.jointBalanced(1), 1e-9);
    assertEquals(0.001, test.joint(1), 1e-9);
    assertEquals(0.001, test.joint(), 1e-9);
    assertTrue(test.joint(0) > 0.05);
    assertEquals(2 * test.p(1), test.holm()[1], 1e-12);
    // 20 of 60 rows are named 2: by chance a third of class 2 is found.
    assertEquals(1 / 3.0, test.expectedRecall(1, 2), 1e-12);
    double lowest = test.lowestRecall(2, 0.95);
    assertTrue(lowest > 0.6 && lowest < 1, "lowest " + lowest);
    assertTrue(lowest >= test.lowestRecall(2, 0.99));
    // Of 20 about 6.7 are named by chance, with a deviation of 1.7: five deviations are too many.
    double critical = test.criticalClass(2, 0.95);
    assertTrue(critical > 9 && critical < 15, "critical " + critical);
    assertTrue(test.criticalClass(2, 0.5) < critical);
    double gain = test.criticalBalanced(0.95);
    assertTrue(gain > 0.05 && gain < 0.3, "gain " + gain);
    double area = test.detectableArea(0.95, 0.95);
    assertTrue(area > 0.65 && area < 0.85, "area " + area);
    assertTrue(test.detectableArea(0.95, 0.5) < area);
    assertEquals(
        area - test.detectableArea(0.95, 0.5),
        1.6449 * deviationOfAnArea(keep, hide, scores),
        1e-3,
        "the power is worth as many deviations");
    assertEquals(Double.NaN, test.detectableArea(0.95, 1 - 1e-12), "more than an area can be");
    double width = test.widthArea(1, 0.95);
    assertTrue(width > 0.05 && width < 0.2, "width " + width);
    assertTrue(test.widthBalanced(1, 0.95) > 0.03);
    assertEquals(test.widthBalanced(1, 0.95), test.widthAccuracy(1, 0.95), 1e-6, "equal classes");
  }

  /** The median over the classes. */
  private static double deviationOfAnArea(int[] keep, int[] hide, double[] scores) {
    Design design = Design.ofRows(keep, hide);
    UnitScores areas = UnitScores.areas(design, new Strata(design, 3), scores, keep);
    double[] deviations = {areas.deviation(0), areas.deviation(1), areas.deviation(2)};
    Arrays.sort(deviations);
    return deviations[1];
  }

  /** Numbers change places within strata; p is the share of the orders that correlate as much. */
  @Test
  void numbersAreTestedAgainstTheirOrders() {
    double[] truth = {1, 4, 2, 8, 5, 7, 11, 9};
    Blocks rows = Blocks.single(8);
    double[] right = truth.clone();
    double[] byStratum = {1, 1, 1, 1, 1, 50, 50, 50};
    double[] some = {2, 1, 4, 8, 3, 0, 5, 1};
    NumberTest test = new NumberTest(rows, KEEP, truth, List.of(some, byStratum), 4999, 1);
    int[] places = {0, 1, 2, 3, 4, 5, 6, 7};
    List<int[]> all = new ArrayList<>();
    permute(places, 0, all);
    double exact =
        all.stream()
                .filter(order -> product(some, truth, order) >= product(some, truth, all.get(0)))
                .count()
            / 720.0;
    assertEquals(exact, test.joint(0), 0.025);
    assertEquals(1, test.joint(1), "who looks at the stratum only finds nothing");
    NumberTest found = new NumberTest(rows, KEEP, truth, List.of(right), 4999, 1);
    assertEquals(1 / 720.0, found.joint(0), 0.003);
    // A unit of several rows counts once, by its means.
    Blocks pairs = new Blocks(new int[] {0, 0, 1, 1, 2, 2, 3, 3}, 4);
    double[] noisy = {0, 2, 1, 3, 4, 6, 5, 7}; // means 1 2 5 6
    double[] means = {1, 1, 2, 2, 5, 5, 6, 6};
    assertEquals(
        new NumberTest(pairs, new int[8], means, List.of(means), 999, 2).joint(0),
        new NumberTest(pairs, new int[8], noisy, List.of(noisy), 999, 2).joint(0));
    assertEquals(
        1 / 24.0, new NumberTest(pairs, new int[8], noisy, List.of(noisy), 4999, 2).joint(0), 0.01);
  }

  /** Adversaries of any units are judged by the largest of what they say, in deviations. */
  @Test
  void numbersAreTestedTogetherWhateverTheirUnits() {
    double[] truth = {1, 4, 2, 8, 5, 7, 11, 9};
    double[] weak = {2, 1, 4, 8, 3, 0, 5, 1};
    double[] blind = {3, 0, 1, 2, 9, 4, 4, 5};
    Blocks rows = Blocks.single(8);
    double alone = new NumberTest(rows, KEEP, truth, List.of(weak), 4999, 1).joint(0);
    NumberTest both = new NumberTest(rows, KEEP, truth, List.of(weak, blind), 4999, 1);
    assertTrue(both.joint(0) > 1.1 * alone, "two chances: " + both.joint(0) + ", " + alone);
    double[] large = Arrays.stream(blind).map(v -> 1e6 * v + 1e7).toArray();
    double[] small = Arrays.stream(blind).map(v -> 1e-6 * v - 3).toArray();
    for (double[] units : List.of(large, small)) {
      NumberTest other = new NumberTest(rows, KEEP, truth, List.of(weak, units), 4999, 1);
      assertEquals(both.joint(0), other.joint(0), 1e-3);
      assertEquals(both.joint(1), other.joint(1), 1e-3);
    }
    // Two equal ones are no more chances than one; the sign matters.
    assertEquals(alone, new NumberTest(rows, KEEP, truth, List.of(weak, weak), 4999, 1).joint(1));
    double[] against = Arrays.stream(truth).map(v -> -v).toArray();
    assertEquals(1, new NumberTest(rows, KEEP, truth, List.of(against), 999, 1).joint(0), 1e-3);
  }

  /** A unit counts by its mean however many rows it has. */
  @Test
  void unitsOfUnequalSizesCountAlike() {
    Blocks units = new Blocks(new int[] {0, 0, 0, 1, 2, 2, 3}, 4);
    double[] rows = {0, 1, 5, 9, 2, 4, 4}; // means 2 9 3 4
    double[] said = {1, 1, 1, 0, 0, 4, 7}; // means 1 0 2 7
    NumberTest byRows = new NumberTest(units, new int[7], rows, List.of(said), 999, 2);
    NumberTest byMeans =
        new NumberTest(
            Blocks.single(4),
            new int[4],
            new double[] {2, 9, 3, 4},
            List.of(new double[] {1, 0, 2, 7}),
            999,
            2);
    assertEquals(byMeans.joint(0), byRows.joint(0), 1e-12);
  }

  private static double product(double[] said, double[] truth, int[] order) {
    double sum = 0;
    for (int i = 0; i < said.length; i++) {
      sum += said[i] * truth[order[i]];
    }
    return sum;
  }

  /** One row is found as often as it is named rightly; ten independent ones as often as all are. */
  @Test
  void powerIsTheShareOfSimulationsThatReachTheCriticalValue() {
    double[] one = {1};
    Power independent = new Power(0.9, 0);
    assertEquals(0.9, independent.detectable(new int[] {1}, one, 1, 1), 0.03);
    assertEquals(Math.pow(0.9, 0.1), independent.detectable(new int[] {10}, one, 1, 1), 0.01);
    assertEquals(0.9, new Power(0.9, 1).detectable(new int[] {10}, one, 1, 1), 0.03);
    double some = new Power(0.9, 0.25).detectable(new int[] {10}, one, 1, 1);
    assertTrue(some > 0.9 && some < Math.pow(0.9, 0.1) + 0.01, "some " + some);
    assertEquals(Double.NaN, independent.detectable(new int[] {10}, one, 1.5, 1));
    // Two blocks of weight ½: one suffices for ½, which 1 − (1 − q)² says.
    double[] halves = {0.5, 0.5};
    assertEquals(
        1 - Math.sqrt(0.1), independent.detectable(new int[] {1, 1}, halves, 0.5, 1), 0.03);
    assertTrue(independent.detectable(new int[] {1}, one, 0, 1) <= 1 / 512.0, "for nothing");
  }
}
