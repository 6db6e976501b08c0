package ml.tacit.matrix;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Substitution in panels of right-hand sides, three vectors wide as the tiles of a product are. */
final class SimdSubstitution implements Substitution {
  private static final VectorSpecies<Double> S = Lanes.SPECIES;
  private static final int V = Lanes.COUNT;

  /** Right-hand sides solved at a time. */
  private static final int WIDTH = Tile.COLUMNS;

  @Override
  public void lower(double[] l, int lo, int ldl, int n, double[] b, int bo, int ldb, int m) {
    panels(true, l, lo, ldl, n, b, bo, ldb, m);
  }

  @Override
  public void transposed(double[] l, int lo, int ldl, int n, double[] b, int bo, int ldb, int m) {
    panels(false, l, lo, ldl, n, b, bo, ldb, m);
  }

  /** Rows of B are columns of Bᵀ, and L X = Bᵀ is solved panel by panel. */
  @Override
  public void fromRight(double[] l, int lo, int ldl, int n, double[] b, int bo, int ldb, int rows) {
    Operand source = Operand.transposed(b, bo, ldb);
    double[] panel = new double[n * WIDTH];
    for (int p = 0; p < Panels.of(rows); p++) {
      Panels.pack(source, rows, p, 0, n, panel, 0);
      forward(l, lo, ldl, n, panel, 0, WIDTH);
      int first = p * WIDTH;
      for (int r = 0; r < Math.min(WIDTH, rows - first); r++) {
        int row = bo + (first + r) * ldb;
        for (int k = 0; k < n; k++) {
          b[row + k] = panel[k * WIDTH + r];
        }
      }
    }
  }

  /** Solves the columns of B a panel at a time: in place, but the last, narrower one in a copy. */
  private static void panels(
      boolean lower, double[] l, int lo, int ldl, int n, double[] b, int bo, int ldb, int m) {
    int j = 0;
    for (; j + WIDTH <= m; j += WIDTH) {
      panel(lower, l, lo, ldl, n, b, bo + j, ldb);
    }
    if (j < m) {
      double[] panel = new double[n * WIDTH];
      for (int i = 0; i < n; i++) {
        System.arraycopy(b, bo + i * ldb + j, panel, i * WIDTH, m - j);
      }
      panel(lower, l, lo, ldl, n, panel, 0, WIDTH);
      for (int i = 0; i < n; i++) {
        System.arraycopy(panel, i * WIDTH, b, bo + i * ldb + j, m - j);
      }
    }
  }

  private static void panel(
      boolean lower, double[] l, int lo, int ldl, int n, double[] b, int bo, int ldb) {
    if (lower) {
      forward(l, lo, ldl, n, b, bo, ldb);
    } else {
      backward(l, lo, ldl, n, b, bo, ldb);
    }
  }

  /** Forward substitution, four rows at a time: all those above are taken from them first. */
  private static void forward(double[] l, int lo, int ldl, int n, double[] b, int bo, int ldb) {
    int i = 0;
    for (; i + 4 <= n; i += 4) {
      forwardFour(l, lo + i * ldl, ldl, i, b, bo, ldb);
      forwardRows(l, lo, ldl, i, i, i + 4, b, bo, ldb);
    }
    forwardRows(l, lo, ldl, 0, i, n, b, bo, ldb);
  }

  /** Takes the rows from {@code start} on from rows {@code from … to}, and solves those. */
  private static void forwardRows(
      double[] l, int lo, int ldl, int start, int from, int to, double[] b, int bo, int ldb) {
    for (int i = from; i < to; i++) {
      int row = lo + i * ldl;
      int target = bo + i * ldb;
      for (int k = start; k < i; k++) {
        subtract(l[row + k], b, bo + k * ldb, target);
      }
      divide(b, target, l[row + i]);
    }
  }

  /** Takes all rows above, which are solved, from the four from row {@code i} on. */
  private static void forwardFour(
      double[] l, int row0, int ldl, int i, double[] b, int bo, int ldb) {
    int row1 = row0 + ldl;
    int row2 = row1 + ldl;
    int row3 = row2 + ldl;
    int t0 = bo + i * ldb;
    int t1 = t0 + ldb;
    int t2 = t1 + ldb;
    int t3 = t2 + ldb;
    DoubleVector s00 = DoubleVector.fromArray(S, b, t0);
    DoubleVector s01 = DoubleVector.fromArray(S, b, t0 + V);
    DoubleVector s02 = DoubleVector.fromArray(S, b, t0 + 2 * V);
    DoubleVector s10 = DoubleVector.fromArray(S, b, t1);
    DoubleVector s11 = DoubleVector.fromArray(S, b, t1 + V);
    DoubleVector s12 = DoubleVector.fromArray(S, b, t1 + 2 * V);
    DoubleVector s20 = DoubleVector.fromArray(S, b, t2);
    DoubleVector s21 = DoubleVector.fromArray(S, b, t2 + V);
    DoubleVector s22 = DoubleVector.fromArray(S, b, t2 + 2 * V);
    DoubleVector s30 = DoubleVector.fromArray(S, b, t3);
    DoubleVector s31 = DoubleVector.fromArray(S, b, t3 + V);
    DoubleVector s32 = DoubleVector.fromArray(S, b, t3 + 2 * V);
    for (int k = 0; k < i; k++) {
      int solved = bo + k * ldb;
      DoubleVector b0 = DoubleVector.fromArray(S, b, solved);
      DoubleVector b1 = DoubleVector.fromArray(S, b, solved + V);
      DoubleVector b2 = DoubleVector.fromArray(S, b, solved + 2 * V);
      DoubleVector x = DoubleVector.broadcast(S, -l[row0 + k]);
      s00 = x.fma(b0, s00);
      s01 = x.fma(b1, s01);
      s02 = x.fma(b2, s02);
      x = DoubleVector.broadcast(S, -l[row1 + k]);
      s10 = x.fma(b0, s10);
      s11 = x.fma(b1, s11);
      s12 = x.fma(b2, s12);
      x = DoubleVector.broadcast(S, -l[row2 + k]);
      s20 = x.fma(b0, s20);
      s21 = x.fma(b1, s21);
      s22 = x.fma(b2, s22);
      x = DoubleVector.broadcast(S, -l[row3 + k]);
      s30 = x.fma(b0, s30);
      s31 = x.fma(b1, s31);
      s32 = x.fma(b2, s32);
    }
    s00.intoArray(b, t0);
    s01.intoArray(b, t0 + V);
    s02.intoArray(b, t0 + 2 * V);
    s10.intoArray(b, t1);
    s11.intoArray(b, t1 + V);
    s12.intoArray(b, t1 + 2 * V);
    s20.intoArray(b, t2);
    s21.intoArray(b, t2 + V);
    s22.intoArray(b, t2 + 2 * V);
    s30.intoArray(b, t3);
    s31.intoArray(b, t3 + V);
    s32.intoArray(b, t3 + 2 * V);
  }

