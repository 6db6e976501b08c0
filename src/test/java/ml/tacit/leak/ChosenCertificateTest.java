package ml.tacit.leak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Labels;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The release that looks best on the rows of the bound, chosen among 20: certified for all 20 at
 * once it is covered; certified as if it were the only one it is not.
 */
class ChosenCertificateTest {
  private static final int CANDIDATES = 20;
  private static final int RUNS = 300;

  private static final int FEWEST =
      new BinomialDistribution(null, RUNS, 0.95).inverseCumulativeProbability(0.001);

  /** Two people, rows in turn. */
  private static Labels people(int rows) {
    return Labels.of(IntStream.range(0, rows).map(i -> i % 2).toArray());
  }

  /**
   * The cell names the person in this share of the rows; a row may keep the cell of the one before.
   */
  private static Labels cells(int rows, double truth, double persistence, SplittableRandom random) {
    int[] cells = new int[rows];
    for (int i = 0; i < rows; i++) {
      boolean stays = i >= 2 && random.nextDouble() < persistence;
      cells[i] = stays ? cells[i - 2] : random.nextDouble() < truth ? i % 2 : 1 - i % 2;
    }
    return Labels.of(cells);
  }

  private static double certified(Labels cells, Labels hide, int candidates, int block) {
    BlockLength length = block > 0 ? BlockLength.of(block) : BlockLength.choose(cells, hide, null);
    return Certificate.ofChosen(candidates, cells, hide, null, length, Weighting.ROWS).certified();
  }

  /** In how many runs the chosen candidate's bound is above its truth. */
  private static int covered(
      int assumed, int rows, double least, double most, double persistence, int block) {
    SplittableRandom random = new SplittableRandom(17);
    Labels hide = people(rows);
    int covered = 0;
    for (int r = 0; r < RUNS; r++) {
      Labels best = null;
      double counted = 2;
      double truth = 0;
      for (int k = 0; k < CANDIDATES; k++) {
        double v = least + (most - least) * k / (CANDIDATES - 1);
        Labels cells = cells(rows, v, persistence, random);
        double plugIn = Runs.of(cells, hide, null, null, Weighting.ROWS).plugIn();
        if (plugIn < counted) {
          best = cells;
          counted = plugIn;
          truth = v;
        }
      }
      covered += certified(best, hide, assumed, block) >= truth ? 1 : 0;
    }
    return covered;
  }

  @ParameterizedTest
  @CsvSource({
    "300, 0.75, 0.75, 0, 1",
    "300, 0.90, 0.90, 0, 1",
    "300, 0.70, 0.80, 0, 1",
    "900, 0.75, 0.75, 0, 0",
    "900, 0.75, 0.75, 0.6, 0"
  })
  void theChosenOneIsCovered(int rows, double least, double most, double persistence, int block) {
    int covered = covered(CANDIDATES, rows, least, most, persistence, block);
    assertTrue(covered >= FEWEST, covered + " of " + RUNS);
  }

  /** Positive control: the choice is what the correction pays for. */
  @Test
  void asIfItWereTheOnlyOneItIsNotCovered() {
    int equal = covered(1, 300, 0.75, 0.75, 0, 1);
    assertTrue(equal < 0.6 * RUNS, equal + " of " + RUNS + " covered");
    int apart = covered(1, 300, 0.70, 0.80, 0, 1);
    assertTrue(apart < FEWEST, apart + " of " + RUNS + " covered");
  }

  @Test
  void aLimitForOneIsThatWithoutAChoice() {
    Labels hide = people(400);
    Labels cells = cells(400, 0.8, 0, new SplittableRandom(1));
    Certificate one = Certificate.of(cells, hide, null, 1);
    assertEquals(1, one.candidates());
    assertEquals(0.95, one.confidenceOfEach(), 1e-12);
    assertEquals(one.certified(), certified(cells, hide, 1, 1));
    double last = one.certified();
    for (int n : new int[] {2, 20, 200, 1_000_000}) {
      double bound = certified(cells, hide, n, 1);
      assertTrue(last < bound && bound < 1, n + " candidates: " + bound);
      last = bound;
    }
    assertThrows(BadDataException.class, () -> certified(cells, hide, 0, 1));
  }
}
