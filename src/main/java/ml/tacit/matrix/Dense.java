package ml.tacit.matrix;

import java.util.Locale;
import org.ejml.data.DMatrixRMaj;

/**
 * Products of dense matrices.
 *
 * <p>Arguments are only read, results are fresh unless a method says that it adds to an argument.
 * NaN and infinities travel as IEEE arithmetic has it. Same arguments, same bits, on any number of
 * threads. Thread-safe.
 */
public final class Dense {
  private Dense() {}

  /**
   * The product A B.
   *
   * <p>Each row of the result depends on the same row of A only, to the last bit, so products of
   * blocks of rows are blocks of the product.
   *
   * @param a n × k
   * @param b k × m
   * @return n × m
   * @throws IllegalArgumentException if the inner sizes differ
   */
  public static DMatrixRMaj multiply(DMatrixRMaj a, DMatrixRMaj b) {
    requireEqual("columns of a and rows of b", a.numCols, b.numRows);
    DMatrixRMaj product = new DMatrixRMaj(a.numRows, b.numCols);
    Kernels.get().addRowProducts(a.data, a.numRows, a.numCols, b.data, b.numCols, product.data);
    return product;
  }

  /**
   * The product AᵀB.
   *
   * @param a k × n
   * @param b k × m
   * @return n × m
   * @throws IllegalArgumentException if the numbers of rows differ
   */
  public static DMatrixRMaj multiplyTransposedA(DMatrixRMaj a, DMatrixRMaj b) {
    requireEqual("rows of a and rows of b", a.numRows, b.numRows);
    DMatrixRMaj product = new DMatrixRMaj(a.numCols, b.numCols);
    Kernels.get()
        .addTransposedProduct(a.data, a.numRows, a.numCols, b.data, b.numCols, product.data);
    return product;
  }

  /**
   * Adds the Gram matrix of the columns: C += AᵀA.
   *
   * @param a n × d
   * @param c d × d symmetric; changed
   * @throws IllegalArgumentException if c is not d × d
   */
  public static void addGram(DMatrixRMaj a, DMatrixRMaj c) {
    requireEqual("rows of c and columns of a", c.numRows, a.numCols);
    requireEqual("columns of c and columns of a", c.numCols, a.numCols);
    Kernels.get().addGram(a.data, a.numRows, a.numCols, c.data);
  }

  /**
   * The mean of the rows of each group, as the group's first row and the mean difference from it:
   * that keeps the digits which a large offset would take.
   *
   * @param rows n × d
   * @param group for each row its group, from 0
   * @param groups how many groups there are
   * @return groups × d; NaN for a group without rows, and not finite where a row is not
   * @throws IllegalArgumentException if there are not n groups given, or one is out of range
   */
  public static DMatrixRMaj groupMeans(DMatrixRMaj rows, int[] group, int groups) {
    requireGroups(rows, group, groups);
    int d = rows.numCols;
    DMatrixRMaj means = new DMatrixRMaj(groups, d);
    int[] counts = new int[groups];
    for (int r = 0; r < group.length; r++) {
      if (counts[group[r]]++ == 0) {
        System.arraycopy(rows.data, r * d, means.data, group[r] * d, d);
      }
    }
    double[] sums = new double[groups * d];
    Kernels.get().addDifferences(rows.data, rows.numRows, d, means.data, group, sums);
    for (int i = 0; i < sums.length; i++) {
      means.data[i] += sums[i] / counts[i / d];
    }
    return means;
  }

  /**
   * Adds the scatter of rows about the means of their groups: C += Σ_r (x_r − m_g)(x_r − m_g)ᵀ, g =
   * group[r]. Rows are centred on the way into the caches, so no copy of them is made.
   *
   * @param rows n × d
   * @param means groups × d
   * @param group for each row its row in {@code means}
   * @param c d × d symmetric; changed
   * @throws IllegalArgumentException if the sizes do not fit, or a group is not a row of the means
   */
  public static void addScatter(DMatrixRMaj rows, DMatrixRMaj means, int[] group, DMatrixRMaj c) {
    requireEqual("columns of rows and of means", rows.numCols, means.numCols);
    requireEqual("rows of c and columns of rows", c.numRows, rows.numCols);
    requireEqual("columns of c and columns of rows", c.numCols, rows.numCols);
    requireGroups(rows, group, means.numRows);
    Kernels.get().addScatter(rows.data, rows.numRows, rows.numCols, means.data, group, c.data);
  }

