package ml.tacit.kernel;

import ml.tacit.subspace.ExactForm;
import ml.tacit.subspace.Ridge;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/**
 * DCA in the feature space of one kernel of several, with the scores and the alignment that its
 * weight is made of: on the Gram matrix, or with landmarks.
 *
 * @param kernel the kernel
 * @param ridge ρ; a relative one is α·trace(K̄)/N
 * @param leaveOneOut whether leave-one-out scores are computed as well
 * @param landmarks how many landmarks at most, 0 for the exact method
 */
record KernelDca(Kernel kernel, Ridge ridge, boolean leaveOneOut, int landmarks) {
  private static final ExactForm DCA = new ExactForm(1, 0, 0, true, 0);

  /** Exact, with the default ridge. */
  static KernelDca of(Kernel kernel) {
    return new KernelDca(kernel, Kernelized.RIDGE, false, 0);
  }

  KernelDca withRidge(double rho) {
    return new KernelDca(kernel, Ridge.absolute(rho), leaveOneOut, landmarks);
  }

  KernelDca withLandmarks(int most) {
    return new KernelDca(kernel, ridge, leaveOneOut, most);
  }

  KernelDca withLeaveOneOut(boolean asked) {
    return new KernelDca(kernel, ridge, asked, landmarks);
  }

  /** Throws where an exact fit has too many rows, or labels cannot be fitted. */
  void check(DMatrixRMaj rows, Labels labels) {
    if (landmarks == 0) {
      GramSize.require(rows.numRows);
    }
    Matrices.requireLabels(rows, labels);
  }

  /** Fits to rows of the caller's own. */
  KernelComponents fit(DMatrixRMaj rows, Labels labels) {
    check(rows, labels);
    return fit(new SharedRows(landmarks > 0 ? rows : rows.copy()), labels);
  }

  /** Fits to rows that several kernels share. */
  KernelComponents fit(SharedRows rows, Labels labels) {
    TargetColumns targets = TargetColumns.of(rows.rows(), labels);
    TargetRegression regression =
        landmarks > 0
            ? FeatureRegression.fit(rows.nystrom(kernel, landmarks), rows.rows(), targets, this)
            : GramRegression.fit(
                kernel,
                rows.layout(kernel),
                targets,
                new GramRegression.Settings(ridge, true, leaveOneOut));
    return KernelComponents.of("kdca", DCA, targets, regression);
  }
}
