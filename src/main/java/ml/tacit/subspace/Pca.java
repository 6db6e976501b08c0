package ml.tacit.subspace;

import ml.tacit.matrix.SymmetricEigen;
import org.ejml.data.DMatrixRMaj;

/**
 * Principal component analysis, as a baseline: the directions of most scatter, whatever the labels.
 *
 * <p>y = Vᵀ(x−μ), V the unit eigenvectors of S̄ for the k largest eigenvalues.
 *
 * <p>An immutable value, thread-safe.
 *
 * @param components how many to release, 0 for as many as there are features
 */
public record Pca(int components) implements Trainer {

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
    return new Pca(Fitting.requirePositive(k));
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
    DMatrixRMaj total = rows.total();
    int k = Fitting.components(components, rows.dimension(), method());
    SymmetricEigen eigen = SymmetricEigen.largest(total, k);
    AffineMap map = AffineMap.projection(eigen.vectors(), rows.mean());
    return Fitting.model(
        method(), map, rows.dimension() - k, eigen.values(), 0, rows, total, roles);
  }
}
