package ml.tacit.kernel;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import ml.tacit.matrix.Dense;
import org.ejml.data.DMatrixRMaj;

/** Cosines and sines of random projections, as {@link RandomFourier} draws them. */
public final class RandomFourierMap implements FeatureMap {
  private final Kernel kernel;
  private final DMatrixRMaj frequencies;

  /** Takes ownership of the matrix, d × M. */
  RandomFourierMap(Kernel kernel, DMatrixRMaj frequencies) {
    this.kernel = kernel;
    this.frequencies = frequencies;
  }

  /**
   * A map from its parts, say from a file.
   *
   * @param kernel the kernel that the frequencies were drawn for
   * @param frequencies d × M, finite; copied
   * @return the map
   * @throws ml.tacit.table.BadDataException if a frequency is not finite, there is none, or the
   *     kernel is neither RBF nor Laplacian
   */
  public static RandomFourierMap of(Kernel kernel, DMatrixRMaj frequencies) {
    RandomFourier.of(kernel); // checks the kernel
    Rows.requireFinite(frequencies);
    return new RandomFourierMap(kernel, frequencies.copy());
  }

  /**
   * The kernel.
   *
   * @return the kernel
   */
  public Kernel kernel() {
    return kernel;
  }

  /**
   * The frequencies ω_k as columns.
   *
   * @return d × M, fresh
   */
  public DMatrixRMaj frequencies() {
    return frequencies.copy();
  }

  @Override
  public int inputs() {
    return frequencies.numRows;
  }

  @Override
  public int outputs() {
    return 2 * frequencies.numCols;
  }

  /** Cosines first, then sines. */
  @Override
  public DMatrixRMaj apply(DMatrixRMaj rows) {
    Rows.requireColumns(rows, inputs());
    Rows.requireFinite(rows);
    DMatrixRMaj angles = Dense.multiply(rows, frequencies);
    int m = frequencies.numCols;
    double scale = 1 / Math.sqrt(m);
    DMatrixRMaj features = new DMatrixRMaj(rows.numRows, 2 * m);
    IntStream.range(0, rows.numRows)
        .parallel()
        .forEach(
            i -> {
              for (int k = 0; k < m; k++) {
                double angle = angles.data[i * m + k];
                features.data[i * 2 * m + k] = scale * Math.cos(angle);
                features.data[i * 2 * m + m + k] = scale * Math.sin(angle);
              }
            });
    return features;
  }

  @Override
  public List<Kernel> kernels() {
    return List.of(kernel);
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
