package ml.tacit.matrix;

import java.util.Arrays;

/**
 * A = Q T Qᵀ with T tridiagonal, by reflections in blocks.
 *
 * <p>A reflection I − τ v vᵀ per row. Within a block of {@link #BLOCK} rows the matrix is left as
 * it was and the reflections so far are kept as A − VᵀW − WᵀV, whose product with the next v is
 * what the next reflection needs: half of the work, a matrix-vector product at the speed of memory.
 * After the block the difference is taken from the matrix at once: the other half, at the speed of
 * {@link Products}. (LAPACK's dsytrd and dlatrd; Dongarra, Hammarling and Sorensen 1989,
 * doi:10.1016/0377-0427(89)90367-1.)
 *
 * <p>Row j of the working copy, once done, holds its v: zeros up to j, then 1 and the rest.
 */
final class Householder {
  /** Rows of a block: deep enough for products, few enough not to slow the products with v. */
  private static final int BLOCK = 32;

  private final int n;
  private final int ld;
  private final double[] a;
  private final double[] taus;

  /** The diagonal of T. */
  final double[] diagonal;

  /** The n − 1 entries beside the diagonal of T, and a zero. */
  final double[] beside;

  /**
   * Reduces A.
   *
   * @param full n × n symmetric, of moderate norm; only read
   */
  Householder(double[] full, int n) {
    this.n = n;
    // Rows are padded with zeros to whole vectors of any length, which spares the loops their ends.
    ld = (n + 7) / 8 * 8;
    a = new double[n * ld];
    for (int i = 0; i < n; i++) {
      System.arraycopy(full, i * n, a, i * ld, n);
    }
    taus = new double[n];
    diagonal = new double[n];
    beside = new double[n];
    double[] w = new double[BLOCK * ld];
    double[] v = new double[ld];
    double[] av = new double[ld];
    for (int from = 0; from < n; from += BLOCK) {
      int to = Math.min(n, from + BLOCK);
      for (int j = from; j < to; j++) {
        reduceRow(from, j, w, v, av);
      }
      if (to < n) {
        takeBlock(from, to, w);
      }
    }
  }

  /** Brings row j up to date, reflects it to the diagonal, and finds the row of W to its v. */
  private void reduceRow(int from, int j, double[] w, double[] v, double[] av) {
    int done = j - from;
    int row = j * ld;
    int length = n - j;
    Rows.subtract(w, j, ld, a, from * ld + j, ld, done, a, row + j, length);
    Rows.subtract(a, from * ld + j, ld, w, j, ld, done, a, row + j, length);
    diagonal[j] = a[row + j];
    Arrays.fill(a, row, row + j + 1, 0);
    if (j == n - 1) {
      return;
    }
    int first = j + 1;
    int tail = n - first;
    double tau = reflect(row + first, tail, j);
    taus[j] = tau;
    System.arraycopy(a, row + first, v, first, tail);
    Rows.symmetricTimes(a, ld, first, n, v, av);
    double[] products = new double[BLOCK];
    Rows.dots(w, first, ld, done, v, first, tail, products);
    Rows.subtract(products, 0, 1, a, from * ld + first, ld, done, av, first, tail);
    Rows.dots(a, from * ld + first, ld, done, v, first, tail, products);
    Rows.subtract(products, 0, 1, w, first, ld, done, av, first, tail);
    double shift = 0.5 * tau * tau * Rows.dot(av, first, v, first, tail);
    int target = done * ld;
    for (int k = first; k < n; k++) {
      w[target + k] = tau * av[k] - shift * v[k];
    }
  }

  /**
   * Replaces x by v with (I − τ v vᵀ) x = β e₁, v₁ = 1.
   *
   * @return τ, 0 if x is a multiple of e₁ already
   */
  private double reflect(int at, int length, int j) {
    double alpha = a[at];
    double rest = Rows.dot(a, at + 1, a, at + 1, length - 1);
    a[at] = 1;
    if (rest == 0) { // or so small, beside a norm of 1, that its square underflows
      Arrays.fill(a, at + 1, at + length, 0);
      beside[j] = alpha;
      return 0;
    }
    double beta = -Math.copySign(Math.sqrt(alpha * alpha + rest), alpha);
    double scale = 1 / (alpha - beta);
    for (int k = at + 1; k < at + length; k++) {
      a[k] *= scale;
    }
    beside[j] = beta;
    return (beta - alpha) / beta;
  }

  /** A −= VᵀW + WᵀV below the block: one product of twice its depth. */
  private void takeBlock(int from, int to, double[] w) {
    int depth = to - from;
    int rest = n - to;
    double[] left = new double[2 * depth * rest];
    double[] right = new double[2 * depth * rest];
    for (int r = 0; r < depth; r++) {
      System.arraycopy(a, (from + r) * ld + to, left, r * rest, rest);
      System.arraycopy(w, r * ld + to, left, (depth + r) * rest, rest);
      System.arraycopy(w, r * ld + to, right, r * rest, rest);
      System.arraycopy(a, (from + r) * ld + to, right, (depth + r) * rest, rest);
    }
    Products.addUpper(
        Operand.upright(left, 0, rest),
        Operand.upright(right, 0, rest),
        2 * depth,
        rest,
        -1,
        a,
        to * ld + to,
        ld);
  }

  /**
   * Z := Z Qᵀ: turns eigenvectors of T, one a row, into those of A.
   *
   * <p>Blocks of reflections are multiplied out as I − Vᵀ T V with a small triangular T (Schreiber
   * and Van Loan 1989, doi:10.1137/0910005), so that all work is products. The last block first.
   *
   * @param z rows × n
   */
  void backTransform(double[] z, int rows) {
    int last = (n - 1) / BLOCK * BLOCK;
    double[] zv = new double[rows * BLOCK];
    double[] zvt = new double[rows * BLOCK];
    for (int from = last; from >= 0; from -= BLOCK) {
      int count = Math.min(n - 1, from + BLOCK) - from;
      int first = from + 1;
      int tail = n - first;
      if (count <= 0) {
        continue;
      }
      double[] t = triangle(from, count, first, tail);
      Arrays.fill(zv, 0, rows * count, 0);
      Arrays.fill(zvt, 0, rows * count, 0);
      int v = from * ld + first;
      Operand subset = Operand.transposed(z, first, n);
      Products.add(subset, Operand.transposed(a, v, ld), tail, rows, count, 1, zv, 0, count);
      // (I − VᵀTV)ᵀ on the right: Z − (Z Vᵀ) Tᵀ V.
      Operand product = Operand.transposed(zv, 0, count);
      Products.add(product, Operand.transposed(t, 0, count), count, rows, count, 1, zvt, 0, count);
      Operand mixed = Operand.transposed(zvt, 0, count);
      Products.add(mixed, Operand.upright(a, v, ld), count, rows, tail, -1, z, first, n);
    }
  }

  /** The upper triangular T of H₀ H₁ … = I − Vᵀ T V. */
  private double[] triangle(int from, int count, int first, int tail) {
    double[] gram = new double[count * count];
    Operand v = Operand.transposed(a, from * ld + first, ld);
    Products.addLower(v, tail, count, 1, gram, 0, count);
    double[] t = new double[count * count];
    for (int j = 0; j < count; j++) {
      double tau = taus[from + j];
      // Column j: −τ T V v_j, T being what there is so far.
      for (int i = 0; i < j; i++) {
        double sum = 0;
        for (int k = i; k < j; k++) {
          sum += t[i * count + k] * gram[j * count + k];
        }
        t[i * count + j] = -tau * sum;
      }
      t[j * count + j] = tau;
    }
    return t;
  }
}
