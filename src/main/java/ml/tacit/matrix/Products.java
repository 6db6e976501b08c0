package ml.tacit.matrix;

import java.util.Arrays;

/**
 * Blocked matrix products C += ± AᵀB over packed panels.
 *
 * <p>Depth is cut into slabs. Of each slab both operands are packed whole, then a block of B's
 * panels that fits in the second-level cache meets all of A, tile by tile. The innermost loop runs
 * along a row of C: its {@link Tile#ROWS} rows then advance as streams that the hardware
 * prefetches. Running down the columns, as textbooks have it, is a quarter slower: Java has no
 * prefetch instruction, and each tile of C would come cold out of memory.
 *
 * <p>Every element is summed within a slab from zero and added to C slab by slab; the cut depends
 * on depth only. So neither threads nor neighbours change a bit.
 */
final class Products {
  /** Rows of a slab: a tile's stripe of A (at most 32 of 48 kB) and two of B's rows stay in L1. */
  static final int DEPTH = 256;

  /** Columns of B's block of a slab: 1 MB, half of a common L2, the rest for A and C. */
  private static final int BLOCK = 480;

  /** Products below this many multiplications are done before a second thread has woken up. */
  private static final long PARALLEL = 1L << 23;

  private Products() {}

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
    add(a, b, depth, new Target(rows, columns, sign, c, co, ldc, Part.ALL));
  }

  /**
   * C += sign AᵀA with A {@code depth × n}: only tiles that touch the lower triangle are computed;
   * above the diagonal C is undefined afterwards. One packed copy of A serves on both sides.
   */
  static void addLower(Operand a, int depth, int n, double sign, double[] c, int co, int ldc) {
    add(a, a, depth, new Target(n, n, sign, c, co, ldc, Part.LOWER));
  }

  /**
   * C += sign AᵀB for a product that is known to be symmetric, upper triangle; below the diagonal C
   * is undefined afterwards.
   */
  static void addUpper(
      Operand a, Operand b, int depth, int n, double sign, double[] c, int co, int ldc) {
    add(a, b, depth, new Target(n, n, sign, c, co, ldc, Part.UPPER));
  }

  /** Which tiles of a target are wanted: a triangle's are those that touch it. */
  enum Part {
    ALL,
    LOWER,
    UPPER
  }

  /** Where a product is added, and which part of it is wanted. */
  private record Target(
      int rows, int columns, double sign, double[] c, int co, int ldc, Part part) {}

  private static void add(Operand a, Operand b, int depth, Target target) {
    int panelsOfA = Panels.of(target.rows);
    int panelsOfB = Panels.of(target.columns);
    if (panelsOfA == 0 || panelsOfB == 0) {
      return;
    }
    int threads = (long) target.rows * target.columns * depth < PARALLEL ? 1 : Parallel.threads();
    Workspace work = Workspace.borrow();
    for (int from = 0; from < depth; from += DEPTH) {
      int slab = Math.min(DEPTH, depth - from);
      int length = slab * Tile.COLUMNS;
      double[] packedA = work.first(panelsOfA * length);
      double[] packedB = a == b ? packedA : work.second(panelsOfB * length);
      pack(a, target.rows, from, slab, packedA, threads);
      if (a != b) {
        pack(b, target.columns, from, slab, packedB, threads);
      }
      // Several stripes a thread, since those of a triangle differ in work and cores in speed.
      Parallel.ranges(
          threads,
          Math.min(panelsOfA, 4 * threads),
          panelsOfA,
          (low, high) -> stripe(target, slab, packedA, packedB, low, high));
    }
    work.giveBack();
  }

  private static void pack(
      Operand source, int count, int from, int slab, double[] packed, int threads) {
    int panels = Panels.of(count);
    Parallel.ranges(
        threads,
        Math.min(panels, threads),
        panels,
        (low, high) -> {
          for (int p = low; p < high; p++) {
            int at = Workspace.ALIGNED + p * slab * Tile.COLUMNS;
            Panels.pack(source, count, p, from, slab, packed, at);
          }
        });
  }

  /** All tiles in rows of the panels {@code low … high} of A. */
  private static void stripe(Target t, int slab, double[] a, double[] b, int low, int high) {
    int endRow = Math.min(t.rows, high * Tile.COLUMNS);
    double[] edge = new double[Tile.ROWS * Tile.COLUMNS];
    for (int left = 0; left < t.columns; left += BLOCK) {
      int right = Math.min(t.columns, left + BLOCK);
      for (int i = low * Tile.COLUMNS; i < endRow; i += Tile.ROWS) {
        int start = t.part == Part.UPPER ? Math.max(left, i - i % Tile.COLUMNS) : left;
        int end = t.part == Part.LOWER ? Math.min(right, i + Tile.ROWS) : right;
        for (int j = start; j < end; j += Tile.COLUMNS) {
          tile(t, slab, a, b, i, j, edge);
        }
      }
    }
  }

  private static void tile(
      Target t, int slab, double[] a, double[] b, int i, int j, double[] edge) {
    int ao = Workspace.ALIGNED + (i - i % Tile.COLUMNS) * slab + i % Tile.COLUMNS;
    int bo = Workspace.ALIGNED + j * slab;
    int co = t.co + i * t.ldc + j;
    if (i + Tile.ROWS <= t.rows && j + Tile.COLUMNS <= t.columns) {
      Tile.add(slab, a, ao, b, bo, t.sign, t.c, co, t.ldc);
    } else {
      Arrays.fill(edge, 0);
      Tile.add(slab, a, ao, b, bo, t.sign, edge, 0, Tile.COLUMNS);
      for (int r = 0; r < Math.min(t.rows - i, Tile.ROWS); r++) {
        for (int s = 0; s < Math.min(t.columns - j, Tile.COLUMNS); s++) {
          t.c[co + r * t.ldc + s] += edge[r * Tile.COLUMNS + s];
        }
      }
    }
  }
}
