package ml.tacit.kernel;

import java.util.Locale;
import ml.tacit.table.BadDataException;

/**
 * Random features of a polynomial kernel (γ xᵀy + c)^p, which look at no row: the p-fold tensor
 * product of (√γ x, √c), hashed to D numbers without being formed. φ(x)ᵀφ(y) has the expectation
 * k(x, y) and an error that falls as 1/√D. A row takes p(d + D log D) operations. Source: Pham and
 * Pagh, doi:10.1145/2487575.2487591.
 *
 * <p>An immutable value, thread-safe.
 *
 * @param kernel a polynomial kernel
 * @param features D, a power of two
 * @param seed of the hash functions
 */
public record TensorSketch(Kernel kernel, int features, long seed) {
  private static final int MAX_FEATURES = 1 << 20;

  /**
   * Checks kernel and number.
   *
   * @throws BadDataException if the kernel is not polynomial
   * @throws IllegalArgumentException if the number of features is not a power of two from 2 to 2²⁰
   */
  public TensorSketch {
    if (!(kernel.form() instanceof ProductForm.Polynomial)) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "kernel '%s' has no tensor sketch, polynomial has; use landmarks (Nystrom)",
              kernel));
    }
    if (features < 2 || features > MAX_FEATURES || Integer.bitCount(features) != 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "features: %d, a power of two from 2 to %d is needed",
              features,
              MAX_FEATURES));
    }
  }

  /**
   * 1024 features.
   *
   * @param kernel a polynomial kernel
   * @return the settings
   * @throws BadDataException if it is another kernel
   */
  public static TensorSketch of(Kernel kernel) {
    return new TensorSketch(kernel, 1024, 1);
  }

  /**
   * The same with another number of features.
   *
   * @param number D, a power of two
   * @return the settings
   */
  public TensorSketch features(int number) {
    return new TensorSketch(kernel, number, seed);
  }

  /**
   * The same with another seed.
   *
   * @param other the seed
   * @return the settings
   */
  public TensorSketch seed(long other) {
    return new TensorSketch(kernel, features, other);
  }

  /**
   * Draws the hash functions.
   *
   * @param inputs d
   * @return the map, of D features; the same for the same settings, so that these are all a file
   *     needs
   */
  public TensorSketchMap draw(int inputs) {
    if (inputs < 1) {
      throw new IllegalArgumentException("inputs: " + inputs + ", at least 1 is needed");
    }
    return new TensorSketchMap(this, inputs);
  }
}
