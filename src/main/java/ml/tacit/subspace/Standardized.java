package ml.tacit.subspace;

import java.util.Arrays;
import ml.tacit.matrix.Dense;
import org.ejml.data.DMatrixRMaj;

/**
 * A method fitted to standardised features, as seen from the features themselves.
 *
 * <p>Each feature is divided by its standard deviation √(S̄_jj/n) before the method sees it; the
 * scale comes from the same statistic, so rows are read once. A constant feature takes no part. A
 * method that keeps the columns (RDCA) gives them back in their own units; one that makes
 * components takes the raw features in. An absolute ridge counts on the standardised scale; a
 * relative one is the same on every scale.
 *
 * @param trainer the method
 */
public record Standardized(Trainer trainer) implements Trainer {

  @Override
  public Ridge ridge() {
    return trainer.ridge();
  }

  @Override
  public Trainer withRidge(Ridge other) {
    return new Standardized(trainer.withRidge(other));
  }

  @Override
  public String method() {
    return trainer.method();
  }

  @Override
  public SubspaceModel fit(ScatterSnapshot rows, Roles roles) {
    double[] scatter = rows.totalDiagonal();
    boolean[] constant = rows.constant(scatter);
    double[] scale = new double[rows.dimension()];
    Arrays.setAll(scale, j -> constant[j] ? 1 : Math.sqrt(scatter[j] / rows.count()));
    SubspaceModel inner = trainer.fit(rows.scaled(scale).without(constant), roles);
    AffineMap map = seenFromRaw(inner.map(), scale, constant, rows.mean());
    Equilibrated problem = Equilibrated.of(rows, Ridge.absolute(0));
    Hidden hidden = roles.toHide().isEmpty() ? null : Hidden.of(problem.rows(), roles);
    return inner.withMap(
        map,
        Removed.measure(map, inner.removed().rank(), problem, hidden),
        Resolution.measure(map, problem));
  }

  private static AffineMap seenFromRaw(
      AffineMap map, double[] scale, boolean[] constant, double[] mean) {
    double[] inverse = new double[scale.length];
    Arrays.setAll(inverse, j -> constant[j] ? 0 : 1 / scale[j]);
    if (!map.isRemoval()) {
      DMatrixRMaj a = Dense.transpose(AffineMap.scaleRows(inverse, Dense.transpose(map.matrix())));
      return AffineMap.dense(a, map.offset()).withCentre(mean);
    }
    // Written out rather than composed, so that the diagonal stays exactly 1.
    return AffineMap.thin(
            map.diagonal(),
            AffineMap.scaleRows(scale, map.left()),
            AffineMap.scaleRows(inverse, map.right()),
            mean)
        .withCentre(mean);
  }
}
