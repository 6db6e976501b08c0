package ml.tacit.matrix;

/**
 * Solves with a triangle by substitution: for a small one, to which {@link Triangular} comes down,
 * or for a panel or two of right-hand sides.
 *
 * <p>L is lower triangular, {@code n × n} from index {@code lo}, rows {@code ldl} apart; what
 * stands above its diagonal is never read.
 */
interface Substitution {

  /** B := L⁻¹B, B {@code n × m}. */
  void lower(double[] l, int lo, int ldl, int n, double[] b, int bo, int ldb, int m);

  /** B := L⁻ᵀB, B {@code n × m}. */
  void transposed(double[] l, int lo, int ldl, int n, double[] b, int bo, int ldb, int m);

  /** B := B L⁻ᵀ, B {@code rows × n}. */
  void fromRight(double[] l, int lo, int ldl, int n, double[] b, int bo, int ldb, int rows);
}
