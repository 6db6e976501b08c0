package ml.tacit.matrix;

/**
 * The eigendecomposition of a small symmetric tridiagonal matrix by implicit QL iteration (Martin
 * and Wilkinson 1968, doi:10.1007/BF02165404; EISPACK's imtql2).
 */
final class QlIteration {
  private static final double EPSILON = Math.ulp(1.0) / 2;

  /** Entries below this are zeros in a matrix whose largest entry is near 1. */
  private static final double NOTHING = 0x1p-900;

  /** Sweeps per eigenvalue; two do as a rule, and LAPACK gives up after thirty. */
  private static final int MOST_SWEEPS = 60;

  private QlIteration() {}

  /**
   * Decomposes rows and columns {@code from … to}; values are left ascending.
   *
   * @param d the diagonal, a part of one whose matrix has its largest entry near 1; becomes the
   *     eigenvalues
   * @param e the off-diagonal, e[i] between i and i + 1; overwritten from {@code from} to {@code to
   *     − 1}
   * @param vectors zeros in that square, rows {@code n} apart; receives a unit eigenvector a row
   */
  static void decompose(double[] d, double[] e, double[] vectors, int n, int from, int to) {
    e[to - 1] = 0; // the caller has taken the coupling to the next part already
    // QL finds the eigenvalues at the top first. It is accurate if those are the small ones.
    boolean reversed = Math.abs(d[from]) > Math.abs(d[to - 1]);
    if (reversed) {
      reverse(d, from, to);
      reverse(e, from, to - 1);
    }
    double norm = 0;
    for (int i = from; i < to; i++) {
      vectors[i * n + (reversed ? from + to - 1 - i : i)] = 1;
      norm = Math.max(norm, Math.abs(d[i]) + Math.abs(e[i]));
    }
    // Far below the rounding errors of the largest entries; keeps graded ends from crawling, and
    // parts that are nearly zero from iterating on numbers with few digits.
    double negligible = Math.max(EPSILON * EPSILON * norm, NOTHING);
    for (int first = from; first < to; first++) {
      int sweeps = 0;
      int end = split(d, e, first, to, negligible);
      while (end != first) {
        if (sweeps++ == MOST_SWEEPS) {
          throw new ArithmeticException("symmetric eigenproblem did not converge");
        }
        sweep(d, e, vectors, n, first, end, from, to);
        end = split(d, e, first, to, negligible);
      }
    }
    sort(d, vectors, n, from, to);
  }

  private static void reverse(double[] x, int from, int to) {
    for (int i = from, j = to - 1; i < j; i++, j--) {
      double entry = x[i];
      x[i] = x[j];
      x[j] = entry;
    }
  }

  /** The end of the unreduced block that begins at {@code first}. */
  private static int split(double[] d, double[] e, int first, int to, double negligible) {
    int end = first;
    while (end < to - 1
        && Math.abs(e[end])
            > Math.max(EPSILON * (Math.abs(d[end]) + Math.abs(d[end + 1])), negligible)) {
      end++;
    }
    return end;
  }

  /** One sweep with Wilkinson's shift: a bulge chased from the end to the first row. */
  private static void sweep(
      double[] d, double[] e, double[] vectors, int n, int first, int end, int from, int to) {
    double g = (d[first + 1] - d[first]) / (2 * e[first]);
    double r = Math.hypot(g, 1);
    g = d[end] - d[first] + e[first] / (g + Math.copySign(r, g));
    double s = 1;
    double c = 1;
    double p = 0;
    for (int i = end - 1; i >= first; i--) {
      double f = s * e[i];
      double b = c * e[i];
      r = Math.hypot(f, g);
      e[i + 1] = r;
      if (r == 0) { // the block splits here
        d[i + 1] -= p;
        e[end] = 0;
        return;
      }
      s = f / r;
      c = g / r;
      g = d[i + 1] - p;
      r = (d[i] - g) * s + 2 * c * b;
      p = s * r;
      d[i + 1] = g + p;
      g = c * r - b;
      rotate(vectors, i * n, (i + 1) * n, from, to, c, s);
    }
    d[first] -= p;
    e[first] = g;
    e[end] = 0;
  }

  private static void rotate(
      double[] vectors, int row, int next, int from, int to, double c, double s) {
    for (int k = from; k < to; k++) {
      double x = vectors[row + k];
      double y = vectors[next + k];
      vectors[next + k] = s * x + c * y;
      vectors[row + k] = c * x - s * y;
    }
  }

  private static void sort(double[] d, double[] vectors, int n, int from, int to) {
    for (int i = from; i < to; i++) {
      int smallest = i;
      for (int j = i + 1; j < to; j++) {
        if (d[j] < d[smallest]) {
          smallest = j;
        }
      }
      if (smallest != i) {
        double value = d[i];
        d[i] = d[smallest];
        d[smallest] = value;
        for (int k = from; k < to; k++) {
          double entry = vectors[i * n + k];
          vectors[i * n + k] = vectors[smallest * n + k];
          vectors[smallest * n + k] = entry;
        }
      }
    }
  }
}
