package ml.tacit.matrix;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * What {@link Tile} is for products, for sums of absolute differences and of chi-square terms: the
 * same panels, the same tile, kept in registers as there. The text is written out sum by sum for
 * the reason that {@link RowTile} gives.
 */
final class DistanceTile {
  private static final VectorSpecies<Double> S = Lanes.SPECIES;
  private static final int V = Lanes.COUNT;
  private static final int COLUMNS = Tile.COLUMNS;

  private DistanceTile() {}

  /**
   * C += Σ_k |a_k − b_k| for a tile of C, as {@link RowTile#add}.
   *
   * @param rows of A, at most {@link Tile#ROWS}, {@code lda} apart
   */
  static void addAbsolute(
      int rows,
      int depth,
      double[] a,
      int ao,
      int lda,
      double[] b,
      int bo,
      double[] c,
      int co,
      int ldc) {
    if (rows < Tile.ROWS) {
      for (int r = 0; r < rows; r++) {
        absoluteRow(depth, a, ao + r * lda, b, bo, c, co + r * ldc);
      }
    } else if (Tile.ROWS == 6) {
      absolute6(depth, a, ao, lda, b, bo, c, co, ldc);
    } else {
      absolute3(depth, a, ao, lda, b, bo, c, co, ldc);
    }
  }

  /**
   * C += Σ_k (a_k − b_k)² / (a_k + b_k) for a tile. Divisions decide: a row of the tile at a time
   * has sums enough to keep the divider busy.
   */
  static void addChiSquare(
      int rows,
      int depth,
      double[] a,
      int ao,
      int lda,
      double[] b,
      int bo,
      double[] c,
      int co,
      int ldc) {
    for (int r = 0; r < rows; r++) {
      chiSquareRow(depth, a, ao + r * lda, b, bo, c, co + r * ldc);
    }
  }

  /**
   * A sum is added as one times itself: that runs on the multipliers, in parallel to the
   * differences.
   */
  private static void absolute6(
      int depth, double[] a, int a0, int lda, double[] b, int bo, double[] c, int co, int ldc) {
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
    DoubleVector one = DoubleVector.broadcast(S, 1);
    for (int k = 0; k < depth; k++) {
      DoubleVector b0 = DoubleVector.fromArray(S, b, bo + COLUMNS * k);
      DoubleVector b1 = DoubleVector.fromArray(S, b, bo + V + COLUMNS * k);
      DoubleVector b2 = DoubleVector.fromArray(S, b, bo + 2 * V + COLUMNS * k);
      DoubleVector x = DoubleVector.broadcast(S, a[a0 + k]);
      c00 = b0.sub(x).abs().fma(one, c00);
      c01 = b1.sub(x).abs().fma(one, c01);
      c02 = b2.sub(x).abs().fma(one, c02);
      x = DoubleVector.broadcast(S, a[a1 + k]);
      c10 = b0.sub(x).abs().fma(one, c10);
      c11 = b1.sub(x).abs().fma(one, c11);
      c12 = b2.sub(x).abs().fma(one, c12);
      x = DoubleVector.broadcast(S, a[a2 + k]);
      c20 = b0.sub(x).abs().fma(one, c20);
      c21 = b1.sub(x).abs().fma(one, c21);
      c22 = b2.sub(x).abs().fma(one, c22);
      x = DoubleVector.broadcast(S, a[a3 + k]);
      c30 = b0.sub(x).abs().fma(one, c30);
      c31 = b1.sub(x).abs().fma(one, c31);
      c32 = b2.sub(x).abs().fma(one, c32);
      x = DoubleVector.broadcast(S, a[a4 + k]);
      c40 = b0.sub(x).abs().fma(one, c40);
      c41 = b1.sub(x).abs().fma(one, c41);
      c42 = b2.sub(x).abs().fma(one, c42);
      x = DoubleVector.broadcast(S, a[a5 + k]);
      c50 = b0.sub(x).abs().fma(one, c50);
      c51 = b1.sub(x).abs().fma(one, c51);
      c52 = b2.sub(x).abs().fma(one, c52);
    }
    c00.add(DoubleVector.fromArray(S, c, co)).intoArray(c, co);
    c01.add(DoubleVector.fromArray(S, c, co + V)).intoArray(c, co + V);
    c02.add(DoubleVector.fromArray(S, c, co + 2 * V)).intoArray(c, co + 2 * V);
    int r1 = co + ldc;
    c10.add(DoubleVector.fromArray(S, c, r1)).intoArray(c, r1);
    c11.add(DoubleVector.fromArray(S, c, r1 + V)).intoArray(c, r1 + V);
    c12.add(DoubleVector.fromArray(S, c, r1 + 2 * V)).intoArray(c, r1 + 2 * V);
    int r2 = r1 + ldc;
    c20.add(DoubleVector.fromArray(S, c, r2)).intoArray(c, r2);
    c21.add(DoubleVector.fromArray(S, c, r2 + V)).intoArray(c, r2 + V);
    c22.add(DoubleVector.fromArray(S, c, r2 + 2 * V)).intoArray(c, r2 + 2 * V);
    int r3 = r2 + ldc;
    c30.add(DoubleVector.fromArray(S, c, r3)).intoArray(c, r3);
    c31.add(DoubleVector.fromArray(S, c, r3 + V)).intoArray(c, r3 + V);
    c32.add(DoubleVector.fromArray(S, c, r3 + 2 * V)).intoArray(c, r3 + 2 * V);
    int r4 = r3 + ldc;
    c40.add(DoubleVector.fromArray(S, c, r4)).intoArray(c, r4);
    c41.add(DoubleVector.fromArray(S, c, r4 + V)).intoArray(c, r4 + V);
    c42.add(DoubleVector.fromArray(S, c, r4 + 2 * V)).intoArray(c, r4 + 2 * V);
    int r5 = r4 + ldc;
    c50.add(DoubleVector.fromArray(S, c, r5)).intoArray(c, r5);
    c51.add(DoubleVector.fromArray(S, c, r5 + V)).intoArray(c, r5 + V);
    c52.add(DoubleVector.fromArray(S, c, r5 + 2 * V)).intoArray(c, r5 + 2 * V);
  }

