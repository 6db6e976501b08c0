package ml.tacit.matrix;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Row products Y += X A where packing would cost more than it brings: a thin A, or few rows of X.
 *
 * <p>The arithmetic of an element (fused, in the order of k) is the same in every method that could
 * have computed it, so a row has the same bits in any company.
 */
final class RowProducts {
  private static final VectorSpecies<Double> S = Lanes.SPECIES;
  private static final int V = Lanes.COUNT;

  /** Up to this many columns A counts as thin. */
  static final int THIN = V;

  /** Below this many rows packing a wide A does not pay. */
  static final int FEW = 2 * Tile.ROWS;

  private RowProducts() {}

  /** Y += X A with A of at most {@link #THIN} columns: one pass over X, at the speed of memory. */
  static void addThin(double[] x, int rows, int k, double[] a, int m, double[] y) {
    double[] padded = new double[k * V];
    for (int i = 0; i < k; i++) {
      System.arraycopy(a, i * m, padded, i * V, m);
    }
    double[] sums = new double[8 * V];
    int r = 0;
    for (; r + 8 <= rows; r += 8) {
      eightRows(x, r * k, k, padded, sums);
      addSums(sums, 8, m, y, r * m);
    }
    for (; r < rows; r++) {
      oneRow(x, r * k, k, padded, sums);
      addSums(sums, 1, m, y, r * m);
    }
  }

  private static void addSums(double[] sums, int rows, int m, double[] y, int yo) {
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < m; j++) {
        y[yo + r * m + j] += sums[r * V + j];
      }
    }
  }

  /** Eight sums: what two FMA units with a latency of four keep busy. */
  private static void eightRows(double[] x, int x0, int k, double[] a, double[] sums) {
    int x1 = x0 + k;
    int x2 = x1 + k;
    int x3 = x2 + k;
    int x4 = x3 + k;
    int x5 = x4 + k;
    int x6 = x5 + k;
    int x7 = x6 + k;
    DoubleVector s0 = DoubleVector.zero(S);
    DoubleVector s1 = s0;
    DoubleVector s2 = s0;
    DoubleVector s3 = s0;
    DoubleVector s4 = s0;
    DoubleVector s5 = s0;
    DoubleVector s6 = s0;
    DoubleVector s7 = s0;
    for (int i = 0; i < k; i++) {
      DoubleVector row = DoubleVector.fromArray(S, a, i * V);
      s0 = DoubleVector.broadcast(S, x[x0 + i]).fma(row, s0);
      s1 = DoubleVector.broadcast(S, x[x1 + i]).fma(row, s1);
      s2 = DoubleVector.broadcast(S, x[x2 + i]).fma(row, s2);
      s3 = DoubleVector.broadcast(S, x[x3 + i]).fma(row, s3);
      s4 = DoubleVector.broadcast(S, x[x4 + i]).fma(row, s4);
      s5 = DoubleVector.broadcast(S, x[x5 + i]).fma(row, s5);
      s6 = DoubleVector.broadcast(S, x[x6 + i]).fma(row, s6);
      s7 = DoubleVector.broadcast(S, x[x7 + i]).fma(row, s7);
    }
    s0.intoArray(sums, 0);
    s1.intoArray(sums, V);
    s2.intoArray(sums, 2 * V);
    s3.intoArray(sums, 3 * V);
    s4.intoArray(sums, 4 * V);
    s5.intoArray(sums, 5 * V);
    s6.intoArray(sums, 6 * V);
    s7.intoArray(sums, 7 * V);
  }

  private static void oneRow(double[] x, int xo, int k, double[] a, double[] sums) {
    DoubleVector sum = DoubleVector.zero(S);
    for (int i = 0; i < k; i++) {
      sum = DoubleVector.broadcast(S, x[xo + i]).fma(DoubleVector.fromArray(S, a, i * V), sum);
    }
    sum.intoArray(sums, 0);
  }

  /**
   * Y += X A for the rows from {@code first} on, which are few: slab by slab of k, as {@link
   * Products} cuts it, straight from A.
   */
  static void addFew(double[] x, int first, int rows, int k, double[] a, int m, double[] y) {
    for (int from = 0; from < k; from += Products.DEPTH) {
      int to = Math.min(k, from + Products.DEPTH);
      for (int r = first; r < first + rows; r++) {
        int j = 0;
        for (; j + 4 * V <= m; j += 4 * V) {
          fourVectors(x, r * k, from, to, a, j, m, y, r * m + j);
        }
        for (; j + V <= m; j += V) {
          oneVector(x, r * k, from, to, a, j, m, y, r * m + j);
        }
        for (; j < m; j++) {
          double sum = 0;
          for (int i = from; i < to; i++) {
            sum = Math.fma(x[r * k + i], a[i * m + j], sum); // hardware: KernelChoice saw to it
          }
          y[r * m + j] += sum;
        }
      }
    }
  }

  private static void fourVectors(
      double[] x, int xo, int from, int to, double[] a, int ao, int m, double[] y, int yo) {
    DoubleVector s0 = DoubleVector.zero(S);
    DoubleVector s1 = s0;
    DoubleVector s2 = s0;
    DoubleVector s3 = s0;
    for (int i = from; i < to; i++) {
      DoubleVector entry = DoubleVector.broadcast(S, x[xo + i]);
      int row = ao + i * m;
      s0 = entry.fma(DoubleVector.fromArray(S, a, row), s0);
      s1 = entry.fma(DoubleVector.fromArray(S, a, row + V), s1);
      s2 = entry.fma(DoubleVector.fromArray(S, a, row + 2 * V), s2);
      s3 = entry.fma(DoubleVector.fromArray(S, a, row + 3 * V), s3);
    }
    DoubleVector.fromArray(S, y, yo).add(s0).intoArray(y, yo);
    DoubleVector.fromArray(S, y, yo + V).add(s1).intoArray(y, yo + V);
    DoubleVector.fromArray(S, y, yo + 2 * V).add(s2).intoArray(y, yo + 2 * V);
    DoubleVector.fromArray(S, y, yo + 3 * V).add(s3).intoArray(y, yo + 3 * V);
  }

  private static void oneVector(
      double[] x, int xo, int from, int to, double[] a, int ao, int m, double[] y, int yo) {
    DoubleVector sum = DoubleVector.zero(S);
    for (int i = from; i < to; i++) {
      sum = DoubleVector.broadcast(S, x[xo + i]).fma(DoubleVector.fromArray(S, a, ao + i * m), sum);
    }
    DoubleVector.fromArray(S, y, yo).add(sum).intoArray(y, yo);
  }
}
