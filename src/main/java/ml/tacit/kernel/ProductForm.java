package ml.tacit.kernel;

import java.util.stream.IntStream;
import ml.tacit.matrix.Dense;
import org.ejml.data.DMatrixRMaj;

/** Kernels that are a function of xᵀy, ‖x‖² and ‖y‖²: one matrix product does the work. */
sealed interface ProductForm extends Form {

  /** k from the inner product and the squared lengths. */
  double of(double product, double squareX, double squareY);

  @Override
  default DMatrixRMaj gram(DMatrixRMaj rows) {
    Reference reference = Reference.of(rows, this instanceof Rbf);
    int n = rows.numRows;
    DMatrixRMaj gram = new DMatrixRMaj(n, n);
    Dense.addGram(reference.transposed(), gram);
    // The diagonal of this very product, so that the distance of a row from itself is exactly 0.
    double[] squares = new double[n];
    for (int i = 0; i < n; i++) {
      squares[i] = gram.data[i * n + i];
    }
    IntStream.range(0, n)
        .parallel()
        .forEach(
            i -> {
              for (int j = 0, at = i * n; j <= i; j++, at++) {
                gram.data[at] = of(gram.data[at], squares[i], squares[j]);
              }
            });
    Symmetric.mirrorLower(gram);
    return gram;
  }

  @Override
  default DMatrixRMaj between(DMatrixRMaj rows, Reference others) {
    DMatrixRMaj shifted = others.shifted(rows);
    DMatrixRMaj result = Dense.multiply(shifted, others.transposed());
    int m = result.numCols;
    IntStream.range(0, rows.numRows)
        .parallel()
        .forEach(
            i -> {
              double square = Reference.square(shifted, i);
              for (int j = 0, at = i * m; j < m; j++, at++) {
                result.data[at] = of(result.data[at], square, others.square(j));
              }
            });
    return result;
  }

  /** xᵀy. */
  record Linear() implements ProductForm {
    @Override
    public double of(double product, double squareX, double squareY) {
      return product;
    }

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
            "degree: %d, from 1 to %d is needed".formatted(degree, MAX_DEGREE));
      }
      Form.requirePositive("gamma", gamma);
      if (!(Form.requireFinite("coef0", coef0) >= 0)) {
        throw new IllegalArgumentException("coef0: " + coef0 + ", at least 0 is needed");
      }
    }

    @Override
    public double of(double product, double squareX, double squareY) {
      double base = gamma * product + coef0;
      double power = base;
      for (int p = 1; p < degree; p++) {
        power *= base;
      }
      return power;
    }

    @Override
    public String text() {
      return "polynomial:degree=" + degree + ",gamma=" + gamma + ",coef0=" + coef0;
    }
  }

  /** exp(−γ‖x−y‖²). */
  record Rbf(double gamma) implements ProductForm {
    public Rbf {
      Form.requirePositive("gamma", gamma);
    }

    @Override
    public double of(double product, double squareX, double squareY) {
      return Math.exp(-gamma * Math.max(0, squareX + squareY - 2 * product));
    }

    @Override
    public String text() {
      return "rbf:gamma=" + gamma;
    }
  }

  /** tanh(γ xᵀy + c). */
  record Sigmoid(double gamma, double coef0) implements ProductForm {
    public Sigmoid {
      Form.requirePositive("gamma", gamma);
      Form.requireFinite("coef0", coef0);
    }

    @Override
    public double of(double product, double squareX, double squareY) {
      return Math.tanh(gamma * product + coef0);
    }

    @Override
    public String text() {
      return "sigmoid:gamma=" + gamma + ",coef0=" + coef0;
    }
  }
}
