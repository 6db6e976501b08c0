package example;

import ml.tacit.audit.Attacker;
import org.ejml.data.DMatrixRMaj;

/** Names the class whose mean is nearest to the row. */
public final class NearestMean implements Attacker {

  @Override
  public String name() {
    return "nearest mean";
  }

  @Override
  public double[][] scores(
      DMatrixRMaj train, int[] labels, int classes, DMatrixRMaj test, long seed) {
    double[][] means = means(train, labels, classes);
    double[][] scores = new double[test.numRows][classes];
    for (int i = 0; i < test.numRows; i++) {
      for (int c = 0; c < classes; c++) {
        double distance = 0;
        for (int j = 0; j < test.numCols; j++) {
          double difference = test.get(i, j) - means[c][j];
          distance += difference * difference;
        }
        scores[i][c] = -distance;
      }
    }
    return scores;
  }

  @Override
  public boolean resumable() {
    return true; // the scores depend on nothing but the arguments
  }

  private static double[][] means(DMatrixRMaj rows, int[] labels, int classes) {
    double[][] means = new double[classes][rows.numCols];
    int[] counts = new int[classes];
    for (int i = 0; i < rows.numRows; i++) {
      counts[labels[i]]++;
      for (int j = 0; j < rows.numCols; j++) {
        means[labels[i]][j] += rows.get(i, j);
      }
    }
    for (int c = 0; c < classes; c++) {
      for (int j = 0; j < rows.numCols; j++) {
        means[c][j] /= Math.max(1, counts[c]);
      }
    }
    return means;
  }
}
