package ml.tacit.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import ml.tacit.matrix.Fourier;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/**
 * Random features of a polynomial kernel (γ xᵀy + c)^p, which look at no row: the p-fold tensor
 * product of (√γ x, √c), hashed to D numbers without being formed. φ(x)ᵀφ(y) has the expectation
 * k(x, y) and an error that falls as 1/√D. A row takes p(d + D log D) operations: p count sketches,
 * convolved around a circle of D buckets by fast Fourier transforms. Source: Pham and Pagh,
 * doi:10.1145/2487575.2487591.
 */
public final class TensorSketchMap implements FeatureMap {
  private static final int MAX_FEATURES = 1 << 20;

  private final Kernel kernel;
  private final int features;
  private final long seed;
  private final int inputs;
  private final double root;
  private final double constant;

  /** Bucket and sign of each input, the constant last, per factor of the product. */
  private final int[][] buckets;

  private final double[][] signs;
  private final Fourier fourier;

  private TensorSketchMap(Kernel kernel, int inputs, int features, long seed) {
    ProductForm.Polynomial form = (ProductForm.Polynomial) kernel.form();
    this.kernel = kernel;
    this.inputs = inputs;
    this.features = features;
    this.seed = seed;
    this.root = Math.sqrt(form.gamma());
    this.constant = Math.sqrt(form.coef0());
    this.buckets = new int[form.degree()][inputs + 1];
    this.signs = new double[form.degree()][inputs + 1];
    this.fourier = Fourier.ofSize(features);
    Random random = new Random(seed);
    for (int p = 0; p < form.degree(); p++) {
      for (int j = 0; j <= inputs; j++) {
        buckets[p][j] = random.nextInt(features);
        signs[p][j] = random.nextBoolean() ? 1 : -1;
      }
    }
  }

  /**
   * Draws the hash functions.
   *
   * @param kernel a polynomial kernel
   * @param inputs d, at least 1
   * @param features D, a power of two from 2 to 2²⁰
   * @param seed of the hash functions
   * @return the map; the same for the same arguments, so that these are all a file needs
   * @throws BadDataException if the kernel is not polynomial, or D is no such number
   * @throws IllegalArgumentException if there is no input
   */
  public static TensorSketchMap draw(Kernel kernel, int inputs, int features, long seed) {
    if (!(kernel.form() instanceof ProductForm.Polynomial)) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "kernel '%s' has no tensor sketch, polynomial has; use landmarks",
              kernel));
    }
    if (features < 2 || features > MAX_FEATURES || Integer.bitCount(features) != 1) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "random features: %d, a power of two from 2 to %d is needed",
              features,
              MAX_FEATURES));
    }
    if (inputs < 1) {
      throw new IllegalArgumentException("inputs: " + inputs + ", at least 1 is needed");
    }
    return new TensorSketchMap(kernel, inputs, features, seed);
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
   * What the hash functions were drawn from.
   *
   * @return the seed
   */
  public long seed() {
    return seed;
  }

  /**
   * How many count sketches are convolved: the degree of the kernel.
   *
   * @return p
   */
  public int factors() {
    return buckets.length;
  }

  /**
   * A count sketch as a matrix: (x, 1) times it is what the convolution takes of a row.
   *
   * @param factor which one, from 0
   * @return (d + 1) × D, a number other than 0 per row; fresh
   */
  public DMatrixRMaj sketch(int factor) {
    DMatrixRMaj sketch = new DMatrixRMaj(inputs + 1, features);
    for (int j = 0; j <= inputs; j++) {
      double size = j < inputs ? root : constant;
      sketch.set(j, buckets[factor][j], signs[factor][j] * size);
    }
    return sketch;
  }

  int bucket(int factor, int input) {
    return buckets[factor][input];
  }

  double sign(int factor, int input) {
    return signs[factor][input];
  }

  @Override
  public int inputs() {
    return inputs;
  }

  @Override
  public int outputs() {
    return features;
  }

  @Override
  public DMatrixRMaj apply(DMatrixRMaj rows) {
    Matrices.requireColumns(rows, inputs);
    Matrices.requireFinite(rows);
    DMatrixRMaj features = new DMatrixRMaj(rows.numRows, outputs());
    IntStream.range(0, rows.numRows).parallel().forEach(i -> sketch(rows, i, features));
    return features;
  }

  private void sketch(DMatrixRMaj rows, int row, DMatrixRMaj features) {
    int size = outputs();
    double[] productRe = new double[size];
    double[] productIm = new double[size];
    Arrays.fill(productRe, 1);
    double[] re = new double[size];
    double[] im = new double[size];
    for (int p = 0; p < buckets.length; p++) {
      Arrays.fill(re, 0);
      Arrays.fill(im, 0);
      for (int j = 0; j < inputs; j++) {
        re[buckets[p][j]] += signs[p][j] * root * rows.data[row * inputs + j];
      }
      re[buckets[p][inputs]] += signs[p][inputs] * constant;
      fourier.forward(re, im);
      for (int k = 0; k < size; k++) {
        double real = productRe[k] * re[k] - productIm[k] * im[k];
        productIm[k] = productRe[k] * im[k] + productIm[k] * re[k];
        productRe[k] = real;
      }
    }
    // The inverse transform is the forward one with real and imaginary parts exchanged.
    fourier.forward(productIm, productRe);
    for (int k = 0; k < size; k++) {
      features.data[row * size + k] = productRe[k] / size;
    }
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
