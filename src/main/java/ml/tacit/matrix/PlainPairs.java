package ml.tacit.matrix;

import java.util.Arrays;

/** Sums over pairs of rows by loops that the JIT compiler turns into vector code by itself. */
final class PlainPairs implements PairKernel {
  static final PlainPairs INSTANCE = new PlainPairs();

  /** A panel of 561 entries is 0.6 MB and stays in the second-level cache. */
  private static final int PANEL = 128;

  private PlainPairs() {}

  @Override
  public int panel() {
    return PANEL;
  }

  @Override
  public int blockRows() {
    return PANEL;
  }

  @Override
  public int blockColumns() {
    return PANEL;
  }

  @Override
  public void sums(
      PairMeasure measure,
      int depth,
      double[] a,
      int ao,
      int rows,
      double[] b,
      int bo,
      int columns,
      int diagonal,
      double[] block) {
    double[] sums = new double[PANEL];
    for (int i = 0; i < rows; i++) {
      Arrays.fill(sums, 0);
      switch (measure) {
        case PRODUCT, SQUARED_DISTANCE -> addProducts(depth, a, ao + i * depth, b, bo, sums);
        case ABSOLUTE_DISTANCE -> addAbsolute(depth, a, ao + i * depth, b, bo, sums);
        case CHI_SQUARE -> addChiSquare(depth, a, ao + i * depth, b, bo, sums);
      }
      System.arraycopy(sums, 0, block, i * PANEL, PANEL);
    }
  }

  private static void addProducts(
      int depth, double[] a, int ao, double[] b, int bo, double[] sums) {
    int k = 0;
    for (; k + 4 <= depth; k += 4) {
      double x0 = a[ao + k];
      double x1 = a[ao + k + 1];
      double x2 = a[ao + k + 2];
      double x3 = a[ao + k + 3];
      int at = bo + k * PANEL;
      for (int j = 0; j < PANEL; j++) {
        sums[j] =
            (((sums[j] + x0 * b[at + j]) + x1 * b[at + PANEL + j]) + x2 * b[at + 2 * PANEL + j])
                + x3 * b[at + 3 * PANEL + j];
      }
    }
    for (; k < depth; k++) {
      double x = a[ao + k];
      int at = bo + k * PANEL;
      for (int j = 0; j < PANEL; j++) {
        sums[j] += x * b[at + j];
      }
    }
  }

  private static void addAbsolute(
      int depth, double[] a, int ao, double[] b, int bo, double[] sums) {
    for (int k = 0; k < depth; k++) {
      double x = a[ao + k];
      int at = bo + k * PANEL;
      for (int j = 0; j < PANEL; j++) {
        sums[j] += Math.abs(x - b[at + j]);
      }
    }
  }

  private static void addChiSquare(
      int depth, double[] a, int ao, double[] b, int bo, double[] sums) {
    for (int k = 0; k < depth; k++) {
      double x = a[ao + k];
      int at = bo + k * PANEL;
      for (int j = 0; j < PANEL; j++) {
        double difference = x - b[at + j];
        // The smallest normal number makes 0/0 a 0 without a branch and changes no other quotient.
        sums[j] += difference * difference / (x + b[at + j] + Double.MIN_NORMAL);
      }
    }
  }

  @Override
  public void squares(int depth, double[] rows, int first, int last, double[] squares) {
    for (int r = first; r < last; r++) {
      double sum = 0;
      for (int k = 0; k < depth; k++) {
        double x = rows[r * depth + k];
        sum += x * x;
      }
      squares[r] = sum;
    }
  }

  @Override
  public void squaredDistances(
      double[] values, int from, int count, double square, double[] squares, int at) {
    for (int j = 0; j < count; j++) {
      values[from + j] = Math.max(0, square + squares[at + j] - 2 * values[from + j]);
    }
  }

  @Override
  public void exp(double scale, double[] values, int from, int to) {
    for (int i = from; i < to; i++) {
      values[i] = Math.exp(scale * values[i]);
    }
  }
}
