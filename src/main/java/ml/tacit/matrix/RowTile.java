package ml.tacit.matrix;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Tile} for an A that is stored by rows, depth running along them: its entries are broadcast
 * from where they are, since six rows are six streams that the caches follow without any packing.
 * The same sums in the same order, so the same bits.
 *
 * <p>The text of {@link Tile} is repeated on purpose, sum by sum: a sum that was an element of an
 * array, or that a method returned, would not stay in a register.
 */
final class RowTile {
  private static final VectorSpecies<Double> S = Lanes.SPECIES;
  private static final int V = Lanes.COUNT;
  private static final int COLUMNS = Tile.COLUMNS;

  private RowTile() {}

  /**
   * C += sign AᵀB for a tile of C.
   *
   * @param rows how many rows of A there are, at most {@link Tile#ROWS}
   * @param columns how many columns are wanted; of the others up to {@link Tile#COLUMNS}, any may
   *     be added to as well
   * @param depth rows of the panel of B
   * @param a the first row of A from {@code ao}, the others {@code lda} apart
   * @param b panel of B, from {@code bo}
   * @param sign 1 or −1
   * @param c the tile from {@code co}, its rows {@code ldc} apart
   */
  static void add(
      int rows,
      int columns,
      int depth,
      double[] a,
      int ao,
      int lda,
      double[] b,
      int bo,
      double sign,
      double[] c,
      int co,
      int ldc) {
    if (rows < Tile.ROWS) {
      for (int r = 0; r < rows; r++) {
        one(depth, a, ao + r * lda, b, bo, sign, c, co + r * ldc);
      }
    } else if (columns <= 2 * V) {
      for (int v = 0; v < columns; v += V) { // a vector that is not wanted costs as much as one
        if (Tile.ROWS == 6) {
          sixNarrow(depth, a, ao, lda, b, bo + v, sign, c, co + v, ldc);
        } else {
          threeNarrow(depth, a, ao, lda, b, bo + v, sign, c, co + v, ldc);
        }
      }
    } else if (Tile.ROWS == 6) {
      six(depth, a, ao, lda, b, bo, sign, c, co, ldc);
    } else {
      three(depth, a, ao, lda, b, bo, sign, c, co, ldc);
    }
  }

