package ml.tacit.matrix;

import java.util.Arrays;

/**
 * Blocked matrix products C += ± AᵀB by loops that the JIT compiler turns into vector code by
 * itself: no vector module, and no {@code Math.fma}, which without hardware is a hundred times
 * slower.
 *
 * <p>The compiler does so only where it can see that no store of one round is a load of the next,
 * which for two parts of arrays it cannot (three times slower, measured on JDK 17 and 25). So the
 * rows of a block of B are copied into arrays of their own, and a row of the product is summed in
 * another: all loops then run from 0 over arrays at the same index. The copy is read once for every
 * row of C; it stays in the second-level cache.
 *
 * <p>Each element is summed slab by slab of depth, from zero, in order: its bits depend neither on
 * its neighbours nor on threads.
 */
final class PlainProducts {
  /**
   * Rows of B's block. Near the square root of common row counts too, which is good for rounding.
   */
  private static final int DEPTH = 128;

  /**
   * Columns of B's block: 256 kB in all, half of a common L2; four rows and the sums stay in L1.
   */
  private static final int WIDTH = 256;

  /** Products of fewer rows read B where it is: copying it would cost as much. */
  private static final int FEW = 4;

  /** As in {@code Products}: below this many multiplications a second thread does not pay. */
  static final long PARALLEL = 1L << 21;

  private PlainProducts() {}

  /** C += sign AᵀB with A {@code depth × rows}, B {@code depth × columns}. */
  static void add(
      Operand a,
      Operand b,
      int depth,
      int rows,
      int columns,
      double sign,
      double[] c,
      int co,
      int ldc) {
    Target target = new Target(rows, columns, sign, c, co, ldc, Part.ALL);
    if (rows < FEW && !b.transposed()) {
      addFew(a, b, depth, target);
    } else {
      add(a, b, depth, target);
    }
  }

  /** C += sign AᵀA, lower triangle; above the diagonal C is undefined afterwards. */
  static void addLower(Operand a, int depth, int n, double sign, double[] c, int co, int ldc) {
    add(a, a, depth, new Target(n, n, sign, c, co, ldc, Part.LOWER));
  }

  /** C += sign AᵀB, upper triangle; below the diagonal C is undefined afterwards. */
  static void addUpper(
      Operand a, Operand b, int depth, int n, double sign, double[] c, int co, int ldc) {
    add(a, b, depth, new Target(n, n, sign, c, co, ldc, Part.UPPER));
  }

  private enum Part {
    ALL,
    LOWER,
    UPPER
  }

  /** Where a product is added, and which part of it is wanted. */
  private record Target(
      int rows, int columns, double sign, double[] c, int co, int ldc, Part part) {
    void add(int row, int left, double[] sums, int length) {
      int at = co + row * ldc + left;
      for (int j = 0; j < length; j++) {
        c[at + j] += sign * sums[j];
      }
    }
  }

  private static void add(Operand a, Operand b, int depth, Target target) {
    int threads = (long) target.rows * target.columns * depth < PARALLEL ? 1 : Parallel.threads();
    double[][] rows = new double[Math.min(DEPTH, depth)][Math.min(WIDTH, target.columns)];
    for (int left = 0; left < target.columns; left += WIDTH) {
      int width = Math.min(WIDTH, target.columns - left);
      int first = target.part == Part.LOWER ? left : 0;
      int end = target.part == Part.UPPER ? Math.min(target.rows, left + width) : target.rows;
      for (int from = 0; from < depth; from += DEPTH) {
        Block block = new Block(rows, from, Math.min(DEPTH, depth - from), left, width);
        block.pack(b);
        Parallel.ranges(
            threads,
            Math.min(4 * threads, end - first),
            end - first,
            (low, high) -> block.addRows(a, first + low, first + high, target));
      }
    }
  }

  /** Part of B: rows {@code from … from + depth}, columns {@code left … left + width}. */
  private record Block(double[][] rows, int from, int depth, int left, int width) {
    void pack(Operand b) {
      for (int j = 0; b.transposed() && j < width; j++) {
        int column = b.at(from, left + j);
        for (int k = 0; k < depth; k++) {
          rows[k][j] = b.data()[column + k];
        }
      }
      for (int k = 0; !b.transposed() && k < depth; k++) {
        System.arraycopy(b.data(), b.at(from + k, left), rows[k], 0, width);
      }
    }

    void addRows(Operand a, int low, int high, Target target) {
      double[] sums = new double[width];
      double[] factors = new double[depth];
      for (int r = low; r < high; r++) {
        int length = target.part == Part.LOWER ? Math.min(width, r - left + 1) : width;
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
  static void addMultiples(double[] factors, double[][] rows, int count, double[] y, int length) {
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

  static void addOne(double factor, double[] row, double[] y, int length) {
    for (int j = 0; j < length; j++) {
      y[j] += factor * row[j];
    }
  }

  /** Four rows a pass spare loads and stores of y. */
  static void addFour(
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
}
