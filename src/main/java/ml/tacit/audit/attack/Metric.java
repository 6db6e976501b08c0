package ml.tacit.audit.attack;

import java.util.Arrays;
import ml.tacit.matrix.PairMeasure;
import ml.tacit.matrix.RowPanels;
import org.ejml.data.DMatrixRMaj;

/**
 * Distances between rows, kept in single precision: neighbours and kernels need no more, and memory
 * is what limits them.
 */
enum Metric {
  /** ‖a − b‖². */
  SQUARED(PairMeasure.SQUARED_DISTANCE),

  /** Σ |a_j − b_j|. */
  ABSOLUTE(PairMeasure.ABSOLUTE_DISTANCE);

  /** Rows whose distances are held in double precision at a time. */
  private static final int BLOCK = 768;

  /** This many rows give the median distance well enough. */
  private static final int MEDIAN_ROWS = 500;

  private final PairMeasure measure;

  Metric(PairMeasure measure) {
    this.measure = measure;
  }

  /** A row per row of {@code a}; between the rows of {@code a} if {@code others} is null. */
  float[][] between(Matrix a, Matrix others) {
    boolean symmetric = others == null;
    Matrix b = symmetric ? a : others;
    double[] origin = mean(b); // squared distances lose digits far from it
    float[][] distances = new float[a.rows()][b.rows()];
    for (int from = 0; from < b.rows(); from += BLOCK) {
      // Of equal sides one half is computed: rows from this block's first on.
      int top = symmetric ? from : 0;
      RowPanels block = RowPanels.of(part(b, from, Math.min(b.rows(), from + BLOCK)), origin);
      for (int first = top; first < a.rows(); first += BLOCK) {
        DMatrixRMaj rows = part(a, first, Math.min(a.rows(), first + BLOCK));
        DMatrixRMaj exact = block.between(rows, measure, (values, low, high) -> {});
        for (int i = 0; i < exact.numRows; i++) {
          for (int j = 0; j < exact.numCols; j++) {
            distances[first + i][from + j] = (float) exact.data[i * exact.numCols + j];
          }
        }
      }
    }
    if (symmetric) {
      mirror(distances);
    }
    return distances;
  }

  /** The median of a symmetric table off its diagonal; 1 where that is 0 or there is none. */
  static double median(float[][] distances) {
    int[] some = AttackData.spread(distances.length, MEDIAN_ROWS);
    float[] values = new float[some.length * (some.length - 1) / 2];
    int at = 0;
    for (int i = 0; i < some.length; i++) {
      for (int j = 0; j < i; j++) {
        values[at++] = distances[some[i]][some[j]];
      }
    }
    Arrays.sort(values);
    return at == 0 || values[at / 2] <= 0 ? 1 : values[at / 2];
  }

  private static double[] mean(Matrix m) {
    double[] mean = new double[m.columns()];
    for (int i = 0; i < m.rows(); i++) {
      for (int j = 0; j < mean.length; j++) {
        mean[j] += m.values()[i * mean.length + j] / m.rows();
      }
    }
    return mean;
  }

  private static DMatrixRMaj part(Matrix m, int from, int to) {
    int d = m.columns();
    DMatrixRMaj part = new DMatrixRMaj(to - from, d);
    System.arraycopy(m.values(), from * d, part.data, 0, part.data.length);
    return part;
  }

  private static void mirror(float[][] distances) {
    for (int i = 0; i < distances.length; i++) {
      for (int j = i + 1; j < distances.length; j++) {
        distances[i][j] = distances[j][i];
      }
    }
  }
}
