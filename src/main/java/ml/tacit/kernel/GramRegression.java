package ml.tacit.kernel;

import java.util.Locale;
import ml.tacit.matrix.Cholesky;
import ml.tacit.matrix.Dense;
import ml.tacit.matrix.SingularMatrixException;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** The exact regression, (K̄+ρI)A = E, with a feature per training row. */
final class GramRegression {
  /** Columns of the identity solved for at a time. */
  private static final int BLOCK = 256;

  private GramRegression() {}

  static TargetRegression fit(Reference rows, DMatrixRMaj targets, KernelDca settings) {
    CentredGram gram = CentredGram.of(settings.kernel(), rows.rows());
    double trace = gram.trace();
    double rho = settings.rho(trace, rows.size());
    DMatrixRMaj seen = Dense.multiply(gram.matrix(), targets);
    // ⟨K̄, EEᵀ⟩ / (‖K̄‖ ‖EEᵀ‖); EEᵀ is a projector of rank L−1.
    double alignment = Snr.dot(seen, targets) / (gram.norm() * Math.sqrt(targets.numCols - 1));
    Cholesky metric = factorise(gram, rho, settings.kernel());
    Solution solution = solve(metric, targets, seen);
    DMatrixRMaj coefficients = solution.coefficients();
    DMatrixRMaj fitted = solution.fitted();
    return new TargetRegression(
        LandmarkMap.of(settings.kernel(), rows, true),
        coefficients,
        gram.means(),
        fitted,
        settings.leaveOneOut()
            ? TargetRegression.leaveOut(targets, fitted, leftOutShare(metric, rho, rows.size()))
            : null,
        rho,
        alignment,
        trace,
        Dense.multiplyTransposedA(coefficients, fitted));
  }

  /** Of K̄ + ρI, in the place of K̄. */
  static Cholesky factorise(CentredGram gram, double rho, Kernel kernel) {
    DMatrixRMaj matrix = gram.matrix();
    int n = matrix.numRows;
    for (int i = 0; i < n; i++) {
      matrix.add(i, i, rho);
    }
    try {
      return Cholesky.overwriting(matrix);
    } catch (SingularMatrixException e) {
      throw new SingularMatrixException(
          String.format(
              Locale.ROOT,
              "ridge: %s is too small for kernel %s and %d rows; a larger one is needed",
              rho,
              kernel,
              n));
    } catch (ArithmeticException e) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "rows: kernel %s is not finite on them; scale the columns first",
              kernel),
          e);
    }
  }

  /**
   * A, and K̄A = (K̄+ρI)⁻¹K̄E, for which K̄ need not be kept (nor digits be lost, as by E − ρA).
   */
  record Solution(DMatrixRMaj coefficients, DMatrixRMaj fitted) {}

  /** Solves for both together, so that the factor is read once. */
  static Solution solve(Cholesky metric, DMatrixRMaj targets, DMatrixRMaj seen) {
    int n = targets.numRows;
    int k = targets.numCols;
    DMatrixRMaj both = metric.solve(CommonOps_DDRM.concatColumns(targets, seen, null));
    DMatrixRMaj coefficients = CommonOps_DDRM.extract(both, 0, n, 0, k);
    // 1ᵀA = 0 but for rounding, which would let the constant part of k(x) through.
    Rows.centreColumns(coefficients);
    return new Solution(coefficients, CommonOps_DDRM.extract(both, 0, n, k, 2 * k));
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
}
