package ml.tacit.kernel;

import java.util.Arrays;
import ml.tacit.matrix.Cholesky;
import ml.tacit.matrix.Dense;
import ml.tacit.matrix.LowRankPencil;
import ml.tacit.matrix.SingularMatrixException;
import ml.tacit.matrix.SymmetricEigen;
import ml.tacit.subspace.AffineMap;
import ml.tacit.subspace.Ridge;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/**
 * Exact kernel discriminant component analysis: DCA in the feature space of a kernel.
 *
 * <p>With K̄ = HKH and E = H[1_c/√n_c] the problem K̄EEᵀK̄ a = λ (K̄²+ρK̄) a is solved by one
 * Cholesky factorisation, (K̄+ρI)A = E, and an L × L eigenproblem, EᵀK̄A = UΛUᵀ: a = A U Λ^{-1/2},
 * L−1 components, λ ∈ [0, 1). N³/3 operations and two N × N matrices; no N × N eigenproblem and no
 * K̄². The release is z(x) = aᵀ(k(x) − K1/N). For the linear kernel it is {@link
 * ml.tacit.subspace.Dca} of the same absolute ridge. Source: S. Y. Kung,
 * doi:10.1007/s11042-015-2959-9.
 *
 * <p>The model <b>contains the training rows</b> ({@link KernelDcaModel#warning}); {@link Nystrom}
 * and {@link RandomFourier} do without.
 *
 * <p>An immutable value, thread-safe.
 *
 * @param kernel the kernel
 * @param ridge ρ; a relative one is α·trace(K̄)/N
 * @param leaveOneOut whether leave-one-out scores are computed as well
 */
public record KernelDca(Kernel kernel, Ridge ridge, boolean leaveOneOut) {
  /** Rows of an exact fit at most: a Gram matrix of 3.2 GB. */
  public static final int MAX_ROWS = 20_000;

  /** Columns of the identity solved for at a time. */
  private static final int BLOCK = 256;

  /** Checks that nothing is null. */
  public KernelDca {
    java.util.Objects.requireNonNull(kernel, "kernel");
    java.util.Objects.requireNonNull(ridge, "ridge");
  }

  /**
   * Kernel DCA with a relative ridge of 0.01: far more than a linear method needs, because a kernel
   * has a dimension for every row to fit noise with.
   *
   * @param kernel the kernel
   * @return the trainer
   */
  public static KernelDca of(Kernel kernel) {
    return new KernelDca(kernel, Ridge.relative(0.01), false);
  }

  /**
   * The same with an absolute ridge.
   *
   * @param rho ρ ≥ 0
   * @return the trainer
   */
  public KernelDca ridge(double rho) {
    return ridge(Ridge.absolute(rho));
  }

  /**
   * The same with another ridge.
   *
   * @param other absolute or relative
   * @return the trainer
   */
  public KernelDca ridge(Ridge other) {
    return new KernelDca(kernel, other, leaveOneOut);
  }

  /**
   * The same, with {@link KernelDcaModel#leaveOneOutScores}; costs up to N³ operations more.
   *
   * @return the trainer
   */
  public KernelDca withLeaveOneOut() {
    return new KernelDca(kernel, ridge, true);
  }

  /**
   * Fits to rows in memory.
   *
   * @param rows N × d, finite, only read (the model keeps a copy)
   * @param labels N labels
   * @return the model
   * @throws BadDataException if a value is not finite, the sizes differ, a class has one row, there
   *     are fewer than two classes, or more rows than {@link #MAX_ROWS}
   * @throws SingularMatrixException if K̄+ρI is not positive definite: too small a ridge, or a
   *     kernel (the sigmoid) that is not positive semidefinite on these rows
   */
  public KernelDcaModel fit(DMatrixRMaj rows, Labels labels) {
    GramSize.requireWithFactor(rows.numRows);
    Rows.requireLabels(rows, labels);
    return fit(kernel.reference(rows.copy()), labels);
  }

