package ml.tacit.step;

import java.util.stream.IntStream;
import ml.tacit.table.Labels;

/**
 * The fitted rows in parts: in each cell of labels the last quarter, in the order of rows, is for
 * tuning, since neighbours may be nearly the same row; and its two halves.
 *
 * @param fitted rows for the channel
 * @param first rows to measure it on
 * @param second more of them, later ones in each cell
 */
@SuppressWarnings("ArrayRecordComponent") // passed by reference on purpose; never compared
record Quarter(int[] fitted, int[] first, int[] second) {
  private static final int PARTS = 4;

  static Quarter of(Labels cells) {
    int[] counts = cells.counts();
    int[] before = new int[counts.length];
    int[] part = new int[cells.size()];
    for (int i = 0; i < part.length; i++) {
      int cell = cells.code(i);
      int tuned = (counts[cell] + PARTS / 2) / PARTS;
      int at = before[cell]++ - (counts[cell] - tuned);
      // A single row goes to either half, by the number of its cell.
      part[i] = at < 0 ? 0 : 1 + (2 * at / tuned + (tuned == 1 ? cell : 0)) % 2;
    }
    return new Quarter(rows(part, 0), rows(part, 1), rows(part, 2));
  }

  private static int[] rows(int[] part, int which) {
    return IntStream.range(0, part.length).filter(i -> part[i] == which).toArray();
  }

  /** All rows for tuning. */
  int[] tuned() {
    return IntStream.concat(IntStream.of(first), IntStream.of(second)).sorted().toArray();
  }

  /** Whether there are rows in every part. */
  boolean isWhole() {
    return fitted.length > 0 && first.length > 0 && second.length > 0;
  }
}