  private static void absolute3(
      int depth, double[] a, int a0, int lda, double[] b, int bo, double[] c, int co, int ldc) {
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
    DoubleVector one = DoubleVector.broadcast(S, 1);
    for (int k = 0; k < depth; k++) {
      DoubleVector b0 = DoubleVector.fromArray(S, b, bo + COLUMNS * k);
      DoubleVector b1 = DoubleVector.fromArray(S, b, bo + V + COLUMNS * k);
      DoubleVector b2 = DoubleVector.fromArray(S, b, bo + 2 * V + COLUMNS * k);
      DoubleVector x = DoubleVector.broadcast(S, a[a0 + k]);
      c00 = b0.sub(x).abs().fma(one, c00);
      c01 = b1.sub(x).abs().fma(one, c01);
      c02 = b2.sub(x).abs().fma(one, c02);
      x = DoubleVector.broadcast(S, a[a1 + k]);
      c10 = b0.sub(x).abs().fma(one, c10);
      c11 = b1.sub(x).abs().fma(one, c11);
      c12 = b2.sub(x).abs().fma(one, c12);
      x = DoubleVector.broadcast(S, a[a2 + k]);
      c20 = b0.sub(x).abs().fma(one, c20);
      c21 = b1.sub(x).abs().fma(one, c21);
      c22 = b2.sub(x).abs().fma(one, c22);
    }
    c00.add(DoubleVector.fromArray(S, c, co)).intoArray(c, co);
    c01.add(DoubleVector.fromArray(S, c, co + V)).intoArray(c, co + V);
    c02.add(DoubleVector.fromArray(S, c, co + 2 * V)).intoArray(c, co + 2 * V);
    int r1 = co + ldc;
    c10.add(DoubleVector.fromArray(S, c, r1)).intoArray(c, r1);
    c11.add(DoubleVector.fromArray(S, c, r1 + V)).intoArray(c, r1 + V);
    c12.add(DoubleVector.fromArray(S, c, r1 + 2 * V)).intoArray(c, r1 + 2 * V);
    int r2 = r1 + ldc;
    c20.add(DoubleVector.fromArray(S, c, r2)).intoArray(c, r2);
    c21.add(DoubleVector.fromArray(S, c, r2 + V)).intoArray(c, r2 + V);
    c22.add(DoubleVector.fromArray(S, c, r2 + 2 * V)).intoArray(c, r2 + 2 * V);
  }

  private static void absoluteRow(
      int depth, double[] a, int ao, double[] b, int bo, double[] c, int co) {
    DoubleVector c0 = DoubleVector.zero(S);
    DoubleVector c1 = c0;
    DoubleVector c2 = c0;
    DoubleVector one = DoubleVector.broadcast(S, 1);
    for (int k = 0; k < depth; k++) {
      DoubleVector x = DoubleVector.broadcast(S, a[ao + k]);
      c0 = DoubleVector.fromArray(S, b, bo + COLUMNS * k).sub(x).abs().fma(one, c0);
      c1 = DoubleVector.fromArray(S, b, bo + V + COLUMNS * k).sub(x).abs().fma(one, c1);
      c2 = DoubleVector.fromArray(S, b, bo + 2 * V + COLUMNS * k).sub(x).abs().fma(one, c2);
    }
    c0.add(DoubleVector.fromArray(S, c, co)).intoArray(c, co);
    c1.add(DoubleVector.fromArray(S, c, co + V)).intoArray(c, co + V);
    c2.add(DoubleVector.fromArray(S, c, co + 2 * V)).intoArray(c, co + 2 * V);
  }

  private static void chiSquareRow(
      int depth, double[] a, int ao, double[] b, int bo, double[] c, int co) {
    DoubleVector c0 = DoubleVector.zero(S);
    DoubleVector c1 = c0;
    DoubleVector c2 = c0;
    for (int k = 0; k < depth; k++) {
      double entry = a[ao + k];
      DoubleVector x = DoubleVector.broadcast(S, entry);
      // The smallest normal number makes 0/0 a 0 and changes no other quotient.
      DoubleVector nonzero = DoubleVector.broadcast(S, entry + Double.MIN_NORMAL);
      DoubleVector b0 = DoubleVector.fromArray(S, b, bo + COLUMNS * k);
      DoubleVector b1 = DoubleVector.fromArray(S, b, bo + V + COLUMNS * k);
      DoubleVector b2 = DoubleVector.fromArray(S, b, bo + 2 * V + COLUMNS * k);
      DoubleVector d0 = b0.sub(x);
      DoubleVector d1 = b1.sub(x);
      DoubleVector d2 = b2.sub(x);
      c0 = c0.add(d0.mul(d0).div(b0.add(nonzero)));
      c1 = c1.add(d1.mul(d1).div(b1.add(nonzero)));
      c2 = c2.add(d2.mul(d2).div(b2.add(nonzero)));
    }
    c0.add(DoubleVector.fromArray(S, c, co)).intoArray(c, co);
    c1.add(DoubleVector.fromArray(S, c, co + V)).intoArray(c, co + V);
    c2.add(DoubleVector.fromArray(S, c, co + 2 * V)).intoArray(c, co + 2 * V);
  }
}
