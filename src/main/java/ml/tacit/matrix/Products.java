package ml.tacit.matrix;

import java.util.Arrays;

/**
 * Blocked matrix products C += ± AᵀB over packed panels.
 *
 * <p>Depth is cut into slabs. Of each slab B is packed whole, then a block of B's panels that fits
 * in the second-level cache meets all of A, tile by tile. The innermost loop runs along a row of C:
 * its {@link Tile#ROWS} rows then advance as streams that the hardware prefetches. Running down the
 * columns, as textbooks have it, is a quarter slower: Java has no prefetch instruction, and each
 * tile of C would come cold out of memory.
 *
 * <p>A is packed only if it has to be: stored {@code rows × depth}, a tile reads its few rows where
 * they are ({@link RowTile}), which saves a tenth of the time at a thousand rows and half of it
 * where B has few columns.
 *
 * <p>Every element is summed within a slab from zero and added to C slab by slab; the cut depends
 * on depth only. So neither threads nor neighbours change a bit.
 */
final class Products {
  /**
   * Rows of a slab. C is read and written once a slab, so deep slabs spare memory; from here on a
   * tile's stripe of A (six rows are 24 kB) would no longer stay in L1.
   */
  static final int DEPTH = 512;

  /** Columns of B's block of a slab: 0.9 MB, half of a common L2, the rest for A and C. */
  private static final int BLOCK = 216;

  /** A packed B up to this size (384 kB) is kept in the second-level cache, whatever its depth. */
  private static final int KEPT = 48 * 1024;

  /** Packed copies up to this size (8 MB) may wait in a shared cache. */
  private static final int SHARED = 1 << 20;

  /** Rows that a thread packs at a time; a divisor of {@link #DEPTH}. */
  private static final int PACKED_ROWS = 32;

  /** The lowest stripe of C, in panels. */
  private static final int LOW = 2;

  /** Products below this many multiplications are done before a second thread has woken up. */
  static final long PARALLEL = 1L << 23;

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
   * above the diagonal C is undefined afterwards. If A has to be packed, one copy serves on both
   * sides.
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

  private static void add(Operand a, Operand b, int depth, Target t) {
    if (t.rows == 0 || t.columns == 0) {
      return;
    }
    boolean direct = a.transposed();
    int threads = (long) t.rows * t.columns * depth < PARALLEL ? 1 : Parallel.threads();
    int width = Panels.of(t.columns) * Tile.COLUMNS;
    int height = Panels.of(t.rows) * Tile.COLUMNS;
    boolean kept = direct && (long) width * depth <= KEPT;
    int atOnce = kept ? depth : depthAtOnce(threads, direct ? width : width + height);
    Workspace work = Workspace.borrow();
    for (int from = 0; from < depth; from += atOnce) {
      int span = Math.min(atOnce, depth - from);
      double[] packedB = work.second(width * span);
      pack(b, t.columns, from, span, packedB, threads);
      double[] packedA = a == b || direct ? packedB : work.first(height * span);
      if (packedA != packedB) {
        pack(a, t.rows, from, span, packedA, threads);
      }
      Span packed = new Span(from, span, direct ? a : null, packedA, packedB);
      int[] cuts = cuts(threads, Panels.of(t.rows), kept);
      WorkQueue.share(
          threads,
          cuts.length - 1,
          queue -> {
            double[] edge = new double[Tile.ROWS * Tile.COLUMNS];
            for (int p; (p = queue.next()) >= 0; ) {
              // The long rows of a triangle first, so that the threads end together.
              boolean upwards = t.part == Part.LOWER;
              int first = upwards ? Panels.of(t.rows) - cuts[p + 1] : cuts[p];
              int last = upwards ? Panels.of(t.rows) - cuts[p] : cuts[p + 1];
              stripe(t, packed, first * Tile.COLUMNS, Math.min(t.rows, last * Tile.COLUMNS), edge);
            }
          });
    }
    work.giveBack();
  }

  /** Threads meet after each span: several slabs, if their packed copies stay in a shared cache. */
  private static int depthAtOnce(int threads, int width) {
    return threads == 1 ? DEPTH : DEPTH * Math.max(1, Math.min(4, SHARED / (DEPTH * width)));
  }

