package ml.tacit.matrix;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Row products Y += X A where packing would cost more than it brings: a thin A, or few rows of X.
 *
 * <p>The arithmetic of an element (fused, in the order of k) is the same in every method that could
 * have computed it, so a row's bits do not depend on the other rows.
 */
final class RowProducts {
  private static final VectorSpecies<Double> S = Lanes.SPECIES;
  private static final int V = Lanes.COUNT;

  /** Columns whose dot products are summed together. */
  private static final int GROUP = 5;

  /** Up to this many columns A counts as thin. */
  static final int THIN = 2 * GROUP;

  /** Rows at a time: 4 × 5 sums, four of X and one of A are 25 registers of 32; else 2 × 5. */
  private static final int AT_ONCE = Lanes.REGISTERS == 32 ? 4 : 2;

  /** Rows that a thread takes at a time; enough for memory to run in long streams. */
  private static final int PIECE = 512;

  /** Below this many rows packing a wide A does not pay. */
  static final int FEW = 2 * Tile.ROWS;

  private RowProducts() {}

  /**
   * Y += X A with A of at most {@link #THIN} columns: one pass over X, near the speed of memory. As
   * dot products of rows of X with columns of A, so that X is loaded by whole vectors; {@link
   * #GROUP} of them for a few rows at a time fill the registers.
   *
   * <p>The rows at a time are not neighbours: a piece is cut in as many stretches, and one row of
   * each is taken. Each stretch is then read from front to back, and the hardware prefetches it. If
   * the rows were neighbours, every stream would jump after each row.
   *
   * @param k at least {@link Lanes#COUNT}: where the rows do not end with a vector, the last one
   *     overlaps the one before
   */
  static void addThin(double[] x, int rows, int k, double[] a, int m, double[] y) {
    double[] columns = columns(k, a, m);
    int threads = (long) rows * k * m < Products.PARALLEL ? 1 : Parallel.threads();
    WorkQueue.share(
        threads,
        (rows + PIECE - 1) / PIECE,
        queue -> {
          double[] sums = new double[AT_ONCE * GROUP * V];
          for (int p; (p = queue.next()) >= 0; ) {
            int first = p * PIECE;
            int last = Math.min(rows, first + PIECE);
            int stretch = (last - first + AT_ONCE - 1) / AT_ONCE;
            for (int r = first; r < first + stretch; r++) {
              for (int j = 0; j < m; j += GROUP) {
                thin(x, r, stretch, last, k, columns, j, m, y, sums);
              }
            }
          }
        });
  }

  /**
   * The columns of A, a group behind the other; of a group a vector of each column, then the next:
   * one stream to read. The last vector ends with the column: what it shares with the one before it
   * is zero there, as are columns that are missing.
   */
  private static double[] columns(int k, double[] a, int m) {
    int groups = (m + GROUP - 1) / GROUP;
    double[] columns = new double[groups * GROUP * whole(k)];
    for (int j = 0; j < m; j++) {
      for (int i = 0; i < k; i++) {
        columns[at(k, i, j)] = a[i * m + j];
      }
    }
    return columns;
  }

  /** Where entry i of column j is among {@link #columns}. */
  private static int at(int k, int i, int j) {
    int vector = i / V;
    int lane = i - Math.min(vector * V, k - V);
    return j / GROUP * GROUP * whole(k) + (vector * GROUP + j % GROUP) * V + lane;
  }

  private static int whole(int k) {
    return (k + V - 1) / V * V;
  }

  /**
   * Rows {@code first}, {@code first + stretch}, … with one group of columns; for a row from {@code
   * last} on, where there is none, the first stands in.
   */
  private static void thin(
      double[] x,
      int first,
      int stretch,
      int last,
      int k,
      double[] columns,
      int column,
      int m,
      double[] y,
      double[] sums) {
    int a0 = column * whole(k);
    int x0 = first * k;
    int x1 = start(first, stretch, last) * k;
    if (AT_ONCE == 4) {
      int x2 = start(first, 2 * stretch, last) * k;
      int x3 = start(first, 3 * stretch, last) * k;
      fourRows(x, x0, x1, x2, x3, k, columns, a0, sums);
    } else {
      twoRows(x, x0, x1, k, columns, a0, sums);
    }
    for (int at = 0, r = first; at < AT_ONCE * GROUP && r < last; at += GROUP, r += stretch) {
      for (int j = column; j < Math.min(m, column + GROUP); j++) {
        double sum = lanes(sums, (at + j - column) * V);
        y[r * m + j] += Double.isNaN(sum) ? entryByEntry(x, r * k, k, columns, j) : sum;
      }
    }
  }

  /** For a row with an infinity, of which the zeros where vectors overlap make a NaN. */
  private static double entryByEntry(double[] x, int row, int k, double[] columns, int j) {
    double sum = 0;
    for (int i = 0; i < k; i++) {
      sum += x[row + i] * columns[at(k, i, j)];
    }
    return sum;
  }

  private static int start(int first, int further, int last) {
    return first + further < last ? first + further : first;
  }

  /** Not reduceLanes, whose order of adding is not fixed. */
  private static double lanes(double[] sums, int at) {
    double even = 0;
    double odd = 0;
    for (int v = 0; v < V; v += 2) {
      even += sums[at + v];
      odd += sums[at + v + 1];
    }
    return even + odd;
  }

