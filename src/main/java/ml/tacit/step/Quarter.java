package ml.tacit.step;

import java.util.ArrayList;
import java.util.List;
import ml.tacit.table.Labels;

/**
 * The fitted rows in two parts: in each cell of labels the last quarter, in the order of rows, is
 * for tuning, since neighbours may be nearly the same row.
 *
 * @param fitted rows for the channel
 * @param tuned rows to measure it on
 */
@SuppressWarnings("ArrayRecordComponent") // passed by reference on purpose; never compared
record Quarter(int[] fitted, int[] tuned) {
  private static final int PARTS = 4;

  static Quarter of(Labels cells) {
    int[] counts = cells.counts();
    int[] before = new int[counts.length];
    List<Integer> fitted = new ArrayList<>();
    List<Integer> tuned = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      int cell = cells.code(i);
      boolean isLast = (before[cell] + 1) * PARTS > counts[cell] * (PARTS - 1) && counts[cell] > 1;
      before[cell]++;
      (isLast ? tuned : fitted).add(i);
    }
    return new Quarter(ints(fitted), ints(tuned));
  }

  /** Every other run of rows of the tuning part: halves to learn guesses on and to test them. */
  int[] half(int which) {
    List<Integer> half = new ArrayList<>();
    for (int i = 0; i < tuned.length; i++) {
      if (i % 2 == which) {
        half.add(tuned[i]);
      }
    }
    return ints(half);
  }

  private static int[] ints(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }
}
