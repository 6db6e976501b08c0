package ml.tacit.kernel;

import java.util.List;
import java.util.Optional;
import ml.tacit.subspace.AffineMap;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/**
 * A fitted {@link MultiKernel}: per kernel a feature map and the affine map after it, whose outputs
 * stand side by side.
 *
 * <p>Immutable and thread-safe.
 */
public final class MultiKernelModel {
  private final List<FeatureMap> features;
  private final List<AffineMap> maps;
  private final KernelWeights weights;

  private MultiKernelModel(List<FeatureMap> features, List<AffineMap> maps, KernelWeights weights) {
    this.features = features;
    this.maps = maps;
    this.weights = weights;
  }

  /**
   * A model from its parts, say from a file.
   *
   * @param features a feature map per kernel, all of the same inputs
   * @param maps the affine map after each, √μ_m already in it
   * @param weights the weights, for inspection
   * @return the model
   * @throws BadDataException if numbers or sizes do not fit
   */
  public static MultiKernelModel of(
      List<? extends FeatureMap> features, List<AffineMap> maps, KernelWeights weights) {
    int kernels = weights.entries().size();
    if (features.size() != kernels || maps.size() != kernels) {
      throw new BadDataException(
          "model: %d feature maps and %d affine maps for %d kernels"
              .formatted(features.size(), maps.size(), kernels));
    }
    for (int m = 0; m < kernels; m++) {
      if (features.get(m).outputs() != maps.get(m).inputs()
          || features.get(m).inputs() != features.get(0).inputs()) {
        throw new BadDataException(
            "model: kernel %d maps %d inputs to %d features, expected %d to %d"
                .formatted(
                    m + 1,
                    features.get(m).inputs(),
                    features.get(m).outputs(),
                    features.get(0).inputs(),
                    maps.get(m).inputs()));
      }
    }
    return new MultiKernelModel(List.copyOf(features), List.copyOf(maps), weights);
  }

  /**
   * The weights and what they were computed from.
   *
   * @return the weights
   */
  public KernelWeights weights() {
    return weights;
  }

  /**
   * The feature map of each kernel.
   *
   * @return the maps, immutable
   */
  public List<FeatureMap> features() {
    return features;
  }

  /**
   * What comes after each feature map, √μ_m included.
   *
   * @return the maps, immutable
   */
  public List<AffineMap> maps() {
    return maps;
  }

  /**
   * Number of inputs.
   *
   * @return d
   */
  public int inputs() {
    return features.get(0).inputs();
  }

  /**
   * Number of outputs: L−1 per kernel.
   *
   * @return the number of outputs
   */
  public int outputs() {
    return maps.stream().mapToInt(AffineMap::outputs).sum();
  }

  /**
   * That the model contains training rows.
   *
   * @return the warning, or empty if none of its feature maps does
   */
  public Optional<RowsKept> warning() {
    return features.stream().flatMap(map -> map.warning().stream()).findFirst();
  }

  /**
   * The components of rows, kernel by kernel: (√μ_1 Z_1, √μ_2 Z_2, …).
   *
   * @param rows n × d, finite, only read
   * @return n × outputs, fresh
   * @throws BadDataException if a value is not finite or there are not d columns
   */
  public DMatrixRMaj transform(DMatrixRMaj rows) {
    DMatrixRMaj result = new DMatrixRMaj(rows.numRows, outputs());
    int at = 0;
    for (int m = 0; m < maps.size(); m++) {
      DMatrixRMaj part = Chunks.apply(features.get(m), maps.get(m), rows);
      for (int i = 0; i < rows.numRows; i++) {
        System.arraycopy(
            part.data, i * part.numCols, result.data, i * result.numCols + at, part.numCols);
      }
      at += part.numCols;
    }
    return result;
  }

  /**
   * The components of one row; the same bits as in a block.
   *
   * @param row d numbers, only read
   * @return the components, fresh
   * @throws BadDataException as for {@link #transform(DMatrixRMaj)}
   */
  public double[] transform(double[] row) {
    return transform(DMatrixRMaj.wrap(1, row.length, row)).data;
  }
}
