package ml.tacit.matrix;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** Row loops on vectors: four rows at a time, so that what they share is loaded once for all. */
final class SimdRowOperations implements RowOperations {
  static final SimdRowOperations INSTANCE = new SimdRowOperations();

  private static final VectorSpecies<Double> S = Lanes.SPECIES;
  private static final int V = Lanes.COUNT;

  private SimdRowOperations() {}

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
    double sum = n < 2 * V ? 0 : Lanes.sum(s0.add(s1));
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
    double t0 = Lanes.sum(s0);
    double t1 = Lanes.sum(s1);
    double t2 = Lanes.sum(s2);
    double t3 = Lanes.sum(s3);
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
      double[] a, int ao, int lda, int from, int to, int n, double[] x, int xo, double[] y) {
    SymmetricTimes.add(a, ao, lda, from, to, n, x, xo, y);
  }

  /**
   * A mask tells terms below the zero from those above: no branch, no remainder at the boundary.
   * The division takes longer, so the mask costs no time.
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
    sums[0] = Lanes.sum(below);
    sums[1] = Lanes.sum(belowSlope);
    sums[2] = Lanes.sum(above);
    sums[3] = Lanes.sum(aboveSlope);
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
