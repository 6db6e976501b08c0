package ml.tacit.kernel;

import java.util.List;
import ml.tacit.subspace.Step;
import org.ejml.data.DMatrixRMaj;

/**
 * Rows to features, after which a kernel method is a linear one: fill a {@link
 * ml.tacit.subspace.Scatter} with the features, block by block, and fit any {@link
 * ml.tacit.subspace.Trainer}, as {@link Kernelized} does.
 *
 * <p>A row has the same bits alone, in a block, and in any block. Immutable and thread-safe.
 */
public interface FeatureMap extends Step {

  /**
   * The features of rows.
   *
   * @param rows n × d, finite, only read; n may be 0
   * @return n × m, fresh
   * @throws ml.tacit.table.BadDataException if a value is not finite or there are not d columns
   */
  @Override
  DMatrixRMaj apply(DMatrixRMaj rows);

  /**
   * This map followed by another step.
   *
   * @param next takes as many inputs as this has outputs
   * @return the composed map
   * @throws ml.tacit.table.BadDataException if the sizes differ
   */
  default FeatureMap then(Step next) {
    return ChainMap.of(this, next);
  }

  /**
   * The kernels whose features these are.
   *
   * @return the kernels in the order of the features, immutable
   */
  List<Kernel> kernels();

  /**
   * How many rows, or means of rows, the kernels are evaluated with; where several kernels are, the
   * most that one of them has.
   *
   * @return the number of landmarks, 0 if there are none
   */
  int landmarkCount();
}
