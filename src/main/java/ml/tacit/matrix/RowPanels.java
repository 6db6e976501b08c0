package ml.tacit.matrix;

import java.util.Locale;
import org.ejml.data.DMatrixRMaj;

/**
 * Rows laid out once to be compared with each other or with other rows, pair by pair: what Gram
 * matrices of kernel functions are made of.
 *
 * <p>A result is computed block by block, and {@link Function} is applied while the block is still
 * in the cache. An entry of the result depends on its two rows only, to the last bit, on any number
 * of threads. Immutable and thread-safe; holds a copy of the rows.
 */
public final class RowPanels {
  /** Rows of so many numbers in all are copied before a second thread has woken up. */
  private static final int ROW_BY_ROW = 1 << 19;

  private final PairKernel kernel;
  private final int size;
  private final int columns;
  private final double[] origin;
  private final double[] panels;

  /** ‖x‖² of every row. */
  private final double[] squares;

  /** What is made of a measure; called from several threads at once. */
  @FunctionalInterface
  public interface Function {
    /**
     * Replaces every value by the function of it.
     *
     * @param values measures; changed from {@code from} to {@code to}
     * @param from the first index
     * @param to the index after the last
     */
    void apply(double[] values, int from, int to);
  }

  private RowPanels(PairKernel kernel, DMatrixRMaj rows, double[] origin) {
    this.kernel = kernel;
    this.size = rows.numRows;
    this.columns = rows.numCols;
    this.origin = origin;
    long length = Workspace.ALIGNED + (long) whole(size) * columns;
    if (length > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "rows: %d of %d columns, more than one array can hold", size, columns));
    }
    double[] centred = centred(rows);
    this.panels = new double[(int) length];
    pack(centred);
    this.squares = squares(centred, size);
  }

  /**
   * Lays out rows.
   *
   * @param rows n × d, copied
   * @param origin d numbers taken off every row, here and of the rows compared later; not copied
   * @return the rows laid out
   * @throws IllegalArgumentException if the origin has not d numbers, or the rows are too many for
   *     one array
   */
  public static RowPanels of(DMatrixRMaj rows, double[] origin) {
    return of(Kernels.get(), rows, origin);
  }

  static RowPanels of(Kernels kernels, DMatrixRMaj rows, double[] origin) {
    Dense.requireEqual(
        "numbers of the origin and columns of the rows", origin.length, rows.numCols);
    return new RowPanels(kernels.pairs(), rows, origin);
  }

  /**
   * The number of rows.
   *
   * @return n
   */
  public int size() {
    return size;
  }

  /**
   * Every row compared with every row, of which half is computed.
   *
   * @param measure what of a pair
   * @param function what to make of it
   * @return n × n, symmetric to the last bit
   */
  public DMatrixRMaj gram(PairMeasure measure, Function function) {
    DMatrixRMaj result = new DMatrixRMaj(size, size);
    compare(unpacked(), squares, measure, function, result, true);
    return result;
  }

  /**
   * Other rows compared with these.
   *
   * @param rows m × d, only read
   * @param measure what of a pair
   * @param function what to make of it
   * @return m × n
   * @throws IllegalArgumentException if the rows have not d columns
   */
  public DMatrixRMaj between(DMatrixRMaj rows, PairMeasure measure, Function function) {
    Dense.requireEqual("columns of the rows and of those laid out", rows.numCols, columns);
    DMatrixRMaj result = new DMatrixRMaj(rows.numRows, size);
    double[] centred = centred(rows);
    compare(centred, squares(centred, rows.numRows), measure, function, result, false);
    return result;
  }

  /**
   * A few columns of the result at a time, and for them all rows: so panels come out of memory
   * once.
   *
   * @param rows one behind the other, the origin taken off
   * @param lengths ‖x‖² of each
   */
  private void compare(
      double[] rows,
      double[] lengths,
      PairMeasure measure,
      Function function,
      DMatrixRMaj result,
      boolean symmetric) {
    int height = kernel.blockRows();
    int width = kernel.blockColumns();
    int across = (size + width - 1) / width;
    int down = (lengths.length + height - 1) / height;
    WorkQueue.share(
        threads(lengths.length),
        down * across,
        queue -> {
          double[] block = new double[Math.min(height, lengths.length) * width];
          for (int p; (p = queue.next()) >= 0; ) {
            int top = p % down * height;
            int left = p / down * width;
            int bottom = Math.min(lengths.length, top + height);
            int right = Math.min(size, left + width);
            int diagonal = symmetric ? top - left : width;
            if (left < bottom || !symmetric) {
              fill(rows, lengths, top, bottom, left, right, diagonal, measure, function, block);
              write(block, top, bottom, left, right, diagonal, result);
              if (symmetric) {
                mirror(block, top, bottom, left, right, result.data);
              }
            }
          }
        });
  }

  /** The block of rows {@code top … bottom} of others and {@code left … right} of these. */
  private void fill(
      double[] rows,
      double[] lengths,
      int top,
      int bottom,
      int left,
      int right,
      int diagonal,
      PairMeasure measure,
      Function function,
      double[] block) {
    int a = top * columns;
    int b = panelAt(left);
    int height = bottom - top;
    int width = right - left;
    kernel.sums(measure, columns, rows, a, height, panels, b, width, diagonal, block);
    for (int i = 0; i < height; i++) {
      int at = i * kernel.blockColumns();
      int count = wanted(i, width, diagonal);
      if (measure == PairMeasure.SQUARED_DISTANCE) {
        kernel.squaredDistances(block, at, count, lengths[top + i], squares, left);
      }
      function.apply(block, at, at + count);
    }
  }

  /** Elements of row i of a block that are wanted: none right of the diagonal. */
  private static int wanted(int i, int width, int diagonal) {
    return Math.max(0, Math.min(width, i + diagonal + 1));
  }

  private void write(
      double[] block, int top, int bottom, int left, int right, int diagonal, DMatrixRMaj result) {
    for (int i = 0; i < bottom - top; i++) {
      int to = (top + i) * size + left;
      int count = wanted(i, right - left, diagonal);
      System.arraycopy(block, i * kernel.blockColumns(), result.data, to, count);
    }
  }

  /** What is left of the diagonal once more above it, eight columns at a time: a cache line. */
  private void mirror(double[] block, int top, int bottom, int left, int right, double[] result) {
    int width = kernel.blockColumns();
    for (int from = left; from < right; from += 8) {
      int to = Math.min(right, from + 8);
      for (int i = Math.max(top, from + 1); i < bottom; i++) {
        int at = (i - top) * width - left;
        for (int j = from; j < Math.min(to, i); j++) {
          result[j * size + i] = block[at + j];
        }
      }
    }
  }

  /** Rows with those that fill up the last panel. */
  private int whole(int rows) {
    return (rows + kernel.panel() - 1) / kernel.panel() * kernel.panel();
  }

  /** Where the panel begins whose first row is {@code row}. */
  private int panelAt(int row) {
    return Workspace.ALIGNED + row * columns;
  }

  /** Threads that are worth waking to compare with so many rows. */
  private int threads(int rows) {
    return (long) rows * size * columns < Products.PARALLEL ? 1 : Parallel.threads();
  }

  /** Rows one behind the other, without the origin. */
  private double[] centred(DMatrixRMaj rows) {
    double[] centred = new double[rows.numRows * columns];
    inParts(
        rows.numRows,
        (first, last) -> {
          for (int at = first * columns; at < last * columns; at += columns) {
            for (int k = 0; k < columns; k++) {
              centred[at + k] = rows.data[at + k] - origin[k];
            }
          }
        });
    return centred;
  }

  /** Panels: entry by entry, the rows interleaved; zeros where rows are missing. */
  private void pack(double[] centred) {
    int panel = kernel.panel();
    inParts(
        size,
        (first, last) -> {
          for (int row = first; row < last; row++) {
            int to = panelAt(row - row % panel) + row % panel;
            for (int k = 0; k < columns; k++) {
              panels[to + k * panel] = centred[row * columns + k];
            }
          }
        });
  }

  /** The rows that were packed. */
  private double[] unpacked() {
    int panel = kernel.panel();
    double[] rows = new double[size * columns];
    inParts(
        size,
        (first, last) -> {
          for (int row = first; row < last; row++) {
            int from = panelAt(row - row % panel) + row % panel;
            for (int k = 0; k < columns; k++) {
              rows[row * columns + k] = panels[from + k * panel];
            }
          }
        });
    return rows;
  }

  private double[] squares(double[] rows, int count) {
    double[] squares = new double[count];
    inParts(count, (first, last) -> kernel.squares(columns, rows, first, last, squares));
    return squares;
  }

  /** What is done row by row. */
  private void inParts(int rows, Parallel.Range body) {
    int threads = (long) rows * columns < ROW_BY_ROW ? 1 : Parallel.threads();
    Parallel.ranges(threads, threads, rows, body);
  }
}
