package ml.tacit.subspace;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * A linear map y = A x whose outputs are sums of few inputs, in an order: columns left out, put in
 * another place or added up. An output without an input is zero.
 */
final class ColumnMap {
  private final int inputs;
  private final int[][] from;
  private final double[][] weights;

  /**
   * Of no inputs yet.
   *
   * @param inputs how many columns go in
   * @param outputs how many come out
   */
  ColumnMap(int inputs, int outputs) {
    this.inputs = inputs;
    this.from = new int[outputs][0];
    this.weights = new double[outputs][0];
  }

  /** Adds an input, times a weight, to an output. */
  ColumnMap add(int output, int input, double weight) {
    int n = from[output].length;
    from[output] = Arrays.copyOf(from[output], n + 1);
    weights[output] = Arrays.copyOf(weights[output], n + 1);
    from[output][n] = input;
    weights[output][n] = weight;
    return this;
  }

  int outputs() {
    return from.length;
  }

  /** A x for a column x. */
  double[] of(double[] x) {
    double[] y = new double[from.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = sum(i, x, 0, 1);
    }
    return y;
  }

  /** The first term of each sum only. */
  double[] ofFirst(double[] x) {
    double[] y = new double[from.length];
    Arrays.setAll(y, i -> from[i].length == 0 ? 0 : weights[i][0] * x[from[i][0]]);
    return y;
  }

  /** The other terms of each sum. */
  double[] ofOthers(double[] x) {
    double[] y = new double[from.length];
    for (int i = 0; i < y.length; i++) {
      for (int k = 1; k < from[i].length; k++) {
        y[i] += weights[i][k] * x[from[i][k]];
      }
    }
    return y;
  }

  /** A x for each row x. */
  DMatrixRMaj ofRows(DMatrixRMaj x) {
    int m = from.length;
    DMatrixRMaj y = new DMatrixRMaj(x.numRows, m);
    for (int row = 0; row < x.numRows; row++) {
      for (int i = 0; i < m; i++) {
        y.data[row * m + i] = sum(i, x.data, row * inputs, 1);
      }
    }
    return y;
  }

  /** A S Aᵀ for a symmetric S of outer products: symmetric, and not negative on the diagonal. */
  DMatrixRMaj ofBoth(DMatrixRMaj s) {
    int m = from.length;
    double[] across = new double[inputs * m]; // S Aᵀ
    for (int row = 0; row < inputs; row++) {
      for (int i = 0; i < m; i++) {
        across[row * m + i] = sum(i, s.data, row * inputs, 1);
      }
    }
    DMatrixRMaj both = new DMatrixRMaj(m, m);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j <= i; j++) {
        double value = sum(i, across, j, m);
        both.set(i, j, i == j ? Math.max(0, value) : value);
        both.set(j, i, both.get(i, j));
      }
    }
    return both;
  }

  private double sum(int output, double[] numbers, int start, int stride) {
    double sum = 0;
    for (int k = 0; k < from[output].length; k++) {
      sum += weights[output][k] * numbers[start + from[output][k] * stride];
    }
    return sum;
  }
}
