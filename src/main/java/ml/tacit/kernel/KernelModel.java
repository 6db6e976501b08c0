package ml.tacit.kernel;

import java.util.Objects;
import java.util.Optional;
import ml.tacit.subspace.SubspaceModel;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/**
 * A method fitted to the features of a kernel: the feature map, and the model after it, whose
 * numbers (what was removed, say) are those of the feature space.
 *
 * @param features rows to features
 * @param subspace features to outputs
 */
public record KernelModel(FeatureMap features, SubspaceModel subspace) {

  /**
   * Checks that both fit.
   *
   * @throws BadDataException if the model takes another number of features
   */
  public KernelModel {
    Objects.requireNonNull(features, "features");
    if (features.outputs() != subspace.map().inputs()) {
      throw new BadDataException(
          "features: %d, the model after them takes %d"
              .formatted(features.outputs(), subspace.map().inputs()));
    }
  }

  /**
   * That the model contains training rows.
   *
   * @return the warning, or empty if no row is kept
   */
  public Optional<RowsKept> warning() {
    return features.warning();
  }

  /**
   * The outputs of rows, a few rows at a time: the features are the wide part.
   *
   * @param rows n × d, finite, only read
   * @return n × outputs, fresh
   * @throws BadDataException if a value is not finite or there are not d columns
   */
  public DMatrixRMaj transform(DMatrixRMaj rows) {
    return features.then(subspace.map()).map(rows);
  }

  /**
   * The outputs of one row; the same bits as in a block.
   *
   * @param row d numbers, only read
   * @return the outputs, fresh
   * @throws BadDataException as for {@link #transform(DMatrixRMaj)}
   */
  public double[] transform(double[] row) {
    return transform(DMatrixRMaj.wrap(1, row.length, row)).data;
  }
}
