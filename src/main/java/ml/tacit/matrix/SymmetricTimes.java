package ml.tacit.matrix;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The symmetric matrix times a vector, of which only the upper triangle is read, once: the speed is
 * that of the memory it comes from.
 *
 * <p>Rows are taken together so that x and y, which leave the first-level cache in a large problem,
 * are read and written the less often: eight of them need 18 registers, so four where there are 16.
 */
final class SymmetricTimes {
  private static final VectorSpecies<Double> S = Lanes.SPECIES;
  private static final int V = Lanes.COUNT;
  private static final int GROUP = V == 4 ? 4 : 8;

  private SymmetricTimes() {}

  /** As {@link RowOperations#symmetricTimes}. */
  static void add(
      double[] a, int ao, int lda, int from, int to, int n, double[] x, int xo, double[] y) {
    Arrays.fill(y, from, lda, 0);
    int i = from;
    for (; i + GROUP <= to; i += GROUP) {
      int row = ao + i * lda;
      int aligned = (i + GROUP + V - 1) / V * V;
      corner(a, row, lda, i, i + GROUP, Math.min(n, aligned), x, xo, y);
      if (GROUP == 8) {
        eightRows(a, row, lda, i, aligned, x, xo, y);
      } else {
        fourRows(a, row, lda, i, aligned, x, xo, y);
      }
    }
    corner(a, ao + i * lda, lda, i, to, n, x, xo, y);
  }

  /** Rows {@code from … to} up to column {@code end}: the triangle and what alignment leaves. */
  private static void corner(
      double[] a, int row, int lda, int from, int to, int end, double[] x, int xo, double[] y) {
    for (int r = from; r < to; r++, row += lda) {
      double factor = x[xo + r];
      double sum = a[row + r] * factor;
      for (int c = r + 1; c < end; c++) {
        sum += a[row + c] * x[xo + c];
        y[c] += a[row + c] * factor;
      }
      y[r] += sum;
    }
  }

  private static void eightRows(
      double[] a, int a0, int lda, int i, int start, double[] x, int xo, double[] y) {
    int a1 = a0 + lda;
    int a2 = a1 + lda;
    int a3 = a2 + lda;
    int a4 = a3 + lda;
    int a5 = a4 + lda;
    int a6 = a5 + lda;
    int a7 = a6 + lda;
    DoubleVector s0 = DoubleVector.zero(S);
    DoubleVector s1 = s0;
    DoubleVector s2 = s0;
    DoubleVector s3 = s0;
    DoubleVector s4 = s0;
    DoubleVector s5 = s0;
    DoubleVector s6 = s0;
    DoubleVector s7 = s0;
    DoubleVector x0 = DoubleVector.broadcast(S, x[xo + i]);
    DoubleVector x1 = DoubleVector.broadcast(S, x[xo + i + 1]);
    DoubleVector x2 = DoubleVector.broadcast(S, x[xo + i + 2]);
    DoubleVector x3 = DoubleVector.broadcast(S, x[xo + i + 3]);
    DoubleVector x4 = DoubleVector.broadcast(S, x[xo + i + 4]);
    DoubleVector x5 = DoubleVector.broadcast(S, x[xo + i + 5]);
    DoubleVector x6 = DoubleVector.broadcast(S, x[xo + i + 6]);
    DoubleVector x7 = DoubleVector.broadcast(S, x[xo + i + 7]);
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
      sum = row.fma(x3, sum);
      row = DoubleVector.fromArray(S, a, a4 + c);
      s4 = row.fma(xs, s4);
      sum = row.fma(x4, sum);
      row = DoubleVector.fromArray(S, a, a5 + c);
      s5 = row.fma(xs, s5);
      sum = row.fma(x5, sum);
      row = DoubleVector.fromArray(S, a, a6 + c);
      s6 = row.fma(xs, s6);
      sum = row.fma(x6, sum);
      row = DoubleVector.fromArray(S, a, a7 + c);
      s7 = row.fma(xs, s7);
      row.fma(x7, sum).intoArray(y, c);
    }
    y[i] += Lanes.sum(s0);
    y[i + 1] += Lanes.sum(s1);
    y[i + 2] += Lanes.sum(s2);
    y[i + 3] += Lanes.sum(s3);
    y[i + 4] += Lanes.sum(s4);
    y[i + 5] += Lanes.sum(s5);
    y[i + 6] += Lanes.sum(s6);
    y[i + 7] += Lanes.sum(s7);
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
    y[i] += Lanes.sum(s0);
    y[i + 1] += Lanes.sum(s1);
    y[i + 2] += Lanes.sum(s2);
    y[i + 3] += Lanes.sum(s3);
  }
}
