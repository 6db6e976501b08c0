package ml.tacit.subspace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import ml.tacit.matrix.Dense;
import ml.tacit.matrix.LowRankPencil;
import ml.tacit.matrix.Metric;
import ml.tacit.matrix.SymmetricEigen;
import ml.tacit.matrix.ThinQr;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/**
 * Ridge-DCA desensitisation: removes the signal subspace of the privacy label.
 *
 * <p>Releases x' = μ + P(x−μ) with P = I − (S̄+R) W Wᵀ, R the ridge, W spanning the privacy signal
 * subspace, Wᵀ(S̄+R)W = I: the same columns, the least change in the ridge metric. The class means
 * of the fitted rows coincide afterwards, for every R, so no linear predictor of the hidden label
 * beats the best constant <em>on the fitted rows</em>. It says nothing of other rows or of
 * non-linear attackers: audit the release.
 *
 * <p>{@link #withNoiseComponents()} releases the d−r components of the noise subspace instead, as
 * published: the same information up to a change of basis.
 *
 * <p>Sources: Filipowicz, Chanyaswad, Kung, arXiv:1707.07770; for R = 0 the map is the
 * least-squares eraser of Belrose et al., arXiv:2306.03819 (Theorem 3.1 is the guarantee).
 *
 * <p>An immutable value, thread-safe.
 *
 * @param ridge R, absolute or relative
 * @param asComponents whether noise components are released instead of the columns
 * @param components how many noise components to release, 0 for all
 */
public record Rdca(Ridge ridge, boolean asComponents, int components) implements Trainer {
  /** The largest share of the class means' spread that may be left in any column. */
  private static final double LEFT = 1e-6;

  /** A spread below this is rounding, whatever it was before; in standard deviations. */
  private static final double ROUNDING = 1e-9;

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if the number of components is negative
   */
  public Rdca {
    Fitting.requireSettings(ridge, components);
  }

  /**
   * RDCA with an absolute ridge.
   *
   * @param rho ρ ≥ 0
   * @return the trainer
   */
  public static Rdca ridge(double rho) {
    return ridge(Ridge.absolute(rho));
  }

  /**
   * RDCA with a ridge.
   *
   * @param ridge absolute or relative
   * @return the trainer
   */
  public static Rdca ridge(Ridge ridge) {
    return new Rdca(ridge, false, 0);
  }

  /**
   * The same, releasing all noise components, WᵀW-orthogonal in the metric S̄+ρI, in descending
   * order of their power wᵀS̄w (the order of the two-ridge form with ρ' → 0⁻) and exactly free of
   * class means.
   *
   * @return the trainer
   */
  public Rdca withNoiseComponents() {
    return new Rdca(ridge, true, 0);
  }

  /**
   * The same, releasing the k noise components of most power.
   *
   * @param k at least 1
   * @return the trainer
   */
  public Rdca withNoiseComponents(int k) {
    return new Rdca(ridge, true, Fitting.requirePositive(k));
  }

  /**
   * Fits to rows in memory.
   *
   * @param rows n × d, finite, only read
   * @param hide n labels to hide
   * @return the model
   * @throws BadDataException see {@link Trainer#fit}
   */
  public SubspaceModel fit(DMatrixRMaj rows, Labels hide) {
    return fit(Scatter.of(rows, hide), Roles.hide(ScatterSnapshot.LABEL).unnamed());
  }

  /**
   * Fits conditional erasure: afterwards the hidden label's means coincide within each class of
   * another.
   *
   * @param rows n × d, finite, only read
   * @param hide n labels to hide
   * @param given n labels within whose classes to hide them
   * @return the model; its rank is up to (L_hide−1)·L_given
   * @throws BadDataException see {@link Trainer#fit}
   */
  public SubspaceModel fitGiven(DMatrixRMaj rows, Labels hide, Labels given) {
    ScatterSnapshot snapshot =
        new Scatter(rows.numCols, "hide", "given").accept(rows, hide, given).snapshot();
    return fit(snapshot, Roles.hide("hide").withGiven("given").unnamed());
  }

