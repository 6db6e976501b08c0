package ml.tacit.matrix;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Cholesky factorisation and triangular solves by halving: two half-sized problems and between them
 * one product, which takes nearly all of the time and runs at the speed of {@link Products}.
 *
 * <p>L is lower triangular, {@code n × n} from index {@code lo}, rows {@code ldl} apart; what
 * stands above its diagonal is never read.
 */
final class Triangular {
  private static final VectorSpecies<Double> S = Lanes.SPECIES;
  private static final int V = Lanes.COUNT;

  /** Right-hand sides solved at a time: the width of a panel. */
  private static final int WIDTH = Tile.COLUMNS;

  /**
   * Size at which halving ends: L's 20 kB and a panel as large share L1; half of it would leave
   * products too flat to repay their packing.
   */
  private static final int BASE = 48;

  private Triangular() {}

  /** Where to cut n: whole panels, so that only the last tile of a row is an edge. */
  private static int half(int n) {
    return (n / 2 + WIDTH - 1) / WIDTH * WIDTH;
  }

  /**
   * A := L with A = L Lᵀ, reading and writing the lower triangle; above it A is undefined after.
   *
   * @return false if a pivot is not positive
   */
  static boolean cholesky(double[] a, int ao, int lda, int n) {
    if (n <= BASE) {
      return choleskyBase(a, ao, lda, n);
    }
    int top = half(n);
    int left = ao + top * lda;
    int corner = left + top;
    if (!cholesky(a, ao, lda, top)) {
      return false;
    }
    solveFromRight(a, ao, lda, top, a, left, lda, n - top);
    Products.addLower(Operand.transposed(a, left, lda), top, n - top, -1, a, corner, lda);
    return cholesky(a, corner, lda, n - top);
  }

  /** Row by row: every entry is what a dot product with an earlier row leaves, over its pivot. */
  private static boolean choleskyBase(double[] a, int ao, int lda, int n) {
    for (int i = 0; i < n; i++) {
      int row = ao + i * lda;
      for (int j = 0; j < i; j++) {
        int other = ao + j * lda;
        a[row + j] = (a[row + j] - dot(a, row, a, other, j)) / a[other + j];
      }
      double pivot = a[row + i] - dot(a, row, a, row, i);
      if (!(pivot > 0)) { // a NaN is not positive either
        return false;
      }
      a[row + i] = Math.sqrt(pivot);
    }
    return true;
  }

  private static double dot(double[] x, int xo, double[] y, int yo, int n) {
    DoubleVector sum = DoubleVector.zero(S);
    int end = n - n % V;
    for (int k = 0; k < end; k += V) {
      sum = DoubleVector.fromArray(S, x, xo + k).fma(DoubleVector.fromArray(S, y, yo + k), sum);
    }
    double total = end == 0 ? 0 : sum.reduceLanes(VectorOperators.ADD);
    for (int k = end; k < n; k++) {
      total += x[xo + k] * y[yo + k];
    }
    return total;
  }

