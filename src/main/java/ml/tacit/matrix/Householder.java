package ml.tacit.matrix;

import java.util.Arrays;

/**
 * A = Q T Qᵀ with T tridiagonal, by reflections in blocks.
 *
 * <p>A reflection I − τ v vᵀ per row. Within a block of {@link #BLOCK} rows the matrix is left as
 * it was and the reflections so far are kept as A − VᵀW − WᵀV, whose product with the next v is
 * what the next reflection needs: half of the work, a matrix-vector product at the speed of memory.
 * After the block the sum is subtracted from the matrix at once: the other half of the work, at the
 * speed of products. (LAPACK's dsytrd and dlatrd; Dongarra, Hammarling and Sorensen 1989,
 * doi:10.1016/0377-0427(89)90367-1.)
 *
 * <p>Row j of the working copy, once done, holds its v: zeros up to j, then 1 and the rest.
 */
final class Householder {
  /** Rows of a block: deep enough for products, few enough not to slow the products with v. */
  private static final int BLOCK = 32;

  /** Rows left from which on the product with v is worth several threads. */
  private static final int PARALLEL = 256;

  /** Where row 0 of the working copy begins: as in {@link Workspace}, for whole cache lines. */
  private static final int START = Workspace.ALIGNED;

  private final RowOperations rows;
  private final int n;
  private final int ld;
  private final double[] a;
  private final double[] taus;

  /**
   * Three times {@link #BLOCK} rows: W, V, W. Its first two thirds and its last two are the
   * operands of the product that ends a block.
   */
  private final double[] panel;

  private final int vRows;
  private final double[] av;
  private final double[][] partial = new double[8][];
  private final double[] byV = new double[BLOCK];
  private final double[] byW = new double[BLOCK];

  /** The diagonal of T. */
  final double[] diagonal;

  /** The n − 1 off-diagonal entries of T, and a zero. */
  final double[] offDiagonal;

  /**
   * Reduces A times a factor.
   *
   * @param full n × n symmetric, of moderate norm when scaled; only read
   */
  Householder(RowOperations rows, double[] full, int n, double scale) {
    this.rows = rows;
    this.n = n;
    // Rows are padded with zeros to whole vectors of any length, so no loop has a remainder.
    ld = (n + 7) / 8 * 8;
    a = new double[START + n * ld];
    for (int i = 0; i < n; i++) {
      for (int k = i; k < n; k++) {
        a[START + i * ld + k] = scale * full[i * n + k];
      }
    }
    taus = new double[n];
    diagonal = new double[n];
    offDiagonal = new double[n];
    panel = new double[3 * BLOCK * ld];
    vRows = BLOCK * ld;
    av = new double[ld];
    for (int from = 0; from < n; from += BLOCK) {
      int to = Math.min(n, from + BLOCK);
      try (SpinTeam team = new SpinTeam(n - from < PARALLEL ? 1 : Parallel.threads())) {
        for (int j = from; j < to; j++) {
          reduceRow(team, from, j);
        }
      }
      if (to < n) {
        takeBlock(to);
      }
    }
  }

  /** Brings row j up to date, reflects it to the diagonal, and finds the row of W to its v. */
  private void reduceRow(SpinTeam team, int from, int j) {
    int done = j - from;
    int row = START + j * ld;
    rows.subtract(panel, j, ld, panel, vRows + j, ld, done, a, row + j, n - j);
    rows.subtract(panel, vRows + j, ld, panel, j, ld, done, a, row + j, n - j);
    diagonal[j] = a[row + j];
    Arrays.fill(a, row, row + j + 1, 0);
    if (j == n - 1) {
      return;
    }
    int first = j + 1;
    int tail = n - first;
    double tau = Reflector.reflect(rows, a, row + first, tail, offDiagonal, j);
    taus[j] = tau;
    int v = vRows + done * ld;
    System.arraycopy(a, row, panel, v, ld); // zeros before the first entry included
    timesV(team, v, first, done);
    rows.subtract(byW, 0, 1, panel, vRows + first, ld, done, av, first, tail);
    rows.subtract(byV, 0, 1, panel, first, ld, done, av, first, tail);
    double shift = 0.5 * tau * tau * rows.dot(av, first, panel, v + first, tail);
    int w = done * ld;
    for (int k = first; k < n; k++) {
      panel[w + k] = tau * av[k] - shift * panel[v + k];
    }
    System.arraycopy(panel, w + first, panel, 2 * vRows + w + first, tail);
  }

  /** A v, V v and W v; the first in parts that depend on the size only, then added up in order. */
  private void timesV(SpinTeam team, int v, int first, int done) {
    int tail = n - first;
    int parts = tail < PARALLEL ? 1 : tail < 4 * PARALLEL ? 4 : 8;
    team.run(
        parts + 2,
        part -> {
          if (part == parts) {
            rows.dots(panel, first, ld, done, panel, v + first, tail, byW);
          } else if (part == parts + 1) {
            rows.dots(panel, vRows + first, ld, done, panel, v + first, tail, byV);
          } else {
            double[] sum = part == 0 ? av : partial(part);
            int begin = bound(first, part, parts);
            rows.symmetricTimes(
                a, START, ld, begin, bound(first, part + 1, parts), n, panel, v, sum);
          }
        });
    for (int part = 1; part < parts; part++) {
      double[] sum = partial[part];
      for (int k = bound(first, part, parts); k < n; k++) {
        av[k] += sum[k];
      }
    }
  }

  private double[] partial(int part) {
    if (partial[part] == null) {
      partial[part] = new double[ld];
    }
    return partial[part];
  }

  /** Cuts the rows from {@code first} on so that each part of the triangle has the same area. */
  private int bound(int first, int part, int parts) {
    int row = n - (int) ((n - first) * Math.sqrt((parts - part) / (double) parts));
    return part == parts ? n : row / 8 * 8;
  }

  /** A −= WᵀV + VᵀW below the block: one product of twice its depth. */
  private void takeBlock(int to) {
    Operand wv = Operand.upright(panel, to, ld);
    Operand vw = Operand.upright(panel, vRows + to, ld);
    rows.addUpper(wv, vw, 2 * BLOCK, n - to, -1, a, START + to * ld + to, ld);
  }

  /** Z := Q Z: transforms eigenvectors of T, as columns, into those of A. */
  void backTransform(double[] z, int columns) {
    new Reflections(rows, a, START, ld, taus, n).applyTo(z, columns);
  }
}
