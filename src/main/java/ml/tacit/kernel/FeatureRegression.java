package ml.tacit.kernel;

import java.util.Arrays;
import ml.tacit.matrix.Cholesky;
import ml.tacit.matrix.Dense;
import ml.tacit.matrix.SingularMatrixException;
import org.ejml.data.DMatrixRMaj;

/** The same regression on few features: (ΦᵀΦ+ρI)A = ΦᵀE, Φ centred. */
final class FeatureRegression {
  private FeatureRegression() {}

  static TargetRegression fit(
      FeatureMap map, DMatrixRMaj rows, DMatrixRMaj targets, KernelDca settings) {
    DMatrixRMaj features = map.map(rows);
    double[] means = Rows.mean(features);
    Rows.centreColumns(features);
    DMatrixRMaj scatter = new DMatrixRMaj(map.outputs(), map.outputs());
    Dense.addGram(features, scatter);
    double trace = Snr.dot(features, features);
    double rho = settings.rho(trace, rows.numRows);
    DMatrixRMaj between = Dense.multiplyTransposedA(features, targets);
    double alignment =
        Snr.dot(between, between) / Math.sqrt(Snr.dot(scatter, scatter) * (targets.numCols - 1));
    Cholesky metric = factorise(scatter, rho, settings, rows.numRows);
    DMatrixRMaj coefficients = metric.solve(between);
    DMatrixRMaj fitted = Dense.multiply(features, coefficients);
    return new TargetRegression(
        map,
        coefficients,
        means,
        fitted,
        settings.leaveOneOut()
            ? TargetRegression.leaveOut(targets, fitted, leftOutShare(metric, features))
            : null,
        rho,
        alignment,
        trace,
        Dense.multiplyTransposedA(coefficients, coefficients));
  }

  /** 1 − h_i = 1 − 1/N − φ_iᵀ(ΦᵀΦ+ρI)⁻¹φ_i. */
  private static double[] leftOutShare(Cholesky metric, DMatrixRMaj features) {
    int n = features.numRows;
    DMatrixRMaj whitened = metric.solveLower(Dense.transpose(features));
    double[] share = new double[n];
    Arrays.fill(share, 1 - 1.0 / n);
    for (int k = 0; k < whitened.numRows; k++) {
      for (int i = 0; i < n; i++) {
        share[i] -= whitened.data[k * n + i] * whitened.data[k * n + i];
      }
    }
    return share;
  }

  private static Cholesky factorise(DMatrixRMaj scatter, double rho, KernelDca settings, int rows) {
    for (int k = 0; k < scatter.numRows; k++) {
      scatter.add(k, k, rho);
    }
    try {
      return Cholesky.of(scatter);
    } catch (SingularMatrixException e) {
      throw new SingularMatrixException(
          "ridge: %s is too small for kernel %s and %d rows; a larger one is needed"
              .formatted(rho, settings.kernel(), rows));
    }
  }
}
