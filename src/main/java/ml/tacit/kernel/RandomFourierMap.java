package ml.tacit.kernel;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import ml.tacit.matrix.Dense;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/**
 * Random features of an RBF or Laplacian kernel, which look at no row: φ(x) = (cos ω_kᵀx, sin
 * ω_kᵀx)_k /√M with frequencies ω drawn from the kernel's spectrum, normal of variance 2γ or Cauchy
 * of scale γ, independent per feature. φ(x)ᵀφ(y) is the mean of M cosines whose expectation is k(x,
 * y): its error falls as 1/√M, and φ(x)ᵀφ(x) = 1 exactly. Source: Rahimi and Recht, NIPS 2007.
 */
public final class RandomFourierMap implements FeatureMap {
  private final Kernel kernel;
  private final DMatrixRMaj frequencies;

  /** Takes ownership of the matrix, d × M. */
  RandomFourierMap(Kernel kernel, DMatrixRMaj frequencies) {
    this.kernel = kernel;
    this.frequencies = frequencies;
  }

  /**
   * Draws the frequencies.
   *
   * @param kernel RBF or Laplacian
   * @param inputs d, at least 1
   * @param frequencies M, at least 1: half the number of features
   * @param seed of the frequencies
   * @return the map; the same for the same arguments, and fewer frequencies are the first of more
   * @throws BadDataException if the kernel is neither RBF nor Laplacian
   * @throws IllegalArgumentException if there is no input or no frequency
   */
  public static RandomFourierMap draw(Kernel kernel, int inputs, int frequencies, long seed) {
    requireKernel(kernel);
    if (inputs < 1 || frequencies < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "inputs and frequencies: %d and %d, at least 1 is needed of each",
              inputs,
              frequencies));
    }
    Random random = new Random(seed);
    DMatrixRMaj directions = new DMatrixRMaj(inputs, frequencies);
    for (int k = 0; k < frequencies; k++) {
      for (int j = 0; j < inputs; j++) {
        directions.set(j, k, frequency(kernel.form(), random));
      }
    }
    return new RandomFourierMap(kernel, directions);
  }

  /** By the number of features, a cosine and a sine for each frequency. */
  static RandomFourierMap drawFeatures(Kernel kernel, int inputs, int features, long seed) {
    if (features % 2 != 0) {
      throw BadDataException.of(
          "random features: %d, an even number is needed, a cosine and a sine each", features);
    }
    return draw(kernel, inputs, features / 2, seed);
  }

  /**
   * A map from its parts, say from a file.
   *
   * @param kernel the kernel that the frequencies were drawn for
   * @param frequencies d × M, finite; copied
   * @return the map
   * @throws BadDataException if a frequency is not finite, or the kernel is neither RBF nor
   *     Laplacian
   */
  public static RandomFourierMap of(Kernel kernel, DMatrixRMaj frequencies) {
    requireKernel(kernel);
    Matrices.requireFinite(frequencies);
    return new RandomFourierMap(kernel, frequencies.copy());
  }

  private static void requireKernel(Kernel kernel) {
    if (!kernel.isShiftInvariant()) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "kernel '%s' has no random Fourier features, rbf and laplacian have; use landmarks",
              kernel));
    }
  }

  private static double frequency(KernelForm form, Random random) {
    if (form instanceof ProductForm.Rbf rbf) {
      return Math.sqrt(2 * rbf.gamma()) * random.nextGaussian();
    }
    double gamma = ((SumForm.Laplacian) form).gamma();
    return gamma * StrictMath.tan(Math.PI * (random.nextDouble() - 0.5));
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
    Matrices.requireColumns(rows, inputs());
    Matrices.requireFinite(rows);
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
}
