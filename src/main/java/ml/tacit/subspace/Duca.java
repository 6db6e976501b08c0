package ml.tacit.subspace;

import java.util.Arrays;
import java.util.Optional;
import ml.tacit.matrix.LowRankPencil;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/**
 * Differential utility/cost analysis: components that favour the utility label and avoid the
 * privacy labels, by difference.
 *
 * <p>Eigenvectors of (α S_B^U − β Σ S_B^P, S̄+ρI), descending; a negative eigenvalue marks a
 * direction that leaks more than it helps, so by default only positive ones are released. β = 0 is
 * DCA. Source: Kung, "Compressive Privacy", IEEE SPM 34(1), 2017.
 *
 * <p>An immutable value, thread-safe.
 *
 * @param ridge ρ
 * @param alpha α &gt; 0, weight of the utility label
 * @param beta β ≥ 0, weight of the privacy labels
 * @param components how many to release, 0 for those with a positive eigenvalue
 */
public record Duca(Ridge ridge, double alpha, double beta, int components) implements Trainer {

  /**
   * Checks the weights.
   *
   * @throws IllegalArgumentException if α is not positive or β negative
   */
  public Duca {
    Fitting.requireSettings(ridge, components);
    if (!(alpha > 0) || Double.isInfinite(alpha)) {
      throw new IllegalArgumentException("alpha: " + alpha + ", a finite number > 0 is needed");
    }
    if (!(beta >= 0) || Double.isInfinite(beta)) {
      throw new IllegalArgumentException("beta: " + beta + ", a finite number ≥ 0 is needed");
    }
  }

  /**
   * DUCA with an absolute ridge and α = β = 1.
   *
   * @param rho ρ ≥ 0
   * @return the trainer
   */
  public static Duca ridge(double rho) {
    return ridge(Ridge.absolute(rho));
  }

  /**
   * DUCA with a ridge and α = β = 1.
   *
   * @param ridge absolute or relative
   * @return the trainer
   */
  public static Duca ridge(Ridge ridge) {
    return new Duca(ridge, 1, 1, 0);
  }

  /**
   * The same with other weights.
   *
   * @param newAlpha α
   * @param newBeta β
   * @return the trainer
   */
  public Duca withWeights(double newAlpha, double newBeta) {
    return new Duca(ridge, newAlpha, newBeta, components);
  }

  /**
   * The same, releasing the first k components.
   *
   * @param k at least 1
   * @return the trainer
   */
  public Duca withComponents(int k) {
    return new Duca(ridge, alpha, beta, Fitting.requirePositive(k));
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
  public Duca withRidge(Ridge other) {
    return new Duca(other, alpha, beta, components);
  }

  @Override
  public Optional<ExactForm> exactForm() {
    return Optional.of(new ExactForm(alpha, -beta, 0, true, components));
  }

  @Override
  public String method() {
    return "duca";
  }

  @Override
  public SubspaceModel fit(ScatterSnapshot rows, Roles roles) {
    JointProblem joint = JointProblem.of(rows, roles, ridge, method(), 1, 0);
    Equilibrated problem = joint.problem();
    LowRankPencil pencil =
        LowRankPencil.solve(
            AffineMap.beside(joint.keep(), joint.hide()),
            weights(joint),
            problem.metric(),
            joint.keepDirections() + joint.hideDirections(),
            problem.rounding());
    int asked = components == 0 ? positive(pencil.values()) : components;
    return Fitting.leading(method(), pencil, asked, problem, roles);
  }

  private double[] weights(JointProblem joint) {
    double[] weights = new double[joint.keep().numCols + joint.hide().numCols];
    Arrays.fill(weights, -beta);
    Arrays.fill(weights, 0, joint.keep().numCols, alpha);
    return weights;
  }

  private static int positive(double[] values) {
    int positive = 0;
    while (positive < values.length && values[positive] > 0) {
      positive++;
    }
    if (positive == 0) {
      throw new BadDataException(
          "beta: no direction helps the label to keep more than it leaks; a smaller beta is needed");
    }
    return positive;
  }
}
