package ml.tacit.audit.attack;

import org.ejml.data.DMatrixRMaj;

/** Means by class. */
final class ClassMeans {
  private ClassMeans() {}

  /**
   * Means of the rows of {@code z}, which stand for the training rows {@code rows}.
   *
   * @param counts receives the rows per class
   * @return classes × columns, zero for a class without rows
   */
  static DMatrixRMaj of(DMatrixRMaj z, int[] rows, LearningTask task, int[] counts) {
    int r = z.numCols;
    DMatrixRMaj means = new DMatrixRMaj(task.classes(), r);
    for (int i = 0; i < rows.length; i++) {
      int c = task.labels()[rows[i]];
      counts[c]++;
      for (int j = 0; j < r; j++) {
        means.data[c * r + j] += z.data[i * r + j];
      }
    }
    for (int i = 0; i < means.data.length; i++) {
      means.data[i] /= Math.max(1, counts[i / r]);
    }
    return means;
  }

  /** Each row of {@code z} less the mean of its class, in place. */
  static void subtract(DMatrixRMaj means, DMatrixRMaj z, int[] rows, LearningTask task) {
    int r = z.numCols;
    for (int i = 0; i < rows.length; i++) {
      int c = task.labels()[rows[i]];
      for (int j = 0; j < r; j++) {
        z.data[i * r + j] -= means.data[c * r + j];
      }
    }
  }
}
