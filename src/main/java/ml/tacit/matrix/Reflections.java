package ml.tacit.matrix;

import java.util.Arrays;

/**
 * The product Q = H₀ H₁ … of reflections Hⱼ = I − τⱼ vⱼ vⱼᵀ.
 *
 * <p>Blocks of them are multiplied out as I − Vᵀ T V with a small triangular T (Schreiber and Van
 * Loan 1989, doi:10.1137/0910005), so that all work is products.
 */
final class Reflections {
  /**
   * Reflections of a block. The matrix that they are applied to is read and written once a block,
   * so larger blocks save memory traffic. But T takes time that grows with the square of the block.
   */
  private static final int BLOCK = 96;

  /** Columns are cut at multiples of this, a multiple of every tile. */
  private static final int UNIT = 48;

  /** Work in multiplications below which a second thread does not pay. */
  private static final long PARALLEL = 1L << 21;

  private final RowOperations rows;
  private final double[] vs;
  private final int start;
  private final int ld;
  private final double[] taus;
  private final int n;

  /**
   * Takes reflections.
   *
   * @param vs row j: the n entries of vⱼ, zero up to j; row 0 at {@code start}
   * @param ld from one row to the next
   */
  Reflections(RowOperations rows, double[] vs, int start, int ld, double[] taus, int n) {
    this.rows = rows;
    this.vs = vs;
    this.start = start;
    this.ld = ld;
    this.taus = taus;
    this.n = n;
  }

  /** Z := Q Z, Z {@code n × columns}; the last block first. */
  void applyTo(double[] z, int columns) {
    double[] product = new double[BLOCK * columns];
    for (int from = (n - 1) / BLOCK * BLOCK; from >= 0; from -= BLOCK) {
      int count = Math.min(n - 1, from + BLOCK) - from;
      if (count > 0) {
        apply(from, count, z, columns, product);
      }
    }
  }

  /** Z −= (Tᵀ V)ᵀ (V Z), some columns to each thread. */
  private void apply(int from, int count, double[] z, int columns, double[] product) {
    int first = from + 1;
    int tail = n - first;
    int v = start + from * ld + first;
    double[] tv = new double[count * tail];
    Operand t = Operand.upright(triangle(v, from, count, tail), 0, count);
    rows.add(t, Operand.upright(vs, v, ld), count, count, tail, 1, tv, 0, tail);
    int threads = (long) count * tail * columns < PARALLEL ? 1 : Parallel.threads();
    int units = (columns + UNIT - 1) / UNIT;
    Parallel.ranges(
        threads,
        Math.min(units, 2 * threads),
        units,
        (low, high) -> {
          int left = low * UNIT;
          int width = Math.min(columns, high * UNIT) - left;
          for (int r = 0; r < count; r++) {
            Arrays.fill(product, r * columns + left, r * columns + left + width, 0);
          }
          int at = first * columns + left;
          Operand vz = Operand.upright(product, left, columns);
          Operand rest = Operand.upright(z, at, columns);
          Operand across = Operand.transposed(vs, v, ld);
          rows.add(across, rest, tail, count, width, 1, product, left, columns);
          rows.add(Operand.upright(tv, 0, tail), vz, count, tail, width, -1, z, at, columns);
        });
  }

  /** The upper triangular T of H H … = I − Vᵀ T V for {@code count} reflections. */
  private double[] triangle(int v, int from, int count, int tail) {
    double[] gram = new double[count * count];
    Operand across = Operand.transposed(vs, v, ld);
    rows.addUpper(across, across, tail, count, 1, gram, 0, count);
    double[] t = new double[count * count];
    double[] column = new double[count];
    double[] sums = new double[count];
    for (int j = 0; j < count; j++) {
      double tau = taus[from + j];
      // Column j: −τ T V v_j, T being what there is so far.
      for (int k = 0; k < j; k++) {
        column[k] = gram[k * count + j];
      }
      rows.dots(t, 0, count, j, column, 0, j, sums);
      for (int i = 0; i < j; i++) {
        t[i * count + j] = -tau * sums[i];
      }
      t[j * count + j] = tau;
    }
    return t;
  }
}
