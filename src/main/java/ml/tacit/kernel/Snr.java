package ml.tacit.kernel;

import ml.tacit.matrix.Dense;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/** Signal over noise of scores against the class means of the fitted rows; see {@link SnrForm}. */
final class Snr {
  /** Noise below this share of the signal is rounding. */
  private static final double LEAST_NOISE = 1e-12;

  private Snr() {}

  /**
   * Of scores, n × k.
   *
   * @param fitted scores of the rows that were fitted
   * @param fittedLabels their labels, of the same classes as {@code labels}
   */
  static double of(
      SnrForm form, DMatrixRMaj scores, Labels labels, DMatrixRMaj fitted, Labels fittedLabels) {
    DMatrixRMaj centred = scores.copy();
    Matrices.centreColumns(centred);
    DMatrixRMaj means = classMeans(fitted, fittedLabels, labels);
    Matrices.centreColumns(means);
    if (form == SnrForm.FISHER_SUM) {
      double sum = 0;
      for (int k = 0; k < scores.numCols; k++) {
        sum += traceRatio(column(centred, k), column(means, k));
      }
      return sum;
    }
    return form == SnrForm.TRACE_RATIO ? traceRatio(centred, means) : normRatio(centred, means);
  }

  private static double traceRatio(DMatrixRMaj scores, DMatrixRMaj means) {
    double scale = scale(scores, means);
    double signal = scale * scale * dot(means, means);
    DMatrixRMaj noise = noise(scores, means, scale);
    return ratio(signal, dot(noise, noise));
  }

  private static double normRatio(DMatrixRMaj scores, DMatrixRMaj means) {
    double scale = scale(scores, means);
    DMatrixRMaj noise = noise(scores, means, scale);
    DMatrixRMaj between = Dense.multiplyTransposedA(means, means);
    DMatrixRMaj within = Dense.multiplyTransposedA(noise, noise);
    return ratio(scale * scale * Math.sqrt(dot(between, between)), Math.sqrt(dot(within, within)));
  }

  private static double ratio(double signal, double noise) {
    return signal == 0 ? 0 : signal / Math.max(noise, LEAST_NOISE * signal);
  }

  private static double scale(DMatrixRMaj scores, DMatrixRMaj means) {
    double product = dot(scores, means);
    return product > 0 ? product / dot(means, means) : 0;
  }

  private static DMatrixRMaj noise(DMatrixRMaj scores, DMatrixRMaj means, double scale) {
    DMatrixRMaj noise = scores.copy();
    for (int i = 0; i < noise.data.length; i++) {
      noise.data[i] -= scale * means.data[i];
    }
    return noise;
  }

  /** The mean of each row's class among the fitted rows. */
  private static DMatrixRMaj classMeans(DMatrixRMaj fitted, Labels fittedLabels, Labels labels) {
    int k = fitted.numCols;
    int[] counts = fittedLabels.counts();
    DMatrixRMaj means = new DMatrixRMaj(counts.length, k);
    for (int i = 0; i < fitted.numRows; i++) {
      for (int j = 0; j < k; j++) {
        means.add(fittedLabels.code(i), j, fitted.get(i, j) / counts[fittedLabels.code(i)]);
      }
    }
    return Matrices.select(means, labels.codes());
  }

  private static DMatrixRMaj column(DMatrixRMaj a, int k) {
    DMatrixRMaj column = new DMatrixRMaj(a.numRows, 1);
    for (int i = 0; i < a.numRows; i++) {
      column.data[i] = a.get(i, k);
    }
    return column;
  }

  static double dot(DMatrixRMaj a, DMatrixRMaj b) {
    double sum = 0;
    for (int i = 0; i < a.data.length; i++) {
      sum += a.data[i] * b.data[i];
    }
    return sum;
  }
}