  /**
   * Fits to continuous private attributes: afterwards their cross-covariance with every feature is
   * zero on the fitted rows.
   *
   * @param rows n × d, finite, only read
   * @param attributes n × k, a private attribute per column, none constant
   * @return the model
   * @throws BadDataException if an attribute is constant or a value is not finite
   */
  public SubspaceModel fitContinuous(DMatrixRMaj rows, DMatrixRMaj attributes) {
    DMatrixRMaj joint = AffineMap.beside(rows, attributes);
    return fitContinuous(new Scatter(joint.numCols).accept(joint).snapshot(), attributes.numCols);
  }

  /**
   * Fits to continuous private attributes that were streamed as the last columns of the rows.
   *
   * @param joint the statistic of d + k columns
   * @param attributes k, how many of the last columns are private attributes
   * @return the model, of d inputs
   * @throws BadDataException if an attribute is constant
   */
  public SubspaceModel fitContinuous(ScatterSnapshot joint, int attributes) {
    return fitContinuous(joint, attributes, Roles.NONE);
  }

  /**
   * Fits to continuous private attributes, and to private labels besides: afterwards both the class
   * means and the cross-covariances are zero differences on the fitted rows.
   *
   * @param joint the statistic of d + k columns, the private attributes last, and of the labels
   * @param attributes k
   * @param roles the labels to hide, perhaps none
   * @return the model, of d inputs; attributes that have names are among the labels it hides
   * @throws BadDataException if an attribute is constant, or see {@link Trainer#fit}
   */
  public SubspaceModel fitContinuous(ScatterSnapshot joint, int attributes, Roles roles) {
    int d = joint.dimension() - attributes;
    boolean[] constant = joint.constant(joint.totalDiagonal());
    for (int k = d; k < constant.length; k++) {
      if (constant[k]) {
        throw new BadDataException(
            String.format(
                Locale.ROOT,
                "attribute %d (from 1) is constant (%s in all %d rows), there is nothing to hide",
                k - d + 1,
                joint.mean()[k],
                joint.count()));
      }
    }
    Equilibrated problem = Equilibrated.of(joint.firstColumns(d), ridge);
    double[] units = Arrays.copyOf(problem.units(), constant.length);
    Arrays.fill(units, d, units.length, 1);
    ScatterSnapshot inUnits = joint.scaled(units).without(constant);
    Hidden hidden = Hidden.continuous(inUnits, attributes);
    if (!roles.toHide().isEmpty()) {
      hidden = Hidden.of(problem.rows(), roles).beside(hidden);
    }
    return erase(problem, hidden, hiding(roles, joint.features(), attributes));
  }

  /** The model knows attributes that have names as hidden, so that no way out passes them along. */
  private static Roles hiding(Roles roles, List<String> columns, int attributes) {
    if (columns.isEmpty()) {
      return roles;
    }
    List<String> hidden = new ArrayList<>(roles.toHide());
    hidden.addAll(columns.subList(columns.size() - attributes, columns.size()));
    return roles.withHide(hidden);
  }

  @Override
  public Rdca withRidge(Ridge other) {
    return new Rdca(other, asComponents, components);
  }

  @Override
  public String method() {
    return "rdca";
  }

  @Override
  public SubspaceModel fit(ScatterSnapshot rows, Roles roles) {
    roles.requireHidden(method());
    Equilibrated problem = Equilibrated.of(rows, ridge);
    return erase(problem, Hidden.of(problem.rows(), roles), roles);
  }

  private SubspaceModel erase(Equilibrated problem, Hidden hidden, Roles roles) {
    Metric metric = problem.metric();
    LowRankPencil signal =
        LowRankPencil.solve(hidden.factor(), metric, hidden.directions(), problem.rounding());
    int rank = signal.values().length;
    if (rank >= problem.varying()) {
      throw impossible(hidden, roles, problem.varying());
    }
    AffineMap map;
    int removedRank = rank;
    if (asComponents) {
      int k = Fitting.components(components, problem.varying() - rank, method());
      Optional<DMatrixRMaj> noise = noise(signal, metric, problem, k);
      if (noise.isEmpty()) {
        return erase(problem.asMatrix(), hidden, roles);
      }
      map = problem.projection(noise.get());
      removedRank = problem.rows().dimension() - k;
    } else {
      map = problem.removal(left(hidden.factor(), signal), signal.vectors());
    }
    requireErased(Spread.of(problem.inUnits(map), problem, hidden), problem);
    Removed removed = Removed.measure(map, removedRank, problem, hidden);
    return SubspaceModel.of(method(), map, roles, problem, signal.values(), removed);
  }

