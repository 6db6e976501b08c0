package ml.tacit.matrix;

import java.util.Arrays;

/**
 * Cholesky factorisation and triangular solves by halving: two half-sized problems and between them
 * one product, which takes nearly all of the time and runs at its speed. (Elmroth, Gustavson,
 * Jonsson and Kågström 2004, doi:10.1137/S0036144503428693.)
 *
 * <p>L is lower triangular, {@code n × n} from index {@code lo}, rows {@code ldl} apart; what
 * stands above its diagonal is never read.
 */
final class Triangular {
  /**
   * Size at which halving ends: L's 20 kB and a panel as large share L1; half of it would leave
   * products too flat to repay their packing.
   */
  private static final int BASE = 48;

  /**
   * Columns that the factorisation of a large matrix takes at a time: as deep as products go in one
   * sweep. Halving all the way would be as fast on one thread, but would start further threads
   * hundreds of times, each time for less than a millisecond.
   */
  private static final int STEP = 512;

  /** Rows that a thread solves for at a time. */
  private static final int SHARE = 240;

  /** Halves are multiples of this, the width of a panel: only the last tile of a row is an edge. */
  private static final int WIDTH = 24;

  /** Up to this many right-hand sides are solved one by one: a panel would be mostly padding. */
  private static final int FEW = 8;

  /** Columns that the factorisation of a small triangle takes at a time. */
  private static final int COLUMNS = 4;

  private final RowOperations rows;
  private final Substitution substitution;
  private final FewSolves few;

  Triangular(RowOperations rows, Substitution substitution) {
    this.rows = rows;
    this.substitution = substitution;
    few = new FewSolves(rows);
  }

  private static int half(int n) {
    return (n / 2 + WIDTH - 1) / WIDTH * WIDTH;
  }

  /** As {@link Kernels#cholesky}. */
  boolean cholesky(double[] a, int n) {
    for (int from = 0; from < n; from += STEP) {
      int width = Math.min(STEP, n - from);
      int corner = from * n + from;
      if (!choleskyByHalves(a, corner, n, width)) {
        return false;
      }
      int rest = n - from - width;
      int below = corner + width * n;
      solveRows(a, corner, n, width, a, below, rest);
      rows.addLower(Operand.transposed(a, below, n), width, rest, -1, a, below + width, n);
    }
    for (int i = 0; i < n; i++) {
      Arrays.fill(a, i * n + i + 1, (i + 1) * n, 0);
    }
    return true;
  }

  /** {@link #solveFromRight} by several threads, each with rows of its own. */
  private void solveRows(double[] l, int lo, int ld, int n, double[] b, int bo, int count) {
    int parts = (count + SHARE - 1) / SHARE;
    Parallel.ranges(
        Parallel.threads(),
        parts,
        count,
        (low, high) -> solveFromRight(l, lo, ld, n, b, bo + low * ld, ld, high - low));
  }

  /**
   * A := L with A = L Lᵀ, reading and writing the lower triangle; above it A is undefined after.
   */
  private boolean choleskyByHalves(double[] a, int ao, int lda, int n) {
    if (n <= BASE) {
      return choleskyBase(a, ao, lda, n);
    }
    int top = half(n);
    int left = ao + top * lda;
    int corner = left + top;
    if (!choleskyByHalves(a, ao, lda, top)) {
      return false;
    }
    solveFromRight(a, ao, lda, top, a, left, lda, n - top);
    rows.addLower(Operand.transposed(a, left, lda), top, n - top, -1, a, corner, lda);
    return choleskyByHalves(a, corner, lda, n - top);
  }

