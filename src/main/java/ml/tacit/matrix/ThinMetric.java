package ml.tacit.matrix;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.ejml.data.DMatrixRMaj;

/**
 * The metric M = R + XᵀX of m rows X and a positive diagonal R, for m well below d: nothing of d ×
 * d is formed.
 *
 * <p>With Z = X R^{-1/2} and the eigenpairs Z Zᵀ = U S Uᵀ of the small side, M = C Cᵀ for C =
 * R^{1/2} (I + ZᵀZ)^{1/2}, and each power p of the inner root is
 *
 * <pre>(I + ZᵀZ)^p = I + Zᵀ U h(S) Uᵀ Z,  h(s) = ((1 + s)^p − 1) / s,</pre>
 *
 * where h has no pole: −1 / (√(1+s) (1 + √(1+s))) for p = −½ and 1 / (1 + √(1+s)) for p = ½. Takes
 * m²d + m³ multiplications and m·d numbers. Errors are those of a Cholesky factor of the same M, a
 * small multiple of ε·‖M‖; no row of X needs to be independent of the others.
 */
public final class ThinMetric implements Metric {
  /** √R. */
  private final double[] roots;

  /** Zᵀ, d × m. */
  private final DMatrixRMaj rows;

  private final SymmetricEigen small;

  private ThinMetric(double[] roots, DMatrixRMaj rows, SymmetricEigen small) {
    this.roots = roots;
    this.rows = rows;
    this.small = small;
  }

  /**
   * Decomposes M.
   *
   * @param diagonal of R, d numbers, positive; only read
   * @param x m × d, finite; only read
   * @return the metric
   * @throws SingularMatrixException if M is not positive definite to working precision: an entry of
   *     R is below d·ε times the largest diagonal entry of M
   * @throws ArithmeticException if X holds a NaN or an infinity
   * @throws IllegalArgumentException if the sizes differ
   */
  public static ThinMetric of(double[] diagonal, DMatrixRMaj x) {
    Dense.requireEqual("columns of x and size of the diagonal", x.numCols, diagonal.length);
    Dense.requireFinite(x);
    double[] roots = Arrays.stream(diagonal).map(Math::sqrt).toArray();
    DMatrixRMaj rows = Dense.transpose(x);
    requireDefinite(diagonal, rows);
    divideRows(rows, roots);
    DMatrixRMaj gram = new DMatrixRMaj(x.numRows, x.numRows);
    Dense.addGram(rows, gram);
    return new ThinMetric(roots, rows, SymmetricEigen.of(gram));
  }

  @Override
  public DMatrixRMaj solveLower(DMatrixRMaj b) {
    DMatrixRMaj y = b.copy();
    divideRows(y, roots);
    return power(y, s -> -1 / (Math.sqrt(1 + s) * (1 + Math.sqrt(1 + s))));
  }

  @Override
  public DMatrixRMaj solveLowerTransposed(DMatrixRMaj b) {
    DMatrixRMaj y = power(b.copy(), s -> -1 / (Math.sqrt(1 + s) * (1 + Math.sqrt(1 + s))));
    divideRows(y, roots);
    return y;
  }

  @Override
  public DMatrixRMaj multiplyTransposed(DMatrixRMaj b) {
    DMatrixRMaj y = b.copy();
    for (int i = 0; i < y.data.length; i++) {
      y.data[i] *= roots[i / y.numCols];
    }
    return power(y, s -> 1 / (1 + Math.sqrt(1 + s)));
  }

  /** y + Zᵀ U h(S) Uᵀ Z y; y is taken over. */
  private DMatrixRMaj power(DMatrixRMaj y, DoubleUnaryOperator h) {
    Dense.requireEqual("rows of b and size of the metric", y.numRows, roots.length);
    DMatrixRMaj inner = Dense.multiplyTransposedA(small.vectors(), seen(y));
    for (int i = 0; i < inner.data.length; i++) {
      inner.data[i] *= h.applyAsDouble(Math.max(0, small.values()[i / inner.numCols]));
    }
    Dense.addProduct(rows, Dense.multiply(small.vectors(), inner), y);
    return y;
  }

  /** Z y. */
  private DMatrixRMaj seen(DMatrixRMaj y) {
    return Dense.multiplyTransposedA(rows, y);
  }

  private static void divideRows(DMatrixRMaj a, double[] by) {
    for (int i = 0; i < a.data.length; i++) {
      a.data[i] /= by[i / a.numCols];
    }
  }

  private static void requireDefinite(double[] diagonal, DMatrixRMaj rows) {
    double largest = 0;
    int least = 0;
    for (int j = 0; j < diagonal.length; j++) {
      double own = diagonal[j];
      for (int i = j * rows.numCols; i < (j + 1) * rows.numCols; i++) {
        own += rows.data[i] * rows.data[i];
      }
      largest = Math.max(largest, own);
      least = diagonal[j] < diagonal[least] ? j : least;
    }
    double floor = diagonal.length * Math.ulp(1.0) * largest;
    if (diagonal.length > 0 && !(diagonal[least] > floor)) {
      throw new SingularMatrixException(
          String.format(
              Locale.ROOT,
              "the %d × %d matrix of %d rows is not positive definite to working precision: entry %d of its diagonal part is %.3g, more than %.3g is needed",
              diagonal.length,
              diagonal.length,
              rows.numCols,
              least + 1,
              diagonal[least],
              floor));
    }
  }
}
