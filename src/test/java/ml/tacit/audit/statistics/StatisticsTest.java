package ml.tacit.audit.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
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
      double[] right = new double[blocks * size];
      int[] of = new int[right.length];
      for (int b = 0; b < blocks; b++) {
        double rate = random.nextBoolean() ? 0.9 : 0.3; // mean 0.6, the same within a block
        for (int i = 0; i < size; i++) {
          of[b * size + i] = b;
          right[b * size + i] = random.nextDouble() < rate ? 1 : 0;
        }
      }
      covered += covers(limits(right, new Blocks(of, blocks)), 0.6) ? 1 : 0;
      narrow += covers(limits(right, Blocks.single(of.length)), 0.6) ? 1 : 0;
    }
    assertTrue(covered >= 0.91 * trials, "by block " + covered);
    assertTrue(narrow <= 0.75 * trials, "by row it would look far surer: " + narrow);
  }

  @Test
  void perfectAndHopelessAnswersStillHaveAnInterval() {
    double[] right = new double[40];
    double far = Math.pow(0.025, 1 / 40.0);
    assertArrayEquals(new double[] {0, 1 - far}, limits(right, Blocks.single(40)), 1e-12);
    Arrays.fill(right, 1);
    assertArrayEquals(new double[] {far, 1}, limits(right, Blocks.single(40)), 1e-12);
  }

  @Test
  void manyCellsAreBlocksAndFewAreCut() {
    int[] person = new int[30 * 20];
    Arrays.setAll(person, i -> i / 20);
    assertEquals(30, Blocks.of(new int[600], person).count());

    int[] two = new int[600];
    Arrays.setAll(two, i -> i / 300);
    Blocks cut = Blocks.of(new int[600], two);
    assertEquals(30, cut.count());
    int[] sizes = new int[30];
    for (int row = 0; row < 600; row++) {
      sizes[cut.of()[row]]++;
      assertTrue(row == 0 || cut.of()[row] >= cut.of()[row - 1], "contiguous");
    }
    assertArrayEquals(filled(30, 20), sizes);
  }

  private static double[] limits(double[] right, Blocks blocks) {
    return new Limits(blocks, 0.95).ofShares(List.of(right))[0];
  }

  private static boolean covers(double[] limits, double truth) {
    return limits[0] <= truth && truth <= limits[1];
  }

  private static int[] filled(int size, int value) {
    int[] array = new int[size];
    Arrays.fill(array, value);
    return array;
  }
}