  private static void six(
      int depth,
      double[] a,
      int a0,
      int lda,
      double[] b,
      int bo,
      double sign,
      double[] c,
      int co,
      int ldc) {
    int a1 = a0 + lda;
    int a2 = a1 + lda;
    int a3 = a2 + lda;
    int a4 = a3 + lda;
    int a5 = a4 + lda;
    DoubleVector c00 = DoubleVector.zero(S);
    DoubleVector c01 = c00;
    DoubleVector c02 = c00;
    DoubleVector c10 = c00;
    DoubleVector c11 = c00;
    DoubleVector c12 = c00;
    DoubleVector c20 = c00;
    DoubleVector c21 = c00;
    DoubleVector c22 = c00;
    DoubleVector c30 = c00;
    DoubleVector c31 = c00;
    DoubleVector c32 = c00;
    DoubleVector c40 = c00;
    DoubleVector c41 = c00;
    DoubleVector c42 = c00;
    DoubleVector c50 = c00;
    DoubleVector c51 = c00;
    DoubleVector c52 = c00;
    for (int k = 0; k < depth; k++) {
      DoubleVector b0 = DoubleVector.fromArray(S, b, bo + COLUMNS * k);
      DoubleVector b1 = DoubleVector.fromArray(S, b, bo + V + COLUMNS * k);
      DoubleVector b2 = DoubleVector.fromArray(S, b, bo + 2 * V + COLUMNS * k);
      DoubleVector x = DoubleVector.broadcast(S, a[a0 + k]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      c02 = x.fma(b2, c02);
      x = DoubleVector.broadcast(S, a[a1 + k]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      c12 = x.fma(b2, c12);
      x = DoubleVector.broadcast(S, a[a2 + k]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      c22 = x.fma(b2, c22);
      x = DoubleVector.broadcast(S, a[a3 + k]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
      c32 = x.fma(b2, c32);
      x = DoubleVector.broadcast(S, a[a4 + k]);
      c40 = x.fma(b0, c40);
      c41 = x.fma(b1, c41);
      c42 = x.fma(b2, c42);
      x = DoubleVector.broadcast(S, a[a5 + k]);
      c50 = x.fma(b0, c50);
      c51 = x.fma(b1, c51);
      c52 = x.fma(b2, c52);
    }
    DoubleVector signs = DoubleVector.broadcast(S, sign);
    signs.fma(c00, DoubleVector.fromArray(S, c, co)).intoArray(c, co);
    signs.fma(c01, DoubleVector.fromArray(S, c, co + V)).intoArray(c, co + V);
    signs.fma(c02, DoubleVector.fromArray(S, c, co + 2 * V)).intoArray(c, co + 2 * V);
    int r1 = co + ldc;
    signs.fma(c10, DoubleVector.fromArray(S, c, r1)).intoArray(c, r1);
    signs.fma(c11, DoubleVector.fromArray(S, c, r1 + V)).intoArray(c, r1 + V);
    signs.fma(c12, DoubleVector.fromArray(S, c, r1 + 2 * V)).intoArray(c, r1 + 2 * V);
    int r2 = r1 + ldc;
    signs.fma(c20, DoubleVector.fromArray(S, c, r2)).intoArray(c, r2);
    signs.fma(c21, DoubleVector.fromArray(S, c, r2 + V)).intoArray(c, r2 + V);
    signs.fma(c22, DoubleVector.fromArray(S, c, r2 + 2 * V)).intoArray(c, r2 + 2 * V);
    int r3 = r2 + ldc;
    signs.fma(c30, DoubleVector.fromArray(S, c, r3)).intoArray(c, r3);
    signs.fma(c31, DoubleVector.fromArray(S, c, r3 + V)).intoArray(c, r3 + V);
    signs.fma(c32, DoubleVector.fromArray(S, c, r3 + 2 * V)).intoArray(c, r3 + 2 * V);
    int r4 = r3 + ldc;
    signs.fma(c40, DoubleVector.fromArray(S, c, r4)).intoArray(c, r4);
    signs.fma(c41, DoubleVector.fromArray(S, c, r4 + V)).intoArray(c, r4 + V);
    signs.fma(c42, DoubleVector.fromArray(S, c, r4 + 2 * V)).intoArray(c, r4 + 2 * V);
    int r5 = r4 + ldc;
    signs.fma(c50, DoubleVector.fromArray(S, c, r5)).intoArray(c, r5);
    signs.fma(c51, DoubleVector.fromArray(S, c, r5 + V)).intoArray(c, r5 + V);
    signs.fma(c52, DoubleVector.fromArray(S, c, r5 + 2 * V)).intoArray(c, r5 + 2 * V);
  }

  private static void sixNarrow(
      int depth,
      double[] a,
      int a0,
      int lda,
      double[] b,
      int bo,
      double sign,
      double[] c,
      int co,
      int ldc) {
    int a1 = a0 + lda;
    int a2 = a1 + lda;
    int a3 = a2 + lda;
    int a4 = a3 + lda;
    int a5 = a4 + lda;
    DoubleVector c00 = DoubleVector.zero(S);
    DoubleVector c10 = c00;
    DoubleVector c20 = c00;
    DoubleVector c30 = c00;
    DoubleVector c40 = c00;
    DoubleVector c50 = c00;
    for (int k = 0; k < depth; k++) {
      DoubleVector b0 = DoubleVector.fromArray(S, b, bo + COLUMNS * k);
      DoubleVector x = DoubleVector.broadcast(S, a[a0 + k]);
      c00 = x.fma(b0, c00);
      x = DoubleVector.broadcast(S, a[a1 + k]);
      c10 = x.fma(b0, c10);
      x = DoubleVector.broadcast(S, a[a2 + k]);
      c20 = x.fma(b0, c20);
      x = DoubleVector.broadcast(S, a[a3 + k]);
      c30 = x.fma(b0, c30);
      x = DoubleVector.broadcast(S, a[a4 + k]);
      c40 = x.fma(b0, c40);
      x = DoubleVector.broadcast(S, a[a5 + k]);
      c50 = x.fma(b0, c50);
    }
    DoubleVector signs = DoubleVector.broadcast(S, sign);
    signs.fma(c00, DoubleVector.fromArray(S, c, co)).intoArray(c, co);
    int r1 = co + ldc;
    signs.fma(c10, DoubleVector.fromArray(S, c, r1)).intoArray(c, r1);
    int r2 = r1 + ldc;
    signs.fma(c20, DoubleVector.fromArray(S, c, r2)).intoArray(c, r2);
    int r3 = r2 + ldc;
    signs.fma(c30, DoubleVector.fromArray(S, c, r3)).intoArray(c, r3);
    int r4 = r3 + ldc;
    signs.fma(c40, DoubleVector.fromArray(S, c, r4)).intoArray(c, r4);
    int r5 = r4 + ldc;
    signs.fma(c50, DoubleVector.fromArray(S, c, r5)).intoArray(c, r5);
  }

  private static void three(
      int depth,
      double[] a,
      int a0,
      int lda,
      double[] b,
      int bo,
      double sign,
      double[] c,
      int co,
      int ldc) {
    int a1 = a0 + lda;
    int a2 = a1 + lda;
    DoubleVector c00 = DoubleVector.zero(S);
    DoubleVector c01 = c00;
    DoubleVector c02 = c00;
    DoubleVector c10 = c00;
    DoubleVector c11 = c00;
    DoubleVector c12 = c00;
    DoubleVector c20 = c00;
    DoubleVector c21 = c00;
    DoubleVector c22 = c00;
    for (int k = 0; k < depth; k++) {
      DoubleVector b0 = DoubleVector.fromArray(S, b, bo + COLUMNS * k);
      DoubleVector b1 = DoubleVector.fromArray(S, b, bo + V + COLUMNS * k);
      DoubleVector b2 = DoubleVector.fromArray(S, b, bo + 2 * V + COLUMNS * k);
      DoubleVector x = DoubleVector.broadcast(S, a[a0 + k]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      c02 = x.fma(b2, c02);
      x = DoubleVector.broadcast(S, a[a1 + k]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      c12 = x.fma(b2, c12);
      x = DoubleVector.broadcast(S, a[a2 + k]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      c22 = x.fma(b2, c22);
    }
    DoubleVector signs = DoubleVector.broadcast(S, sign);
    signs.fma(c00, DoubleVector.fromArray(S, c, co)).intoArray(c, co);
    signs.fma(c01, DoubleVector.fromArray(S, c, co + V)).intoArray(c, co + V);
    signs.fma(c02, DoubleVector.fromArray(S, c, co + 2 * V)).intoArray(c, co + 2 * V);
    int r1 = co + ldc;
    signs.fma(c10, DoubleVector.fromArray(S, c, r1)).intoArray(c, r1);
    signs.fma(c11, DoubleVector.fromArray(S, c, r1 + V)).intoArray(c, r1 + V);
    signs.fma(c12, DoubleVector.fromArray(S, c, r1 + 2 * V)).intoArray(c, r1 + 2 * V);
    int r2 = r1 + ldc;
    signs.fma(c20, DoubleVector.fromArray(S, c, r2)).intoArray(c, r2);
    signs.fma(c21, DoubleVector.fromArray(S, c, r2 + V)).intoArray(c, r2 + V);
    signs.fma(c22, DoubleVector.fromArray(S, c, r2 + 2 * V)).intoArray(c, r2 + 2 * V);
  }

  private static void threeNarrow(
      int depth,
      double[] a,
      int a0,
      int lda,
      double[] b,
      int bo,
      double sign,
      double[] c,
      int co,
      int ldc) {
    int a1 = a0 + lda;
    int a2 = a1 + lda;
    DoubleVector c00 = DoubleVector.zero(S);
    DoubleVector c10 = c00;
    DoubleVector c20 = c00;
    for (int k = 0; k < depth; k++) {
      DoubleVector b0 = DoubleVector.fromArray(S, b, bo + COLUMNS * k);
      DoubleVector x = DoubleVector.broadcast(S, a[a0 + k]);
      c00 = x.fma(b0, c00);
      x = DoubleVector.broadcast(S, a[a1 + k]);
      c10 = x.fma(b0, c10);
      x = DoubleVector.broadcast(S, a[a2 + k]);
      c20 = x.fma(b0, c20);
    }
    DoubleVector signs = DoubleVector.broadcast(S, sign);
    signs.fma(c00, DoubleVector.fromArray(S, c, co)).intoArray(c, co);
    int r1 = co + ldc;
    signs.fma(c10, DoubleVector.fromArray(S, c, r1)).intoArray(c, r1);
    int r2 = r1 + ldc;
    signs.fma(c20, DoubleVector.fromArray(S, c, r2)).intoArray(c, r2);
  }

  private static void one(
      int depth, double[] a, int a0, double[] b, int bo, double sign, double[] c, int co) {
    DoubleVector c00 = DoubleVector.zero(S);
    DoubleVector c01 = c00;
    DoubleVector c02 = c00;
    for (int k = 0; k < depth; k++) {
      DoubleVector b0 = DoubleVector.fromArray(S, b, bo + COLUMNS * k);
      DoubleVector b1 = DoubleVector.fromArray(S, b, bo + V + COLUMNS * k);
      DoubleVector b2 = DoubleVector.fromArray(S, b, bo + 2 * V + COLUMNS * k);
      DoubleVector x = DoubleVector.broadcast(S, a[a0 + k]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      c02 = x.fma(b2, c02);
    }
    DoubleVector signs = DoubleVector.broadcast(S, sign);
    signs.fma(c00, DoubleVector.fromArray(S, c, co)).intoArray(c, co);
    signs.fma(c01, DoubleVector.fromArray(S, c, co + V)).intoArray(c, co + V);
    signs.fma(c02, DoubleVector.fromArray(S, c, co + 2 * V)).intoArray(c, co + 2 * V);
  }
}
