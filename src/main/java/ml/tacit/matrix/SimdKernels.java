package ml.tacit.matrix;

/**
 * Kernels on vector instructions through {@code jdk.incubator.vector}: blocked products over
 * register tiles, and everything else built on those.
 *
 * <p>Named only by {@link KernelChoice}, as a string: without the module this class cannot be
 * linked.
 */
final class SimdKernels implements Kernels {
  static final SimdKernels INSTANCE = new SimdKernels();

  /** Below this many entries, vector code costs more to warm up than it ever brings. */
  private static final int SMALL = 1 << 8;

  /** Sums over tables below this many entries are done before a second thread has woken up. */
  private static final int COLUMN_SUMS = 1 << 19;

  private static final Triangular TRIANGULAR =
      new Triangular(SimdRowOperations.INSTANCE, new SimdSubstitution());

  private SimdKernels() {}

  @Override
  public void addGram(double[] a, int rows, int n, double[] c) {
    if (n * n < SMALL) {
      PlainKernels.INSTANCE.addGram(a, rows, n, c);
      return;
    }
    Products.addLower(Operand.upright(a, 0, n), rows, n, 1, c, 0, n);
    mirror(c, n);
  }

  @Override
  public void addScatter(double[] a, int rows, int n, double[] means, int[] group, double[] c) {
    if (n * n < SMALL) {
      PlainKernels.INSTANCE.addScatter(a, rows, n, means, group, c);
      return;
    }
    Products.addLower(Operand.centred(a, n, means, group), rows, n, 1, c, 0, n);
    mirror(c, n);
  }

  @Override
  public void addDifferences(
      double[] a, int rows, int n, double[] pivots, int[] group, double[] sums) {
    int threads = (long) rows * n < COLUMN_SUMS ? 1 : Parallel.threads();
    // By stripes of columns: the order of the rows, and so every bit, stays as it is.
    int stripe = threads == 1 ? n : (n / threads / Lanes.COUNT + 1) * Lanes.COUNT;
    Parallel.ranges(
        threads,
        threads,
        threads,
        (low, high) ->
            ColumnSums.addDifferences(
                a, rows, n, low * stripe, Math.min(n, high * stripe), pivots, group, sums));
  }

  @Override
  public PairKernel pairs() {
    return SimdPairs.INSTANCE;
  }

  /** Copies the lower triangle to the upper, in squares that stay in the cache. */
  private static void mirror(double[] c, int n) {
    int square = 32;
    for (int top = 0; top < n; top += square) {
      for (int left = 0; left <= top; left += square) {
        for (int i = top; i < Math.min(n, top + square); i++) {
          for (int j = left; j < Math.min(i, left + square); j++) {
            c[j * n + i] = c[i * n + j];
          }
        }
      }
    }
  }

  @Override
  public void addRowProducts(double[] x, int rows, int k, double[] a, int m, double[] y) {
    // Which arithmetic: by k and m only, so that a row's bits do not depend on the other rows.
    if (k * m < SMALL) {
      PlainKernels.INSTANCE.addRowProducts(x, rows, k, a, m, y);
    } else if (m <= RowProducts.THIN) {
      RowProducts.addThin(x, rows, k, a, m, y);
    } else if (rows < RowProducts.FEW) {
      RowProducts.addFew(x, rows, k, a, m, y);
    } else {
      Operand stored = Operand.transposed(x, 0, k);
      Products.add(stored, Operand.upright(a, 0, m), k, rows, m, 1, y, 0, m);
    }
  }

  @Override
  public void addTransposedProduct(double[] a, int k, int n, double[] b, int m, double[] c) {
    if (n * m < SMALL) {
      PlainKernels.INSTANCE.addTransposedProduct(a, k, n, b, m, c);
    } else {
      Products.add(Operand.upright(a, 0, n), Operand.upright(b, 0, m), k, n, m, 1, c, 0, m);
    }
  }

  @Override
  public boolean cholesky(double[] a, int n) {
    return TRIANGULAR.cholesky(a, n);
  }

  @Override
  public void solveLower(double[] l, int n, double[] b, int m) {
    TRIANGULAR.solveLower(l, n, b, m);
  }

  @Override
  public void solveLowerTransposed(double[] l, int n, double[] b, int m) {
    TRIANGULAR.solveLowerTransposed(l, n, b, m);
  }

  @Override
  public RowOperations rows() {
    return SimdRowOperations.INSTANCE;
  }

  @Override
  public String toString() {
    return "simd";
  }
}
