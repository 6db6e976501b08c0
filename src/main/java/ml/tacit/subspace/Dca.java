package ml.tacit.subspace;

import java.util.Locale;
import ml.tacit.matrix.Cholesky;
import ml.tacit.matrix.GeneralizedEigen;
import ml.tacit.matrix.LowRankPencil;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/**
 * Discriminant component analysis: the components that tell the classes of a label apart.
 *
 * <p>Maximises tr((Wᵀ(S̄+ρI)W)⁻¹ WᵀS_B W). The release is y = Wᵀ(x−μ), W the eigenvectors of (S_B,
 * S̄+ρI) with Wᵀ(S̄+ρI)W = I, in descending order of the discriminant eigenvalues λ ∈ [0, 1); at
 * most L−1 of them are positive. Source: S. Y. Kung, doi:10.1007/s11042-015-2959-9.
 *
 * <p>{@link #noiseRidge} gives the two-ridge form, which continues with the d−L+1 noise components.
 *
 * <p>An immutable value, thread-safe.
 *
 * @param ridge ρ
 * @param components how many to release, 0 for all of the signal subspace
 * @param noiseRidge ρ', 0 for none
 */
public record Dca(Ridge ridge, int components, double noiseRidge) implements Trainer {

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if the number of components is negative
   */
  public Dca {
    Fitting.requireSettings(ridge, components);
  }

  /**
   * DCA with an absolute ridge.
   *
   * @param rho ρ ≥ 0
   * @return the trainer
   */
  public static Dca ridge(double rho) {
    return ridge(Ridge.absolute(rho));
  }

  /**
   * DCA with a ridge.
   *
   * @param ridge absolute or relative
   * @return the trainer
   */
  public static Dca ridge(Ridge ridge) {
    return new Dca(ridge, 0, 0);
  }

  /**
   * The same, releasing the first k components only.
   *
   * @param k at least 1
   * @return the trainer
   */
  public Dca withComponents(int k) {
    return new Dca(ridge, Fitting.requirePositive(k), noiseRidge);
  }

  /**
   * The same in the two-ridge form: all eigenvectors of (S̄+(ρ+ρ')I) w = λ (S_W+ρI) w, with
   * Wᵀ(S_W+ρI)W = I and λ_i = 1 + w_iᵀS_B w_i + ρ'‖w_i‖².
   *
   * <p>ρ' &lt; 0 orders the noise components by decreasing power, ρ' &gt; 0 by increasing power.
   * Either leaks a little of the class means into them; {@link Rdca#withNoiseComponents()} has the
   * ordered ones of the limit ρ' → 0⁻, which do not. Needs a full eigendecomposition.
   *
   * @param rhoPrime ρ', not 0, with ρ + ρ' ≥ 0
   * @return the trainer
   */
  public Dca withNoiseRidge(double rhoPrime) {
    if (rhoPrime == 0 || !Double.isFinite(rhoPrime)) {
      throw new IllegalArgumentException(
          "noiseRidge: " + rhoPrime + ", finite and not 0 is needed");
    }
    return new Dca(ridge, components, rhoPrime);
  }

  /**
   * Fits to rows in memory.
   *
   * @param rows n × d, finite, only read
   * @param labels n labels
   * @return the model
   * @throws ml.tacit.table.BadDataException see {@link Trainer#fit}
   */
  public SubspaceModel fit(DMatrixRMaj rows, Labels labels) {
    return fit(Scatter.of(rows, labels), Roles.keep(ScatterSnapshot.LABEL).unnamed());
  }

  @Override
  public String method() {
    return "dca";
  }

  @Override
  public SubspaceModel fit(ScatterSnapshot rows, Roles roles) {
    String label = roles.oneToKeep(method());
    DMatrixRMaj factor = rows.betweenFactor(label);
    DMatrixRMaj total = rows.total();
    double rho = ridge.on(total);
    if (noiseRidge != 0) {
      return twoRidges(rows, roles, label, total, rho);
    }
    Cholesky metric = Fitting.factorise(Fitting.plusRidge(total, rho), rho, rows);
    LowRankPencil pencil = LowRankPencil.solve(factor, metric);
    return Fitting.leading(method(), pencil, components, rho, rows, total, roles);
  }

  private SubspaceModel twoRidges(
      ScatterSnapshot rows, Roles roles, String label, DMatrixRMaj total, double rho) {
    if (rho + noiseRidge < 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "noiseRidge: %s, at least %s (minus the ridge) is needed",
              noiseRidge,
              -rho));
    }
    // S_W is summed from positive terms; S̄ − S_B would lose the definiteness this factor relies
    // on.
    Cholesky metric = Fitting.factorise(Fitting.plusRidge(rows.within(label), rho), rho, rows);
    int k = Fitting.components(components, rows.dimension(), method());
    GeneralizedEigen pairs =
        GeneralizedEigen.largest(Fitting.plusRidge(total, rho + noiseRidge), metric, k);
    AffineMap map = AffineMap.projection(pairs.vectors(), rows.mean());
    return Fitting.model(
        method(), map, rows.dimension() - k, pairs.values(), rho, rows, total, roles);
  }
}
