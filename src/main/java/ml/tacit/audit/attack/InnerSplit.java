package ml.tacit.audit.attack;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

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

  /** One of so many rows, or units, is tuned on. */
  private static final int PARTS = 4;

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
      int tuned = size / PARTS;
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

  /**
   * Where each row is a unit of its own: every fourth row of each (utility, privacy) cell is tuned
   * on, no gap.
   */
  public static InnerSplit ofRows(int[] keep, int[] hide) {
    Map<Long, Integer> seen = new TreeMap<>();
    List<Integer> fit = new ArrayList<>();
    List<Integer> tune = new ArrayList<>();
    for (int row = 0; row < keep.length; row++) {
      long cell = ((long) keep[row] << 32) | hide[row];
      int before = seen.merge(cell, 1, Integer::sum) - 1;
      (before % PARTS == PARTS - 1 ? tune : fit).add(row);
    }
    return new InnerSplit(ascending(fit), ascending(tune.isEmpty() ? fit : tune));
  }

  /**
   * Where units, persons say, have one privacy class each: every fourth unit of each class is tuned
   * on, whole.
   *
   * @return empty if a unit has two classes, or no class has four units
   */
  public static Optional<InnerSplit> ofUnits(int[] unit, int[] hide) {
    Map<Integer, Integer> classOf = new TreeMap<>();
    for (int row = 0; row < unit.length; row++) {
      Integer known = classOf.putIfAbsent(unit[row], hide[row]);
      if (known != null && known != hide[row]) {
        return Optional.empty();
      }
    }
    Map<Integer, Integer> seen = new TreeMap<>();
    Set<Integer> tuned = new HashSet<>();
    classOf.forEach(
        (one, of) -> {
          if ((seen.merge(of, 1, Integer::sum) - 1) % PARTS == PARTS - 1) {
            tuned.add(one);
          }
        });
    if (tuned.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new InnerSplit(
            IntStream.range(0, unit.length).filter(row -> !tuned.contains(unit[row])).toArray(),
            IntStream.range(0, unit.length).filter(row -> tuned.contains(unit[row])).toArray()));
  }

  private static int[] ascending(List<Integer> rows) {
    return rows.stream().mapToInt(Integer::intValue).sorted().toArray();
  }
}
