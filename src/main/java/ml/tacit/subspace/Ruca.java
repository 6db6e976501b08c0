package ml.tacit.subspace;

import java.util.Optional;
import ml.tacit.matrix.Metric;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/**
 * Ratio utility and cost analysis: DCA on the utility label with a price on what tells the privacy
 * classes apart.
 *
 * <p>Eigenvectors of (S_B^U, S̄ + ρI + γ Σ S_B^P), descending, at most L_U−1. γ = 0 is DCA, γ → ∞
 * tends to {@link Mdr}. Source: Al, Wan, Kung, arXiv:1702.07976.
 *
 * <p>An immutable value, thread-safe.
 *
 * @param ridge ρ
 * @param price γ ≥ 0
 * @param components how many to release, 0 for all
 */
public record Ruca(Ridge ridge, double price, int components) implements Trainer {

  /**
   * Checks the price.
   *
   * @throws IllegalArgumentException if it is negative, NaN or infinite
   */
  public Ruca {
    Fitting.requireSettings(ridge, components);
    if (!(price >= 0) || Double.isInfinite(price)) {
      throw new IllegalArgumentException("price: " + price + ", a finite number ≥ 0 is needed");
    }
  }

  /**
   * RUCA with an absolute ridge and price 1.
   *
   * @param rho ρ ≥ 0
   * @return the trainer
   */
  public static Ruca ridge(double rho) {
    return ridge(Ridge.absolute(rho));
  }

  /**
   * RUCA with a ridge and price 1.
   *
   * @param ridge absolute or relative
   * @return the trainer
   */
  public static Ruca ridge(Ridge ridge) {
    return new Ruca(ridge, 1, 0);
  }

  /**
   * The same with another price.
   *
   * @param newPrice γ
   * @return the trainer
   */
  public Ruca withPrice(double newPrice) {
    return new Ruca(ridge, newPrice, components);
  }

  /**
   * The same, releasing the first k components.
   *
   * @param k at least 1
   * @return the trainer
   */
  public Ruca withComponents(int k) {
    return new Ruca(ridge, price, Fitting.requirePositive(k));
  }

  /**
   * Fits to rows in memory.
   *
   * @param rows n × d, finite, only read
   * @param keep n utility labels
   * @param hide n privacy labels
   * @return the model
   */
  public SubspaceModel fit(DMatrixRMaj rows, Labels keep, Labels hide) {
    return JointProblem.fit(this, rows, keep, hide);
  }

  @Override
  public Ruca withRidge(Ridge other) {
    return new Ruca(other, price, components);
  }

  @Override
  public Optional<ExactForm> exactForm() {
    return Optional.of(new ExactForm(1, 0, price, true, components));
  }

  @Override
  public String method() {
    return "ruca";
  }

  @Override
  public SubspaceModel fit(ScatterSnapshot rows, Roles roles) {
    JointProblem joint = JointProblem.of(rows, roles, ridge, method(), 1, price);
    OuterSum total = joint.problem().total().copy();
    Metric metric = joint.problem().metric(joint.plusHidden(total, price));
    return Fitting.leading(method(), joint.utility(metric), components, joint.problem(), roles);
  }
}
