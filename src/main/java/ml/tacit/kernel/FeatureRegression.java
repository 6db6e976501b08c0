package ml.tacit.kernel;

import java.util.Locale;
import ml.tacit.matrix.Cholesky;
import ml.tacit.matrix.Dense;
import ml.tacit.matrix.SingularMatrixException;
import ml.tacit.subspace.Scatter;
import ml.tacit.subspace.ScatterSnapshot;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The same regression on few features: (S̄+ρI)A = ΦᵀE, Φ centred. Features are made twice, some
 * rows at a time, rather than kept for all of them: they are the wide part.
 */
final class FeatureRegression {
  private static final int ROWS = 2048;

  private FeatureRegression() {}

  static TargetRegression fit(
      FeatureMap map, DMatrixRMaj rows, TargetColumns targets, KernelDca settings) {
    ScatterSnapshot statistic = statistic(map, rows, targets.keep());
    DMatrixRMaj scatter = statistic.total();
    double trace = CommonOps_DDRM.trace(scatter);
    double rho = FeatureSpace.ridge(settings.ridge(), trace, rows.numRows);
    DMatrixRMaj between = statistic.betweenFactor(TargetColumns.LABEL);
    double alignment =
        Snr.dot(between, between) / Math.sqrt(Snr.dot(scatter, scatter) * (between.numCols - 1));
    Cholesky metric = factorise(scatter, rho, settings, rows.numRows);
    DMatrixRMaj coefficients = metric.solve(between);

    double[] means = statistic.mean();
    DMatrixRMaj fitted = new DMatrixRMaj(rows.numRows, between.numCols);
    double[] share = settings.leaveOneOut() ? new double[rows.numRows] : null;
    for (int from = 0; from < rows.numRows; from += ROWS) {
      DMatrixRMaj features = features(map, rows, from);
      for (int i = 0; i < features.data.length; i++) {
        features.data[i] -= means[i % means.length];
      }
      DMatrixRMaj some = Dense.multiply(features, coefficients);
      System.arraycopy(some.data, 0, fitted.data, from * some.numCols, some.data.length);
      if (share != null) {
        leftOutShare(metric, features, share, from);
      }
    }
    return new TargetRegression(
        map,
        coefficients,
        means,
        fitted,
        share == null ? null : TargetRegression.leaveOut(targets.columns(), fitted, share),
        Dense.multiplyTransposedA(coefficients, coefficients),
        new TargetRegression.Measures(rho, alignment, trace, Double.NaN));
  }

  private static ScatterSnapshot statistic(FeatureMap map, DMatrixRMaj rows, Labels labels) {
    Scatter scatter = new Scatter(map.outputs(), TargetColumns.LABEL);
    for (int from = 0; from < rows.numRows; from += ROWS) {
      DMatrixRMaj features = features(map, rows, from);
      int[] chosen = new int[features.numRows];
      for (int i = 0; i < chosen.length; i++) {
        chosen[i] = from + i;
      }
      scatter.accept(features, labels.select(chosen));
    }
    return scatter.snapshot();
  }

  private static DMatrixRMaj features(FeatureMap map, DMatrixRMaj rows, int from) {
    return map.apply(Matrices.range(rows, from, Math.min(ROWS, rows.numRows - from)));
  }

  /** 1 − h_i = 1 − 1/N − φ_iᵀ(S̄+ρI)⁻¹φ_i. */
  private static void leftOutShare(
      Cholesky metric, DMatrixRMaj features, double[] share, int from) {
    int n = features.numRows;
    DMatrixRMaj whitened = metric.solveLower(Dense.transpose(features));
    for (int i = 0; i < n; i++) {
      share[from + i] = 1 - 1.0 / share.length;
    }
    for (int k = 0; k < whitened.numRows; k++) {
      for (int i = 0; i < n; i++) {
        share[from + i] -= whitened.data[k * n + i] * whitened.data[k * n + i];
      }
    }
  }

  private static Cholesky factorise(DMatrixRMaj scatter, double rho, KernelDca settings, int rows) {
    for (int k = 0; k < scatter.numRows; k++) {
      scatter.add(k, k, rho);
    }
    try {
      return Cholesky.of(scatter);
    } catch (SingularMatrixException e) {
      throw new SingularMatrixException(
          String.format(
              Locale.ROOT,
              "ridge: %s is too small for kernel %s and %d rows; a larger one is needed",
              rho,
              settings.kernel(),
              rows));
    }
  }
}
