package ml.tacit.matrix;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Row loops on vectors: four rows at a time, so that what they share is loaded once for all. */
final class SimdRows implements Rows {
  static final SimdRows INSTANCE = new SimdRows();

  private static final VectorSpecies<Double> S = Lanes.SPECIES;
  private static final int V = Lanes.COUNT;

  private SimdRows() {}

  @Override
  public double dot(double[] x, int xo, double[] y, int yo, int n) {
    DoubleVector s0 = DoubleVector.zero(S);
    DoubleVector s1 = s0;
    int k = 0;
    for (; k + 2 * V <= n; k += 2 * V) {
      s0 = DoubleVector.fromArray(S, x, xo + k).fma(DoubleVector.fromArray(S, y, yo + k), s0);
      s1 =
          DoubleVector.fromArray(S, x, xo + k + V)
              .fma(DoubleVector.fromArray(S, y, yo + k + V), s1);
    }
    double sum = n < 2 * V ? 0 : s0.add(s1).reduceLanes(VectorOperators.ADD);
    for (; k < n; k++) {
      sum += x[xo + k] * y[yo + k];
    }
    return sum;
  }

  @Override
  public void dots(double[] a, int ao, int lda, int rows, double[] x, int xo, int n, double[] to) {
    int r = 0;
    for (; r + 4 <= rows; r += 4) {
      fourDots(a, ao + r * lda, lda, x, xo, n, to, r);
    }
    for (; r < rows; r++) {
      to[r] = dot(a, ao + r * lda, x, xo, n);
    }
  }

