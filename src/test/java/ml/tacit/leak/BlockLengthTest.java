package ml.tacit.leak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import ml.tacit.leak.Simulated.Channel;
import ml.tacit.leak.Simulated.Setting;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Labels;
import org.junit.jupiter.api.Test;

/** A chosen block is about as long as rows hang together. */
class BlockLengthTest {

  /**
   * A chain that stays with probability a widens the variance of a mean (1 + a) / (1 − a) times.
   */
  @Test
  void itFollowsThePersistence() {
    int last = 0;
    for (double persistence : new double[] {0, 0.3, 0.6, 0.8}) {
      Setting setting =
          new Setting(6, 2, 5, 900, persistence, Channel.PERSONAL, true, Weighting.ROWS);
      Simulated simulated = new Simulated(setting, 4);
      SplittableRandom random = new SplittableRandom(6);
      int[] lengths = new int[40];
      Arrays.setAll(
          lengths,
          r -> BlockLength.choose(simulated.draw(random), simulated.hide, simulated.given).rows());
      Arrays.sort(lengths);
      double factor = (1 + persistence) / (1 - persistence);
      int median = lengths[20];
      assertTrue(median >= Math.floor(factor) && median <= 2 * factor + 1, median + " " + factor);
      assertTrue(median > last);
      last = median;
    }
  }

  /** Short runs, whose own mean hides how they hang together. */
  @Test
  void shortRunsAreNotTakenAsIndependent() {
    Setting setting = new Setting(30, 6, 6, 45, 0.6, Channel.PERSONAL, true, Weighting.ROWS);
    Simulated simulated = new Simulated(setting, 4);
    SplittableRandom random = new SplittableRandom(6);
    for (int r = 0; r < 20; r++) {
      BlockLength block =
          BlockLength.choose(simulated.draw(random), simulated.hide, simulated.given);
      assertTrue(block.rows() >= 4, "found " + block.rows());
    }
  }

  @Test
  void tooFewRowsMakeWholeRuns() {
    Labels hide = Labels.of(0, 0, 0, 1, 1, 1, 2, 2, 2);
    BlockLength block = BlockLength.choose(hide, hide, null);
    assertEquals(Integer.MAX_VALUE, block.rows());
    assertEquals(3, block.lookedAt());
    Certificate c = Certificate.of(hide, hide, null, block, Weighting.ROWS, 1);
    assertEquals(2, c.blockLength());
    assertEquals(3, c.blocks());
  }

  @Test
  void aGivenLengthLooksAtNothing() {
    BlockLength block = BlockLength.of(7);
    assertEquals(7, block.rows());
    assertTrue(!block.isChosen() && block.lookedAt() == 0);
    assertThrows(BadDataException.class, () -> BlockLength.of(0));
  }
}
