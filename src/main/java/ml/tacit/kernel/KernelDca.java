package ml.tacit.kernel;

import java.util.Objects;
import ml.tacit.matrix.SingularMatrixException;
import ml.tacit.subspace.Ridge;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/**
 * Kernel discriminant component analysis: DCA in the feature space of a kernel.
 *
 * <p>With K̄ = HKH and E = H[1_c/√n_c] the problem K̄EEᵀK̄ a = λ (K̄²+ρK̄) a is solved by one
 * Cholesky factorisation, (K̄+ρI)A = E, and an L × L eigenproblem, EᵀK̄A = UΛUᵀ: a = A U Λ^{-1/2},
 * L−1 components, λ ∈ [0, 1). N³/3 operations and one N × N matrix; no N × N eigenproblem and no
 * K̄². The release is z(x) = aᵀ(k(x) − K1/N). For the linear kernel it is {@link
 * ml.tacit.subspace.Dca} of the same absolute ridge. Source: S. Y. Kung,
 * doi:10.1007/s11042-015-2959-9.
 *
 * <p>That model <b>contains the training rows</b> ({@link KernelDcaModel#warnings}). With {@link
 * #landmarks} it does not, and takes N m² operations for any N that fits in memory: the same in the
 * features of {@link Nystrom}. Longer streams go through a {@link FeatureMap} and {@link
 * ml.tacit.subspace.Scatter}.
 *
 * <p>An immutable value, thread-safe.
 *
 * @param kernel the kernel
 * @param ridge ρ; a relative one is α·trace(K̄)/N
 * @param leaveOneOut whether leave-one-out scores are computed as well
 * @param landmarks how many landmarks at most, 0 for the exact method
 */
public record KernelDca(Kernel kernel, Ridge ridge, boolean leaveOneOut, int landmarks) {
  /** Rows of an exact fit at most: a Gram matrix of 3.2 GB. */
  public static final int MAX_ROWS = 20_000;

  /** Checks that nothing is null or negative. */
  public KernelDca {
    Objects.requireNonNull(kernel, "kernel");
    Objects.requireNonNull(ridge, "ridge");
    if (landmarks < 0) {
      throw new IllegalArgumentException("landmarks: " + landmarks + ", at least 0 is needed");
    }
  }

  /**
   * Exact kernel DCA with a relative ridge of 0.01: far more than a linear method needs, because a
   * kernel has a dimension for every row to fit noise with.
   *
   * @param kernel the kernel
   * @return the trainer
   */
  public static KernelDca of(Kernel kernel) {
    return new KernelDca(kernel, Ridge.relative(0.01), false, 0);
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
    return new KernelDca(kernel, other, leaveOneOut, landmarks);
  }

  /**
   * The same in the features of {@link Nystrom}, whose landmarks are means of rows: an
   * approximation, and no row is kept.
   *
   * @param most how many landmarks at most
   * @return the trainer
   */
  public KernelDca landmarks(int most) {
    return new KernelDca(kernel, ridge, leaveOneOut, most);
  }

  /**
   * The same, with {@link KernelDcaModel#leaveOneOutScores}; costs up to N³ operations more, or N
   * m² with landmarks.
   *
   * @return the trainer
   */
  public KernelDca withLeaveOneOut() {
    return new KernelDca(kernel, ridge, true, landmarks);
  }

  /**
   * Fits to rows in memory.
   *
   * @param rows N × d, finite, only read (an exact model keeps a copy)
   * @param labels N labels
   * @return the model
   * @throws BadDataException if a value is not finite, the sizes differ, a class has one row, there
   *     are fewer than two classes, or, without landmarks, more rows than {@link #MAX_ROWS} or a
   *     Gram matrix larger than the heap
   * @throws SingularMatrixException if K̄+ρI is not positive definite: too small a ridge, or a
   *     kernel (the sigmoid) that is not positive semidefinite on these rows
   */
  public KernelDcaModel fit(DMatrixRMaj rows, Labels labels) {
    check(rows, labels);
    return fit(new SharedRows(landmarks > 0 ? rows : rows.copy()), labels);
  }

  void check(DMatrixRMaj rows, Labels labels) {
    if (landmarks == 0) {
      GramSize.require(rows.numRows);
    }
    Rows.requireLabels(rows, labels);
  }

  /** Fits to rows that several kernels share. */
  KernelDcaModel fit(SharedRows rows, Labels labels) {
    TargetColumns targets = TargetColumns.of(rows.rows(), labels);
    TargetRegression regression =
        landmarks > 0
            ? FeatureRegression.fit(rows.nystrom(kernel, landmarks), rows.rows(), targets, this)
            : GramRegression.fit(rows.layout(kernel), targets.columns(), this);
    return KernelDcaModel.of(kernel, targets, regression);
  }

  /** ρ where the centred features have this sum of squares over N rows. */
  double rho(double trace, int rows) {
    return ridge.relative() ? ridge.amount() * trace / rows : ridge.amount();
  }
}
