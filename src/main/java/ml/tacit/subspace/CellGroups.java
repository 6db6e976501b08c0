package ml.tacit.subspace;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * Label cells put together, say by the class of one label: rows and mean of each group.
 *
 * @param of for each cell its group
 * @param counts rows per group
 * @param means groups × d
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
record CellGroups(int[] of, long[] counts, DMatrixRMaj means) {

  /** Groups are numbered from 0 and all have cells. */
  static CellGroups of(int[] group, long[] cellCounts, DMatrixRMaj cellMeans) {
    int groups = Arrays.stream(group).max().orElse(-1) + 1;
    int d = cellMeans.numCols;
    long[] counts = new long[groups];
    DMatrixRMaj means = new DMatrixRMaj(groups, d);
    for (int c = 0; c < group.length; c++) {
      int g = group[c];
      counts[g] += cellCounts[c];
      double share = (double) cellCounts[c] / counts[g];
      for (int j = 0; j < d; j++) {
        means.data[g * d + j] += share * (cellMeans.data[c * d + j] - means.data[g * d + j]);
      }
    }
    return new CellGroups(group, counts, means);
  }

  /** All cells as one group. */
  static CellGroups one(long[] cellCounts, DMatrixRMaj cellMeans) {
    return of(new int[cellCounts.length], cellCounts, cellMeans);
  }

  int size() {
    return counts.length;
  }

  /**
   * Rows √n_i (m_i − M_g) for parts of the groups, whose Gram matrix is the scatter of the parts
   * within the groups.
   *
   * @param group for each part its group here
   */
  DMatrixRMaj links(long[] partCounts, DMatrixRMaj partMeans, int[] group) {
    int d = means.numCols;
    DMatrixRMaj links = new DMatrixRMaj(partCounts.length, d);
    for (int i = 0, at = 0; i < partCounts.length; i++) {
      double root = Math.sqrt((double) partCounts[i]);
      for (int j = 0; j < d; j++, at++) {
        links.data[at] = root * (partMeans.data[at] - means.data[group[i] * d + j]);
      }
    }
    return links;
  }
}
