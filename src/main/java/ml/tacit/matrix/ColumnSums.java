package ml.tacit.matrix;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Sums over the rows of a table, at the speed of memory. */
final class ColumnSums {
  private static final VectorSpecies<Double> S = Lanes.SPECIES;
  private static final int V = Lanes.COUNT;

  private ColumnSums() {}

  /** As {@link Kernels#addDifferences}, for columns {@code left … right}. */
  static void addDifferences(
      double[] a,
      int rows,
      int n,
      int left,
      int right,
      double[] pivots,
      int[] group,
      double[] sums) {
    for (int r = 0; r < rows; r++) {
      addRow(a, r * n, left, right, pivots, group[r] * n, sums);
    }
  }

  private static void addRow(
      double[] a, int row, int left, int right, double[] pivots, int g, double[] sums) {
    int j = left;
    for (; j + V <= right; j += V) {
      DoubleVector difference =
          DoubleVector.fromArray(S, a, row + j).sub(DoubleVector.fromArray(S, pivots, g + j));
      DoubleVector.fromArray(S, sums, g + j).add(difference).intoArray(sums, g + j);
    }
    for (; j < right; j++) {
      sums[g + j] += a[row + j] - pivots[g + j];
    }
  }
}
