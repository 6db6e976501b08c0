package ml.tacit.subspace;

import java.util.Random;
import ml.tacit.matrix.Dense;
import ml.tacit.matrix.ThinQr;
import org.ejml.data.DMatrixRMaj;

/**
 * Projection onto random directions, as a baseline that looks at no label and no row.
 *
 * <p>y = Qᵀ(x−μ) of standardised features, Q an orthonormal basis of k Gaussian directions from a
 * seed.
 *
 * <p>An immutable value, thread-safe.
 *
 * @param components how many to release, at least 1
 * @param seed of the directions
 */
public record RandomProjection(int components, long seed) implements Trainer {

  /** Checks the number of components. */
  public RandomProjection {
    Fitting.requirePositive(components);
  }

  @Override
  public String method() {
    return "random";
  }

  @Override
  public SubspaceModel fit(ScatterSnapshot rows, Roles roles) {
    return new Standardized(new Plain()).fit(rows, roles);
  }

  /** The projection of columns as they come. */
  private final class Plain implements Trainer {
    @Override
    public String method() {
      return RandomProjection.this.method();
    }

    @Override
    public SubspaceModel fit(ScatterSnapshot rows, Roles roles) {
      int k = Fitting.components(components, rows.dimension(), method());
      Random random = new Random(seed);
      DMatrixRMaj directions = new DMatrixRMaj(k, rows.dimension());
      for (int i = 0; i < directions.data.length; i++) {
        directions.data[i] = random.nextGaussian();
      }
      DMatrixRMaj basis = ThinQr.of(Dense.transpose(directions)).q();
      Equilibrated problem = Equilibrated.of(rows, Ridge.absolute(0));
      AffineMap map = problem.projectionOfRaw(basis);
      return Fitting.model(method(), map, new double[0], problem, roles);
    }
  }
}