  private static BadDataException impossible(Hidden hidden, Roles roles, int columns) {
    String what =
        roles.toHide().isEmpty() ? "attributes" : roles.given() == null ? "classes" : "cells";
    return new BadDataException(
        String.format(
            Locale.ROOT,
            "hide: %d %s take up all %d columns; more columns or fewer classes are needed, or the components of duca or ruca",
            hidden.factor().numCols,
            what,
            columns));
  }

  /**
   * L of P = I − L Wᵀ: (S̄+R)W, but as combinations of the mean differences F, so that each row of
   * L is right relative to the same row of F: a column of small numbers is not filled with the
   * rounding of the others. Then LWᵀF = F needs no more than WᵀL = I, which is small and is made
   * exact by two steps of Newton's iteration.
   */
  private static DMatrixRMaj left(DMatrixRMaj factor, LowRankPencil signal) {
    DMatrixRMaj left = Dense.multiply(factor, signal.combinations());
    for (int step = 0; step < 2; step++) {
      DMatrixRMaj missing = Dense.multiplyTransposedA(signal.vectors(), left);
      for (int i = 0; i < missing.data.length; i++) {
        missing.data[i] = (i % (missing.numCols + 1) == 0 ? 1 : 0) - missing.data[i];
      }
      Dense.addProduct(left.copy(), missing, left);
    }
    return left;
  }

  /** What is left of the class means must be rounding in every column. */
  private void requireErased(Spread spread, Equilibrated problem) {
    double most = Math.max(LEFT * spread.raw(), ROUNDING);
    int worst = spread.worst();
    if (!(spread.after()[worst] <= most)) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "hide: in %s the class means would stay %.3g standard deviations apart (%.3g before), which is more than rounding; a relative ridge is needed, or columns of more equal scale",
              asComponents ? "component " + (worst + 1) : problem.raw().featureText(worst),
              spread.after()[worst],
              spread.raw()));
    }
  }

  /**
   * The k noise directions of most power: in whitened coordinates v = Cᵀw the complement of the
   * signal, ordered by vᵀ(C⁻¹S̄C⁻ᵀ)v = 1 − wᵀRw. Empty where few rows do not tell so many.
   */
  private Optional<DMatrixRMaj> noise(
      LowRankPencil signal, Metric metric, Equilibrated problem, int k) {
    ThinQr whitened = ThinQr.of(metric.multiplyTransposed(signal.vectors()));
    DMatrixRMaj complement =
        problem.total().isThin()
            ? spanBeside(whitened.q(), metric, problem.total().vectors())
            : whitened.complement();
    if (k > complement.numCols) {
      return Optional.empty();
    }
    DMatrixRMaj basis = metric.solveLowerTransposed(complement);
    if (ridge.amount() == 0) {
      return Optional.of(Fitting.firstColumns(basis, k));
    }
    double[] minus = problem.diagonal(ridge);
    Arrays.setAll(minus, j -> -minus[j]);
    DMatrixRMaj powers = Dense.multiplyTransposedA(basis, AffineMap.scaleRows(minus, basis));
    SymmetricEigen ordered = SymmetricEigen.largest(Dense.symmetrised(powers), k);
    return Optional.of(Dense.multiply(basis, ordered.vectors()));
  }

  /** What whitened rows span beside the signal: all power is there. */
  private static DMatrixRMaj spanBeside(DMatrixRMaj signal, Metric metric, DMatrixRMaj rows) {
    DMatrixRMaj white = metric.solveLower(Dense.transpose(rows));
    DMatrixRMaj along = Dense.multiply(signal, Dense.multiplyTransposedA(signal, white));
    for (int i = 0; i < white.data.length; i++) {
      white.data[i] -= along.data[i];
    }
    return OuterSum.span(Dense.transpose(white));
  }
}
