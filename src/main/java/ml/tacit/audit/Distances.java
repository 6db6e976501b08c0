package ml.tacit.audit;

/** Squared Euclidean distances between the rows of two matrices. */
final class Distances {
  private static final int BLOCK = 256;

  private Distances() {}

  /**
   * One row per row of {@code a}. By the Gram product, ‖a‖² + ‖b‖² − 2a·b, cut off at 0; single
   * precision, since neighbours and kernels need no more and memory is what limits them.
   */
  static float[][] squared(Matrix a, Matrix b) {
    int d = a.columns();
    double[] normsA = norms(a);
    double[] normsB = norms(b);
    double[] bt = Products.transpose(b.values(), b.rows(), d);
    float[][] distances = new float[a.rows()][b.rows()];
    for (int start = 0; start < a.rows(); start += BLOCK) {
      int height = Math.min(BLOCK, a.rows() - start);
      double[] block = new double[height * d];
      System.arraycopy(a.values(), start * d, block, 0, block.length);
      double[] gram = new double[height * b.rows()];
      Products.add(block, bt, gram, height, d, b.rows());
      for (int i = 0; i < height; i++) {
        float[] row = distances[start + i];
        for (int j = 0; j < row.length; j++) {
          double value = normsA[start + i] + normsB[j] - 2 * gram[i * b.rows() + j];
          row[j] = (float) Math.max(0, value);
        }
      }
    }
    return distances;
  }

  private static double[] norms(Matrix m) {
    double[] norms = new double[m.rows()];
    for (int i = 0; i < m.rows(); i++) {
      for (int j = 0; j < m.columns(); j++) {
        double value = m.values()[i * m.columns() + j];
        norms[i] += value * value;
      }
    }
    return norms;
  }
}
