package ml.tacit.matrix;

/**
 * The dense kernels everything else is built from; all arrays row-major, without padding.
 *
 * <p>Contract for every implementation: the result of a call depends on its arguments only, never
 * on the number of threads; {@link #addRowProducts} gives each row the same bits, whatever the
 * other rows are. Arguments are not checked here: the public classes do that.
 */
interface Kernels {

  /** The implementation in use, chosen once by {@link KernelChoice}. */
  static Kernels get() {
    return KernelChoice.Holder.KERNELS;
  }

  /** C += AᵀA with A {@code rows × n}; all of the symmetric C {@code n × n} is written. */
  void addGram(double[] a, int rows, int n, double[] c);

  /**
   * C += Σ_r (a_r − m_g)(a_r − m_g)ᵀ with g = group[r]: A {@code rows × n}, means {@code groups ×
   * n}; all of the symmetric C {@code n × n} is written.
   */
  void addScatter(double[] a, int rows, int n, double[] means, int[] group, double[] c);

  /** sums_g += Σ (a_r − p_g) over the rows of each group g = group[r], in the order of the rows. */
  void addDifferences(double[] a, int rows, int n, double[] pivots, int[] group, double[] sums);

  /** Sums over pairs of rows. */
  PairKernel pairs();

  /**
   * Y += X A, row by row: X {@code rows × k}, A {@code k × m}, Y {@code rows × m}.
   *
   * <p>Terms are added in the order of k, so a row's bits do not depend on the other rows.
   */
  void addRowProducts(double[] x, int rows, int k, double[] a, int m, double[] y);

  /** C += AᵀB: A {@code k × n}, B {@code k × m}, C {@code n × m}. */
  void addTransposedProduct(double[] a, int k, int n, double[] b, int m, double[] c);

  /**
   * Replaces the symmetric A {@code n × n} by its lower Cholesky factor, zeros above the diagonal.
   * Only the lower triangle is read.
   *
   * @return false if A is not positive definite: its diagonal is then positive up to the failed
   *     pivot, which stands there (negative, zero or NaN); all else is undefined
   */
  boolean cholesky(double[] a, int n);

  /** B := L⁻¹B, L lower triangular {@code n × n}, B {@code n × m}. */
  void solveLower(double[] l, int n, double[] b, int m);

  /** B := L⁻ᵀB, L lower triangular {@code n × n}, B {@code n × m}. */
  void solveLowerTransposed(double[] l, int n, double[] b, int m);

  /** The loops that the solvers run on. */
  RowOperations rows();

  /**
   * All eigenvalues and eigenvectors of the symmetric A {@code n × n}, which is only read.
   *
   * @param values receives the eigenvalues, descending
   * @param vectors receives the unit eigenvectors as columns, {@code n × n}, in the same order
   */
  default void symmetricEigen(double[] a, int n, double[] values, double[] vectors) {
    EigenSolver.solve(rows(), a, n, 0, n, values, vectors);
  }
}
