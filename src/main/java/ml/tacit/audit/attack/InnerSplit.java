package ml.tacit.audit.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where adversaries are tuned: inside the training rows, blocked in time.
 *
 * <p>Of every (utility, privacy) cell, in row order, the last quarter is tuned on and the rows
 * before it are fitted, less a gap: overlapping windows on both sides would choose settings that
 * only remember neighbours. Cells of fewer than four rows are fitted and not tuned on.
 *
 * @param fit rows to fit, ascending
 * @param tune rows to choose settings on, ascending
 */
@SuppressWarnings("ArrayRecordComponent") // passed by reference on purpose; never compared
public record InnerSplit(int[] fit, int[] tune) {
  private static final int GAP = 2;

  public static InnerSplit of(int[] keep, int[] hide) {
    Map<Long, List<Integer>> cells = new TreeMap<>();
    for (int row = 0; row < keep.length; row++) {
      long cell = ((long) keep[row] << 32) | hide[row];
      cells.computeIfAbsent(cell, key -> new ArrayList<>()).add(row);
    }
    List<Integer> fit = new ArrayList<>();
    List<Integer> tune = new ArrayList<>();
    for (List<Integer> cell : cells.values()) {
      int size = cell.size();
      int tuned = size / 4;
      // A small cell cannot spare the whole gap: at least half of it stays to be fitted.
      int gap = tuned == 0 ? 0 : Math.min(GAP, size - tuned - (size + 1) / 2);
      fit.addAll(cell.subList(0, size - tuned - gap));
      tune.addAll(cell.subList(size - tuned, size));
    }
    if (tune.isEmpty()) {
      tune = fit; // nothing to hold out: settings are then chosen on the fitted rows
    }
    return new InnerSplit(ascending(fit), ascending(tune));
  }

  private static int[] ascending(List<Integer> rows) {
    return rows.stream().mapToInt(Integer::intValue).sorted().toArray();
  }
}
