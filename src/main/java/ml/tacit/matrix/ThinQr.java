package ml.tacit.matrix;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * The factorisation A = Q R by Householder reflections: Q with orthonormal columns, R upper
 * triangular, and an orthonormal basis of what A leaves out.
 *
 * <p>Backward stable column by column for every A: of any rank, with columns of zeros or of very
 * different sizes; ‖a − Qr‖/‖a‖ and ‖I − QᵀQ‖ are small multiples of n·ε. Columns are not
 * exchanged, so R need not reveal a rank below k. (Golub and Van Loan, Matrix Computations, §5.2.)
 *
 * <p>The reflections are kept multiplied out as H₀ H₁ … = I − Vᵀ T V with a small triangular T
 * (Schreiber and Van Loan 1989, doi:10.1137/0910005), so that a column meets all earlier ones in
 * two passes over V, and Q or its complement is two products.
 *
 * <p>Immutable and thread-safe; results are fresh. The same bits on any number of threads.
 */
public final class ThinQr {
  private final DMatrixRMaj v;
  private final DMatrixRMaj t;
  private final DMatrixRMaj r;

  private ThinQr(DMatrixRMaj v, DMatrixRMaj t, DMatrixRMaj r) {
    this.v = v;
    this.t = t;
    this.r = r;
  }

  /**
   * Factorises A.
   *
   * @param a n × k, any shape, only read
   * @return the factorisation
   * @throws ArithmeticException if A holds a NaN or an infinity; says where
   */
  public static ThinQr of(DMatrixRMaj a) {
    Dense.requireFinite(a);
    RowOperations rows = Kernels.get().rows();
    int n = a.numRows;
    int rank = Math.min(n, a.numCols);
    double[] columns = Dense.transpose(a).data; // each contiguous; of reflections in the end
    DMatrixRMaj t = new DMatrixRMaj(rank, rank);
    DMatrixRMaj r = new DMatrixRMaj(rank, a.numCols);
    double[] products = new double[rank];
    double[] factors = new double[rank];
    for (int j = 0; j < a.numCols; j++) {
      int column = j * n;
      int earlier = Math.min(j, rank);
      rows.dots(columns, 0, n, earlier, columns, column, n, products);
      timesTransposed(rows, t, products, earlier, factors);
      rows.subtract(factors, 0, 1, columns, 0, n, earlier, columns, column, n);
      for (int i = 0; i < earlier; i++) {
        r.set(i, j, columns[column + i]);
      }
      if (j < rank) {
        Arrays.fill(columns, column, column + j, 0);
        double tau = Reflector.reflect(rows, columns, column + j, n - j, r.data, j * r.numCols + j);
        rows.dots(columns, 0, n, j, columns, column, n, products);
        rows.dots(t.data, 0, rank, j, products, 0, j, factors);
        for (int i = 0; i < j; i++) { // column j of T: −τ T (V v) with T as it is so far, and τ
          t.set(i, j, -tau * factors[i]);
        }
        t.set(j, j, tau);
      }
    }
    return new ThinQr(DMatrixRMaj.wrap(rank, n, columns), t, r);
  }

  /** z := Tᵀy for the leading {@code size} rows and columns. */
  private static void timesTransposed(
      RowOperations rows, DMatrixRMaj t, double[] y, int size, double[] z) {
    Arrays.fill(z, 0, size, 0);
    rows.subtract(y, 0, 1, t.data, 0, t.numCols, size, z, 0, size);
    for (int i = 0; i < size; i++) {
      z[i] = -z[i];
    }
  }

  /**
   * Q. Its first j columns span the first j columns of A, as long as those are independent.
   *
   * @return n × min(n, k), QᵀQ = I
   */
  public DMatrixRMaj q() {
    return columns(0, r.numRows);
  }

  /**
   * R, upper triangular; trapezoidal if k exceeds n. Its diagonal may have any sign.
   *
   * @return min(n, k) × k
   */
  public DMatrixRMaj r() {
    return r.copy();
  }

  /**
   * An orthonormal basis of what is orthogonal to every column of Q, and so to every column of A.
   *
   * @return n × (n − min(n, k))
   */
  public DMatrixRMaj complement() {
    return columns(r.numRows, v.numCols);
  }

  /** Columns of I − Vᵀ (T V), which is n × n. */
  private DMatrixRMaj columns(int from, int to) {
    DMatrixRMaj part = new DMatrixRMaj(v.numRows, to - from);
    for (int i = 0; i < v.numRows; i++) {
      System.arraycopy(v.data, i * v.numCols + from, part.data, i * part.numCols, part.numCols);
    }
    DMatrixRMaj factor = Dense.multiply(t, part);
    for (int i = 0; i < factor.data.length; i++) {
      factor.data[i] = -factor.data[i];
    }
    DMatrixRMaj q = Dense.multiplyTransposedA(v, factor);
    for (int j = from; j < to; j++) {
      q.add(j, j - from, 1);
    }
    return q;
  }
}
