package ml.tacit.kernel;

import java.util.Locale;
import ml.tacit.matrix.Cholesky;
import ml.tacit.matrix.Dense;
import ml.tacit.matrix.SingularMatrixException;
import ml.tacit.subspace.Ridge;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** The exact regression, (K̄+ρI)A = E, with a feature per training row. */
final class GramRegression {
  /** Columns of the identity solved for at a time. */
  private static final int BLOCK = 256;

  private GramRegression() {}

  /**
   * What is fitted.
   *
   * @param ridge ρ; a relative one is α·trace(K̄)/N
   * @param total whether the metric has K̄; otherwise it is ρI
   * @param leaveOneOut whether each row is left out as well
   */
  record Settings(Ridge ridge, boolean total, boolean leaveOneOut) {}

  static TargetRegression fit(
      Kernel kernel, Reference rows, TargetColumns labels, Settings settings) {
    CentredGram gram = CentredGram.of(kernel, rows.rows());
    double trace = gram.trace();
    double rho = FeatureSpace.ridge(settings.ridge(), trace, rows.size());
    DMatrixRMaj gramTargets = Dense.multiply(gram.matrix(), labels.columns()); // K̄E
    TargetRegression.Measures measures =
        new TargetRegression.Measures(
            rho,
            alignment(gram, gramTargets, labels),
            trace,
            // Offsets of the hidden classes along the feature vector of each training row.
            labels.spread(gramTargets, gram.squares()));
    if (!settings.total()) {
      if (settings.leaveOneOut()) {
        throw new BadDataException(
            "leave-one-out scores: a metric without the scatter of the rows has none");
      }
      return unscattered(kernel, rows, gram, labels, gramTargets, measures);
    }
    Cholesky metric = factorise(gram, rho, kernel);
    Solution solution = solve(metric, labels.columns(), gramTargets);
    DMatrixRMaj leftOut =
        settings.leaveOneOut()
            ? TargetRegression.leaveOut(
                labels.columns(), solution.fitted(), leftOutShare(metric, rho, rows.size()))
            : null;
    return regression(kernel, rows, gram, solution, leftOut, measures);
  }

  /** A = E/ρ. */
  private static TargetRegression unscattered(
      Kernel kernel,
      Reference rows,
      CentredGram gram,
      TargetColumns labels,
      DMatrixRMaj gramTargets,
      TargetRegression.Measures measures) {
    double rho = measures.rho();
    if (!(rho > 0)) {
      throw new BadDataException(
          "ridge: 0, more than 0 is needed: the scatter between the classes to hide alone is singular");
    }
    Solution solution = new Solution(over(labels.columns(), rho), over(gramTargets, rho));
    return regression(kernel, rows, gram, solution, null, measures);
  }

  private static TargetRegression regression(
      Kernel kernel,
      Reference rows,
      CentredGram gram,
      Solution solution,
      DMatrixRMaj leftOut,
      TargetRegression.Measures measures) {
    return new TargetRegression(
        LandmarkMap.of(kernel, rows, true),
        solution.coefficients(),
        gram.means(),
        solution.fitted(),
        leftOut,
        Dense.multiplyTransposedA(solution.coefficients(), solution.fitted()),
        measures);
  }

  /** ⟨K̄, EEᵀ⟩ / (‖K̄‖ ‖EEᵀ‖); EEᵀ is a projector of rank L−1. */
  private static double alignment(CentredGram gram, DMatrixRMaj gramTargets, TargetColumns labels) {
    int classes = labels.starts()[1];
    int n = gramTargets.numRows;
    DMatrixRMaj kept = CommonOps_DDRM.extract(gramTargets, 0, n, 0, classes);
    DMatrixRMaj targets = CommonOps_DDRM.extract(labels.columns(), 0, n, 0, classes);
    return Snr.dot(kept, targets) / (gram.norm() * Math.sqrt(classes - 1));
  }

  private static DMatrixRMaj over(DMatrixRMaj a, double divisor) {
    DMatrixRMaj divided = a.copy();
    for (int i = 0; i < divided.data.length; i++) {
      divided.data[i] /= divisor;
    }
    return divided;
  }

  /** Of K̄ + ρI, in the place of K̄. */
  private static Cholesky factorise(CentredGram gram, double rho, Kernel kernel) {
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
  private record Solution(DMatrixRMaj coefficients, DMatrixRMaj fitted) {}

  /** Solves for both together, so that the factor is read once. */
  private static Solution solve(Cholesky metric, DMatrixRMaj targets, DMatrixRMaj gramTargets) {
    int n = targets.numRows;
    int k = targets.numCols;
    DMatrixRMaj both = metric.solve(CommonOps_DDRM.concatColumns(targets, gramTargets, null));
    DMatrixRMaj coefficients = CommonOps_DDRM.extract(both, 0, n, 0, k);
    // 1ᵀA = 0 but for rounding, which would let the constant part of k(x) through.
    Matrices.centreColumns(coefficients);
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
