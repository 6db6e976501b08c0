package ml.tacit.audit.attack;

import ml.tacit.matrix.Dense;
import org.ejml.data.DMatrixRMaj;

/** Dense products on the row-major arrays that adversaries pass on. */
final class Products {
  private Products() {}

  /** C += A·B with A of m×k, B of k×n. */
  static void add(double[] a, double[] b, double[] c, int m, int k, int n) {
    Dense.addProduct(
        DMatrixRMaj.wrap(m, k, a), DMatrixRMaj.wrap(k, n, b), DMatrixRMaj.wrap(m, n, c));
  }

  static double[] transpose(double[] a, int rows, int columns) {
    return Dense.transpose(DMatrixRMaj.wrap(rows, columns, a)).data;
  }
}
