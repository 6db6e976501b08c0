package ml.tacit.audit.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** The small figures against their definitions, written out, on values that tie often. */
class ByDefinitionTest {
  private final Random random = new Random(11);

  private double[] values(int n) {
    return random.ints(n, -3, 4).mapToDouble(i -> i).toArray();
  }

  private static double[] sorted(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  @Test
  void argmaxIsTheFirstOfTheLargest() {
    assertEquals(1, Argmax.of(new int[] {1, 4, 4, 0}));
    assertEquals(0, Argmax.of(new int[] {2, 2}));
    assertArrayEquals(
        new int[] {1, 0, 2}, Argmax.ofRows(new double[] {-2, -1, -1, 0, 0, 0, -9, 1, 1.5}, 3));
  }

  @Test
  void placementsAndAreasCountTiesHalf() {
    for (int trial = 0; trial < 50; trial++) {
      double[] own = sorted(values(1 + trial % 5));
      double[] others = sorted(values(1 + trial % 7));
      double won = 0;
      for (double one : own) {
        double below = Arrays.stream(others).filter(o -> o < one).count();
        double equal = Arrays.stream(others).filter(o -> o == one).count();
        assertEquals(below, Auc.below(others, one));
        assertEquals((below + equal / 2) / others.length, Auc.placement(others, one), 1e-15);
        won += below + equal / 2;
      }
      assertEquals(won / own.length / others.length, Auc.ofSorted(own, others), 1e-15);
    }
    assertEquals(Double.NaN, Auc.ofSorted(new double[0], new double[] {1}));
    assertEquals(Double.NaN, Auc.ofSorted(new double[] {1}, new double[0]));
  }

  @Test
  void ranksAreSharesOfWeightWithinTheGroup() {
    for (int trial = 0; trial < 20; trial++) {
      int n = 12;
      double[] values = values(n);
      values[0] = -0.0; // equals the other zero
      double[] weights = random.doubles(n, 0.5, 2).toArray();
      int[] group = random.ints(n, 0, 3).toArray();
      double[] ranks = MidRanks.of(values, weights, group);
      for (int i = 0; i < n; i++) {
        double rank = 0;
        double whole = 0;
        for (int j = 0; j < n; j++) {
          if (group[j] == group[i]) {
            whole += weights[j];
            rank += weights[j] * (values[j] < values[i] ? 1 : values[j] == values[i] ? 0.5 : 0);
          }
        }
        assertEquals(rank / whole, ranks[i], 1e-14);
      }
    }
    assertEquals(0, MidRanks.of(new double[0], new double[0], new int[0]).length);
  }

  @Test
  void tailsAreShares() {
    double[] values = values(40);
    Tail tail = new Tail(values);
    assertEquals(sorted(values)[7], tail.value(7));
    for (double x = -4; x <= 4; x += 0.5) {
      double at = x;
      assertEquals(
          Arrays.stream(values).filter(v -> v >= at).count() / 40.0, tail.atLeast(x), 1e-15);
      assertEquals(
          Arrays.stream(values).filter(v -> v <= at).count() / 40.0, tail.atMost(x), 1e-15);
    }
    double[] ofEach = Tail.ofEach(values);
    double[] negative = Arrays.stream(values).map(v -> -v).toArray();
    double[] other = Tail.ofEach(negative);
    double[] least = Tail.smallest(List.of(values, negative), 40);
    for (int i = 0; i < 40; i++) {
      assertEquals(tail.atLeast(values[i]), ofEach[i]);
      assertEquals(Math.min(ofEach[i], other[i]), least[i]);
    }
    assertArrayEquals(new double[] {1, 1}, Tail.smallest(List.of(), 2));
  }

  /** Without ties: the k-th largest has the share k/n. */
  @Test
  void theCriticalValueIsTheLeastOfARareEnoughTail() {
    Tail tail = new Tail(IntStream.range(0, 100).mapToDouble(i -> i).toArray());
    assertEquals(95, tail.critical(0.95));
    assertEquals(96, tail.critical(0.955));
    assertEquals(Double.POSITIVE_INFINITY, tail.critical(0.995));
    assertEquals(0, tail.critical(0));
    // Of equal values each is as large as all of them: the two threes have a share of one half.
    Tail tied = new Tail(new double[] {3, 1, 3, 2});
    assertEquals(3, tied.critical(0.5));
    assertEquals(Double.POSITIVE_INFINITY, tied.critical(0.7));
    assertEquals(2, tied.critical(0.25));
    Family family = new Family(List.of(), 3);
    assertEquals(Double.NEGATIVE_INFINITY, family.largest()[2]);
    assertEquals(1, family.p(Double.NEGATIVE_INFINITY));
    assertEquals(0, family.p(0));
  }

  @Test
  void holmMultipliesByTheTestsThatAreLeftAndStopsAtOne() {
    assertArrayEquals(
        new double[] {0.9, 1, 0.03, 1},
        Permutations.holm(new double[] {0.3, 0.7, 0.0075, 0.6}),
        1e-12);
  }

  /** At a Clopper-Pearson limit, so many hits or more (or fewer) have half of what is left. */
  @Test
  void exactLimitsLeaveTheirTails() {
    for (int hits : new int[] {0, 1, 7, 19, 20}) {
      double[] limits = Binomial.limits(hits, 20, 20, 0.4, 0.9); // blocks of one: no correlation
      if (hits > 0) {
        BinomialDistribution low = new BinomialDistribution(null, 20, limits[0]);
        assertEquals(0.05, 1 - low.cumulativeProbability(hits - 1), 1e-7);
      }
      if (hits < 20) {
        BinomialDistribution high = new BinomialDistribution(null, 20, limits[1]);
        assertEquals(0.05, high.cumulativeProbability(hits), 1e-7);
      }
    }
    assertEquals(0, Binomial.limits(0, 20, 20, 0, 0.9)[0]);
    assertEquals(1, Binomial.limits(20, 20, 20, 0, 0.9)[1]);
    // 40 rows in blocks of 4 with ρ = 1/3 count as 20; wholly dependent ones as their blocks.
    assertArrayEquals(
        Binomial.limits(7, 20, 20, 0, 0.9), Binomial.limits(14, 40, 10, 1 / 3.0, 0.9), 1e-7);
    assertArrayEquals(
        Binomial.limits(3, 10, 10, 0, 0.9), Binomial.limits(12, 40, 10, 1, 0.9), 1e-7);
  }

  @Test
  void aMeanOfRunsHasStudentsLimits() {
    double[] figures = {0.2, 0.5, 0.35, 0.6};
    StudentMean mean = StudentMean.of(figures);
    double variance = Arrays.stream(figures).map(f -> Math.pow(f - 0.4125, 2)).sum() / 3;
    assertEquals(0.4125, mean.mean(), 1e-15);
    assertEquals(Math.sqrt(variance / 4), mean.error(), 1e-15);
    assertEquals(4, mean.runs());
    TDistribution student = new TDistribution(null, 3);
    double half = mean.error() * student.inverseCumulativeProbability(0.95);
    assertArrayEquals(new double[] {0.4125 - half, 0.4125 + half}, mean.limits(0.9), 1e-7);
    // At the lower limit of 90 % the one-sided p-value is 5 %.
    assertEquals(0.05, mean.pAbove(mean.limits(0.9)[0]), 1e-6);
    StudentMean still = StudentMean.of(new double[] {0.5, 0.5});
    assertEquals(0, still.pAbove(0.4));
    assertEquals(1, still.pAbove(0.5));
  }

  @Test
  void equalPriorsTakeTheShareOfTheClassAway() {
    double[] logs = {Math.log(0.9), Math.log(0.1), Math.log(0.98), Math.log(0.02)};
    int[] trained = {95, 5};
    assertArrayEquals(new int[] {1, 0}, EqualPriors.answers(new int[2], logs, trained));
    assertEquals(Math.log(0.1) - Math.log(5), EqualPriors.scores(logs, trained)[1], 1e-15);
    assertEquals(Math.log(0.1), logs[1], "not changed");
    assertNull(EqualPriors.scores(null, trained));
    int[] codes = {1, 0};
    assertSame(codes, EqualPriors.answers(codes, null, trained));
  }

  @Test
  void groupsAreEqualPartsOfBlocksAndAnswerTogether() {
    Blocks blocks = new Blocks(new int[] {0, 1, 0, 0, 1, 0, 0, 0, 0}, 2);
    Groups groups = Groups.of(blocks, 3);
    // Seven rows make three groups, two make one.
    assertEquals(4, groups.count());
    assertArrayEquals(new int[] {0, 3, 0, 0, 3, 1, 1, 2, 2}, groups.of());
    assertEquals(9 / 4.0, groups.meanRows());
    int[] codes = {1, 1, 0, 1, 0, 0, 0, 1, 0};
    assertArrayEquals(
        new int[] {1, 0, 1, 1, 0, 0, 0, 0, 0}, groups.answers(codes, null, 2), "most votes");
    double[] logs = new double[18];
    Arrays.setAll(logs, i -> i == 1 ? 5 : i == 7 ? -6 : i == 3 ? 1 : 0);
    assertArrayEquals(
        new int[] {0, 1, 0, 0, 1, 0, 0, 0, 0}, groups.answers(codes, logs, 2), "summed logs");
  }

  @Test
  void fiveLikeliestClasses() {
    double[] logs = {6, 5, 4, 3, 2, 1, 6, 5, 4, 3, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    // Fifth; sixth; of equals in front better: the fifth and the sixth.
    assertEquals(0.5, new Scoring(logs, new int[] {4, 5, 4, 5}, 6).topFive());
    assertEquals(0.25, new Scoring(logs, new int[] {4, -1, 5, -1}, 6).topFive());
    assertEquals(1, new Scoring(logs, new int[] {0, 0, 0, 0}, 6).topFive());
    double[] last = {1, 2, 3, 4, 5, 6};
    assertEquals(0, new Scoring(last, new int[] {0}, 6).topFive());
    assertEquals(1, new Scoring(last, new int[] {1}, 6).topFive());
    assertEquals(Double.NaN, new Scoring(null, new int[0], 6).topFive());
    assertEquals(Double.NaN, new Scoring(new double[5], new int[1], 5).topFive());
  }

  @Test
  void truePositivesAreOfTheRarerOfTwoAndOfTheMeanOfMore() {
    // Class 0 is rarer: rows 0 and 1. One of four others may be picked.
    double[] logs = {9, 0, 2, 0, 8, 0, 3, 0, 1, 0, 1, 0};
    int[] truth = {0, 0, 1, 1, 1, 1};
    assertEquals(0.5, new Scoring(logs, truth, 2).truePositives(0.25));
    assertEquals(1, new Scoring(logs, truth, 2).truePositives(0.5));
    assertEquals(1, new Scoring(logs, truth, 2).truePositives(1));
    assertEquals(0.5, new Scoring(logs, truth, 2).truePositives(0));
    // As many of each: the second.
    double[] other = {0, 1, 0, 2, 0, 3, 0, 4};
    assertEquals(1, new Scoring(other, new int[] {0, 0, 1, 1}, 2).truePositives(0));
    assertEquals(0, new Scoring(other, new int[] {1, 1, 0, 0}, 2).truePositives(0));
    // Of three the mean over those that are there; a row that nobody can name is another one.
    double[] three = {5, 0, 0, 0, 5, 0, 9, 0, 0, 1, 1, 0};
    assertEquals(0.5, new Scoring(three, new int[] {0, 1, -1, -1}, 3).truePositives(0), 1e-15);
    assertEquals(Double.NaN, new Scoring(three, new int[] {1, 1, 1, 1}, 3).truePositives(0));
    assertEquals(Double.NaN, new Scoring(new double[2], new int[] {1}, 2).truePositives(0));
  }

  @Test
  void aPersonIsLinkedByLikeness() {
    DMatrixRMaj alike =
        new DMatrixRMaj(new double[][] {{3, 1, 2, 0, 0}, {9, 9, 9, 9, 9}, {0, 5, 1, 1, -1}});
    int[] gallery = {7, 8, 7, 9, 8};
    LinkedPerson one = LinkedPerson.of(7, alike, new int[] {7, 8, 7}, gallery);
    assertEquals(10, one.pairs());
    // Same: 3 2 0 1; other: 1 0 0 5 1 −1. Of six, 3 and 2 beat five, 0 beats one and ties two, 1
    // beats three and ties two.
    assertEquals((5 + 5 + 2 + 4) / 24.0, one.auc(), 1e-15);
    assertEquals(0.5, one.rankOne());
    assertEquals(0.4, one.rankOneChance());
    // The most alike is of the same person for both rows; of equals it is the first.
    DMatrixRMaj tied = new DMatrixRMaj(new double[][] {{2, 1, 1, 0, 2}, {1, 1, 3, 0, 0}});
    assertEquals(1, LinkedPerson.of(7, tied, new int[] {7, 7}, gallery).rankOne());
    assertEquals(0, LinkedPerson.of(8, tied, new int[] {8, 8}, gallery).rankOne());
    LinkedPerson none = new LinkedPerson(0, 0.5, 0.5, 0, 0);
    for (int[] all : new int[][] {{8, 8, 8, 8, 8}, {7, 7, 7, 7, 7}}) {
      assertEquals(none, LinkedPerson.of(7, alike, new int[] {7, 8, 7}, all));
    }
    assertEquals(none, LinkedPerson.of(9, alike, new int[] {7, 8, 7}, gallery));
  }

  /** On random values: at the rate, missed and linked shares cross. */
  @Test
  void equalErrorRatesLieBetweenTheSharesAtNeighbouringThresholds() {
    for (int trial = 0; trial < 50; trial++) {
      double[] same = sorted(values(1 + trial % 6));
      double[] other = sorted(values(1 + trial % 5));
      double rate = LinkedPerson.equalErrorRate(same, other);
      double lower = 0; // the largest of both errors' smaller one, and the smallest larger one
      double upper = 1;
      for (double threshold = -3.5; threshold <= 4; threshold++) {
        double at = threshold;
        double missed = Arrays.stream(same).filter(v -> v < at).count() / (double) same.length;
        double linked = Arrays.stream(other).filter(v -> v > at).count() / (double) other.length;
        lower = Math.max(lower, Math.min(missed, linked));
        upper = Math.min(upper, Math.max(missed, linked));
      }
      assertTrue(lower - 1e-12 <= rate && rate <= upper + 1e-12, lower + " " + rate + " " + upper);
    }
    assertEquals(
        1, LinkedPerson.equalErrorRate(new double[] {0}, new double[] {1}), 1e-15, "upside down");
    double[] none = {Double.NaN};
    assertEquals(0.5, LinkedPerson.equalErrorRate(none, none), 1e-15);
  }
}
