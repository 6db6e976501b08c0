package ml.tacit.step;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ml.tacit.table.Grid;
import ml.tacit.table.Grids;
import ml.tacit.table.LabelledRows;
import org.ejml.data.DMatrixRMaj;

/**
 * The middle of groups of rows, in the kinds of number that their columns have.
 *
 * <p>A column of few values gets its most frequent one; columns of 0 and 1 of which no row has two
 * 1s, side by side and with one name before {@code =} if they have such names, are the levels of
 * one thing, and get the most frequent level. Another column gets its mean, rounded to the grid of
 * the column if it has one (whole numbers, say).
 */
final class CodebookRows {
  /** Columns of at most so many different values get the most frequent one. */
  private static final int FEW = 5;

  private final DMatrixRMaj rows;
  private final List<int[]> levels = new ArrayList<>();
  private final boolean[] isFew;
  private final List<Optional<Grid>> grids;

  CodebookRows(LabelledRows data) {
    this.rows = data.rows();
    int d = rows.numCols;
    this.isFew = new boolean[d];
    Grids seen = new Grids(d);
    seen.accept(rows);
    this.grids = seen.all();
    boolean[] isFlag = new boolean[d];
    for (int j = 0; j < d; j++) {
      Map<Double, Integer> counts = counts(j, null);
      isFew[j] = counts.size() <= FEW;
      isFlag[j] = counts.keySet().stream().allMatch(x -> x == 0.0 || x == 1.0);
    }
    for (int j = 0; j < d; ) {
      int end = j + 1;
      boolean[] taken = isFlag[j] ? ones(j) : null;
      while (isFlag[j]
          && end < d
          && isFlag[end]
          && thing(data.features().get(end)).equals(thing(data.features().get(j)))
          && join(taken, end)) {
        end++;
      }
      if (end > j + 1) {
        int first = j;
        int[] group = new int[end - j];
        Arrays.setAll(group, i -> first + i);
        levels.add(group);
      }
      j = end;
    }
  }

  /** What a one-hot column is a level of; nothing for a name without {@code =}. */
  private static String thing(String name) {
    int end = name.indexOf('=');
    return end < 0 ? "" : name.substring(0, end);
  }

  private boolean[] ones(int j) {
    boolean[] ones = new boolean[rows.numRows];
    for (int i = 0; i < ones.length; i++) {
      ones[i] = rows.get(i, j) == 1;
    }
    return ones;
  }

  /** Adds the 1s of a column to those of others, unless a row has one already. */
  private boolean join(boolean[] taken, int j) {
    boolean[] ones = ones(j);
    for (int i = 0; i < taken.length; i++) {
      if (taken[i] && ones[i]) {
        return false;
      }
    }
    for (int i = 0; i < taken.length; i++) {
      taken[i] |= ones[i];
    }
    return true;
  }

  /** Rows by value of a column, of one group or of all where it is null. */
  private Map<Double, Integer> counts(int j, int[] group) {
    Map<Double, Integer> counts = new HashMap<>();
    int n = group == null ? rows.numRows : group.length;
    for (int i = 0; i < n; i++) {
      counts.merge(rows.get(group == null ? i : group[i], j) + 0.0, 1, Integer::sum);
      if (group == null && counts.size() > FEW) {
        break;
      }
    }
    return counts;
  }

  /** The middle of a group of rows, which has one or more. */
  double[] middle(int[] group) {
    int d = rows.numCols;
    double[] middle = new double[d];
    for (int j = 0; j < d; j++) {
      middle[j] = isFew[j] ? mostFrequent(counts(j, group)) : mean(j, group);
    }
    for (int[] thing : levels) {
      int best = -1;
      int most = group.length;
      for (int j : thing) {
        most -= ones(j, group);
      }
      for (int j : thing) { // where no level is the most frequent, that stays so
        int count = ones(j, group);
        if (count > most) {
          best = j;
          most = count;
        }
        middle[j] = 0;
      }
      if (best >= 0) {
        middle[best] = 1;
      }
    }
    return middle;
  }

  private int ones(int j, int[] group) {
    int ones = 0;
    for (int i : group) {
      ones += rows.get(i, j) == 1 ? 1 : 0;
    }
    return ones;
  }

  /** Of equally frequent values the smallest. */
  private static double mostFrequent(Map<Double, Integer> counts) {
    return counts.entrySet().stream()
        .max(Map.Entry.<Double, Integer>comparingByValue().thenComparing(entry -> -entry.getKey()))
        .orElseThrow()
        .getKey();
  }

  /** The first row and the mean difference from it; on the grid of the column, if it has one. */
  private double mean(int j, int[] group) {
    double first = rows.get(group[0], j);
    double sum = 0;
    for (int i : group) {
      sum += rows.get(i, j) - first;
    }
    double mean = first + sum / group.length;
    return grids.get(j).map(grid -> grid.nearest(mean)).orElse(mean);
  }
}
