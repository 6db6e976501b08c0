package ml.tacit.matrix;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * The eigendecomposition S = V diag(values) Vᵀ of a symmetric matrix.
 *
 * @param values the eigenvalues, descending
 * @param vectors n × n, unit eigenvectors as columns in the order of the values
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record SymmetricEigen(double[] values, DMatrixRMaj vectors) {

  /**
   * Decomposes S.
   *
   * @param s n × n, symmetric, finite; only read
   * @return values and vectors, fresh arrays
   * @throws ArithmeticException if the iteration does not converge (S holds a NaN, say)
   * @throws IllegalArgumentException if S is not square
   */
  public static SymmetricEigen of(DMatrixRMaj s) {
    Dense.requireEqual("rows and columns of s", s.numRows, s.numCols);
    int n = s.numRows;
    double[] values = new double[n];
    DMatrixRMaj vectors = new DMatrixRMaj(n, n);
    Kernels.get().symmetricEigen(Arrays.copyOf(s.data, n * n), n, values, vectors.data);
    return new SymmetricEigen(values, vectors);
  }
}