  private static void fourRows(
      double[] x, int x0, int x1, int x2, int x3, int k, double[] a, int a0, double[] sums) {
    DoubleVector s00 = DoubleVector.zero(S);
    DoubleVector s01 = s00;
    DoubleVector s02 = s00;
    DoubleVector s03 = s00;
    DoubleVector s04 = s00;
    DoubleVector s10 = s00;
    DoubleVector s11 = s00;
    DoubleVector s12 = s00;
    DoubleVector s13 = s00;
    DoubleVector s14 = s00;
    DoubleVector s20 = s00;
    DoubleVector s21 = s00;
    DoubleVector s22 = s00;
    DoubleVector s23 = s00;
    DoubleVector s24 = s00;
    DoubleVector s30 = s00;
    DoubleVector s31 = s00;
    DoubleVector s32 = s00;
    DoubleVector s33 = s00;
    DoubleVector s34 = s00;
    for (int i = 0; V * i < k; i++) {
      int at = Math.min(V * i, k - V);
      DoubleVector v0 = DoubleVector.fromArray(S, x, x0 + at);
      DoubleVector v1 = DoubleVector.fromArray(S, x, x1 + at);
      DoubleVector v2 = DoubleVector.fromArray(S, x, x2 + at);
      DoubleVector v3 = DoubleVector.fromArray(S, x, x3 + at);
      DoubleVector column = DoubleVector.fromArray(S, a, a0 + GROUP * V * i);
      s00 = v0.fma(column, s00);
      s10 = v1.fma(column, s10);
      s20 = v2.fma(column, s20);
      s30 = v3.fma(column, s30);
      column = DoubleVector.fromArray(S, a, a0 + V + GROUP * V * i);
      s01 = v0.fma(column, s01);
      s11 = v1.fma(column, s11);
      s21 = v2.fma(column, s21);
      s31 = v3.fma(column, s31);
      column = DoubleVector.fromArray(S, a, a0 + 2 * V + GROUP * V * i);
      s02 = v0.fma(column, s02);
      s12 = v1.fma(column, s12);
      s22 = v2.fma(column, s22);
      s32 = v3.fma(column, s32);
      column = DoubleVector.fromArray(S, a, a0 + 3 * V + GROUP * V * i);
      s03 = v0.fma(column, s03);
      s13 = v1.fma(column, s13);
      s23 = v2.fma(column, s23);
      s33 = v3.fma(column, s33);
      column = DoubleVector.fromArray(S, a, a0 + 4 * V + GROUP * V * i);
      s04 = v0.fma(column, s04);
      s14 = v1.fma(column, s14);
      s24 = v2.fma(column, s24);
      s34 = v3.fma(column, s34);
    }
    s00.intoArray(sums, 0);
    s01.intoArray(sums, V);
    s02.intoArray(sums, 2 * V);
    s03.intoArray(sums, 3 * V);
    s04.intoArray(sums, 4 * V);
    s10.intoArray(sums, 5 * V);
    s11.intoArray(sums, 6 * V);
    s12.intoArray(sums, 7 * V);
    s13.intoArray(sums, 8 * V);
    s14.intoArray(sums, 9 * V);
    s20.intoArray(sums, 10 * V);
    s21.intoArray(sums, 11 * V);
    s22.intoArray(sums, 12 * V);
    s23.intoArray(sums, 13 * V);
    s24.intoArray(sums, 14 * V);
    s30.intoArray(sums, 15 * V);
    s31.intoArray(sums, 16 * V);
    s32.intoArray(sums, 17 * V);
    s33.intoArray(sums, 18 * V);
    s34.intoArray(sums, 19 * V);
  }

  private static void twoRows(
      double[] x, int x0, int x1, int k, double[] a, int a0, double[] sums) {
    DoubleVector s00 = DoubleVector.zero(S);
    DoubleVector s01 = s00;
    DoubleVector s02 = s00;
    DoubleVector s03 = s00;
    DoubleVector s04 = s00;
    DoubleVector s10 = s00;
    DoubleVector s11 = s00;
    DoubleVector s12 = s00;
    DoubleVector s13 = s00;
    DoubleVector s14 = s00;
    for (int i = 0; V * i < k; i++) {
      int at = Math.min(V * i, k - V);
      DoubleVector v0 = DoubleVector.fromArray(S, x, x0 + at);
      DoubleVector v1 = DoubleVector.fromArray(S, x, x1 + at);
      DoubleVector column = DoubleVector.fromArray(S, a, a0 + GROUP * V * i);
      s00 = v0.fma(column, s00);
      s10 = v1.fma(column, s10);
      column = DoubleVector.fromArray(S, a, a0 + V + GROUP * V * i);
      s01 = v0.fma(column, s01);
      s11 = v1.fma(column, s11);
      column = DoubleVector.fromArray(S, a, a0 + 2 * V + GROUP * V * i);
      s02 = v0.fma(column, s02);
      s12 = v1.fma(column, s12);
      column = DoubleVector.fromArray(S, a, a0 + 3 * V + GROUP * V * i);
      s03 = v0.fma(column, s03);
      s13 = v1.fma(column, s13);
      column = DoubleVector.fromArray(S, a, a0 + 4 * V + GROUP * V * i);
      s04 = v0.fma(column, s04);
      s14 = v1.fma(column, s14);
    }
    s00.intoArray(sums, 0);
    s01.intoArray(sums, V);
    s02.intoArray(sums, 2 * V);
    s03.intoArray(sums, 3 * V);
    s04.intoArray(sums, 4 * V);
    s10.intoArray(sums, 5 * V);
    s11.intoArray(sums, 6 * V);
    s12.intoArray(sums, 7 * V);
    s13.intoArray(sums, 8 * V);
    s14.intoArray(sums, 9 * V);
  }

  /** Y += X A for few rows: slab by slab of k, as {@link Products} cuts it, straight from A. */
  static void addFew(double[] x, int rows, int k, double[] a, int m, double[] y) {
    for (int from = 0; from < k; from += Products.DEPTH) {
      int to = Math.min(k, from + Products.DEPTH);
      for (int r = 0; r < rows; r++) {
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