  /** B := B L⁻ᵀ, B {@code rows × n}. */
  private static void solveFromRight(
      double[] l, int lo, int ldl, int n, double[] b, int bo, int ldb, int rows) {
    if (n > BASE) {
      int left = half(n);
      solveFromRight(l, lo, ldl, left, b, bo, ldb, rows);
      int below = lo + left * ldl;
      Operand solved = Operand.transposed(b, bo, ldb);
      Operand factor = Operand.transposed(l, below, ldl);
      Products.add(solved, factor, left, rows, n - left, -1, b, bo + left, ldb);
      solveFromRight(l, below + left, ldl, n - left, b, bo + left, ldb, rows);
      return;
    }
    // Rows of B are columns of Bᵀ, and L X = Bᵀ is solved panel by panel.
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

  /** B := L⁻¹B, B {@code n × m}. */
  static void solveLower(double[] l, int lo, int ldl, int n, double[] b, int bo, int ldb, int m) {
    if (n <= BASE) {
      panels(true, l, lo, ldl, n, b, bo, ldb, m);
      return;
    }
    int top = half(n);
    int below = lo + top * ldl;
    solveLower(l, lo, ldl, top, b, bo, ldb, m);
    Operand factor = Operand.transposed(l, below, ldl);
    Operand solved = Operand.upright(b, bo, ldb);
    Products.add(factor, solved, top, n - top, m, -1, b, bo + top * ldb, ldb);
    solveLower(l, below + top, ldl, n - top, b, bo + top * ldb, ldb, m);
  }

  /** B := L⁻ᵀB, B {@code n × m}. */
  static void solveLowerTransposed(
      double[] l, int lo, int ldl, int n, double[] b, int bo, int ldb, int m) {
    if (n <= BASE) {
      panels(false, l, lo, ldl, n, b, bo, ldb, m);
      return;
    }
    int top = half(n);
    int below = lo + top * ldl;
    solveLowerTransposed(l, below + top, ldl, n - top, b, bo + top * ldb, ldb, m);
    Operand factor = Operand.upright(l, below, ldl);
    Operand solved = Operand.upright(b, bo + top * ldb, ldb);
    Products.add(factor, solved, n - top, top, m, -1, b, bo, ldb);
    solveLowerTransposed(l, lo, ldl, top, b, bo, ldb, m);
  }

  /** Solves the columns of B a panel at a time: in place, but the last, narrower one in a copy. */
  private static void panels(
      boolean lower, double[] l, int lo, int ldl, int n, double[] b, int bo, int ldb, int m) {
    int j = 0;
    for (; j + WIDTH <= m; j += WIDTH) {
      substitute(lower, l, lo, ldl, n, b, bo + j, ldb);
    }
    if (j < m) {
      double[] panel = new double[n * WIDTH];
      for (int i = 0; i < n; i++) {
        System.arraycopy(b, bo + i * ldb + j, panel, i * WIDTH, m - j);
      }
      substitute(lower, l, lo, ldl, n, panel, 0, WIDTH);
      for (int i = 0; i < n; i++) {
        System.arraycopy(panel, i * WIDTH, b, bo + i * ldb + j, m - j);
      }
    }
  }

  private static void substitute(
      boolean lower, double[] l, int lo, int ldl, int n, double[] b, int bo, int ldb) {
    if (lower) {
      forward(l, lo, ldl, n, b, bo, ldb);
    } else {
      backward(l, lo, ldl, n, b, bo, ldb);
    }
  }

  /** Forward substitution, two rows at a time: six sums under way hide the latency of the FMA. */
  private static void forward(double[] l, int lo, int ldl, int n, double[] b, int bo, int ldb) {
    int i = 0;
    for (; i + 2 <= n; i += 2) {
      forwardTwo(l, lo + i * ldl, ldl, i, b, bo, ldb);
    }
    if (i < n) {
      int row = lo + i * ldl;
      int target = bo + i * ldb;
      for (int k = 0; k < i; k++) {
        subtract(l[row + k], b, bo + k * ldb, target);
      }
      divide(b, target, l[row + i]);
    }
  }

  private static void forwardTwo(double[] l, int row, int ldl, int i, double[] b, int bo, int ldb) {
    int next = row + ldl;
    int t0 = bo + i * ldb;
    int t1 = t0 + ldb;
    DoubleVector s00 = DoubleVector.fromArray(S, b, t0);
    DoubleVector s01 = DoubleVector.fromArray(S, b, t0 + V);
    DoubleVector s02 = DoubleVector.fromArray(S, b, t0 + 2 * V);
    DoubleVector s10 = DoubleVector.fromArray(S, b, t1);
    DoubleVector s11 = DoubleVector.fromArray(S, b, t1 + V);
    DoubleVector s12 = DoubleVector.fromArray(S, b, t1 + 2 * V);
    for (int k = 0; k < i; k++) {
      int solved = bo + k * ldb;
      DoubleVector b0 = DoubleVector.fromArray(S, b, solved);
      DoubleVector b1 = DoubleVector.fromArray(S, b, solved + V);
      DoubleVector b2 = DoubleVector.fromArray(S, b, solved + 2 * V);
      DoubleVector x = DoubleVector.broadcast(S, -l[row + k]);
      s00 = x.fma(b0, s00);
      s01 = x.fma(b1, s01);
      s02 = x.fma(b2, s02);
      x = DoubleVector.broadcast(S, -l[next + k]);
      s10 = x.fma(b0, s10);
      s11 = x.fma(b1, s11);
      s12 = x.fma(b2, s12);
    }
    DoubleVector pivot = DoubleVector.broadcast(S, l[row + i]);
    s00 = s00.div(pivot);
    s01 = s01.div(pivot);
    s02 = s02.div(pivot);
    DoubleVector x = DoubleVector.broadcast(S, -l[next + i]);
    pivot = DoubleVector.broadcast(S, l[next + i + 1]);
    s00.intoArray(b, t0);
    s01.intoArray(b, t0 + V);
    s02.intoArray(b, t0 + 2 * V);
    x.fma(s00, s10).div(pivot).intoArray(b, t1);
    x.fma(s01, s11).div(pivot).intoArray(b, t1 + V);
    x.fma(s02, s12).div(pivot).intoArray(b, t1 + 2 * V);
  }

  /** Back substitution with Lᵀ: each row, once solved, is taken from those above it. */
  private static void backward(double[] l, int lo, int ldl, int n, double[] b, int bo, int ldb) {
    for (int i = n - 1; i >= 0; i--) {
      int row = lo + i * ldl;
      int solved = bo + i * ldb;
      divide(b, solved, l[row + i]);
      for (int k = 0; k < i; k++) {
        subtract(l[row + k], b, solved, bo + k * ldb);
      }
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
