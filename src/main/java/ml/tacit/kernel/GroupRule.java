package ml.tacit.kernel;

import java.util.Arrays;
import java.util.List;

/**
 * What a group of rows must have so that its mean is nobody's row: some distinct rows, and some
 * classes of each hidden label.
 *
 * @param leastRows how many distinct rows at least
 * @param leastClasses how many classes of each hidden label at least
 * @param hidden for each hidden label the class of each row; may be none
 */
record GroupRule(int leastRows, int leastClasses, List<int[]> hidden) {

  /** Which groups have it. */
  boolean[] holds(DistinctRows distinct, int[] groupOf, int groups) {
    boolean[] holds = new boolean[groups];
    Arrays.fill(holds, true);
    requireRows(distinct, groupOf, holds);
    for (int[] classes : hidden) {
      requireClasses(distinct, groupOf, classes, holds);
    }
    return holds;
  }

  /** Rows are counted that are apart from each one counted before. */
  private void requireRows(DistinctRows distinct, int[] groupOf, boolean[] holds) {
    int[][] counted = new int[holds.length][leastRows];
    int[] counts = new int[holds.length];
    for (int i = 0; i < groupOf.length; i++) {
      int group = groupOf[i];
      if (counts[group] < leastRows && isApart(distinct, i, counted[group], counts[group])) {
        counted[group][counts[group]++] = i;
      }
    }
    for (int group = 0; group < holds.length; group++) {
      holds[group] &= counts[group] == leastRows;
    }
  }

  private static boolean isApart(DistinctRows distinct, int row, int[] others, int count) {
    for (int c = 0; c < count; c++) {
      if (Matrices.squaredDistance(distinct.rows(), row, others[c]) <= distinct.near()) {
        return false;
      }
    }
    return true;
  }

  private void requireClasses(
      DistinctRows distinct, int[] groupOf, int[] classes, boolean[] holds) {
    int[][] counted = new int[holds.length][leastClasses];
    int[] counts = new int[holds.length];
    for (int i = 0; i < classes.length; i++) {
      int group = groupOf[distinct.of()[i]];
      int code = classes[i];
      if (counts[group] < leastClasses
          && Arrays.stream(counted[group], 0, counts[group]).noneMatch(c -> c == code)) {
        counted[group][counts[group]++] = code;
      }
    }
    for (int group = 0; group < holds.length; group++) {
      holds[group] &= counts[group] == leastClasses;
    }
  }
}