  /**
   * Where C's rows are cut into stripes, in panels. Tall stripes first, since each fetches all of B
   * from further away than the second-level cache; then ever lower ones, so that the threads end
   * together although one's processor may be slower. Where B stays in that cache, low ones, so that
   * a stripe of C does as well.
   */
  private static int[] cuts(int threads, int panels, boolean kept) {
    int[] cuts = new int[panels + 1];
    int count = 0;
    while (cuts[count] < panels) {
      int left = panels - cuts[count];
      int height = kept ? LOW : threads == 1 ? left : Math.max(LOW, left / (2 * threads));
      cuts[count + 1] = Math.min(panels, cuts[count] + height);
      count++;
    }
    return Arrays.copyOf(cuts, count + 1);
  }

  /**
   * What a stretch of depth is read from.
   *
   * @param rows A where it is stored by rows; null if packed
   */
  private record Span(int from, int depth, Operand rows, double[] a, double[] b) {}

  private static void pack(
      Operand source, int count, int from, int span, double[] packed, int threads) {
    int panels = Panels.of(count);
    int parts = source.transposed() ? panels : (span + PACKED_ROWS - 1) / PACKED_ROWS;
    WorkQueue.share(
        threads,
        parts,
        queue -> {
          for (int p; (p = queue.next()) >= 0; ) {
            if (source.transposed()) {
              for (int slab = 0; slab < span; slab += DEPTH) {
                int depth = Math.min(DEPTH, span - slab);
                int at = slabAt(slab, panels) + p * depth * Tile.COLUMNS;
                Panels.pack(source, count, p, from + slab, depth, packed, at);
              }
            } else {
              int top = p * PACKED_ROWS;
              int slab = top - top % DEPTH;
              int depth = Math.min(DEPTH, span - slab);
              int bottom = Math.min(top + PACKED_ROWS, span);
              Panels.packRows(
                  source,
                  count,
                  from + slab,
                  top - slab,
                  bottom - slab,
                  depth,
                  packed,
                  slabAt(slab, panels));
            }
          }
        });
  }

  /** Where a slab begins among packed ones. */
  private static int slabAt(int slab, int panels) {
    return Workspace.ALIGNED + slab * panels * Tile.COLUMNS;
  }

  /** All tiles in rows {@code first … last} of C. */
  private static void stripe(Target t, Span span, int first, int last, double[] edge) {
    for (int slab = 0; slab < span.depth; slab += DEPTH) {
      int depth = Math.min(DEPTH, span.depth - slab);
      for (int left = 0; left < t.columns; left += BLOCK) {
        int right = Math.min(t.columns, left + BLOCK);
        for (int i = first; i < last; i += Tile.ROWS) {
          int start = t.part == Part.UPPER ? Math.max(left, i - i % Tile.COLUMNS) : left;
          int end = t.part == Part.LOWER ? Math.min(right, i + Tile.ROWS) : right;
          for (int j = start; j < end; j += Tile.COLUMNS) {
            tile(t, span, slab, depth, i, j, edge);
          }
        }
      }
    }
  }

  private static void tile(Target t, Span span, int slab, int depth, int i, int j, double[] edge) {
    int rows = Math.min(Tile.ROWS, t.rows - i);
    int columns = Math.min(Tile.COLUMNS, t.columns - j);
    int b = slabAt(slab, Panels.of(t.columns)) + j * depth;
    int c = t.co + i * t.ldc + j;
    boolean inside = columns == Tile.COLUMNS && (rows == Tile.ROWS || span.rows != null);
    double[] to = inside ? t.c : edge;
    int at = inside ? c : 0;
    int stride = inside ? t.ldc : Tile.COLUMNS;
    if (!inside) {
      Arrays.fill(edge, 0);
    }
    if (span.rows == null) {
      int inPanel = i % Tile.COLUMNS;
      int a = slabAt(slab, Panels.of(t.rows)) + (i - inPanel) * depth + inPanel;
      Tile.add(depth, span.a, a, span.b, b, t.sign, to, at, stride);
    } else {
      int a = span.rows.at(span.from + slab, i);
      int lda = span.rows.stride();
      RowTile.add(
          rows, columns, depth, span.rows.data(), a, lda, span.b, b, t.sign, to, at, stride);
    }
    if (!inside) {
      for (int r = 0; r < rows; r++) {
        for (int s = 0; s < columns; s++) {
          t.c[c + r * t.ldc + s] += edge[r * Tile.COLUMNS + s];
        }
      }
    }
  }
}
