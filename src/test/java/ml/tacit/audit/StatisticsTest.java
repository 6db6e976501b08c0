package ml.tacit.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StatisticsTest {

  @Test
  void blockLimitsCoverTheTruthWhereRowsHangTogether() {
    Random random = new Random(8);
    int covered = 0;
    int narrow = 0;
    int trials = 400;
    for (int trial = 0; trial < trials; trial++) {
      int blocks = 60;
      int size = 12;
      boolean[] right = new boolean[blocks * size];
      int[] of = new int[right.length];
      for (int b = 0; b < blocks; b++) {
        double rate = random.nextBoolean() ? 0.9 : 0.3; // mean 0.6, the same within a block
        for (int i = 0; i < size; i++) {
          of[b * size + i] = b;
          right[b * size + i] = random.nextDouble() < rate;
        }
      }
      Interval byBlock = Interval.of(right, new Blocks(of, blocks), 0.95, 1000, trial);
      Interval byRow =
          Interval.of(right, new Blocks(Scene.all(of.length), of.length), 0.95, 1000, trial);
      covered += byBlock.low() <= 0.6 && 0.6 <= byBlock.high() ? 1 : 0;
      narrow += byRow.low() <= 0.6 && 0.6 <= byRow.high() ? 1 : 0;
    }
    assertTrue(covered >= 0.91 * trials, "by block " + covered);
    assertTrue(narrow <= 0.75 * trials, "by row it would look far surer: " + narrow);
  }

  @Test
  void perfectAndHopelessAnswersStillHaveAnInterval() {
    boolean[] right = new boolean[40];
    Blocks blocks = new Blocks(Scene.all(40), 40);
    Interval none = Interval.of(right, blocks, 0.95, 1000, 1);
    assertEquals(0, none.low());
    assertEquals(1 - Math.pow(0.025, 1 / 40.0), none.high(), 1e-12);
    Arrays.fill(right, true);
    Interval all = Interval.of(right, blocks, 0.95, 1000, 1);
    assertEquals(1, all.high());
    assertEquals(Math.pow(0.025, 1 / 40.0), all.low(), 1e-12);
  }

  @Test
  void manyCellsAreBlocksAndFewAreCut() {
    int[] person = new int[30 * 20];
    Arrays.setAll(person, i -> i / 20);
    assertEquals(30, Blocks.of(new int[600], person).count());

    int[] two = new int[600];
    Arrays.setAll(two, i -> i / 300);
    Blocks cut = Blocks.of(new int[600], two);
    assertEquals(60, cut.count());
    int[] sizes = new int[60];
    for (int row = 0; row < 600; row++) {
      sizes[cut.of()[row]]++;
      assertTrue(row == 0 || cut.of()[row] >= cut.of()[row - 1], "contiguous");
    }
    assertArrayEquals(filled(60, 10), sizes);
  }

  @Test
  void tuningIsBlockedInTimeWithAGap() {
    int[] keep = new int[80];
    int[] hide = new int[80];
    Arrays.setAll(hide, i -> i / 40);
    InnerSplit split = InnerSplit.of(keep, hide);
    assertArrayEquals(
        new int[] {30, 31, 32, 33, 34, 35, 36, 37, 38, 39},
        Arrays.stream(split.tune()).filter(row -> row < 40).toArray());
    Set<Integer> fit = new HashSet<>(Arrays.stream(split.fit()).boxed().toList());
    assertTrue(fit.contains(27) && !fit.contains(28) && !fit.contains(29) && !fit.contains(30));
  }

  @Test
  void smallCellsAreFittedRatherThanTunedOn() {
    int[] cells = {0, 0, 0, 1, 1, 1, 1, 2};
    InnerSplit split = InnerSplit.of(new int[8], cells);
    assertArrayEquals(new int[] {6}, split.tune());
    assertTrue(Arrays.stream(split.fit()).anyMatch(row -> row == 7));
    for (int row : split.tune()) {
      assertTrue(Arrays.stream(split.fit()).noneMatch(fitted -> fitted == row));
    }
  }

  private static int[] filled(int size, int value) {
    int[] array = new int[size];
    Arrays.fill(array, value);
    return array;
  }
}