  private static void fourDots(
      double[] a, int a0, int lda, double[] x, int xo, int n, double[] to, int at) {
    int a1 = a0 + lda;
    int a2 = a1 + lda;
    int a3 = a2 + lda;
    DoubleVector s0 = DoubleVector.zero(S);
    DoubleVector s1 = s0;
    DoubleVector s2 = s0;
    DoubleVector s3 = s0;
    int k = 0;
    for (; k + V <= n; k += V) {
      DoubleVector xs = DoubleVector.fromArray(S, x, xo + k);
      s0 = DoubleVector.fromArray(S, a, a0 + k).fma(xs, s0);
      s1 = DoubleVector.fromArray(S, a, a1 + k).fma(xs, s1);
      s2 = DoubleVector.fromArray(S, a, a2 + k).fma(xs, s2);
      s3 = DoubleVector.fromArray(S, a, a3 + k).fma(xs, s3);
    }
    double t0 = s0.reduceLanes(VectorOperators.ADD);
    double t1 = s1.reduceLanes(VectorOperators.ADD);
    double t2 = s2.reduceLanes(VectorOperators.ADD);
    double t3 = s3.reduceLanes(VectorOperators.ADD);
    for (; k < n; k++) {
      double entry = x[xo + k];
      t0 += a[a0 + k] * entry;
      t1 += a[a1 + k] * entry;
      t2 += a[a2 + k] * entry;
      t3 += a[a3 + k] * entry;
    }
    to[at] = t0;
    to[at + 1] = t1;
    to[at + 2] = t2;
    to[at + 3] = t3;
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
      subtractFour(
          factors[f],
          factors[f + step],
          factors[f + 2 * step],
          factors[f + 3 * step],
          a,
          ao + r * lda,
          lda,
          y,
          yo,
          n);
    }
    for (; r < rows; r++) {
      double factor = factors[fo + r * step];
      int row = ao + r * lda;
      for (int k = 0; k < n; k++) {
        y[yo + k] -= factor * a[row + k];
      }
    }
  }

  private static void subtractFour(
      double f0,
      double f1,
      double f2,
      double f3,
      double[] a,
      int a0,
      int lda,
      double[] y,
      int yo,
      int n) {
    int a1 = a0 + lda;
    int a2 = a1 + lda;
    int a3 = a2 + lda;
    DoubleVector x0 = DoubleVector.broadcast(S, -f0);
    DoubleVector x1 = DoubleVector.broadcast(S, -f1);
    DoubleVector x2 = DoubleVector.broadcast(S, -f2);
    DoubleVector x3 = DoubleVector.broadcast(S, -f3);
    int k = 0;
    for (; k + V <= n; k += V) {
      DoubleVector sum = DoubleVector.fromArray(S, y, yo + k);
      sum = DoubleVector.fromArray(S, a, a0 + k).fma(x0, sum);
      sum = DoubleVector.fromArray(S, a, a1 + k).fma(x1, sum);
      sum = DoubleVector.fromArray(S, a, a2 + k).fma(x2, sum);
      DoubleVector.fromArray(S, a, a3 + k).fma(x3, sum).intoArray(y, yo + k);
    }
    for (; k < n; k++) {
      y[yo + k] -= f0 * a[a0 + k] + f1 * a[a1 + k] + f2 * a[a2 + k] + f3 * a[a3 + k];
    }
  }

  @Override
  public void symmetricTimes(
      double[] a, int lda, int from, int to, int n, double[] x, int xo, double[] y) {
    Arrays.fill(y, from, lda, 0);
    int i = from;
    for (; i + 4 <= to; i += 4) {
      int aligned = (i + 4 + V - 1) / V * V;
      corner(a, lda, i, Math.min(n, aligned), x, xo, y);
      fourRows(a, i * lda, lda, i, aligned, x, xo, y);
    }
    for (; i < to; i++) {
      oneRow(a, i * lda, i, n, x, xo, y);
    }
  }

  private void oneRow(double[] a, int row, int i, int n, double[] x, int xo, double[] y) {
    double factor = x[xo + i];
    for (int c = i + 1; c < n; c++) {
      y[c] += factor * a[row + c];
    }
    y[i] += factor * a[row + i] + dot(a, row + i + 1, x, xo + i + 1, n - i - 1);
  }

  /** The four rows up to column {@code end}: the triangle and what is left to alignment. */
  private static void corner(double[] a, int lda, int i, int end, double[] x, int xo, double[] y) {
    for (int r = i; r < i + 4; r++) {
      int row = r * lda;
      double factor = x[xo + r];
      double sum = a[row + r] * factor;
      for (int c = r + 1; c < end; c++) {
        sum += a[row + c] * x[xo + c];
        y[c] += a[row + c] * factor;
      }
      y[r] += sum;
    }
  }

  private static void fourRows(
      double[] a, int a0, int lda, int i, int start, double[] x, int xo, double[] y) {
    int a1 = a0 + lda;
    int a2 = a1 + lda;
    int a3 = a2 + lda;
    DoubleVector s0 = DoubleVector.zero(S);
    DoubleVector s1 = s0;
    DoubleVector s2 = s0;
    DoubleVector s3 = s0;
    DoubleVector x0 = DoubleVector.broadcast(S, x[xo + i]);
    DoubleVector x1 = DoubleVector.broadcast(S, x[xo + i + 1]);
    DoubleVector x2 = DoubleVector.broadcast(S, x[xo + i + 2]);
    DoubleVector x3 = DoubleVector.broadcast(S, x[xo + i + 3]);
    for (int c = start; c < lda; c += V) {
      DoubleVector xs = DoubleVector.fromArray(S, x, xo + c);
      DoubleVector row = DoubleVector.fromArray(S, a, a0 + c);
      s0 = row.fma(xs, s0);
      DoubleVector sum = row.fma(x0, DoubleVector.fromArray(S, y, c));
      row = DoubleVector.fromArray(S, a, a1 + c);
      s1 = row.fma(xs, s1);
      sum = row.fma(x1, sum);
      row = DoubleVector.fromArray(S, a, a2 + c);
      s2 = row.fma(xs, s2);
      sum = row.fma(x2, sum);
      row = DoubleVector.fromArray(S, a, a3 + c);
      s3 = row.fma(xs, s3);
      row.fma(x3, sum).intoArray(y, c);
    }
    y[i] += s0.reduceLanes(VectorOperators.ADD);
    y[i + 1] += s1.reduceLanes(VectorOperators.ADD);
    y[i + 2] += s2.reduceLanes(VectorOperators.ADD);
    y[i + 3] += s3.reduceLanes(VectorOperators.ADD);
  }

  /**
   * Terms are sorted by a mask, without a branch and without ends of odd length at the boundary:
   * beside the division that costs nothing.
   */
  @Override
  public void secular(double[] d, double[] z, int count, double origin, double tau, double[] sums) {
    DoubleVector zero = DoubleVector.zero(S);
    DoubleVector below = zero;
    DoubleVector belowSlope = zero;
    DoubleVector above = zero;
    DoubleVector aboveSlope = zero;
    for (int i = 0; i < count; i += V) {
      DoubleVector weight = DoubleVector.fromArray(S, z, i);
      DoubleVector difference = DoubleVector.fromArray(S, d, i).sub(origin).sub(tau);
      DoubleVector ratio = weight.div(difference);
      VectorMask<Double> under = difference.lt(0);
      DoubleVector negative = zero.blend(ratio, under);
      DoubleVector positive = ratio.blend(zero, under);
      below = negative.fma(weight, below);
      belowSlope = negative.fma(negative, belowSlope);
      above = positive.fma(weight, above);
      aboveSlope = positive.fma(positive, aboveSlope);
    }
    sums[0] = below.reduceLanes(VectorOperators.ADD);
    sums[1] = belowSlope.reduceLanes(VectorOperators.ADD);
    sums[2] = above.reduceLanes(VectorOperators.ADD);
    sums[3] = aboveSlope.reduceLanes(VectorOperators.ADD);
  }

  @Override
  public void multiplyByRatios(
      double[] x, int xo, double[] d, double pole, int from, int end, double[] to) {
    int i = from;
    for (; i + V <= end; i += V) {
      DoubleVector ratio =
          DoubleVector.fromArray(S, x, xo + i).div(DoubleVector.fromArray(S, d, i).sub(pole));
      ratio.mul(DoubleVector.fromArray(S, to, i)).intoArray(to, i);
    }
    for (; i < end; i++) {
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
    Products.add(a, b, depth, rows, columns, sign, c, co, ldc);
  }

  @Override
  public void addLower(Operand a, int depth, int n, double sign, double[] c, int co, int ldc) {
    Products.addLower(a, depth, n, sign, c, co, ldc);
  }

  @Override
  public void addUpper(
      Operand a, Operand b, int depth, int n, double sign, double[] c, int co, int ldc) {
    Products.addUpper(a, b, depth, n, sign, c, co, ldc);
  }
}
