package ml.tacit.subspace;

import java.util.Locale;
import java.util.Optional;
import ml.tacit.matrix.GeneralizedEigen;
import ml.tacit.matrix.LowRankPencil;
import ml.tacit.matrix.Metric;
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
  public Dca withRidge(Ridge other) {
    return new Dca(other, components, noiseRidge);
  }

  @Override
  public Optional<ExactForm> exactForm() {
    return noiseRidge == 0
        ? Optional.of(new ExactForm(1, 0, 0, true, components))
        : Optional.empty();
  }

  @Override
  public String method() {
    return "dca";
  }

  @Override
  public SubspaceModel fit(ScatterSnapshot rows, Roles roles) {
    String label = roles.oneToKeep(method());
    Equilibrated problem = Equilibrated.of(rows, ridge);
    DMatrixRMaj factor = problem.rows().betweenFactor(label);
    if (noiseRidge != 0) {
      return twoRidges(problem, roles, label);
    }
    Metric metric = problem.metric();
    int most = rows.directions(label, null);
    LowRankPencil pencil = LowRankPencil.solve(factor, metric, most, problem.rounding());
    return Fitting.leading(method(), pencil, components, problem, roles);
  }

  private SubspaceModel twoRidges(Equilibrated problem, Roles roles, String label) {
    if (ridge.amount() + noiseRidge < 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "noiseRidge: %s, at least %s (minus the ridge) is needed",
              noiseRidge,
              -ridge.amount()));
    }
    DMatrixRMaj shifted = problem.total().matrix();
    double[] more = problem.diagonal(ridge);
    double[] noise = problem.diagonal(new Ridge(Math.abs(noiseRidge), ridge.relative()));
    for (int j = 0; j < more.length; j++) {
      shifted.add(j, j, more[j] + Math.signum(noiseRidge) * noise[j]);
    }
    // S_W is summed from positive terms; S̄ − S_B would lose the definiteness this relies on.
    Metric metric = problem.metric(OuterSum.of(problem.rows().within(label)));
    int k = Fitting.components(components, problem.rows().dimension(), method());
    GeneralizedEigen eigen = GeneralizedEigen.largest(shifted, metric, k);
    AffineMap map = problem.projection(eigen.vectors());
    return Fitting.model(method(), map, eigen.values(), problem, roles);
  }
}
