package ml.tacit.matrix;

/**
 * The eigenvalues of diag(d) + ρ z zᵀ: the zeros of g(λ) = 1/ρ + Σ zᵢ²/(dᵢ − λ).
 *
 * <p>There is one between every two poles, and one beyond the last. Each is found as a distance τ
 * from the nearer pole, to nearly all digits of τ: the eigenvectors are made of the differences dᵢ
 * − λ, and lose their orthogonality if those are not accurate. Steps come from an interpolation
 * that has the two neighbouring poles (Bunch, Nielsen and Sorensen 1978, doi:10.1007/BF01396012;
 * Li, LAPACK Working Note 89) and must fall within a bracket that shrinks with each; else, or when
 * they are slow, the bracket is halved.
 */
final class SecularEquation {
  private static final double EPSILON = Math.ulp(1.0) / 2;
  private static final int MOST_STEPS = 400;

  private final RowOperations rows;
  private final double[] d;
  private final double[] z;
  private final int k;
  private final double inverse;

  /** At the point asked for last: the terms of the poles below it, of those above, and slopes. */
  private final double[] sums = new double[4];

  /**
   * States the problem.
   *
   * @param d k poles, ascending and distinct, filled up to a multiple of 8 with infinities
   * @param z their weights, all positive, filled up with zeros
   * @param rho positive
   */
  SecularEquation(RowOperations rows, double[] d, double[] z, int k, double rho) {
    this.rows = rows;
    this.d = d;
    this.z = z;
    this.k = k;
    this.inverse = 1 / rho;
  }

  /**
   * Finds a zero.
   *
   * @param j which, from 0
   * @param differences receives dᵢ − λ for every i, from {@code at} on
   * @return λ
   */
  double solve(int j, double[] differences, int at) {
    // Both poles of the interpolation: those around the zero, or for the last zero the last two.
    int split = j == k - 1 ? Math.max(0, k - 2) : j;
    double tau;
    double origin;
    if (k == 1) {
      origin = d[0];
      tau = z[0] * z[0] / inverse;
    } else if (j == k - 1) {
      origin = d[j];
      double weight = rows.dot(z, 0, z, 0, k);
      double high = weight / inverse;
      double low = Math.min(z[j] * z[j] / inverse, high);
      tau = search(split, true, origin, low, high, high / 2 > low ? high / 2 : high);
    } else {
      double middle = 0.5 * (d[j + 1] - d[j]);
      rows.secular(d, z, k, d[j], middle, sums);
      double psi = sums[0];
      double phi = sums[2];
      if (inverse + psi + phi >= 0) {
        origin = d[j];
        double low = z[j] * z[j] / (inverse + phi);
        tau = search(split, false, origin, Math.min(low, middle), middle, middle);
      } else {
        origin = d[j + 1];
        double high = z[j + 1] * z[j + 1] / psi;
        tau = search(split, false, origin, -middle, Math.max(high, -middle), -middle);
      }
    }
    for (int i = 0; i < k; i++) {
      differences[at + i] = (d[i] - origin) - tau;
    }
    return origin + tau;
  }

  /**
   * Narrows [low, high], which holds the zero and has one sign, down to rounding.
   *
   * @param last whether both poles lie below the zero
   */
  private double search(
      int split, boolean last, double origin, double low, double high, double start) {
    double tau = start;
    double width = high - low;
    for (int step = 0; step < MOST_STEPS; step++) {
      if (step > 0 || last) { // else known already
        rows.secular(d, z, k, origin, tau, sums);
      }
      double g = inverse + sums[0] + sums[2];
      if (Math.abs(g) <= 4 * EPSILON * (inverse - sums[0] + sums[2])) {
        return tau;
      }
      if (g < 0) {
        low = Math.max(low, tau);
      } else {
        high = Math.min(high, tau);
      }
      double left = (d[split] - origin) - tau;
      double right = (d[split + 1] - origin) - tau;
      double psiSlope = sums[1];
      double phiSlope = sums[3];
      if (last) { // all poles lie below; the last has a side of its own
        double ratio = z[k - 1] / right;
        phiSlope = ratio * ratio;
        psiSlope = Math.max(0, psiSlope - phiSlope);
      }
      double c = g - psiSlope * left - phiSlope * right;
      double a = (left + right) * g - left * right * (psiSlope + phiSlope);
      double b = left * right * g;
      double next = tau + root(a, b, c, last);
      boolean slow = step % 4 == 3 && high - low > width / 2;
      if (step % 4 == 3) {
        width = high - low;
      }
      if (slow || !(next > low && next < high)) {
        next = middle(low, high);
      }
      if (next == tau
          || Math.abs(next - tau) <= EPSILON * Math.abs(tau)
          || next == low
          || next == high) {
        return next;
      }
      tau = next;
    }
    return tau;
  }

  /** The zero of c η² − a η + b between the poles, or beyond both. */
  private static double root(double a, double b, double c, boolean beyond) {
    double discriminant = Math.sqrt(Math.max(0, a * a - 4 * b * c));
    if (beyond) {
      return a >= 0 ? (a + discriminant) / (2 * c) : 2 * b / (a - discriminant);
    }
    return a <= 0 ? (a - discriminant) / (2 * c) : 2 * b / (a + discriminant);
  }

  /** Halves the interval, or its number of digits where the ends differ by magnitudes. */
  private static double middle(double low, double high) {
    double small = Math.min(Math.abs(low), Math.abs(high));
    double large = Math.max(Math.abs(low), Math.abs(high));
    if (large > 4 * small && small > 0) {
      return Math.copySign(Math.sqrt(small) * Math.sqrt(large), low);
    }
    return low + 0.5 * (high - low);
  }
}
