package ml.tacit.audit.statistics;

import java.util.Arrays;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Which test rows hang together.
 *
 * <p>Windows of one person doing one thing are not independent, so the unit of limits and
 * permutations is the (utility, privacy) cell of the test rows. Where there are fewer than {@value
 * #ENOUGH} cells, each is cut, in row order, into equal contiguous blocks of at least {@value
 * #SHORTEST} rows.
 *
 * @param of the block of each test row, from 0
 * @param count number of blocks
 */
@SuppressWarnings("ArrayRecordComponent") // passed by reference on purpose; never compared
public record Blocks(int[] of, int count) {
  public static final int ENOUGH = 30;
  private static final int SHORTEST = 5;

  /** Of the cells of two labels, cut where there are few. */
  public static Blocks of(int[] keep, int[] hide) {
    return of(cells(keep, hide));
  }

  /** Cells of the two labels within each unit, a person say; never cut. */
  static Blocks within(int[] unit, int[] keep, int[] hide) {
    return numbered(cells(unit, numbered(cells(keep, hide)).of()));
  }

  /** Every row a block of its own. */
  public static Blocks single(int rows) {
    return new Blocks(IntStream.range(0, rows).toArray(), rows);
  }

  /** One block per distinct value. */
  public static Blocks numbered(long[] values) {
    TreeMap<Long, Integer> numbers = new TreeMap<>();
    for (long value : values) {
      numbers.put(value, 0);
    }
    int next = 0;
    for (var entry : numbers.entrySet()) {
      entry.setValue(next++);
    }
    return new Blocks(Arrays.stream(values).mapToInt(numbers::get).toArray(), numbers.size());
  }

  static long[] cells(int[] first, int[] second) {
    long[] cells = new long[first.length];
    Arrays.setAll(cells, row -> ((long) first[row] << 32) | (second[row] & 0xffffffffL));
    return cells;
  }

  private static Blocks of(long[] cells) {
    TreeMap<Long, Integer> sizes = new TreeMap<>();
    for (long cell : cells) {
      sizes.merge(cell, 1, Integer::sum);
    }
    int wanted = sizes.size() >= ENOUGH ? 1 : (ENOUGH + sizes.size() - 1) / sizes.size();
    TreeMap<Long, int[]> cursors = new TreeMap<>(); // first block, blocks, size, next row
    int count = 0;
    for (var cell : sizes.entrySet()) {
      int parts = Math.max(1, Math.min(wanted, cell.getValue() / SHORTEST));
      cursors.put(cell.getKey(), new int[] {count, parts, cell.getValue(), 0});
      count += parts;
    }
    int[] blocks = new int[cells.length];
    Arrays.setAll(
        blocks,
        row -> {
          int[] cursor = cursors.get(cells[row]);
          return cursor[0] + (int) ((long) cursor[3]++ * cursor[1] / cursor[2]);
        });
    return new Blocks(blocks, count);
  }

  /** Rows per block. */
  public int[] sizes() {
    int[] sizes = new int[count];
    for (int block : of) {
      sizes[block]++;
    }
    return sizes;
  }

  /** How much right answers hang together within blocks; see {@link Correlation#within}. */
  public double correlation(boolean[] right, int[] group) {
    return Correlation.within(right, this, group);
  }

  /** The value that all rows of a block share, per block. */
  public int[] shared(int[] perRow) {
    int[] shared = new int[count];
    for (int row = 0; row < of.length; row++) {
      shared[of[row]] = perRow[row];
    }
    return shared;
  }
}
