package ml.tacit.matrix;

import java.util.Arrays;

/**
 * Blocked matrix products C += ± AᵀB by loops that the JIT compiler turns into vector code by
 * itself.
 *
 * <p>It does so only where it can see that no store of one round is a load of the next, which for
 * two parts of arrays it cannot (four times slower, measured on JDK 17 and 25). So the rows of a
 * block of B are copied into arrays of their own, and a row of the product is summed in another:
 * all loops then run from 0 over arrays at the same index. The copy is read once for every row of
 * C; it stays in the second-level cache.
 */
final class PlainProducts {
  /** Rows and columns of B's block: 256 kB. */
  private static final int DEPTH = 128;

  private static final int WIDTH = 256;

  /** As in {@code Products}: below this many multiplications a second thread does not pay. */
  private static final long PARALLEL = 1L << 21;

  private PlainProducts() {}

  /**
   * C += sign AᵀB with A {@code depth × rows}, B {@code depth × columns}.
   *
   * @param upper whether what lies below the diagonal may be left out
   */
  static void add(
      Operand a,
      Operand b,
      int depth,
      int rows,
      int columns,
      double sign,
      boolean upper,
      double[] c,
      int co,
      int ldc) {
    int threads = (long) rows * columns * depth < PARALLEL ? 1 : Parallel.threads();
    int blocks = (columns + WIDTH - 1) / WIDTH;
    double[][] block = new double[(DEPTH + 3) / 4 * 4][Math.min(WIDTH, columns)];
    for (int p = 0; p < blocks; p++) {
      int left = p * WIDTH;
      int width = Math.min(WIDTH, columns - left);
      int end = upper ? Math.min(rows, left + width) : rows;
      for (int from = 0; from < depth; from += DEPTH) {
        int slab = Math.min(DEPTH, depth - from);
        copy(b, from, slab, left, width, block);
        int first = from;
        Parallel.ranges(
            threads,
            4 * threads,
            end,
            (low, high) -> {
              double[] sum = new double[width];
              double[] factors = new double[block.length];
              for (int i = low; i < high; i++) {
                column(a, first, slab, i, factors);
                sumRows(block, factors, slab, sum);
                int row = co + i * ldc + left;
                for (int j = 0; j < width; j++) {
                  c[row + j] += sign * sum[j];
                }
              }
            });
      }
    }
  }

  /** Rows of B's block, and rows of zeros to a multiple of four. */
  private static void copy(Operand b, int from, int slab, int left, int width, double[][] block) {
    double[] data = b.data();
    if (b.transposed()) {
      for (int j = 0; j < width; j++) {
        int column = b.at(from, left + j);
        for (int k = 0; k < slab; k++) {
          block[k][j] = data[column + k];
        }
      }
    } else {
      for (int k = 0; k < slab; k++) {
        System.arraycopy(data, b.at(from + k, left), block[k], 0, width);
      }
    }
    for (int k = slab; k % 4 != 0; k++) {
      Arrays.fill(block[k], 0);
    }
  }

  private static void column(Operand a, int from, int slab, int i, double[] factors) {
    for (int k = 0; k < slab; k++) {
      factors[k] = a.data()[a.at(from + k, i)];
    }
    Arrays.fill(factors, slab, factors.length, 0);
  }

  private static void sumRows(double[][] block, double[] factors, int slab, double[] sum) {
    Arrays.fill(sum, 0);
    for (int k = 0; k < slab; k += 4) {
      addFour(
          factors[k],
          factors[k + 1],
          factors[k + 2],
          factors[k + 3],
          block[k],
          block[k + 1],
          block[k + 2],
          block[k + 3],
          sum);
    }
  }

  private static void addFour(
      double s0,
      double s1,
      double s2,
      double s3,
      double[] p0,
      double[] p1,
      double[] p2,
      double[] p3,
      double[] sum) {
    for (int j = 0; j < sum.length; j++) {
      sum[j] = (((sum[j] + s0 * p0[j]) + s1 * p1[j]) + s2 * p2[j]) + s3 * p3[j];
    }
  }
}
