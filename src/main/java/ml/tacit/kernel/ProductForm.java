package ml.tacit.kernel;

import java.util.Locale;
import ml.tacit.matrix.Elementwise;
import ml.tacit.matrix.PairMeasure;

/** Kernels that are a function of xᵀy, or of ‖x − y‖²: one matrix product does the work. */
sealed interface ProductForm extends KernelForm {

  @Override
  default PairMeasure measure() {
    return PairMeasure.PRODUCT;
  }

  /** xᵀy. */
  record Linear() implements ProductForm {
    @Override
    public void apply(double[] products, int from, int to) {}

    @Override
    public String text() {
      return "linear";
    }
  }

  /** (γ xᵀy + c)^p. */
  record Polynomial(int degree, double gamma, double coef0) implements ProductForm {
    private static final int MAX_DEGREE = 16;

    public Polynomial {
      if (degree < 1 || degree > MAX_DEGREE) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT, "degree: %d, from 1 to %d is needed", degree, MAX_DEGREE));
      }
      KernelForm.requirePositive("gamma", gamma);
      if (!(KernelForm.requireFinite("coef0", coef0) >= 0)) {
        throw new IllegalArgumentException("coef0: " + coef0 + ", at least 0 is needed");
      }
    }

    @Override
    public FeatureMap randomFeatures(int inputs, int count, long seed) {
      return TensorSketchMap.draw(new Kernel(this), inputs, count, seed);
    }

    @Override
    public void apply(double[] products, int from, int to) {
      for (int i = from; i < to; i++) {
        double base = gamma * products[i] + coef0;
        double power = base;
        for (int p = 1; p < degree; p++) {
          power *= base;
        }
        products[i] = power;
      }
    }

    @Override
    public String text() {
      return "polynomial:degree=" + degree + ",gamma=" + gamma + ",coef0=" + coef0;
    }
  }

  /** exp(−γ‖x−y‖²). */
  record Rbf(double gamma) implements ProductForm {
    public Rbf {
      KernelForm.requirePositive("gamma", gamma);
    }

    @Override
    public FeatureMap randomFeatures(int inputs, int count, long seed) {
      return RandomFourierMap.drawFeatures(new Kernel(this), inputs, count, seed);
    }

    @Override
    public PairMeasure measure() {
      return PairMeasure.SQUARED_DISTANCE;
    }

    @Override
    public void apply(double[] distances, int from, int to) {
      Elementwise.exp(-gamma, distances, from, to);
    }

    @Override
    public String text() {
      return "rbf:gamma=" + gamma;
    }
  }

  /** tanh(γ xᵀy + c). */
  record Sigmoid(double gamma, double coef0) implements ProductForm {
    public Sigmoid {
      KernelForm.requirePositive("gamma", gamma);
      KernelForm.requireFinite("coef0", coef0);
    }

    @Override
    public void apply(double[] products, int from, int to) {
      for (int i = from; i < to; i++) {
        products[i] = Math.tanh(gamma * products[i] + coef0);
      }
    }

    @Override
    public String text() {
      return "sigmoid:gamma=" + gamma + ",coef0=" + coef0;
    }
  }
}
