package ml.tacit.kernel;

import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/** The simplest classifier there is, to tell whether classes are apart. */
final class NearestMean {
  private NearestMean() {}

  static double accuracy(DMatrixRMaj train, Labels labels, DMatrixRMaj test, Labels truth) {
    int d = train.numCols;
    int[] counts = labels.counts();
    double[][] means = new double[counts.length][d];
    for (int i = 0; i < train.numRows; i++) {
      for (int j = 0; j < d; j++) {
        means[labels.code(i)][j] += train.get(i, j) / counts[labels.code(i)];
      }
    }
    int right = 0;
    for (int i = 0; i < test.numRows; i++) {
      int best = -1;
      double nearest = Double.POSITIVE_INFINITY;
      for (int c = 0; c < counts.length; c++) {
        double distance = 0;
        for (int j = 0; j < d; j++) {
          distance += (test.get(i, j) - means[c][j]) * (test.get(i, j) - means[c][j]);
        }
        if (counts[c] > 0 && distance < nearest) {
          nearest = distance;
          best = c;
        }
      }
      right += best == truth.code(i) ? 1 : 0;
    }
    return (double) right / test.numRows;
  }
}