  /**
   * Adds row products: Y += X A, for rows kept in larger arrays of the caller.
   *
   * @param x n × k
   * @param a k × m
   * @param y n × m; changed
   * @throws IllegalArgumentException if the sizes do not fit
   */
  public static void addProduct(DMatrixRMaj x, DMatrixRMaj a, DMatrixRMaj y) {
    requireEqual("columns of x and rows of a", x.numCols, a.numRows);
    requireEqual("rows of y and rows of x", y.numRows, x.numRows);
    requireEqual("columns of y and columns of a", y.numCols, a.numCols);
    Kernels.get().addRowProducts(x.data, x.numRows, x.numCols, a.data, a.numCols, y.data);
  }

  /**
   * The transpose.
   *
   * @param a n × m
   * @return m × n
   */
  public static DMatrixRMaj transpose(DMatrixRMaj a) {
    DMatrixRMaj transposed = new DMatrixRMaj(a.numCols, a.numRows);
    for (int i = 0; i < a.numRows; i++) {
      for (int j = 0; j < a.numCols; j++) {
        transposed.data[j * a.numRows + i] = a.data[i * a.numCols + j];
      }
    }
    return transposed;
  }

  /**
   * Half the sum of a matrix and its transpose: what is symmetric but for rounding, made symmetric.
   *
   * @param a n × n; changed
   * @return a
   * @throws IllegalArgumentException if a is not square
   */
  public static DMatrixRMaj symmetrised(DMatrixRMaj a) {
    requireEqual("rows and columns of a", a.numRows, a.numCols);
    int n = a.numRows;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double mean = 0.5 * a.data[i * n + j] + 0.5 * a.data[j * n + i];
        a.data[i * n + j] = mean;
        a.data[j * n + i] = mean;
      }
    }
    return a;
  }

  /**
   * The first entry, row by row, that is NaN or infinite.
   *
   * @param a n × m, only read
   * @return its index in {@code a.data}: row · m + column; −1 if there is none
   */
  public static int firstNotFinite(DMatrixRMaj a) {
    int length = a.numRows * a.numCols;
    if (areFinite(a.data, 0, length)) {
      return -1;
    }
    int at = 0;
    while (Double.isFinite(a.data[at])) {
      at++;
    }
    return at;
  }

  private static void requireGroups(DMatrixRMaj rows, int[] group, int groups) {
    requireEqual("rows and groups given", rows.numRows, group.length);
    for (int r = 0; r < group.length; r++) {
      if (group[r] < 0 || group[r] >= groups) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "group of row %d: %d, there are %d groups", r, group[r], groups));
      }
    }
  }

  static void requireEqual(String what, int first, int second) {
    if (first != second) {
      throw new IllegalArgumentException(what + " differ: " + first + " and " + second);
    }
  }

  static void requireFinite(DMatrixRMaj a) {
    int at = firstNotFinite(a);
    if (at >= 0) {
      throw notFinite(a, at / a.numCols, at % a.numCols);
    }
  }

  /** The first {@code count} entries of a row. */
  static void requireFinite(DMatrixRMaj a, int row, int count) {
    int from = row * a.numCols;
    if (!areFinite(a.data, from, from + count)) {
      int column = 0;
      while (Double.isFinite(a.data[from + column])) {
        column++;
      }
      throw notFinite(a, row, column);
    }
  }

  /** Zero times a finite number is 0, else NaN. Four accumulators, so that additions overlap. */
  private static boolean areFinite(double[] x, int from, int to) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int at = from;
    for (; at + 4 <= to; at += 4) {
      s0 += 0 * x[at];
      s1 += 0 * x[at + 1];
      s2 += 0 * x[at + 2];
      s3 += 0 * x[at + 3];
    }
    for (; at < to; at++) {
      s0 += 0 * x[at];
    }
    return s0 + s1 + s2 + s3 == 0;
  }

  private static ArithmeticException notFinite(DMatrixRMaj a, int row, int column) {
    return new ArithmeticException(
        String.format(
            Locale.ROOT,
            "the %d × %d matrix holds %s in row %d, column %d",
            a.numRows,
            a.numCols,
            a.get(row, column),
            row + 1,
            column + 1));
  }
}
