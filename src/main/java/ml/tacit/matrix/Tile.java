package ml.tacit.matrix;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernel in which products spend their time: C += ± AᵀB for a tile of C small enough to stay in
 * registers.
 *
 * <p>A and B are packed panels of the same width {@link #COLUMNS}: {@code depth} short rows behind
 * each other. Each step of depth loads three vectors of B, broadcasts an entry of A per row of the
 * tile, and does three fused multiply-adds with it. Every element of C is summed over depth in
 * order, starting from zero, so its bits do not depend on where in a tile it lies.
 *
 * <p>The shape is a matter of registers. Two FMA units with a latency of four need at least eight
 * sums under way; loads per FMA fall with the area of the tile. With 32 registers (AVX-512, NEON) 6
 * × 3 sums, three of B and a broadcast leave ten: larger tiles look better on paper, but from about
 * 21 sums on C2, which hoists the broadcasts, spills one in the loop. With 16 (AVX2) 3 × 3 sums
 * leave room for three of B and three hoisted broadcasts; 4 × 3, which by the book fills them
 * exactly, was spilled and half as fast.
 *
 * <p>No vector ever leaves these methods: one handed to a method that the compiler does not inline
 * becomes an object, at seven times the cost. And no unrolling by hand, no bumped offsets: indices
 * linear in k are what lets C2 take the range checks out of the loop.
 */
final class Tile {
  private static final VectorSpecies<Double> S = Lanes.SPECIES;
  private static final int V = Lanes.COUNT;

  static final int ROWS = Lanes.REGISTERS == 32 ? 6 : 3;
  static final int COLUMNS = 3 * V;

  private Tile() {}

  /**
   * C += sign AᵀB.
   *
   * @param depth rows of the panels
   * @param a panel of A, from {@code ao}: the first of {@link #ROWS} columns within it
   * @param b panel of B, from {@code bo}
   * @param sign 1 or −1
   * @param c {@code ROWS × COLUMNS} from {@code co}, {@code ldc} apart
   */
  static void add(
      int depth, double[] a, int ao, double[] b, int bo, double sign, double[] c, int co, int ldc) {
    if (ROWS == 6) {
      add6(depth, a, ao, b, bo, sign, c, co, ldc);
    } else {
      add3(depth, a, ao, b, bo, sign, c, co, ldc);
    }
  }

  private static void add6(
      int depth, double[] a, int ao, double[] b, int bo, double sign, double[] c, int co, int ldc) {
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
      DoubleVector x = DoubleVector.broadcast(S, a[ao + COLUMNS * k]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      c02 = x.fma(b2, c02);
      x = DoubleVector.broadcast(S, a[ao + 1 + COLUMNS * k]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      c12 = x.fma(b2, c12);
      x = DoubleVector.broadcast(S, a[ao + 2 + COLUMNS * k]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      c22 = x.fma(b2, c22);
      x = DoubleVector.broadcast(S, a[ao + 3 + COLUMNS * k]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
      c32 = x.fma(b2, c32);
      x = DoubleVector.broadcast(S, a[ao + 4 + COLUMNS * k]);
      c40 = x.fma(b0, c40);
      c41 = x.fma(b1, c41);
      c42 = x.fma(b2, c42);
      x = DoubleVector.broadcast(S, a[ao + 5 + COLUMNS * k]);
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

  private static void add3(
      int depth, double[] a, int ao, double[] b, int bo, double sign, double[] c, int co, int ldc) {
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
      DoubleVector x = DoubleVector.broadcast(S, a[ao + COLUMNS * k]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      c02 = x.fma(b2, c02);
      x = DoubleVector.broadcast(S, a[ao + 1 + COLUMNS * k]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      c12 = x.fma(b2, c12);
      x = DoubleVector.broadcast(S, a[ao + 2 + COLUMNS * k]);
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
}
