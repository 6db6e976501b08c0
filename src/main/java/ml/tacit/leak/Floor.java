package ml.tacit.leak;

import java.util.SplittableRandom;

/**
 * What the plug-in value would be if cells told nothing beyond y: blocks of one y change places at
 * random, and are cut anew into runs of the old sizes.
 */
final class Floor {
  private static final int MOST_DEALS = 200;
  private static final int FEWEST_DEALS = 20;

  /** Cells dealt in all, so that a million rows take a second. */
  private static final long WORK = 40_000_000;

  private Floor() {}

  /** The mean over deals; the same for the same runs. */
  static double of(Runs runs, int length) {
    int[] dealt = new int[runs.cells().length];
    int deals = (int) Math.max(FEWEST_DEALS, Math.min(MOST_DEALS, WORK / dealt.length));
    SplittableRandom random = new SplittableRandom(20_000);
    double sum = 0;
    for (int d = 0; d < deals; d++) {
      for (int r = 0; r < runs.count(); ) {
        int first = r;
        while (r < runs.count() && runs.given()[r] == runs.given()[first]) {
          r++;
        }
        deal(runs, first, r, length, random, dealt);
      }
      sum += runs.plugIn(dealt);
    }
    return sum / deals;
  }

  private static void deal(
      Runs runs, int first, int end, int length, SplittableRandom random, int[] dealt) {
    int[] starts = starts(runs, first, end, length);
    int[] order = new int[starts.length - 1];
    for (int i = 0; i < order.length; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    int at = runs.from()[first];
    for (int block : order) {
      int size = starts[block + 1] - starts[block];
      System.arraycopy(runs.cells(), starts[block], dealt, at, size);
      at += size;
    }
  }

  /** Where the blocks of one y begin, and where the last one ends. */
  private static int[] starts(Runs runs, int first, int end, int length) {
    int count = 0;
    for (int r = first; r < end; r++) {
      count += (runs.size(r) - 1) / length + 1;
    }
    int[] starts = new int[count + 1];
    int i = 0;
    for (int r = first; r < end; r++) {
      for (long at = runs.from()[r]; at < runs.from()[r + 1]; at += length) {
        starts[i++] = (int) at;
      }
    }
    starts[count] = runs.from()[end];
    return starts;
  }
}
