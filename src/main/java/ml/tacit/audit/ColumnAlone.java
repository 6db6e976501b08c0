package ml.tacit.audit;

import java.util.Arrays;
import ml.tacit.audit.statistics.Argmax;
import org.ejml.data.DMatrixRMaj;

/** What one column alone says about a label: bins of training rows, the commonest class of each. */
final class ColumnAlone {
  private static final int ROWS_PER_BIN = 20;

  private ColumnAlone() {}

  /** Share of the test rows named rightly. */
  static double accuracy(AuditRows rows, int column, ClassCodes target) {
    double[] train = column(rows.train().rows(), column);
    double[] edges = edges(train);
    int[][] counts = new int[edges.length + 1][target.names().size()];
    for (int i = 0; i < train.length; i++) {
      counts[bin(edges, train[i])][target.train()[i]]++;
    }
    int[] named = new int[counts.length];
    for (int b = 0; b < counts.length; b++) {
      named[b] = Argmax.of(counts[b]);
    }
    double[] test = column(rows.test().rows(), column);
    int hits = 0;
    for (int i = 0; i < test.length; i++) {
      hits += named[bin(edges, test[i])] == target.test()[i] ? 1 : 0;
    }
    return (double) hits / test.length;
  }

  private static double[] column(DMatrixRMaj rows, int column) {
    double[] values = new double[rows.numRows];
    Arrays.setAll(values, i -> rows.data[i * rows.numCols + column]);
    return values;
  }

  /** Upper ends of bins of about equal numbers of rows, all different. */
  private static double[] edges(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int bins = Math.max(2, sorted.length / ROWS_PER_BIN);
    double[] edges = new double[bins - 1];
    for (int b = 1; b < bins; b++) {
      edges[b - 1] = sorted[(int) ((long) b * sorted.length / bins)];
    }
    return Arrays.stream(edges).distinct().toArray();
  }

  /** Values equal to an edge belong above it. */
  private static int bin(double[] edges, double value) {
    int at = Arrays.binarySearch(edges, value);
    return at >= 0 ? at + 1 : -at - 1;
  }
}
