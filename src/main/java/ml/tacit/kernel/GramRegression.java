package ml.tacit.kernel;

import ml.tacit.matrix.Cholesky;
import ml.tacit.matrix.Dense;
import ml.tacit.matrix.SingularMatrixException;
import org.ejml.data.DMatrixRMaj;

/** The exact regression, (K̄+ρI)A = E, with a feature per training row. */
final class GramRegression {
  /** Columns of the identity solved for at a time. */
  private static final int BLOCK = 256;

  private GramRegression() {}

  static TargetRegression fit(Reference rows, DMatrixRMaj targets, KernelDca settings) {
    CentredGram gram = CentredGram.of(settings.kernel(), rows.rows());
    double rho = settings.rho(gram.trace(), rows.size());
    Cholesky metric = factorise(gram.matrix(), rho, settings);
    DMatrixRMaj coefficients = metric.solve(targets);
    // 1ᵀA = 0 but for rounding, which would let the constant part of k(x) through.
    Rows.centreColumns(coefficients);
    DMatrixRMaj fitted = Dense.multiply(gram.matrix(), coefficients);
    return new TargetRegression(
        LandmarkMap.of(settings.kernel(), rows, true),
        coefficients,
        gram.means(),
        fitted,
        settings.leaveOneOut()
            ? TargetRegression.leaveOut(targets, fitted, leftOutShare(metric, rho, rows.size()))
            : null,
        rho,
        alignment(gram, targets));
  }

  /** ⟨K̄, EEᵀ⟩ / (‖K̄‖ ‖EEᵀ‖); EEᵀ is a projector of rank L−1. */
  private static double alignment(CentredGram gram, DMatrixRMaj targets) {
    DMatrixRMaj seen = Dense.multiply(gram.matrix(), targets);
    return Snr.dot(seen, targets) / (gram.norm() * Math.sqrt(targets.numCols - 1));
  }

  /** 1 − h_i = ρ[(K̄+ρI)⁻¹]_ii − 1/N. */
  private static double[] leftOutShare(Cholesky metric, double rho, int n) {
    double[] share = inverseDiagonal(metric, n);
    for (int i = 0; i < n; i++) {
      share[i] = rho * share[i] - 1.0 / n;
    }
    return share;
  }

  /** Of M⁻¹ = C⁻ᵀC⁻¹: the squared lengths of the columns of C⁻¹, some columns at a time. */
  private static double[] inverseDiagonal(Cholesky metric, int n) {
    double[] diagonal = new double[n];
    for (int from = 0; from < n; from += BLOCK) {
      int width = Math.min(BLOCK, n - from);
      DMatrixRMaj unit = new DMatrixRMaj(n, width);
      for (int k = 0; k < width; k++) {
        unit.set(from + k, k, 1);
      }
      DMatrixRMaj columns = metric.solveLower(unit);
      for (int i = from; i < n; i++) {
        for (int k = 0; k < width; k++) {
          diagonal[from + k] += columns.get(i, k) * columns.get(i, k);
        }
      }
    }
    return diagonal;
  }

  /** Of K̄ + ρI; K̄ is as before afterwards. */
  private static Cholesky factorise(DMatrixRMaj gram, double rho, KernelDca settings) {
    int n = gram.numRows;
    double[] diagonal = new double[n];
    for (int i = 0; i < n; i++) {
      diagonal[i] = gram.get(i, i);
      gram.set(i, i, diagonal[i] + rho);
    }
    try {
      return Cholesky.of(gram);
    } catch (SingularMatrixException e) {
      throw settings.singular(rho, n);
    } finally {
      for (int i = 0; i < n; i++) {
        gram.set(i, i, diagonal[i]);
      }
    }
  }
}
