package ml.tacit.matrix;

import org.ejml.data.DMatrixRMaj;

/**
 * Eigenpairs of a symmetric matrix S: all of them, so that S = V diag(values) Vᵀ, or those of the
 * largest or the smallest eigenvalues.
 *
 * <p>S is reduced to a tridiagonal matrix, which is solved by divide and conquer. Errors are within
 * a modest multiple of n ε ‖S‖, for eigenvalues near zero too; the eigenvectors are orthogonal to n
 * ε, however close the eigenvalues. An eigenvector's sign, and which basis stands for eigenvalues
 * that are equal, mean nothing. S may be as small or as large as doubles go: it is scaled within.
 *
 * <p>Every method reads S only, works on the fork-join pool that it is called from or else on the
 * common one, gives the same bits for any number of threads, and answers a matrix of size 0 with
 * nothing.
 *
 * @param values the eigenvalues, descending
 * @param vectors unit eigenvectors as columns in the order of the values, n rows
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record SymmetricEigen(double[] values, DMatrixRMaj vectors) {

  /**
   * Decomposes S.
   *
   * @param s n × n, symmetric; only read
   * @return n values and n × n vectors, fresh arrays
   * @throws ArithmeticException if S holds a value that is not finite, naming row and column
   * @throws IllegalArgumentException if S is not square
   */
  public static SymmetricEigen of(DMatrixRMaj s) {
    return between(s, 0, size(s));
  }

  /**
   * The eigenpairs of the largest eigenvalues. For few of them this takes about half of the time of
   * {@link #of}.
   *
   * @param s n × n, symmetric; only read
   * @param k how many, 0 to n
   * @return the k largest values, descending, and n × k vectors
   * @throws ArithmeticException if S holds a value that is not finite, naming row and column
   * @throws IllegalArgumentException if S is not square or has no k eigenvalues
   */
  public static SymmetricEigen largest(DMatrixRMaj s, int k) {
    requireWithin(k, size(s));
    return between(s, 0, k);
  }

  /**
   * The eigenpairs of the smallest eigenvalues: smallest as numbers, not in magnitude. For few of
   * them this takes about half of the time of {@link #of}.
   *
   * @param s n × n, symmetric; only read
   * @param k how many, 0 to n
   * @return the k smallest values, descending all the same, and n × k vectors
   * @throws ArithmeticException if S holds a value that is not finite, naming row and column
   * @throws IllegalArgumentException if S is not square or has no k eigenvalues
   */
  public static SymmetricEigen smallest(DMatrixRMaj s, int k) {
    int n = size(s);
    requireWithin(k, n);
    return between(s, n - k, n);
  }

  /**
   * The eigenvalues alone, in about two fifths of the time of {@link #of}; the last digits may
   * differ from those found with vectors.
   *
   * @param s n × n, symmetric; only read
   * @return n values, descending
   * @throws ArithmeticException if S holds a value that is not finite, naming row and column
   * @throws IllegalArgumentException if S is not square
   */
  public static double[] values(DMatrixRMaj s) {
    return EigenSolver.values(Kernels.get().rows(), s.data, size(s));
  }

  private static SymmetricEigen between(DMatrixRMaj s, int first, int last) {
    double[] values = new double[last - first];
    DMatrixRMaj vectors = new DMatrixRMaj(s.numRows, last - first);
    EigenSolver.solve(Kernels.get().rows(), s.data, s.numRows, first, last, values, vectors.data);
    return new SymmetricEigen(values, vectors);
  }

  private static int size(DMatrixRMaj s) {
    Dense.requireEqual("rows and columns of s", s.numRows, s.numCols);
    return s.numRows;
  }

  private static void requireWithin(int k, int n) {
    if (k < 0 || k > n) {
      throw new IllegalArgumentException(
          "k: found " + k + " eigenvalues asked for, expected 0 to " + n);
    }
  }
}
