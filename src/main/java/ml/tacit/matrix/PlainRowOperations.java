package ml.tacit.matrix;

import java.util.Arrays;

/** Row loops without vectors: four sums under way at once hide the latency of an addition. */
final class PlainRowOperations implements RowOperations {
  static final PlainRowOperations INSTANCE = new PlainRowOperations();

  private PlainRowOperations() {}

  @Override
  public double dot(double[] x, int xo, double[] y, int yo, int n) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int k = 0;
    for (; k + 4 <= n; k += 4) {
      s0 += x[xo + k] * y[yo + k];
      s1 += x[xo + k + 1] * y[yo + k + 1];
      s2 += x[xo + k + 2] * y[yo + k + 2];
      s3 += x[xo + k + 3] * y[yo + k + 3];
    }
    for (; k < n; k++) {
      s0 += x[xo + k] * y[yo + k];
    }
    return (s0 + s1) + (s2 + s3);
  }

  @Override
  public void dots(double[] a, int ao, int lda, int rows, double[] x, int xo, int n, double[] to) {
    int r = 0;
    for (; r + 4 <= rows; r += 4) {
      int a0 = ao + r * lda;
      int a1 = a0 + lda;
      int a2 = a1 + lda;
      int a3 = a2 + lda;
      double s0 = 0;
      double s1 = 0;
      double s2 = 0;
      double s3 = 0;
      for (int k = 0; k < n; k++) {
        double entry = x[xo + k];
        s0 += a[a0 + k] * entry;
        s1 += a[a1 + k] * entry;
        s2 += a[a2 + k] * entry;
        s3 += a[a3 + k] * entry;
      }
      to[r] = s0;
      to[r + 1] = s1;
      to[r + 2] = s2;
      to[r + 3] = s3;
    }
    for (; r < rows; r++) {
      to[r] = dot(a, ao + r * lda, x, xo, n);
    }
  }

  @Override
  public void subtract(
      double[] factors,
      int fo,
      int step,
      double[] a,
      int ao,
      int lda,
      int rows,
      double[] y,
      int yo,
      int n) {
    int r = 0;
    for (; r + 4 <= rows; r += 4) {
      int f = fo + r * step;
      double f0 = factors[f];
      double f1 = factors[f + step];
      double f2 = factors[f + 2 * step];
      double f3 = factors[f + 3 * step];
      int a0 = ao + r * lda;
      int a1 = a0 + lda;
      int a2 = a1 + lda;
      int a3 = a2 + lda;
      for (int k = 0; k < n; k++) {
        y[yo + k] -= (f0 * a[a0 + k] + f1 * a[a1 + k]) + (f2 * a[a2 + k] + f3 * a[a3 + k]);
      }
    }
    for (; r < rows; r++) {
      double factor = factors[fo + r * step];
      int row = ao + r * lda;
      for (int k = 0; k < n; k++) {
        y[yo + k] -= factor * a[row + k];
      }
    }
  }

  @Override
  public void symmetricTimes(
      double[] a, int ao, int lda, int from, int to, int n, double[] x, int xo, double[] y) {
    Arrays.fill(y, from, lda, 0);
    int i = from;
    for (; i + 4 <= to; i += 4) {
      fourRows(a, ao + i * lda, lda, i, n, x, xo, y);
    }
    for (; i < to; i++) {
      rowUpTo(a, ao + i * lda, i, n, x, xo, y);
    }
  }

  private static void fourRows(
      double[] a, int a0, int lda, int i, int n, double[] x, int xo, double[] y) {
    int start = i + 4;
    for (int r = i; r < i + 4; r++) {
      rowUpTo(a, a0 + (r - i) * lda, r, start, x, xo, y);
    }
    int a1 = a0 + lda;
    int a2 = a1 + lda;
    int a3 = a2 + lda;
    double x0 = x[xo + i];
    double x1 = x[xo + i + 1];
    double x2 = x[xo + i + 2];
    double x3 = x[xo + i + 3];
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    for (int c = start; c < n; c++) {
      double entry = x[xo + c];
      double e0 = a[a0 + c];
      double e1 = a[a1 + c];
      double e2 = a[a2 + c];
      double e3 = a[a3 + c];
      s0 += e0 * entry;
      s1 += e1 * entry;
      s2 += e2 * entry;
      s3 += e3 * entry;
      y[c] += (e0 * x0 + e1 * x1) + (e2 * x2 + e3 * x3);
    }
    y[i] += s0;
    y[i + 1] += s1;
    y[i + 2] += s2;
    y[i + 3] += s3;
  }

  /** One row from the diagonal to column {@code end}. */
  private static void rowUpTo(double[] a, int row, int i, int end, double[] x, int xo, double[] y) {
    double factor = x[xo + i];
    double sum = a[row + i] * factor;
    for (int c = i + 1; c < end; c++) {
      sum += a[row + c] * x[xo + c];
      y[c] += a[row + c] * factor;
    }
    y[i] += sum;
  }

  @Override
  public void secular(double[] d, double[] z, int count, double origin, double tau, double[] sums) {
    double below = 0;
    double belowSlope = 0;
    double above = 0;
    double aboveSlope = 0;
    int i = 0;
    for (; i < count && (d[i] - origin) - tau < 0; i++) {
      double ratio = z[i] / ((d[i] - origin) - tau);
      below += ratio * z[i];
      belowSlope += ratio * ratio;
    }
    for (; i < count; i++) {
      double ratio = z[i] / ((d[i] - origin) - tau);
      above += ratio * z[i];
      aboveSlope += ratio * ratio;
    }
    sums[0] = below;
    sums[1] = belowSlope;
    sums[2] = above;
    sums[3] = aboveSlope;
  }

  @Override
  public void multiplyByRatios(
      double[] x, int xo, double[] d, double pole, int from, int end, double[] to) {
    for (int i = from; i < end; i++) {
      to[i] *= x[xo + i] / (d[i] - pole);
    }
  }

  @Override
  public void add(
      Operand a,
      Operand b,
      int depth,
      int rows,
      int columns,
      double sign,
      double[] c,
      int co,
      int ldc) {
    PlainProducts.add(a, b, depth, rows, columns, sign, c, co, ldc);
  }

  @Override
  public void addLower(Operand a, int depth, int n, double sign, double[] c, int co, int ldc) {
    PlainProducts.addLower(a, depth, n, sign, c, co, ldc);
  }

  @Override
  public void addUpper(
      Operand a, Operand b, int depth, int n, double sign, double[] c, int co, int ldc) {
    PlainProducts.addUpper(a, b, depth, n, sign, c, co, ldc);
  }
}