  /** Four columns at a time: what dot products with their own rows leave, then a 4 × 4 triangle. */
  private boolean choleskyBase(double[] a, int ao, int lda, int n) {
    double[] dots = new double[COLUMNS];
    for (int first = 0; first < n; first += COLUMNS) {
      int width = Math.min(COLUMNS, n - first);
      int top = ao + first * lda;
      for (int i = first; i < n; i++) {
        int row = ao + i * lda;
        rows.dots(a, top, lda, width, a, row, first, dots);
        for (int c = 0; c < width && first + c <= i; c++) {
          int other = top + c * lda + first;
          double rest = a[row + first + c] - dots[c];
          for (int k = 0; k < c; k++) {
            rest -= a[row + first + k] * a[other + k];
          }
          if (first + c < i) {
            a[row + first + c] = rest / a[other + c];
          } else if (rest > 0) {
            a[row + i] = Math.sqrt(rest);
          } else { // or a NaN
            a[row + i] = rest;
            return false;
          }
        }
      }
    }
    return true;
  }

  /** B := B L⁻ᵀ, B {@code count × n}. */
  private void solveFromRight(
      double[] l, int lo, int ldl, int n, double[] b, int bo, int ldb, int count) {
    if (n <= BASE) {
      substitution.fromRight(l, lo, ldl, n, b, bo, ldb, count);
      return;
    }
    int left = half(n);
    int below = lo + left * ldl;
    solveFromRight(l, lo, ldl, left, b, bo, ldb, count);
    Operand solved = Operand.transposed(b, bo, ldb);
    Operand factor = Operand.transposed(l, below, ldl);
    rows.add(solved, factor, left, count, n - left, -1, b, bo + left, ldb);
    solveFromRight(l, below + left, ldl, n - left, b, bo + left, ldb, count);
  }

  /** As {@link Kernels#solveLower}. */
  void solveLower(double[] l, int n, double[] b, int m) {
    int wide = wide(m);
    if (wide > 0) {
      solveLower(l, 0, n, n, b, 0, m, wide);
    }
    if (wide < m) {
      few.solveLower(l, n, b, wide, m, m - wide);
    }
  }

  /** B := L⁻¹B, B {@code n × m}. */
  private void solveLower(double[] l, int lo, int ldl, int n, double[] b, int bo, int ldb, int m) {
    if (n <= base(m)) {
      substitution.lower(l, lo, ldl, n, b, bo, ldb, m);
      return;
    }
    int top = half(n);
    int below = lo + top * ldl;
    solveLower(l, lo, ldl, top, b, bo, ldb, m);
    Operand factor = Operand.transposed(l, below, ldl);
    Operand solved = Operand.upright(b, bo, ldb);
    rows.add(factor, solved, top, n - top, m, -1, b, bo + top * ldb, ldb);
    solveLower(l, below + top, ldl, n - top, b, bo + top * ldb, ldb, m);
  }

  /** As {@link Kernels#solveLowerTransposed}. */
  void solveLowerTransposed(double[] l, int n, double[] b, int m) {
    int wide = wide(m);
    if (wide > 0) {
      solveLowerTransposed(l, 0, n, n, b, 0, m, wide);
    }
    if (wide < m) {
      few.solveLowerTransposed(l, n, b, wide, m, m - wide);
    }
  }

  /** B := L⁻ᵀB, B {@code n × m}. */
  private void solveLowerTransposed(
      double[] l, int lo, int ldl, int n, double[] b, int bo, int ldb, int m) {
    if (n <= base(m)) {
      substitution.transposed(l, lo, ldl, n, b, bo, ldb, m);
      return;
    }
    int top = half(n);
    int below = lo + top * ldl;
    solveLowerTransposed(l, below + top, ldl, n - top, b, bo + top * ldb, ldb, m);
    Operand factor = Operand.upright(l, below, ldl);
    Operand solved = Operand.upright(b, bo + top * ldb, ldb);
    rows.add(factor, solved, n - top, top, m, -1, b, bo, ldb);
    solveLowerTransposed(l, lo, ldl, top, b, bo, ldb, m);
  }

  /** How many of m right-hand sides go in panels: all, but for a few left over. */
  private static int wide(int m) {
    int rest = m % WIDTH;
    return rest <= FEW ? m - rest : m;
  }

  /** Size of L below which substitution beats halving: for a panel or two, packing L never pays. */
  private static int base(int m) {
    return m <= 2 * WIDTH ? Integer.MAX_VALUE : BASE;
  }
}
