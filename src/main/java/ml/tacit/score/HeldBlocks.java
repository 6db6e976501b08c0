package ml.tacit.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Blocks of consecutive rows of one class that are left out together, so that neighbours in time,
 * nearly the same row, do not speak for each other. Of many rows some blocks are enough.
 *
 * @param blocks the rows of each, in the order of classes
 * @param heldOut whether a block is among the one in five that are held out where a fit per block
 *     is too much
 */
@SuppressWarnings("ArrayRecordComponent") // passed by reference on purpose; never compared
record HeldBlocks(List<int[]> blocks, boolean[] heldOut) {
  /** Rows in a block at most; a class has four blocks or more where it has four rows. */
  private static final int LONGEST = 16;

  private static final int PARTS = 5;

  static HeldBlocks of(Targets targets, int mostRows) {
    int thinning = (targets.rows() - 1) / mostRows + 1;
    List<int[]> blocks = new ArrayList<>();
    List<Boolean> held = new ArrayList<>();
    for (int[] rows : rowsOfClasses(targets)) {
      int length = Math.max(1, Math.min(LONGEST, rows.length / 4));
      for (int from = 0, b = 0; from < rows.length; from += length, b++) {
        if (b / PARTS % thinning == 0) {
          blocks.add(Arrays.copyOfRange(rows, from, Math.min(rows.length, from + length)));
          held.add(b % PARTS == 2);
        }
      }
    }
    boolean[] heldOut = new boolean[held.size()];
    for (int b = 0; b < heldOut.length; b++) {
      heldOut[b] = held.get(b);
    }
    return new HeldBlocks(blocks, heldOut);
  }

  private static int[][] rowsOfClasses(Targets targets) {
    int[][] rows = new int[targets.count()][];
    int[] filled = new int[rows.length];
    Arrays.setAll(rows, c -> new int[targets.counts()[c]]);
    for (int i = 0; i < targets.rows(); i++) {
      int c = targets.codes()[i];
      rows[c][filled[c]++] = i;
    }
    return rows;
  }

  /** All rows of the blocks, block after block. */
  int[] rows() {
    return blocks.stream().flatMapToInt(Arrays::stream).toArray();
  }

  /** The rows held out. */
  int[] heldRows() {
    int[] rows = rows();
    return Arrays.stream(heldPlaces()).map(place -> rows[place]).toArray();
  }

  /** All rows but these. */
  static int[] without(int[] held, int rows) {
    BitSet left = new BitSet();
    left.set(0, rows);
    Arrays.stream(held).forEach(left::clear);
    return left.stream().toArray();
  }

  /** Which places in {@link #rows} are held out. */
  int[] heldPlaces() {
    List<Integer> places = new ArrayList<>();
    int at = 0;
    for (int b = 0; b < blocks.size(); b++) {
      for (int i = 0; i < blocks.get(b).length; i++, at++) {
        if (heldOut[b]) {
          places.add(at);
        }
      }
    }
    return places.stream().mapToInt(Integer::intValue).toArray();
  }

  /** For each place in {@link #rows}, whether its block is one in two. */
  boolean[] odd() {
    boolean[] odd = new boolean[rows().length];
    int at = 0;
    for (int b = 0; b < blocks.size(); b++) {
      for (int i = 0; i < blocks.get(b).length; i++, at++) {
        odd[at] = b % 2 == 1;
      }
    }
    return odd;
  }
}
