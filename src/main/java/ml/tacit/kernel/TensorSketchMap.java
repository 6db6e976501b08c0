package ml.tacit.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import ml.tacit.matrix.Fourier;
import org.ejml.data.DMatrixRMaj;

/**
 * The features of a {@link TensorSketch}: p count sketches of (√γ x, √c), convolved around a circle
 * of D buckets by fast Fourier transforms.
 */
public final class TensorSketchMap implements FeatureMap {
  private final TensorSketch settings;
  private final int inputs;
  private final double root;
  private final double constant;

  /** Bucket and sign of each input, the constant last, per factor of the product. */
  private final int[][] buckets;

  private final double[][] signs;
  private final Fourier fourier;

  TensorSketchMap(TensorSketch settings, int inputs) {
    ProductForm.Polynomial form = (ProductForm.Polynomial) settings.kernel().form();
    this.settings = settings;
    this.inputs = inputs;
    this.root = Math.sqrt(form.gamma());
    this.constant = Math.sqrt(form.coef0());
    this.buckets = new int[form.degree()][inputs + 1];
    this.signs = new double[form.degree()][inputs + 1];
    this.fourier = Fourier.ofSize(settings.features());
    Random random = new Random(settings.seed());
    for (int p = 0; p < form.degree(); p++) {
      for (int j = 0; j <= inputs; j++) {
        buckets[p][j] = random.nextInt(settings.features());
        signs[p][j] = random.nextBoolean() ? 1 : -1;
      }
    }
  }

  /**
   * What the map was drawn from; {@code settings().draw(inputs())} is the same map.
   *
   * @return the settings
   */
  public TensorSketch settings() {
    return settings;
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
    return settings.features();
  }

  @Override
  public DMatrixRMaj apply(DMatrixRMaj rows) {
    Rows.requireColumns(rows, inputs);
    Rows.requireFinite(rows);
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
    return List.of(settings.kernel());
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
