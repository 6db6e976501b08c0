package ml.tacit.kernel;

import java.util.Locale;
import java.util.Random;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/**
 * Random features of an RBF or Laplacian kernel, which look at no row: φ(x) = (cos ω_kᵀx, sin
 * ω_kᵀx)_k /√M with frequencies ω drawn from the kernel's spectrum, normal of variance 2γ or Cauchy
 * of scale γ, independent per feature. φ(x)ᵀφ(y) is the mean of M cosines whose expectation is k(x,
 * y): its error falls as 1/√M, and φ(x)ᵀφ(x) = 1 exactly. Source: Rahimi and Recht, NIPS 2007.
 *
 * <p>An immutable value, thread-safe.
 *
 * @param kernel RBF or Laplacian
 * @param frequencies M, half the number of features
 * @param seed of the frequencies
 */
public record RandomFourier(Kernel kernel, int frequencies, long seed) {

  /**
   * Checks kernel and number.
   *
   * @throws BadDataException if the kernel is neither RBF nor Laplacian
   * @throws IllegalArgumentException if there is no frequency
   */
  public RandomFourier {
    if (!kernel.isShiftInvariant()) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "kernel '%s' has no random Fourier features, rbf and laplacian have; use landmarks (Nystrom)",
              kernel));
    }
    if (frequencies < 1) {
      throw new IllegalArgumentException("frequencies: " + frequencies + ", at least 1 is needed");
    }
  }

  /**
   * 500 frequencies, 1000 features.
   *
   * @param kernel RBF or Laplacian
   * @return the settings
   * @throws BadDataException if it is another kernel
   */
  public static RandomFourier of(Kernel kernel) {
    return new RandomFourier(kernel, 500, 1);
  }

  /**
   * The same with another number of frequencies.
   *
   * @param number M
   * @return the settings
   */
  public RandomFourier frequencies(int number) {
    return new RandomFourier(kernel, number, seed);
  }

  /**
   * The same with another seed.
   *
   * @param other the seed
   * @return the settings
   */
  public RandomFourier seed(long other) {
    return new RandomFourier(kernel, frequencies, other);
  }

  /**
   * Draws the frequencies.
   *
   * @param inputs d
   * @return the map, of 2M features; the same for the same settings
   */
  public RandomFourierMap draw(int inputs) {
    if (inputs < 1) {
      throw new IllegalArgumentException("inputs: " + inputs + ", at least 1 is needed");
    }
    Random random = new Random(seed);
    DMatrixRMaj directions = new DMatrixRMaj(inputs, frequencies);
    // Frequency by frequency, so that fewer of them are the first of more.
    for (int k = 0; k < frequencies; k++) {
      for (int j = 0; j < inputs; j++) {
        directions.set(j, k, frequency(random));
      }
    }
    return new RandomFourierMap(kernel, directions);
  }

  private double frequency(Random random) {
    if (kernel.form() instanceof ProductForm.Rbf rbf) {
      return Math.sqrt(2 * rbf.gamma()) * random.nextGaussian();
    }
    double gamma = ((SumForm.Laplacian) kernel.form()).gamma();
    return gamma * StrictMath.tan(Math.PI * (random.nextDouble() - 0.5));
  }
}
