package ml.tacit.subspace;

import java.util.Optional;
import ml.tacit.matrix.Metric;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/**
 * Multiclass discriminant ratio: components with much scatter between the utility classes for
 * little between the privacy classes.
 *
 * <p>Eigenvectors of (S_B^U, Σ S_B^P + ρI), descending, at most L_U−1. The limit of {@link Ruca}
 * for a high price. Source: Diamantaras and Kung, MLSP 2016.
 *
 * <p>An immutable value, thread-safe.
 *
 * @param ridge ρ &gt; 0: the privacy scatter alone is singular
 * @param components how many to release, 0 for all
 */
public record Mdr(Ridge ridge, int components) implements Trainer {

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if the number of components is negative
   */
  public Mdr {
    Fitting.requireSettings(ridge, components);
  }

  /**
   * MDR with an absolute ridge.
   *
   * @param rho ρ &gt; 0
   * @return the trainer
   */
  public static Mdr ridge(double rho) {
    return ridge(Ridge.absolute(rho));
  }

  /**
   * MDR with a ridge.
   *
   * @param ridge absolute or relative (to the total scatter)
   * @return the trainer
   */
  public static Mdr ridge(Ridge ridge) {
    return new Mdr(ridge, 0);
  }

  /**
   * The same, releasing the first k components.
   *
   * @param k at least 1
   * @return the trainer
   */
  public Mdr withComponents(int k) {
    return new Mdr(ridge, Fitting.requirePositive(k));
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
  public Mdr withRidge(Ridge other) {
    return new Mdr(other, components);
  }

  @Override
  public Optional<ExactForm> exactForm() {
    return Optional.of(new ExactForm(1, 0, 1, false, components));
  }

  @Override
  public String method() {
    return "mdr";
  }

  @Override
  public SubspaceModel fit(ScatterSnapshot rows, Roles roles) {
    if (ridge.amount() == 0) {
      throw new BadDataException(
          "ridge: 0, mdr needs more than 0 (the scatter between the privacy classes alone is singular)");
    }
    JointProblem joint = JointProblem.of(rows, roles, ridge, method(), 0, 1);
    OuterSum nothing = new OuterSum(rows.dimension());
    Metric metric = joint.problem().metric(joint.plusHidden(nothing, 1));
    return Fitting.leading(method(), joint.utility(metric), components, joint.problem(), roles);
  }
}
