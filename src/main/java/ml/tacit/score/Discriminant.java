package ml.tacit.score;

import java.util.ArrayList;
import java.util.List;
import ml.tacit.matrix.Cholesky;
import ml.tacit.matrix.Dense;
import org.ejml.data.DMatrixRMaj;

/**
 * Linear discriminant analysis of what several regressions say of rows that they were not fitted
 * to: normal classes of one covariance. The components of discriminant analysis in each kernel's
 * feature space span the same as its regression, so this is the compressive multi-kernel
 * (Chanyaswad, Chang and Kung, arXiv:2106.10671) with a discriminant behind it.
 */
final class Discriminant {
  private Discriminant() {}

  /**
   * The scores of all parts.
   *
   * @param ridges what was fitted, a kernel each
   * @return for each kernel its part of the scores, calibrated, and what is said of held rows
   */
  static Fitted fit(List<KernelRidge> ridges, Prepared prepared) {
    DMatrixRMaj said = beside(ridges.stream().map(KernelRidge::held).toList());
    int[] codes = prepared.heldCodes();
    int k = prepared.targets().count();

    // Each half of the blocks by the discriminant of the other half: what fresh rows look like.
    boolean[] odd = prepared.held().odd();
    DMatrixRMaj fresh = new DMatrixRMaj(said.numRows, k);
    LinearScores ofOdd = of(said, codes, odd, true, k);
    LinearScores ofEven = of(said, codes, odd, false, k);
    DMatrixRMaj byOdd = ofOdd.of(said);
    DMatrixRMaj byEven = ofEven.of(said);
    for (int i = 0; i < fresh.data.length; i++) {
      fresh.data[i] = odd[i / k] ? byEven.data[i] : byOdd.data[i];
    }
    Temperature temperature = Temperature.of(fresh, codes);

    LinearScores all = of(said, codes, null, true, k).times(temperature.inverse());
    List<LinearScores> parts = new ArrayList<>();
    for (int m = 0; m < ridges.size(); m++) {
      DMatrixRMaj own = new DMatrixRMaj(k, k);
      System.arraycopy(all.weights().data, m * k * k, own.data, 0, k * k);
      double[] offset = m == 0 ? all.offset() : new double[k];
      parts.add(ridges.get(m).scores().then(new LinearScores(own, offset)));
    }
    return new Fitted(parts, fresh, temperature);
  }

  /**
   * What was fitted.
   *
   * @param parts calibrated scores of each kernel's values, to be added
   * @param held scores of the held rows, not calibrated
   */
  record Fitted(List<LinearScores> parts, DMatrixRMaj held, Temperature temperature) {}

  private static LinearScores of(
      DMatrixRMaj x, int[] codes, boolean[] part, boolean wanted, int k) {
    int p = x.numCols;
    double[] counts = new double[k];
    DMatrixRMaj means = new DMatrixRMaj(k, p);
    double[] overall = new double[p];
    int n = 0;
    for (int i = 0; i < codes.length; i++) {
      if (part == null || part[i] == wanted) {
        n++;
        counts[codes[i]]++;
        for (int j = 0; j < p; j++) {
          means.data[codes[i] * p + j] += x.data[i * p + j];
          overall[j] += x.data[i * p + j];
        }
      }
    }
    for (int c = 0; c < k; c++) {
      for (int j = 0; j < p; j++) {
        means.data[c * p + j] =
            counts[c] > 0 ? means.data[c * p + j] / counts[c] : overall[j] / Math.max(1, n);
      }
    }
    DMatrixRMaj centred = new DMatrixRMaj(n, p);
    int at = 0;
    for (int i = 0; i < codes.length; i++) {
      if (part == null || part[i] == wanted) {
        for (int j = 0; j < p; j++, at++) {
          centred.data[at] = x.data[i * p + j] - means.data[codes[i] * p + j];
        }
      }
    }
    DMatrixRMaj covariance = new DMatrixRMaj(p, p);
    Dense.addGram(centred, covariance);
    double trace = 0;
    for (int j = 0; j < p; j++) {
      trace += covariance.get(j, j);
    }
    // Says of one regression add up to 1: singular without a ridge. A larger one for few rows.
    double ridge = Math.max(trace / p, Double.MIN_NORMAL) * Math.min(1, (p + 1.0) / (n + 1));
    for (int j = 0; j < p; j++) {
      covariance.add(j, j, ridge);
    }
    double scale = Math.max(1, n);
    DMatrixRMaj weights = Cholesky.of(covariance).solve(Dense.transpose(means));
    double[] offset = new double[k];
    for (int c = 0; c < k; c++) {
      double half = 0;
      for (int j = 0; j < p; j++) {
        weights.data[j * k + c] *= scale;
        half += 0.5 * weights.data[j * k + c] * means.data[c * p + j];
      }
      offset[c] = Math.log((counts[c] + 1) / (n + k)) - half;
    }
    return new LinearScores(weights, offset);
  }

  private static DMatrixRMaj beside(List<DMatrixRMaj> parts) {
    int width = parts.stream().mapToInt(part -> part.numCols).sum();
    DMatrixRMaj all = new DMatrixRMaj(parts.get(0).numRows, width);
    int left = 0;
    for (DMatrixRMaj part : parts) {
      for (int i = 0; i < all.numRows; i++) {
        System.arraycopy(part.data, i * part.numCols, all.data, i * width + left, part.numCols);
      }
      left += part.numCols;
    }
    return all;
  }
}
