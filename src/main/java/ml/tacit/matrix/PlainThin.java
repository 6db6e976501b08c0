package ml.tacit.matrix;

/**
 * Row products Y += X A with a thin A, without vector instructions: dot products of two rows of X
 * with {@link #GROUP} columns of A, ten sums that stay in registers. {@link PlainProducts} would
 * load and store every sum once a step, and with few columns no vector of them is filled.
 */
final class PlainThin {
  private static final int GROUP = 5;

  /** Columns up to which A counts as thin. */
  static final int MOST = 2 * GROUP;

  private PlainThin() {}

  /** As {@link Kernels#addRowProducts}: a row's bits do not depend on the other rows. */
  static void add(double[] x, int rows, int k, double[] a, int m, double[] y) {
    double[] columns = columns(k, a, m);
    int threads = (long) rows * k * m < PlainProducts.PARALLEL ? 1 : Parallel.threads();
    Parallel.ranges(
        threads,
        4 * threads,
        rows,
        (low, high) -> {
          double[] sums = new double[2 * GROUP];
          for (int r = low; r < high; r += 2) {
            int count = Math.min(2, high - r);
            for (int j = 0; j < m; j += GROUP) {
              twoRows(x, r * k, (r + count - 1) * k, k, columns, j * k, sums);
              for (int s = 0; s < count; s++) {
                for (int c = 0; c < Math.min(GROUP, m - j); c++) {
                  y[(r + s) * m + j + c] += sums[s * GROUP + c];
                }
              }
            }
          }
        });
  }

  /** The columns of A one behind the other, up to whole groups. */
  private static double[] columns(int k, double[] a, int m) {
    double[] columns = new double[(m + GROUP - 1) / GROUP * GROUP * k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < m; j++) {
        columns[j * k + i] = a[i * m + j];
      }
    }
    return columns;
  }

  private static void twoRows(
      double[] x, int x0, int x1, int k, double[] a, int a0, double[] sums) {
    int a1 = a0 + k;
    int a2 = a1 + k;
    int a3 = a2 + k;
    int a4 = a3 + k;
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double t0 = 0;
    double t1 = 0;
    double t2 = 0;
    double t3 = 0;
    double t4 = 0;
    for (int i = 0; i < k; i++) {
      double s = x[x0 + i];
      double t = x[x1 + i];
      s0 += s * a[a0 + i];
      t0 += t * a[a0 + i];
      s1 += s * a[a1 + i];
      t1 += t * a[a1 + i];
      s2 += s * a[a2 + i];
      t2 += t * a[a2 + i];
      s3 += s * a[a3 + i];
      t3 += t * a[a3 + i];
      s4 += s * a[a4 + i];
      t4 += t * a[a4 + i];
    }
    sums[0] = s0;
    sums[1] = s1;
    sums[2] = s2;
    sums[3] = s3;
    sums[4] = s4;
    sums[5] = t0;
    sums[6] = t1;
    sums[7] = t2;
    sums[8] = t3;
    sums[9] = t4;
  }
}
