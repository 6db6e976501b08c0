package ml.tacit.matrix;

/**
 * Loops over the contiguous rows of a matrix, and products: the operations that the solvers are
 * made of.
 *
 * <p>There are two implementations, {@link PlainRowOperations} and {@code SimdRowOperations}; the
 * algorithm is the same on both. As everywhere, the result of a call depends on its arguments only,
 * never on the number of threads.
 */
interface RowOperations {

  /** xᵀy over {@code n} entries. */
  double dot(double[] x, int xo, double[] y, int yo, int n);

  /** to[r] := (row r of A) x for {@code rows} rows of {@code n} entries. */
  void dots(double[] a, int ao, int lda, int rows, double[] x, int xo, int n, double[] to);

  /** y −= Σ factors[r · step] (row r of A) over {@code rows} rows of {@code n} entries. */
  void subtract(
      double[] factors,
      int fo,
      int step,
      double[] a,
      int ao,
      int lda,
      int rows,
      double[] y,
      int yo,
      int n);

  /**
   * What rows {@code from … to} of the upper triangle of the symmetric A add to the product A x.
   *
   * <p>Each entry is read once and serves twice: the dot product of its row and, as the column it
   * also is, a multiple of the row.
   *
   * @param ao index of the entry at row and column 0
   * @param lda a multiple of 8, with A and x zero from column {@code n} on
   * @param x its entry 0 at {@code xo}
   * @param from a multiple of 8, as is {@code to} unless it is {@code n}
   * @param y receives the sum from entry {@code from} on
   */
  void symmetricTimes(
      double[] a, int ao, int lda, int from, int to, int n, double[] x, int xo, double[] y);

  /**
   * Σ zᵢ²/(dᵢ − λ) and its derivative, λ = origin + τ: terms of the poles below λ and of those
   * above apart.
   *
   * @param d poles, filled up to a multiple of 8 with any that differ from λ
   * @param z their weights, not negative, filled up with zeros
   * @param sums receives the sum below, its derivative, the sum above, its derivative
   */
  void secular(double[] d, double[] z, int count, double origin, double tau, double[] sums);

  /** to[i] *= x[xo + i] / (d[i] − pole) for from ≤ i &lt; to. */
  void multiplyByRatios(
      double[] x, int xo, double[] d, double pole, int from, int end, double[] to);

  /** C += sign AᵀB with A {@code depth × rows}, B {@code depth × columns}. */
  void add(
      Operand a,
      Operand b,
      int depth,
      int rows,
      int columns,
      double sign,
      double[] c,
      int co,
      int ldc);

  /**
   * C += sign AᵀA with A {@code depth × n}, lower triangle; above the diagonal C is undefined
   * afterwards.
   */
  void addLower(Operand a, int depth, int n, double sign, double[] c, int co, int ldc);

  /**
   * C += sign AᵀB for a product that is known to be symmetric, upper triangle; below the diagonal C
   * is undefined afterwards.
   */
  void addUpper(Operand a, Operand b, int depth, int n, double sign, double[] c, int co, int ldc);
}
