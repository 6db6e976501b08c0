package ml.tacit.kernel;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import ml.tacit.subspace.AffineMap;
import org.ejml.data.DMatrixRMaj;

/**
 * An affine map as a step of a {@link ChainMap}: standardisation before a kernel, compression after
 * it.
 *
 * @param map the map
 */
public record AffineFeatures(AffineMap map) implements FeatureMap {

  /** Checks that there is a map. */
  public AffineFeatures {
    Objects.requireNonNull(map, "map");
  }

  @Override
  public int inputs() {
    return map.inputs();
  }

  @Override
  public int outputs() {
    return map.outputs();
  }

  @Override
  public DMatrixRMaj apply(DMatrixRMaj rows) {
    Rows.requireColumns(rows, inputs());
    Rows.requireFinite(rows);
    return map.apply(rows);
  }

  @Override
  public List<Kernel> kernels() {
    return List.of();
  }

  @Override
  public int landmarkCount() {
    return 0;
  }

  @Override
  public Optional<RowsKept> warning() {
    return Optional.empty();
  }
}
