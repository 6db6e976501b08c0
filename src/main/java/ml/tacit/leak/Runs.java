package ml.tacit.leak;

import java.util.Arrays;
import java.util.stream.IntStream;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Labels;

/**
 * Rows, or groups of them, sorted into runs: run r holds the units of one person z and one utility
 * class y, in the order of the source. Runs of one y are neighbours. Immutable by contract: no
 * array is copied.
 *
 * @param cells the code of each unit, sorted by run
 * @param from where each run begins in {@code cells}; one more entry says where the last one ends
 * @param given the utility class of each run, ascending
 * @param hide the hidden class of each run
 * @param weight what one unit of the run weighs; all units together weigh 1
 * @param symbols the codes are below this
 * @param people how many hidden classes have a unit
 */
record Runs(
    int[] cells, int[] from, int[] given, int[] hide, double[] weight, int symbols, int people) {

  /** The rows that {@code use} marks (null: all); an absent utility label is one class. */
  static Runs of(Labels cells, Labels hide, Labels given, boolean[] use, Weighting weighting) {
    int people = hide.classes().size();
    int utilities = given == null ? 1 : given.classes().size();
    int[] start = new int[people * utilities + 1];
    for (int row = 0; row < cells.size(); row++) {
      if (use == null || use[row]) {
        start[run(hide, given, row) + 1]++;
      }
    }
    Arrays.parallelPrefix(start, Integer::sum);
    int[] sorted = new int[start[start.length - 1]];
    int[] next = start.clone();
    for (int row = 0; row < cells.size(); row++) {
      if (use == null || use[row]) {
        sorted[next[run(hide, given, row)]++] = cells.code(row);
      }
    }
    return of(sorted, start, people, cells.classes().size(), weighting);
  }

  /** The place of a row's run among all pairs of classes. */
  static int run(Labels hide, Labels given, int row) {
    return (given == null ? 0 : given.code(row)) * hide.classes().size() + hide.code(row);
  }

  /** Without the runs that are empty. */
  private static Runs of(int[] sorted, int[] start, int classes, int symbols, Weighting weighting) {
    int[] full = new int[start.length - 1];
    int count = 0;
    for (int r = 0; r < full.length; r++) {
      if (start[r + 1] > start[r]) {
        full[count++] = r;
      }
    }
    int[] from = new int[count + 1];
    int[] given = new int[count];
    int[] hide = new int[count];
    for (int i = 0; i < count; i++) {
      from[i] = start[full[i]];
      given[i] = full[i] / classes;
      hide[i] = full[i] % classes;
    }
    from[count] = sorted.length;
    return weighted(sorted, from, given, hide, symbols, weighting);
  }

  static Runs weighted(
      int[] cells, int[] from, int[] given, int[] hide, int symbols, Weighting weighting) {
    double[] weight = new double[hide.length];
    for (int r = 0; r < hide.length; ) {
      int first = r;
      while (r < hide.length && given[r] == given[first]) {
        r++;
      }
      double share = (double) (from[r] - from[first]) / cells.length;
      for (int i = first; i < r; i++) {
        weight[i] =
            weighting == Weighting.ROWS
                ? 1.0 / cells.length
                : share / (r - first) / (from[i + 1] - from[i]);
      }
    }
    int people = (int) Arrays.stream(hide).distinct().count();
    return new Runs(cells, from, given, hide, weight, symbols, people);
  }

  int count() {
    return hide.length;
  }

  int size(int run) {
    return from[run + 1] - from[run];
  }

  int longest() {
    return IntStream.range(0, count()).map(this::size).max().orElse(0);
  }

  /** What the best attacker reaches who sees nothing but y: Σ_y max_z p(z, y). */
  double prior() {
    double prior = 0;
    for (int r = 0; r < count(); ) {
      int y = given[r];
      double most = 0;
      for (; r < count() && given[r] == y; r++) {
        most = Math.max(most, size(r) * weight[r]);
      }
      prior += most;
    }
    return Math.min(1, prior);
  }

  /** What the best attacker reaches who sees the cell, too: Σ_{y,c} max_z p(z, y, c). */
  double plugIn() {
    return plugIn(cells);
  }

  /** The same for other cells in these places, say dealt anew. */
  double plugIn(int[] dealt) {
    double[] most = new double[symbols];
    int[] counts = new int[symbols];
    double sum = 0;
    for (int r = 0; r < count(); ) {
      int first = r;
      for (; r < count() && given[r] == given[first]; r++) {
        for (int i = from[r]; i < from[r + 1]; i++) {
          counts[dealt[i]]++;
        }
        for (int i = from[r]; i < from[r + 1]; i++) {
          int c = dealt[i];
          most[c] = Math.max(most[c], counts[c] * weight[r]);
          counts[c] = 0;
        }
      }
      for (int i = from[first]; i < from[r]; i++) {
        sum += most[dealt[i]];
        most[dealt[i]] = 0;
      }
    }
    return Math.min(1, sum);
  }

  /** Throws where no bound is possible. */
  void check() {
    if (cells.length == 0) {
      throw new BadDataException("certificate: found no rows, expected at least 2");
    }
    if (people < 2) {
      throw new BadDataException(
          "certificate: the label to hide has " + people + " class, expected at least 2");
    }
  }
}
