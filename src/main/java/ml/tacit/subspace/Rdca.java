package ml.tacit.subspace;

import java.util.Arrays;
import java.util.Locale;
import ml.tacit.matrix.Cholesky;
import ml.tacit.matrix.Dense;
import ml.tacit.matrix.LowRankPencil;
import ml.tacit.matrix.SymmetricEigen;
import ml.tacit.matrix.ThinQr;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/**
 * Ridge-DCA desensitisation: removes the signal subspace of the privacy label.
 *
 * <p>Releases x' = μ + P(x−μ) with P = I − (S̄+ρI) W Wᵀ, W spanning the privacy signal subspace,
 * Wᵀ(S̄+ρI)W = I: the same columns, the least change in the ridge metric. The class means of the
 * fitted rows coincide afterwards, for every ρ, so no linear predictor of the hidden label beats
 * the best constant <em>on the fitted rows</em>. It says nothing of other rows or of non-linear
 * attackers: audit the release.
 *
 * <p>{@link #withNoiseComponents()} releases the d−r components of the noise subspace instead, as
 * published: the same information up to a change of basis.
 *
 * <p>Sources: Filipowicz, Chanyaswad, Kung, arXiv:1707.07770; for ρ = 0 the map is the
 * least-squares eraser of Belrose et al., arXiv:2306.03819 (Theorem 3.1 is the guarantee).
 *
 * <p>An immutable value, thread-safe.
 *
 * @param ridge ρ
 * @param asComponents whether noise components are released instead of the columns
 * @param components how many noise components to release, 0 for all
 */
public record Rdca(Ridge ridge, boolean asComponents, int components) implements Trainer {

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
    ScatterSnapshot rows = joint.firstColumns(joint.dimension() - attributes);
    return erase(rows, rows.total(), Hidden.continuous(joint, attributes), Roles.NONE);
  }

  @Override
  public String method() {
    return "rdca";
  }

  @Override
  public SubspaceModel fit(ScatterSnapshot rows, Roles roles) {
    roles.requireHidden(method());
    return erase(rows, rows.total(), Hidden.of(rows, roles), roles);
  }

  private SubspaceModel erase(ScatterSnapshot rows, DMatrixRMaj total, Hidden hidden, Roles roles) {
    double rho = ridge.on(total);
    DMatrixRMaj shifted = Fitting.plusRidge(total, rho);
    Cholesky metric = Fitting.factorise(shifted, rho, rows);
    LowRankPencil signal = LowRankPencil.solve(hidden.factor(), metric);
    int rank = signal.values().length;
    if (rank >= rows.dimension()) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "hide: the hidden labels take up %d directions, the rows have only %d features",
              rank,
              rows.dimension()));
    }
    AffineMap map;
    int removedRank = rank;
    if (asComponents) {
      int k = Fitting.components(components, rows.dimension() - rank, method());
      map = AffineMap.projection(noise(signal, metric, rho, k), rows.mean());
      removedRank = rows.dimension() - k;
    } else {
      map =
          AffineMap.removal(
              Dense.multiply(shifted, signal.vectors()), signal.vectors(), rows.mean());
    }
    Removed removed = Removed.measure(map, removedRank, rows, total, hidden);
    return SubspaceModel.of(method(), map, rows, roles, rho, signal.values(), removed);
  }

  /**
   * The k noise directions of most power: in whitened coordinates v = Cᵀw the complement of the
   * signal, ordered by vᵀ(C⁻¹S̄C⁻ᵀ)v = 1 − ρ‖C⁻ᵀv‖².
   */
  private DMatrixRMaj noise(LowRankPencil signal, Cholesky metric, double rho, int k) {
    DMatrixRMaj basis =
        metric.solveLowerTransposed(
            ThinQr.of(metric.multiplyTransposed(signal.vectors())).complement());
    if (rho == 0) {
      return Fitting.firstColumns(basis, k);
    }
    DMatrixRMaj lengths = Dense.multiplyTransposedA(basis, basis);
    DMatrixRMaj powers = new DMatrixRMaj(lengths.numRows, lengths.numCols);
    Arrays.setAll(powers.data, i -> -rho * lengths.data[i]);
    SymmetricEigen ordered = SymmetricEigen.of(Dense.symmetrised(powers));
    return Fitting.firstColumns(Dense.multiply(basis, ordered.vectors()), k);
  }
}
