package ml.tacit.audit;

import java.util.Arrays;
import java.util.TreeMap;

/**
 * Which test rows hang together.
 *
 * <p>Windows of one person doing one thing are not independent, so the unit of resampling is the
 * (utility, privacy) cell of the test rows. Where there are fewer than {@value #ENOUGH} cells, each
 * is cut, in row order, into equal contiguous blocks of at least {@value #SHORTEST} rows.
 *
 * @param of the block of each test row, from 0
 * @param count number of blocks
 */
@SuppressWarnings("ArrayRecordComponent") // passed by reference on purpose; never compared
record Blocks(int[] of, int count) {
  private static final int ENOUGH = 30;
  private static final int SHORTEST = 5;

  static Blocks of(int[] keep, int[] hide) {
    TreeMap<Long, Integer> sizes = new TreeMap<>();
    long[] cells = new long[keep.length];
    for (int row = 0; row < keep.length; row++) {
      cells[row] = ((long) keep[row] << 32) | (hide[row] & 0xffffffffL);
      sizes.merge(cells[row], 1, Integer::sum);
    }
    int wanted = sizes.size() >= ENOUGH ? 1 : (2 * ENOUGH + sizes.size() - 1) / sizes.size();
    TreeMap<Long, int[]> cursors = new TreeMap<>(); // first block, blocks, size, next row
    int count = 0;
    for (var cell : sizes.entrySet()) {
      int parts = Math.max(1, Math.min(wanted, cell.getValue() / SHORTEST));
      cursors.put(cell.getKey(), new int[] {count, parts, cell.getValue(), 0});
      count += parts;
    }
    int[] blocks = new int[keep.length];
    Arrays.setAll(
        blocks,
        row -> {
          int[] cursor = cursors.get(cells[row]);
          return cursor[0] + (int) ((long) cursor[3]++ * cursor[1] / cursor[2]);
        });
    return new Blocks(blocks, count);
  }
}
