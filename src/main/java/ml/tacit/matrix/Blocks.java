package ml.tacit.matrix;

/**
 * What blocked factorisations and solves are made of: products, which should take nearly all of the
 * time, substitution, and loops over few rows. {@link Triangular} is written once, over these; they
 * exist for vector instructions and without.
 *
 * <p>L is lower triangular, {@code n × n} from index {@code lo}, rows {@code ldl} apart; what
 * stands above its diagonal is never read.
 */
interface Blocks {

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

  /** C += sign AᵀA, lower triangle; above the diagonal C is undefined afterwards. */
  void addLower(Operand a, int depth, int n, double sign, double[] c, int co, int ldc);

  /** B := L⁻¹B, B {@code n × m}. */
  void substitute(double[] l, int lo, int ldl, int n, double[] b, int bo, int ldb, int m);

  /** B := L⁻ᵀB, B {@code n × m}. */
  void substituteTransposed(double[] l, int lo, int ldl, int n, double[] b, int bo, int ldb, int m);

  /** B := B L⁻ᵀ, B {@code rows × n}. */
  void substituteFromRight(
      double[] l, int lo, int ldl, int n, double[] b, int bo, int ldb, int rows);

  /** to[r] := (row r of A) x for {@code rows} rows of {@code n} entries. */
  void dots(double[] a, int ao, int lda, int rows, double[] x, int xo, int n, double[] to);

  /** y −= Σ factors[fo + r] (row r of A) over {@code rows} rows of {@code n} entries. */
  void subtract(
      double[] factors, int fo, double[] a, int ao, int lda, int rows, double[] y, int yo, int n);
}
