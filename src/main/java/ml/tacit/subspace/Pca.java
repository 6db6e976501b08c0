package ml.tacit.subspace;

import ml.tacit.matrix.SymmetricEigen;
import org.ejml.data.DMatrixRMaj;

/**
 * Principal component analysis, as a baseline: the directions of most scatter, whatever the labels.
 *
 * <p>y = Vᵀ(x−μ), V the unit eigenvectors of S̄ for the k largest eigenvalues; by default of
 * standardised features, so that units change nothing.
 *
 * <p>An immutable value, thread-safe.
 *
 * @param components how many to release, 0 for as many as there are features
 * @param standardized whether each feature is divided by its standard deviation first
 */
public record Pca(int components, boolean standardized) implements Trainer {

  /**
   * Checks the number of components.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public Pca {
    Fitting.requireSettings(Ridge.DEFAULT, components);
  }

  /**
   * PCA onto k components.
   *
   * @param k at least 1
   * @return the trainer
   */
  public static Pca components(int k) {
    return new Pca(Fitting.requirePositive(k), true);
  }

  /**
   * PCA of the columns as they are: columns of large numbers come first.
   *
   * @return the trainer
   */
  public Pca withoutStandardization() {
    return new Pca(components, false);
  }

  /**
   * Fits to rows in memory.
   *
   * @param rows n × d, finite, only read
   * @return the model
   */
  public SubspaceModel fit(DMatrixRMaj rows) {
    return fit(new Scatter(rows.numCols).accept(rows).snapshot(), Roles.NONE);
  }

  @Override
  public String method() {
    return "pca";
  }

  @Override
  public SubspaceModel fit(ScatterSnapshot rows, Roles roles) {
    if (standardized) {
      return new Standardized(withoutStandardization()).fit(rows, roles);
    }
    int k = Fitting.components(components, rows.dimension(), method());
    SymmetricEigen eigen =
        rows.totalSum().leadingOfFew(k).orElseGet(() -> SymmetricEigen.largest(rows.total(), k));
    Equilibrated problem = Equilibrated.of(rows, Ridge.absolute(0));
    AffineMap map = problem.projectionOfRaw(eigen.vectors());
    return Fitting.model(method(), map, eigen.values(), problem, roles);
  }
}
