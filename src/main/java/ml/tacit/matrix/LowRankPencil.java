package ml.tacit.matrix;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * The eigenpairs of F D Fᵀ w = λ M w that are not zero, where F is thin (a column per class) and M
 * is positive definite.
 *
 * <p>With M = C Cᵀ and the thin factorisation C⁻¹F = Q R, the rank is decided on the singular
 * values of R = U Σ Vᵀ ({@link LeadingSingular}). For D = I the eigenvalues are Σ² and W = C⁻ᵀ Q U,
 * so WᵀMW = I; for other weights they are those of the small Uᵀ R D Rᵀ U. One Cholesky
 * factorisation and problems of the size of F's columns: no d × d eigendecomposition. Singular
 * values rather than the eigenvalues of (C⁻¹F)ᵀC⁻¹F, their squares, keep what is small.
 *
 * <p>A direction counts unless it cannot be told from rounding: its singular value is below max(d,
 * k)·ε of the largest, or below what the rounding of F does to C⁻¹F.
 *
 * @param values the eigenvalues, descending
 * @param vectors d × r, W with WᵀMW = I, in the order of the values
 * @param combinations k × r, Z = V Σ⁻¹, so that F Z = M W: M W from the columns of F, each entry to
 *     within the rounding of its own row of F
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record LowRankPencil(double[] values, DMatrixRMaj vectors, DMatrixRMaj combinations) {
  private static final double EPSILON = Math.ulp(1.0);

  /** Patterns of signs that rounding is tried with. */
  private static final int PATTERNS = 4;

  /**
   * Solves F Fᵀ w = λ M w for an F whose entries are right to their last digit.
   *
   * @param f d × k, finite, only read
   * @param m M
   * @return the positive eigenpairs; none if F is zero
   * @throws ArithmeticException if C⁻¹F is not finite
   */
  public static LowRankPencil solve(DMatrixRMaj f, Metric m) {
    return solve(f, m, f.numCols, lastDigits(f));
  }

  /**
   * Solves F Fᵀ w = λ M w where more is known of F.
   *
   * @param f d × k, finite, only read
   * @param m M
   * @param most the largest rank F can have; what exceeds it is rounding and left out
   * @param rounding for each of the d rows of F how far off its entries may be
   * @return the positive eigenpairs, {@code most} at most; none if F is zero
   * @throws ArithmeticException if C⁻¹F is not finite
   */
  public static LowRankPencil solve(DMatrixRMaj f, Metric m, int most, double[] rounding) {
    Whitened white = Whitened.of(f, m, most, rounding);
    LeadingSingular singular = white.singular();
    int rank = singular.values().length;
    double[] values = new double[rank];
    DMatrixRMaj combinations = Dense.transpose(singular.rotated());
    Arrays.setAll(values, i -> singular.values()[i] * singular.values()[i]);
    for (int i = 0; i < combinations.data.length; i++) {
      combinations.data[i] = combinations.data[i] / singular.values()[i % rank];
      combinations.data[i] = combinations.data[i] / singular.values()[i % rank];
    }
    return new LowRankPencil(values, white.vectors(singular.left()), combinations);
  }

  /**
   * Solves F D Fᵀ w = λ M w.
   *
   * @param f d × k, finite, only read
   * @param weights the k diagonal entries of D, of any sign
   * @param m M
   * @param most the largest rank F can have
   * @param rounding for each of the d rows of F how far off its entries may be
   * @return the eigenpairs that are not zero because F is; without combinations
   * @throws IllegalArgumentException if the sizes do not fit
   * @throws ArithmeticException if C⁻¹F is not finite
   */
  public static LowRankPencil solve(
      DMatrixRMaj f, double[] weights, Metric m, int most, double[] rounding) {
    Dense.requireEqual("columns of f and weights", f.numCols, weights.length);
    Whitened white = Whitened.of(f, m, most, rounding);
    LeadingSingular singular = white.singular();
    SymmetricEigen small = SymmetricEigen.of(weightedOuter(singular.rotated(), weights));
    int[] kept = nonZero(small.values(), share(f));
    double[] values = Arrays.stream(kept).mapToDouble(i -> small.values()[i]).toArray();
    DMatrixRMaj left = Dense.multiply(singular.left(), columns(small.vectors(), kept));
    return new LowRankPencil(values, white.vectors(left), new DMatrixRMaj(f.numCols, 0));
  }

  /** C⁻¹F = Q R and the singular values of R that are more than rounding. */
  private record Whitened(DMatrixRMaj q, LeadingSingular singular, Metric m) {

    static Whitened of(DMatrixRMaj f, Metric m, int most, double[] rounding) {
      Dense.requireEqual("rows of f and rounding", f.numRows, rounding.length);
      ThinQr qr = ThinQr.of(m.solveLower(f));
      double least = seen(rounding, m);
      return new Whitened(qr.q(), LeadingSingular.of(qr.r(), share(f), least, most), m);
    }

    DMatrixRMaj vectors(DMatrixRMaj left) {
      return m.solveLowerTransposed(Dense.multiply(q, left));
    }
  }

  /** What counts as nothing beside the largest. */
  private static double share(DMatrixRMaj f) {
    return Math.max(f.numRows, f.numCols) * EPSILON;
  }

  /** Weights of both signs, or a weight of zero, can cancel what F has. */
  private static int[] nonZero(double[] values, double share) {
    double largest = Arrays.stream(values).map(Math::abs).max().orElse(0);
    return IntStream.range(0, values.length)
        .filter(i -> Math.abs(values[i]) > share * largest)
        .toArray();
  }

  private static DMatrixRMaj columns(DMatrixRMaj a, int[] kept) {
    DMatrixRMaj chosen = new DMatrixRMaj(a.numRows, kept.length);
    for (int i = 0; i < a.numRows; i++) {
      for (int j = 0; j < kept.length; j++) {
        chosen.set(i, j, a.get(i, kept[j]));
      }
    }
    return chosen;
  }

  private static double[] lastDigits(DMatrixRMaj f) {
    double[] rounding = new double[f.numRows];
    for (int i = 0; i < f.data.length; i++) {
      int row = i / f.numCols;
      rounding[row] = Math.max(rounding[row], EPSILON * Math.abs(f.data[i]));
    }
    return rounding;
  }

  /** How large C⁻¹δ gets for entries ±rounding of δ: the largest of a few patterns of signs. */
  private static double seen(double[] rounding, Metric m) {
    DMatrixRMaj changes = new DMatrixRMaj(rounding.length, PATTERNS);
    for (int i = 0; i < rounding.length; i++) {
      int bits = (i + 1) * 0x9E3779B9; // scrambled, so that data hardly have such a pattern
      for (int p = 0; p < PATTERNS; p++) {
        changes.set(i, p, (bits >>> (31 - p)) % 2 == 0 ? rounding[i] : -rounding[i]);
      }
    }
    DMatrixRMaj seen = Dense.transpose(m.solveLower(changes));
    double largest = 0;
    for (int p = 0; p < PATTERNS; p++) {
      double square = 0;
      for (int i = 0; i < seen.numCols; i++) {
        square += seen.get(p, i) * seen.get(p, i);
      }
      largest = Math.max(largest, Math.sqrt(square));
    }
    return largest;
  }

  /** B D Bᵀ, made exactly symmetric by computing one half. */
  private static DMatrixRMaj weightedOuter(DMatrixRMaj b, double[] weights) {
    int n = b.numRows;
    DMatrixRMaj outer = new DMatrixRMaj(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (int k = 0; k < b.numCols; k++) {
          sum += b.get(i, k) * weights[k] * b.get(j, k);
        }
        outer.set(i, j, sum);
        outer.set(j, i, sum);
      }
    }
    return outer;
  }
}
