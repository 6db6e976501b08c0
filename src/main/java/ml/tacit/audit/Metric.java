package ml.tacit.audit;

import java.util.Arrays;

/**
 * Distances between rows, in single precision: neighbours and kernels need no more, and memory is
 * what limits them.
 */
enum Metric {
  /** ‖a − b‖², by the Gram product ‖a‖² + ‖b‖² − 2a·b, cut off at 0. */
  SQUARED {
    @Override
    float[][] between(Matrix a, Matrix others) {
      Matrix b = others == null ? a : others;
      int d = a.columns();
      double[] normsA = norms(a);
      double[] normsB = norms(b);
      double[] bt = Products.transpose(b.values(), b.rows(), d);
      float[][] distances = new float[a.rows()][b.rows()];
      for (int start = 0; start < a.rows(); start += BLOCK) {
        int height = Math.min(BLOCK, a.rows() - start);
        double[] block = Arrays.copyOfRange(a.values(), start * d, (start + height) * d);
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
  },

  /** Σ |a_j − b_j|. */
  ABSOLUTE {
    @Override
    float[][] between(Matrix a, Matrix others) {
      Matrix b = others == null ? a : others;
      float[][] distances = new float[a.rows()][b.rows()];
      for (int from = 0; from < b.rows(); from += BLOCK) {
        int width = Math.min(BLOCK, b.rows() - from);
        float[] block = columnsOf(b, from, width);
        float[] sums = new float[width];
        // Of equal sides one half is computed: rows from this block's first on.
        for (int i = others == null ? from : 0; i < a.rows(); i++) {
          Arrays.fill(sums, 0);
          for (int j = 0; j < a.columns(); j++) {
            addAbsolute((float) a.values()[i * a.columns() + j], block, j * width, sums);
          }
          System.arraycopy(sums, 0, distances[i], from, width);
        }
      }
      if (others == null) {
        mirror(distances);
      }
      return distances;
    }
  };

  private static final int BLOCK = 256;

  /** A row per row of {@code a}; between the rows of {@code a} if {@code others} is null. */
  abstract float[][] between(Matrix a, Matrix others);

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

  /** Some rows of {@code b} laid out column by column. */
  private static float[] columnsOf(Matrix b, int from, int width) {
    float[] block = new float[b.columns() * width];
    for (int j = 0; j < b.columns(); j++) {
      for (int k = 0; k < width; k++) {
        block[j * width + k] = (float) b.values()[(from + k) * b.columns() + j];
      }
    }
    return block;
  }

  private static void addAbsolute(float x, float[] others, int from, float[] sums) {
    for (int k = 0; k < sums.length; k++) {
      sums[k] += Math.abs(x - others[from + k]);
    }
  }

  private static void mirror(float[][] distances) {
    for (int i = 0; i < distances.length; i++) {
      for (int j = i + 1; j < distances.length; j++) {
        distances[i][j] = distances[j][i];
      }
    }
  }
}
