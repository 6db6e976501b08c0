package ml.tacit.kernel;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import ml.tacit.matrix.Cholesky;
import ml.tacit.matrix.Dense;
import ml.tacit.subspace.Dca;
import ml.tacit.subspace.Duca;
import ml.tacit.subspace.Mdr;
import ml.tacit.subspace.Removed;
import ml.tacit.subspace.Ridge;
import ml.tacit.subspace.Roles;
import ml.tacit.subspace.Ruca;
import ml.tacit.subspace.SubspaceModel;
import ml.tacit.subspace.Trainer;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import org.ejml.data.DMatrixRMaj;

/**
 * DCA, DUCA, MDR or RUCA in the feature space of a kernel, exactly.
 *
 * <p>With K̄ = HKH and a column of E = H[1_c/√n_c] for every class to keep or to hide, directions
 * are w = Φ̄ᵀA u, (K̄+ρI)A = E by one Cholesky factorisation (for MDR, whose metric has no S̄, A =
 * E/ρ), and u solves a problem with a row per class: the pencil of the linear method in terms of
 * EᵀK̄A. For the linear kernel it is that linear method of the same absolute ridge.
 *
 * <p>The model <b>contains the training rows</b>, and says so ({@link KernelModel#warnings}).
 * {@link Nystrom} landmarks or random features keep none, and take any {@link Trainer} and any
 * number of rows.
 *
 * <p>An immutable value, thread-safe.
 *
 * @param kernel the kernel
 * @param trainer a {@link Dca} with one ridge, {@link Duca}, {@link Mdr} or {@link Ruca}; a
 *     relative ridge is α·trace(K̄)/N
 */
public record ExactKernel(Kernel kernel, Trainer trainer) {

  /**
   * Checks the method.
   *
   * @throws BadDataException if it has no exact form
   */
  public ExactKernel {
    Objects.requireNonNull(kernel, "kernel");
    Objective.of(trainer);
  }

