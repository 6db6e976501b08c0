package ml.tacit.leak;

import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Several consecutive rows of one run seen together: a group is the unit, the multiset of its cells
 * its one symbol. Rows that fill no group, at the end of a run, are left out.
 */
final class Groups {
  private Groups() {}

  /** The rows that are in a group, in the proportions of the groups. */
  static Runs rows(Runs rows, int size, Weighting weighting) {
    Runs groups = of(rows, size, weighting);
    int[] cells = new int[groups.cells().length * size];
    int[] from = new int[groups.from().length];
    int run = 0;
    for (int r = 0; r < rows.count(); r++) {
      if (rows.size(r) >= size) {
        from[run] = groups.from()[run] * size;
        int length = groups.size(run) * size;
        System.arraycopy(rows.cells(), rows.from()[r], cells, from[run], length);
        run++;
      }
    }
    from[run] = cells.length;
    return Runs.weighted(cells, from, groups.given(), groups.hide(), rows.symbols(), weighting);
  }

  /** Runs of groups of so many rows; a run without a group is none. May hold no unit at all. */
  static Runs of(Runs rows, int size, Weighting weighting) {
    int full = 0;
    int total = 0;
    for (int r = 0; r < rows.count(); r++) {
      full += rows.size(r) >= size ? 1 : 0;
      total += rows.size(r) / size;
    }
    int[] symbols = new int[total];
    int[] from = new int[full + 1];
    int[] given = new int[full];
    int[] hide = new int[full];
    Map<IntBuffer, Integer> codes = new HashMap<>();
    int run = 0;
    int unit = 0;
    for (int r = 0; r < rows.count(); r++) {
      if (rows.size(r) >= size) {
        from[run] = unit;
        given[run] = rows.given()[r];
        hide[run] = rows.hide()[r];
        run++;
        for (int at = rows.from()[r]; at + size <= rows.from()[r + 1]; at += size) {
          int[] cells = Arrays.copyOfRange(rows.cells(), at, at + size);
          Arrays.sort(cells);
          symbols[unit++] = codes.merge(IntBuffer.wrap(cells), codes.size(), (old, now) -> old);
        }
      }
    }
    from[full] = total;
    return Runs.weighted(symbols, from, given, hide, codes.size(), weighting);
  }
}
