package ml.tacit.leak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;

/** The tails behind the limit, against exact ones and against those of the literature. */
class UpperLimitTest {
  private static final double DELTA = 0.05;

  private static Blocks equal(int count) {
    return new Blocks(count, 1.0 / count, 1.0 / count, false);
  }

  @Test
  void oneUnitABlockIsClopperPearson() {
    Blocks blocks = new Blocks(200, 1.0 / 200, 1.0 / 200, true);
    double expected = new BetaDistribution(null, 31, 170).inverseCumulativeProbability(0.95);
    assertEquals(expected, UpperLimit.of(0.15, blocks, DELTA), 1e-9);
    double binomial = new BinomialDistribution(null, 200, expected).cumulativeProbability(30);
    assertEquals(DELTA, binomial, 1e-6);
  }

  /** P(Bin ≤ v) ≤ min over h of E(h − Bin)₊ / (h − v), by the definition of both. */
  @Test
  void theConvexTailIsItsDefinition() {
    for (int trials : new int[] {5, 40, 300}) {
      for (double p : new double[] {0.1, 0.5, 0.93}) {
        BinomialDistribution binomial = new BinomialDistribution(null, trials, p);
        for (double value : new double[] {0, 0.3, 0.2 * trials, 0.7 * trials, trials - 0.5}) {
          double least = 1;
          for (int h = (int) Math.floor(value) + 1; h <= trials; h++) {
            double lacking = 0;
            for (int j = 0; j < h; j++) {
              lacking += (h - j) * binomial.probability(j);
            }
            least = Math.min(least, lacking / (h - value));
          }
          double tail = UpperLimit.convexTail(value, trials, p);
          assertEquals(least, tail, 1e-9 * least);
          assertTrue(tail >= binomial.cumulativeProbability((int) value) - 1e-12);
        }
      }
    }
  }

  /** The chain of the Javadoc: each is below the inequality that it replaces. */
  @Test
  void itIsBelowTheSelfBoundingInequalityAndMcDiarmids() {
    for (int blocks : new int[] {20, 100, 1000}) {
      for (double plugIn : new double[] {0.05, 0.2, 0.5, 0.9}) {
        double chernoff = UpperLimit.chernoff(plugIn, equal(blocks), DELTA);
        double mcDiarmid = plugIn + Math.sqrt(Math.log(1 / DELTA) / 2 / blocks);
        double u = plugIn;
        while (plugIn * Math.log(plugIn / u) - plugIn + u < Math.log(1 / DELTA) / blocks) {
          u += 1e-5;
        }
        assertTrue(chernoff <= Math.min(1, mcDiarmid) + 1e-9);
        assertTrue(chernoff <= Math.min(1, u) + 1e-5);
        assertTrue(UpperLimit.convex(plugIn, equal(blocks), DELTA) <= chernoff + 1e-9);
      }
    }
  }

  /** With two people and two cells, too, where Bonferroni's inequality loses least. */
  @Test
  void itIsBelowClopperPearsonForEachCount() {
    for (int n : new int[] {40, 200, 2000}) {
      for (double share : new double[] {0.5, 0.7, 0.9}) {
        long right = Math.round(share * n / 2);
        double each =
            new BetaDistribution(null, right + 1, n - right)
                .inverseCumulativeProbability(1 - DELTA / 4);
        Blocks blocks = new Blocks(n, 1.0 / n, 1.0 / n, true);
        double limit = UpperLimit.of(2.0 * right / n, blocks, DELTA);
        assertTrue(limit < Math.min(1, 2 * each), n + " rows: " + limit + " and " + 2 * each);
      }
    }
  }

  @Test
  void moreOrFullerBlocksOnlyHelp() {
    double before = 1;
    for (int blocks : new int[] {5, 20, 80, 500, 4000, 100_000, 1_000_000}) {
      double limit = UpperLimit.of(0.3, equal(blocks), DELTA);
      assertTrue(limit < before && limit > 0.3);
      before = limit;
    }
    assertEquals(1, UpperLimit.of(1, equal(10), DELTA));
    assertTrue(UpperLimit.of(0.99, equal(10), DELTA) <= 1);
  }

  /** Of uneven runs: what is packed is at least as heavy as the heaviest allows. */
  @Test
  void lightBlocksAreTakenTogether() {
    int[] from = {0, 103, 110, 131, 132};
    Runs runs =
        Runs.weighted(
            new int[132], from, new int[] {0, 0, 1, 1}, new int[] {0, 1, 0, 1}, 1, Weighting.ROWS);
    Blocks ten = Blocks.of(runs, 10);
    // 12 of 10 rows; rests of 3, 7, 1 and 1 make 10 and 2
    assertEquals(14, ten.count());
    assertEquals(10.0 / 132, ten.heaviest(), 1e-12);
    Blocks whole = Blocks.of(runs, Integer.MAX_VALUE);
    assertEquals(2, whole.count());
    assertEquals(103.0 / 132, whole.heaviest(), 1e-12);
    Blocks single = Blocks.of(runs, 1);
    assertTrue(single.single() && single.count() == 132);
    Runs weighted =
        Runs.weighted(
            new int[132],
            from,
            new int[] {0, 0, 1, 1},
            new int[] {0, 1, 0, 1},
            1,
            Weighting.CLASSES);
    assertEquals(
        1,
        Arrays.stream(new int[] {0, 1, 2, 3})
            .mapToDouble(r -> weighted.size(r) * weighted.weight()[r])
            .sum(),
        1e-12);
    assertTrue(!Blocks.of(weighted, 1).single(), "rows of rare people weigh more");
  }
}