  /**
   * A linear method as weights on the between-class scatters: keep·S_B^U + hide·ΣS_B^P against ρI +
   * price·ΣS_B^P, and S̄ if that is part of the metric.
   */
  private record Objective(
      Ridge ridge, int components, double keep, double hide, double price, boolean total) {

    static Objective of(Trainer trainer) {
      if (trainer instanceof Dca dca && dca.noiseRidge() == 0) {
        return new Objective(dca.ridge(), dca.components(), 1, 0, 0, true);
      } else if (trainer instanceof Duca duca) {
        return new Objective(duca.ridge(), duca.components(), duca.alpha(), -duca.beta(), 0, true);
      } else if (trainer instanceof Mdr mdr) {
        return new Objective(mdr.ridge(), mdr.components(), 1, 0, 1, false);
      } else if (trainer instanceof Ruca ruca) {
        return new Objective(ruca.ridge(), ruca.components(), 1, 0, ruca.price(), true);
      }
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "method '%s' has no exact kernel form, dca, duca, mdr and ruca have; use landmarks or random features",
              trainer.method()));
    }
  }

  /**
   * Fits to rows in memory.
   *
   * @param data N rows, finite, with the labels; only read (the model keeps a copy)
   * @param roles one label to keep, and labels to hide for a joint objective
   * @return the model
   * @throws BadDataException if a value is not finite, a label is missing, has one class or a class
   *     of one row, there are more rows than {@link KernelDca#MAX_ROWS} or a Gram matrix larger
   *     than the heap (naming the bytes), a label is given (there is no conditional form), or more
   *     components are asked for than there are
   * @throws ml.tacit.matrix.SingularMatrixException if K̄+ρI is not positive definite: too small a
   *     ridge, or a kernel (the sigmoid) that is not positive semidefinite on these rows
   */
  public KernelModel fit(LabelledRows data, Roles roles) {
    requireRoles(roles);
    GramSize.require(data.size());
    Objective objective = Objective.of(trainer);
    TargetColumns targets = TargetColumns.of(data, roles, trainer.method());
    Reference rows = new SharedRows(data.rows().copy()).layout(kernel);

    CentredGram gram = CentredGram.of(kernel, rows.rows());
    double trace = gram.trace();
    double rho = new KernelDca(kernel, objective.ridge(), false, 0).rho(trace, data.size());
    DMatrixRMaj seen = Dense.multiply(gram.matrix(), targets.columns());
    // Offsets of the hidden classes along the feature vector of each training row.
    double rawSpread = targets.spread(seen, gram.squares());
    DMatrixRMaj coefficients;
    DMatrixRMaj fitted;
    if (objective.total()) {
      Cholesky metric = GramRegression.factorise(gram, rho, kernel);
      GramRegression.Solution solution = GramRegression.solve(metric, targets.columns(), seen);
      coefficients = solution.coefficients();
      fitted = solution.fitted();
    } else {
      requirePositive(rho);
      coefficients = over(targets.columns(), rho);
      fitted = over(seen, rho);
    }
    SmallPencil pencil =
        SmallPencil.solve(
            Dense.multiplyTransposedA(targets.columns(), fitted),
            targets.weights(objective.keep(), objective.hide()),
            targets.weights(0, objective.price()),
            targets.rank());

    DMatrixRMaj turn = pencil.first(components(objective, pencil.values()));
    DMatrixRMaj scores = Dense.multiply(fitted, turn);
    Removed removed =
        FeatureSpace.removed(
            scores,
            lengths(coefficients, fitted, turn),
            trace,
            data.size() - 1 - turn.numCols,
            rawSpread,
            targets.spread(scores));
    SubspaceModel model =
        SubspaceModel.of(
            trainer.method(),
            KernelDcaModel.map(Dense.multiply(coefficients, turn), gram.means()),
            roles,
            rho,
            pencil.values(),
            removed,
            data.size(),
            targets.classes());
    return new KernelModel(LandmarkMap.of(kernel, rows, true), model);
  }

  private void requireRoles(Roles roles) {
    if (roles.given() != null) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "given: '%s', exact kernel methods have no conditional form; use landmarks or random features",
              roles.given()));
    }
    if (roles.toHide().isEmpty() && !(trainer instanceof Dca)) {
      throw new BadDataException("hide: no label, " + trainer.method() + " needs at least one");
    }
  }

  private static void requirePositive(double rho) {
    if (!(rho > 0)) {
      throw new BadDataException(
          "ridge: 0, mdr needs more than 0 (the scatter between the privacy classes alone is singular)");
    }
  }

  /** How many to release: those asked for or, 0, all whose eigenvalue is positive. */
  private int components(Objective objective, double[] values) {
    int positive = (int) Arrays.stream(values).filter(value -> value > 0).count();
    if (positive == 0) {
      throw new BadDataException(
          values.length == 0
              ? "keep: the class means coincide in the feature space, there is no direction for "
                  + trainer.method()
                  + " to release"
              : "beta: no direction helps the label to keep more than it leaks; a smaller beta is needed");
    }
    if (objective.components() > values.length) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "components: %d asked for, %s has %d here",
              objective.components(),
              trainer.method(),
              values.length));
    }
    return objective.components() == 0 ? positive : objective.components();
  }

  /** WᵀW of W = Φ̄ᵀA turned: uᵀ(AᵀK̄A)u. */
  private static DMatrixRMaj lengths(
      DMatrixRMaj coefficients, DMatrixRMaj fitted, DMatrixRMaj turn) {
    return Dense.multiplyTransposedA(
        Dense.multiply(coefficients, turn), Dense.multiply(fitted, turn));
  }

  private static DMatrixRMaj over(DMatrixRMaj a, double divisor) {
    DMatrixRMaj divided = a.copy();
    for (int i = 0; i < divided.data.length; i++) {
      divided.data[i] /= divisor;
    }
    return divided;
  }
}
