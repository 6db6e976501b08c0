package ml.tacit.subspace;

import java.util.Arrays;
import java.util.Locale;
import ml.tacit.matrix.Dense;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/**
 * A method fitted to standardised features, as seen from the features themselves.
 *
 * <p>Each feature is divided by its standard deviation √(S̄_jj/n) before the method sees it; the
 * scale comes from the same statistic, so rows are read once. A method that keeps the columns
 * (RDCA) gives them back in their own units; one that makes components takes the raw features in.
 * The ridge counts on the standardised scale.
 *
 * @param trainer the method
 */
public record Standardized(Trainer trainer) implements Trainer {

  @Override
  public String method() {
    return trainer.method();
  }

  /**
   * {@inheritDoc}
   *
   * @throws BadDataException also if a feature is constant, naming it by number
   */
  @Override
  public SubspaceModel fit(ScatterSnapshot rows, Roles roles) {
    DMatrixRMaj total = rows.total();
    double[] scale = new double[rows.dimension()];
    for (int j = 0; j < scale.length; j++) {
      scale[j] = Math.sqrt(total.get(j, j) / rows.count());
      if (!(scale[j] > 0)) {
        throw new BadDataException(
            String.format(
                Locale.ROOT,
                "feature %d (from 1) is constant (%s in all %d rows) and cannot be standardised",
                j + 1,
                rows.mean()[j],
                rows.count()));
      }
    }
    SubspaceModel inner = trainer.fit(rows.scaled(scale), roles);
    AffineMap map = seenFromRaw(inner.map(), scale);
    Hidden hidden = roles.toHide().isEmpty() ? null : Hidden.of(rows, roles);
    return inner.withMap(map, Removed.measure(map, inner.removed().rank(), rows, total, hidden));
  }

  private static AffineMap seenFromRaw(AffineMap map, double[] scale) {
    double[] inverse = new double[scale.length];
    Arrays.setAll(inverse, j -> 1 / scale[j]);
    double[] centre = map.centre();
    Arrays.setAll(centre, j -> centre[j] * scale[j]);
    if (!map.isRemoval()) {
      DMatrixRMaj a = Dense.transpose(AffineMap.scaleRows(inverse, Dense.transpose(map.matrix())));
      return AffineMap.dense(a, map.offset()).withCentre(centre);
    }
    // Written out rather than composed, so that the diagonal stays exactly 1.
    double[] offset = map.offset();
    Arrays.setAll(offset, j -> offset[j] * scale[j]);
    return AffineMap.thin(
            map.diagonal(),
            AffineMap.scaleRows(scale, map.left()),
            AffineMap.scaleRows(inverse, map.right()),
            offset)
        .withCentre(centre);
  }
}