  /**
   * Back substitution with Lᵀ, four rows at a time: each, once solved, is taken from those above.
   */
  private static void backward(double[] l, int lo, int ldl, int n, double[] b, int bo, int ldb) {
    int i = n;
    for (; i >= 4; i -= 4) {
      backwardRows(l, lo, ldl, i - 4, i, i - 4, b, bo, ldb);
      backwardFour(l, lo + (i - 4) * ldl, ldl, i - 4, b, bo, ldb);
    }
    backwardRows(l, lo, ldl, 0, i, 0, b, bo, ldb);
  }

  /** Solves rows {@code from … to} and takes each from those above it down to row {@code end}. */
  private static void backwardRows(
      double[] l, int lo, int ldl, int from, int to, int end, double[] b, int bo, int ldb) {
    for (int i = to - 1; i >= from; i--) {
      int row = lo + i * ldl;
      int solved = bo + i * ldb;
      divide(b, solved, l[row + i]);
      for (int k = end; k < i; k++) {
        subtract(l[row + k], b, solved, bo + k * ldb);
      }
    }
  }

  /** Takes the four rows from row {@code i} on, which are solved, from all rows above them. */
  private static void backwardFour(
      double[] l, int row0, int ldl, int i, double[] b, int bo, int ldb) {
    int row1 = row0 + ldl;
    int row2 = row1 + ldl;
    int row3 = row2 + ldl;
    int t = bo + i * ldb;
    DoubleVector x00 = DoubleVector.fromArray(S, b, t);
    DoubleVector x01 = DoubleVector.fromArray(S, b, t + V);
    DoubleVector x02 = DoubleVector.fromArray(S, b, t + 2 * V);
    DoubleVector x10 = DoubleVector.fromArray(S, b, t + ldb);
    DoubleVector x11 = DoubleVector.fromArray(S, b, t + ldb + V);
    DoubleVector x12 = DoubleVector.fromArray(S, b, t + ldb + 2 * V);
    DoubleVector x20 = DoubleVector.fromArray(S, b, t + 2 * ldb);
    DoubleVector x21 = DoubleVector.fromArray(S, b, t + 2 * ldb + V);
    DoubleVector x22 = DoubleVector.fromArray(S, b, t + 2 * ldb + 2 * V);
    DoubleVector x30 = DoubleVector.fromArray(S, b, t + 3 * ldb);
    DoubleVector x31 = DoubleVector.fromArray(S, b, t + 3 * ldb + V);
    DoubleVector x32 = DoubleVector.fromArray(S, b, t + 3 * ldb + 2 * V);
    for (int k = 0; k < i; k++) {
      int target = bo + k * ldb;
      DoubleVector s0 = DoubleVector.fromArray(S, b, target);
      DoubleVector s1 = DoubleVector.fromArray(S, b, target + V);
      DoubleVector s2 = DoubleVector.fromArray(S, b, target + 2 * V);
      DoubleVector f = DoubleVector.broadcast(S, -l[row0 + k]);
      s0 = f.fma(x00, s0);
      s1 = f.fma(x01, s1);
      s2 = f.fma(x02, s2);
      f = DoubleVector.broadcast(S, -l[row1 + k]);
      s0 = f.fma(x10, s0);
      s1 = f.fma(x11, s1);
      s2 = f.fma(x12, s2);
      f = DoubleVector.broadcast(S, -l[row2 + k]);
      s0 = f.fma(x20, s0);
      s1 = f.fma(x21, s1);
      s2 = f.fma(x22, s2);
      f = DoubleVector.broadcast(S, -l[row3 + k]);
      f.fma(x30, s0).intoArray(b, target);
      f.fma(x31, s1).intoArray(b, target + V);
      f.fma(x32, s2).intoArray(b, target + 2 * V);
    }
  }

  private static void subtract(double factor, double[] b, int from, int target) {
    DoubleVector x = DoubleVector.broadcast(S, -factor);
    for (int v = 0; v < WIDTH; v += V) {
      x.fma(DoubleVector.fromArray(S, b, from + v), DoubleVector.fromArray(S, b, target + v))
          .intoArray(b, target + v);
    }
  }

  private static void divide(double[] b, int row, double divisor) {
    for (int v = 0; v < WIDTH; v += V) {
      DoubleVector.fromArray(S, b, row + v).div(divisor).intoArray(b, row + v);
    }
  }
}
