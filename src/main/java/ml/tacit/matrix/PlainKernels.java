package ml.tacit.matrix;

/**
 * Portable kernels: {@link PlainProducts}, {@link PlainThin}, {@link PlainRowOperations}, {@link
 * PlainSubstitution}, {@link PlainPairs}.
 */
final class PlainKernels implements Kernels {
  static final PlainKernels INSTANCE = new PlainKernels();

  private static final Triangular TRIANGULAR =
      new Triangular(PlainRowOperations.INSTANCE, new PlainSubstitution());

  /** Rows centred at a time: of a few hundred columns they stay in the second-level cache. */
  private static final int CENTRED_ROWS = 128;

  private PlainKernels() {}

  @Override
  public void addGram(double[] a, int rows, int n, double[] c) {
    PlainProducts.addLower(Operand.upright(a, 0, n), rows, n, 1, c, 0, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        c[j * n + i] = c[i * n + j];
      }
    }
  }

  @Override
  public void addScatter(double[] a, int rows, int n, double[] means, int[] group, double[] c) {
    double[] centred = new double[Math.min(rows, CENTRED_ROWS) * n];
    for (int from = 0; from < rows; from += CENTRED_ROWS) {
      int count = Math.min(CENTRED_ROWS, rows - from);
      for (int r = 0; r < count; r++) {
        int row = (from + r) * n;
        int mean = group[from + r] * n;
        for (int j = 0; j < n; j++) {
          centred[r * n + j] = a[row + j] - means[mean + j];
        }
      }
      addGram(centred, count, n, c);
    }
  }

  @Override
  public void addDifferences(
      double[] a, int rows, int n, double[] pivots, int[] group, double[] sums) {
    for (int r = 0; r < rows; r++) {
      int g = group[r] * n;
      for (int j = 0; j < n; j++) {
        sums[g + j] += a[r * n + j] - pivots[g + j];
      }
    }
  }

  @Override
  public PairKernel pairs() {
    return PlainPairs.INSTANCE;
  }

  @Override
  public void addRowProducts(double[] x, int rows, int k, double[] a, int m, double[] y) {
    if (m <= PlainThin.MOST) {
      PlainThin.add(x, rows, k, a, m, y);
      return;
    }
    Operand left = Operand.transposed(x, 0, k);
    PlainProducts.add(left, Operand.upright(a, 0, m), k, rows, m, 1, y, 0, m);
  }

  @Override
  public void addTransposedProduct(double[] a, int k, int n, double[] b, int m, double[] c) {
    PlainProducts.add(Operand.upright(a, 0, n), Operand.upright(b, 0, m), k, n, m, 1, c, 0, m);
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
    return PlainRowOperations.INSTANCE;
  }

  @Override
  public String toString() {
    return "plain";
  }
}
