package ml.tacit.matrix;

import java.util.Arrays;

/**
 * Blocks in plain loops that the JIT compiler turns into vector code by itself: no vector module
 * needed, and no {@code Math.fma}, which without hardware is a hundred times slower.
 *
 * <p>The compiler does so only where arrays are read and written at the loop index itself; at any
 * other offset it cannot tell whether a store meets a later load, and stays scalar, three times
 * slower. So operands are copied into short rows that are arrays of their own, and everything is
 * made of one loop over such rows, {@link #addFour}.
 *
 * <p>Each element of a product is summed slab by slab of depth, from zero, in order: its bits
 * depend neither on its neighbours nor on threads.
 */
final class PlainBlocks implements Blocks {
  static final PlainBlocks INSTANCE = new PlainBlocks();

  /** Length of a packed row: four of them and the sums, 10 kB, stay in L1. */
  private static final int WIDTH = 256;

  /** Packed rows: 256 kB, half of a common L2. Near the square root of common row counts, too. */
  private static final int DEPTH = 128;

  /** Products of fewer rows read B where it is: copying it would cost as much. */
  private static final int FEW = 4;

  /** Products below this many multiplications are done before a second thread has woken up. */
  private static final long PARALLEL = 1L << 21;

  private PlainBlocks() {}

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
    Target target = new Target(rows, columns, sign, c, co, ldc, false);
    if (rows < FEW && !b.transposed()) {
      addFew(a, b, depth, target);
    } else {
      add(a, b, depth, target);
    }
  }

  @Override
  public void addLower(Operand a, int depth, int n, double sign, double[] c, int co, int ldc) {
    add(a, a, depth, new Target(n, n, sign, c, co, ldc, true));
  }

  /** Where a product is added, and whether only its lower triangle is wanted. */
  private record Target(
      int rows, int columns, double sign, double[] c, int co, int ldc, boolean lower) {
    void add(int row, int left, double[] sums, int length) {
      int at = co + row * ldc + left;
      for (int j = 0; j < length; j++) {
        c[at + j] += sign * sums[j];
      }
    }
  }

  private static void add(Operand a, Operand b, int depth, Target target) {
    int threads = (long) target.rows * target.columns * depth < PARALLEL ? 1 : Parallel.threads();
    double[][] slab = new double[Math.min(DEPTH, depth)][Math.min(WIDTH, target.columns)];
    for (int left = 0; left < target.columns; left += WIDTH) {
      int first = target.lower ? left : 0;
      int width = Math.min(WIDTH, target.columns - left);
      for (int from = 0; from < depth; from += DEPTH) {
        Block block = new Block(slab, from, Math.min(DEPTH, depth - from), left, width);
        block.pack(b);
        Parallel.ranges(
            threads,
            Math.min(4 * threads, target.rows - first),
            target.rows - first,
            (low, high) -> block.addRows(a, first + low, first + high, target));
      }
    }
  }

  /** Part of B: rows {@code from … from + depth}, columns {@code left … left + width}. */
  private record Block(double[][] rows, int from, int depth, int left, int width) {
    void pack(Operand b) {
      for (int k = 0; k < depth; k++) {
        if (b.transposed()) {
          for (int j = 0; j < width; j++) {
            rows[k][j] = b.data()[b.at(from + k, left + j)];
          }
        } else {
          System.arraycopy(b.data(), b.at(from + k, left), rows[k], 0, width);
        }
      }
    }

    void addRows(Operand a, int low, int high, Target target) {
      double[] sums = new double[width];
      double[] factors = new double[depth];
      for (int r = low; r < high; r++) {
        int length = target.lower ? Math.min(width, r - left + 1) : width;
        for (int k = 0; k < depth; k++) {
          factors[k] = a.data()[a.at(from + k, r)];
        }
        Arrays.fill(sums, 0, length, 0);
        addMultiples(factors, rows, depth, sums, length);
        target.add(r, left, sums, length);
      }
    }
  }

  /** The same sums, straight from B. */
  private static void addFew(Operand a, Operand b, int depth, Target target) {
    double[] sums = new double[target.columns];
    for (int r = 0; r < target.rows; r++) {
      for (int from = 0; from < depth; from += DEPTH) {
        Arrays.fill(sums, 0);
        for (int k = from; k < Math.min(depth, from + DEPTH); k++) {
          double factor = a.data()[a.at(k, r)];
          int row = b.at(k, 0);
          for (int j = 0; j < sums.length; j++) {
            sums[j] += factor * b.data()[row + j];
          }
        }
        target.add(r, 0, sums, sums.length);
      }
    }
  }

  /** y += Σ factors[k] rows[k] over the first {@code count} rows, in order. */
  private static void addMultiples(
      double[] factors, double[][] rows, int count, double[] y, int length) {
    int k = 0;
    for (; k + 4 <= count; k += 4) {
      addFour(
          factors[k],
          factors[k + 1],
          factors[k + 2],
          factors[k + 3],
          rows[k],
          rows[k + 1],
          rows[k + 2],
          rows[k + 3],
          y,
          length);
    }
    for (; k < count; k++) {
      addOne(factors[k], rows[k], y, length);
    }
  }

  private static void addOne(double factor, double[] row, double[] y, int length) {
    for (int j = 0; j < length; j++) {
      y[j] += factor * row[j];
    }
  }

  /** Four rows a pass spare loads and stores of y. */
  private static void addFour(
      double f0,
      double f1,
      double f2,
      double f3,
      double[] p0,
      double[] p1,
      double[] p2,
      double[] p3,
      double[] y,
      int length) {
    for (int j = 0; j < length; j++) {
      y[j] = (((y[j] + f0 * p0[j]) + f1 * p1[j]) + f2 * p2[j]) + f3 * p3[j];
    }
  }

  @Override
  public void substitute(double[] l, int lo, int ldl, int n, double[] b, int bo, int ldb, int m) {
    substitute(false, l, lo, ldl, n, b, bo, ldb, m);
  }

  @Override
  public void substituteTransposed(
      double[] l, int lo, int ldl, int n, double[] b, int bo, int ldb, int m) {
    substitute(true, l, lo, ldl, n, b, bo, ldb, m);
  }

  private static void substitute(
      boolean transposed, double[] l, int lo, int ldl, int n, double[] b, int bo, int ldb, int m) {
    for (int left = 0; left < m; left += WIDTH) {
      int width = Math.min(WIDTH, m - left);
      double[][] rows = new double[n][];
      for (int i = 0; i < n; i++) {
        int at = bo + i * ldb + left;
        rows[i] = Arrays.copyOfRange(b, at, at + width);
      }
      if (transposed) {
        backward(l, lo, ldl, rows, width);
      } else {
        forward(l, lo, ldl, rows, width);
      }
      for (int i = 0; i < n; i++) {
        System.arraycopy(rows[i], 0, b, bo + i * ldb + left, width);
      }
    }
  }

  /** Rows of B are columns of Bᵀ: L X = Bᵀ. */
  @Override
  public void substituteFromRight(
      double[] l, int lo, int ldl, int n, double[] b, int bo, int ldb, int rows) {
    double[][] columns = new double[n][Math.min(WIDTH, rows)];
    for (int top = 0; top < rows; top += WIDTH) {
      int width = Math.min(WIDTH, rows - top);
      for (int j = 0; j < width; j++) {
        for (int i = 0; i < n; i++) {
          columns[i][j] = b[bo + (top + j) * ldb + i];
        }
      }
      forward(l, lo, ldl, columns, width);
      for (int j = 0; j < width; j++) {
        for (int i = 0; i < n; i++) {
          b[bo + (top + j) * ldb + i] = columns[i][j];
        }
      }
    }
  }

  /** Rows := L⁻¹ rows. */
  private static void forward(double[] l, int lo, int ldl, double[][] rows, int width) {
    double[] factors = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      int row = lo + i * ldl;
      for (int k = 0; k < i; k++) {
        factors[k] = -l[row + k];
      }
      addMultiples(factors, rows, i, rows[i], width);
      divide(rows[i], l[row + i], width);
    }
  }

  /** Rows := L⁻ᵀ rows, four at a time: each, once solved, is taken from those above it. */
  private static void backward(double[] l, int lo, int ldl, double[][] rows, int width) {
    for (int i = (rows.length - 1) / 4 * 4; i >= 0; i -= 4) {
      int end = Math.min(rows.length, i + 4);
      for (int r = end - 1; r >= i; r--) {
        divide(rows[r], l[lo + r * ldl + r], width);
        for (int k = i; k < r; k++) {
          addOne(-l[lo + r * ldl + k], rows[r], rows[k], width);
        }
      }
      int at = lo + i * ldl;
      for (int k = 0; k < i; k++) {
        if (end == i + 4) {
          double f1 = -l[at + ldl + k];
          double f2 = -l[at + 2 * ldl + k];
          double f3 = -l[at + 3 * ldl + k];
          addFour(
              -l[at + k],
              f1,
              f2,
              f3,
              rows[i],
              rows[i + 1],
              rows[i + 2],
              rows[i + 3],
              rows[k],
              width);
        } else {
          for (int r = i; r < end; r++) {
            addOne(-l[lo + r * ldl + k], rows[r], rows[k], width);
          }
        }
      }
    }
  }

  private static void divide(double[] row, double divisor, int length) {
    for (int j = 0; j < length; j++) {
      row[j] /= divisor;
    }
  }

  @Override
  public void dots(double[] a, int ao, int lda, int rows, double[] x, int xo, int n, double[] to) {
    int r = 0;
    for (; r + 4 <= rows; r += 4) {
      fourDots(a, ao + r * lda, lda, x, xo, n, to, r);
    }
    for (; r < rows; r++) {
      int row = ao + r * lda;
      double sum = 0;
      for (int k = 0; k < n; k++) {
        sum += a[row + k] * x[xo + k];
      }
      to[r] = sum;
    }
  }

  /** Four sums at a time, since one waits for each addition. */
  private static void fourDots(
      double[] a, int a0, int lda, double[] x, int xo, int n, double[] to, int at) {
    int a1 = a0 + lda;
    int a2 = a1 + lda;
    int a3 = a2 + lda;
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    for (int k = 0; k < n; k++) {
      double entry = x[xo + k];
      s0 += a[a0 + k] * entry;
      s1 += a[a1 + k] * entry;
      s2 += a[a2 + k] * entry;
      s3 += a[a3 + k] * entry;
    }
    to[at] = s0;
    to[at + 1] = s1;
    to[at + 2] = s2;
    to[at + 3] = s3;
  }

  @Override
  public void subtract(
      double[] factors, int fo, double[] a, int ao, int lda, int rows, double[] y, int yo, int n) {
    int r = 0;
    for (; r + 4 <= rows; r += 4) {
      double f0 = factors[fo + r];
      double f1 = factors[fo + r + 1];
      double f2 = factors[fo + r + 2];
      double f3 = factors[fo + r + 3];
      int a0 = ao + r * lda;
      int a1 = a0 + lda;
      int a2 = a1 + lda;
      int a3 = a2 + lda;
      for (int k = 0; k < n; k++) {
        y[yo + k] -= f0 * a[a0 + k] + f1 * a[a1 + k] + f2 * a[a2 + k] + f3 * a[a3 + k];
      }
    }
    for (; r < rows; r++) {
      double factor = factors[fo + r];
      int row = ao + r * lda;
      for (int k = 0; k < n; k++) {
        y[yo + k] -= factor * a[row + k];
      }
    }
  }
}