  /** Fits to rows that several kernels share. */
  KernelDcaModel fit(Reference rows, Labels labels) {
    CentredGram gram = CentredGram.of(kernel, rows.rows());
    DMatrixRMaj targets = ClassTargets.of(labels);
    double rho = ridge.relative() ? ridge.amount() * gram.trace() / rows.size() : ridge.amount();
    Cholesky metric = factorise(gram.matrix(), rho);
    DMatrixRMaj solved = metric.solve(targets);
    // 1ᵀA = 0 but for rounding, which would let the constant part of k(x) through.
    Rows.centreColumns(solved);
    DMatrixRMaj fitted = Dense.multiply(gram.matrix(), solved);
    SymmetricEigen small =
        SymmetricEigen.of(Symmetric.average(Dense.multiplyTransposedA(targets, fitted)));
    DMatrixRMaj turn = turn(small, targets.numCols - 1);
    DMatrixRMaj directions = Dense.multiply(solved, turn);
    DMatrixRMaj leftOut =
        leaveOneOut ? Dense.multiply(leftOut(targets, solved, rho, metric), turn) : null;
    return new KernelDcaModel(
        LandmarkMap.of(kernel, rows, true),
        map(directions, gram.means()),
        rho,
        Arrays.copyOf(small.values(), turn.numCols),
        alignment(gram, targets),
        Dense.multiply(fitted, turn),
        leftOut);
  }

  /** U Λ^{-1/2}, of the eigenvalues that are not zero. */
  private static DMatrixRMaj turn(SymmetricEigen small, int most) {
    double[] values = small.values();
    int kept = 0;
    while (kept < most && values[kept] > LowRankPencil.ZERO * values[0]) {
      kept++;
    }
    if (kept == 0) {
      throw new BadDataException(
          "labels: the class means coincide in the feature space, there is nothing to keep");
    }
    DMatrixRMaj turn = new DMatrixRMaj(values.length, kept);
    for (int i = 0; i < values.length; i++) {
      for (int k = 0; k < kept; k++) {
        turn.set(i, k, small.vectors().get(i, k) / Math.sqrt(values[k]));
      }
    }
    return turn;
  }

  /** k ↦ aᵀ(k − K1/N); the terms that centre k itself vanish because 1ᵀa = 0. */
  private static AffineMap map(DMatrixRMaj directions, double[] means) {
    DMatrixRMaj a = Dense.transpose(directions);
    double[] offset = Dense.multiply(a, DMatrixRMaj.wrap(means.length, 1, means)).data;
    for (int k = 0; k < offset.length; k++) {
      offset[k] = -offset[k];
    }
    return AffineMap.dense(a, offset);
  }

  /** ⟨K̄, EEᵀ⟩ / (‖K̄‖ ‖EEᵀ‖); EEᵀ is a projector of rank L−1. */
  private static double alignment(CentredGram gram, DMatrixRMaj targets) {
    DMatrixRMaj seen = Dense.multiply(gram.matrix(), targets);
    double product = 0;
    for (int i = 0; i < seen.data.length; i++) {
      product += seen.data[i] * targets.data[i];
    }
    return product / (gram.norm() * Math.sqrt(targets.numCols - 1));
  }

  /**
   * What ridge regression of the targets on the other N−1 rows says of each row, less the mean
   * target: E_i − ρA_i/(1 − h_i), where 1 − h_i = ρ[(K̄+ρI)⁻¹]_ii − 1/N belongs to the regression
   * with a free constant, so that the formula is exact though K̄ was centred with all rows.
   */
  private static DMatrixRMaj leftOut(
      DMatrixRMaj targets, DMatrixRMaj solved, double rho, Cholesky metric) {
    int n = targets.numRows;
    double[] inverse = inverseDiagonal(metric, n);
    DMatrixRMaj scores = targets.copy();
    for (int i = 0; i < n; i++) {
      double own = rho * inverse[i] - 1.0 / n;
      for (int c = 0; c < targets.numCols; c++) {
        scores.add(i, c, -rho * solved.get(i, c) / own);
      }
    }
    return scores;
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
  private Cholesky factorise(DMatrixRMaj gram, double rho) {
    int n = gram.numRows;
    double[] diagonal = new double[n];
    for (int i = 0; i < n; i++) {
      diagonal[i] = gram.get(i, i);
      gram.set(i, i, diagonal[i] + rho);
    }
    try {
      return Cholesky.of(gram);
    } catch (SingularMatrixException e) {
      throw new SingularMatrixException(
          "ridge: %s is too small for kernel %s and %d rows; a larger one is needed"
              .formatted(rho, kernel, n));
    } finally {
      for (int i = 0; i < n; i++) {
        gram.set(i, i, diagonal[i]);
      }
    }
  }
}
