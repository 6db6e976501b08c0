package ml.tacit.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Finds the {@link Grid} that each column keeps to, in one pass over blocks of rows.
 *
 * <ul>
 *   <li>A column of decimals (up to 22) has their unit as its grid, or the common divisor of all
 *       differences where that is more: whole numbers, multiples of 5 or of 1/1024.
 *   <li>A column of at most 16 distinct values that repeat (4 times in the mean), which are no
 *       decimals or have far more digits than values, say a standardised flag, has a grid as wide
 *       as its largest gap, through both ends of the gap.
 *   <li>A column of 17 to 96 such values, say a standardised count, has one as wide as its smallest
 *       gap, where neither decimals nor a common divisor tell it.
 *   <li>Any other column has none, and one whose grid is at most a millionth of its range is taken
 *       for continuous, too.
 * </ul>
 *
 * <p>The result is a function of the set of rows: neither their order nor how they were divided
 * ({@link #combine}) changes it. Work is O(1) a number, and nothing once a column is known to have
 * no grid. Not thread-safe: one per thread, then combine.
 */
public final class Grids {
  /** A grid of at most this share of the range of its column is taken for none. */
  public static final double FINEST = 1e-6;

  /** How many rows are looked at before closed columns are left out. */
  private static final int ROWS = 24;

  /** Columns that are looked at together: as many rows of them stay near the processor. */
  private static final int COLUMNS = 64;

  /** Numbers from which on groups of columns are worth a thread each. */
  private static final int PARALLEL = 1 << 16;

  /** By column; null once it can have no grid. */
  private final ColumnGrid[] columns;

  private final double finest;
  private long rows;

  /**
   * Of no rows.
   *
   * @param columns how many columns
   */
  public Grids(int columns) {
    this(columns, FINEST);
  }

  /**
   * Of no rows, for other grids than of at least a millionth of the range.
   *
   * @param columns how many columns
   * @param finest the share of the range of a column of which a grid is none, {@link #FINEST}
   *     unless given; the smaller, the later a column is known to have no grid
   */
  public Grids(int columns, double finest) {
    this(new ColumnGrid[columns], finest, 0);
    Arrays.setAll(this.columns, j -> new ColumnGrid());
  }

  private Grids(ColumnGrid[] columns, double finest, long rows) {
    this.columns = columns;
    this.finest = finest;
    this.rows = rows;
  }

  /**
   * Of rows about which nothing is known: no column has a grid, whatever is combined with it.
   *
   * @param columns how many columns
   * @return the grids
   */
  public static Grids unknown(int columns) {
    return new Grids(new ColumnGrid[columns], FINEST, 0);
  }

  /**
   * Of rows in memory.
   *
   * @param rows n × d, finite, only read
   * @return the grids, which may take in more rows
   */
  public static Grids of(DMatrixRMaj rows) {
    return new Grids(rows.numCols).accept(rows);
  }

  /**
   * Takes in a block of rows.
   *
   * @param block n × d, finite, only read; n may be 0. Whoever reads rows refuses others; here NaN
   *     and infinities are no decimals
   * @return this
   * @throws IllegalArgumentException if the number of columns differs; nothing has been taken in
   *     then
   */
  public Grids accept(DMatrixRMaj block) {
    requireColumns("rows", block.numCols);
    IntStream groups = IntStream.range(0, (columns.length + COLUMNS - 1) / COLUMNS);
    if (block.getNumElements() >= PARALLEL) {
      groups = groups.parallel();
    }
    groups.forEach(group -> accept(block, open(group * COLUMNS, (group + 1) * COLUMNS)));
    rows += block.numRows;
    return this;
  }

  private void accept(DMatrixRMaj block, int[] columnsOfGroup) {
    int d = columns.length;
    int[] open = columnsOfGroup;
    for (int from = 0; from < block.numRows && open.length > 0; from += ROWS) {
      int end = Math.min(block.numRows, from + ROWS);
      for (int j : open) {
        columns[j].accept(block.data, from * d + j, end * d, d);
      }
      open = stillOpen(open);
    }
  }

  /**
   * Takes in what another has seen; the other is only read.
   *
   * @param other of as many columns
   * @return this
   * @throws IllegalArgumentException if the number of columns differs, or the share that is finest
   */
  public Grids combine(Grids other) {
    requireColumns("other", other.columns.length);
    if (finest != other.finest) {
      throw new IllegalArgumentException(
          "other: finest share " + other.finest + ", " + finest + " is expected");
    }
    for (int j = 0; j < columns.length; j++) {
      if (other.columns[j] == null) {
        columns[j] = null;
      } else if (columns[j] != null) {
        columns[j].merge(other.columns[j]);
      }
    }
    rows += other.rows;
    stillOpen(open(0, columns.length));
    return this;
  }

  /**
   * Takes in one value of the only column, many times.
   *
   * @param value finite
   * @param times how many rows have it; 0 for none
   * @return this
   * @throws IllegalArgumentException if there are more columns
   */
  public Grids accept(double value, long times) {
    requireColumns("value", 1);
    if (times > 0) {
      accept(DMatrixRMaj.wrap(1, 1, new double[] {value}));
      rows += times - 1;
    }
    return this;
  }

  /**
   * Columns that were looked at one by one, side by side.
   *
   * @param columns each of one column, of the same rows; copied
   * @param rows how many rows
   * @return the grids of all of them
   */
  public static Grids beside(List<Grids> columns, long rows) {
    ColumnGrid[] all = new ColumnGrid[columns.size()];
    for (int j = 0; j < all.length; j++) {
      columns.get(j).requireColumns("column " + j, 1);
      ColumnGrid column = columns.get(j).columns[0];
      all[j] = column == null ? null : column.copy();
    }
    return new Grids(all, FINEST, rows);
  }

  /**
   * One of the columns, of the same rows.
   *
   * @param column from 0
   * @return a copy
   */
  public Grids column(int column) {
    ColumnGrid[] one = {columns[column] == null ? null : columns[column].copy()};
    return new Grids(one, finest, rows);
  }

  /**
   * What has been seen so far; later rows do not change it.
   *
   * @return a copy
   */
  public Grids snapshot() {
    ColumnGrid[] copies = new ColumnGrid[columns.length];
    Arrays.setAll(copies, j -> columns[j] == null ? null : columns[j].copy());
    return new Grids(copies, finest, rows);
  }

  /**
   * How many columns there are.
   *
   * @return d
   */
  public int columns() {
    return columns.length;
  }

  /**
   * The grid of a column.
   *
   * @param column from 0
   * @return the grid, or empty for a continuous column, or before the first row. Of a column of one
   *     decimal value the unit of its decimals
   */
  public Optional<Grid> grid(int column) {
    return columns[column] == null ? Optional.empty() : columns[column].grid(rows, finest);
  }

  /**
   * The grids of all columns.
   *
   * @return d grids, immutable
   */
  public List<Optional<Grid>> all() {
    List<Optional<Grid>> all = new ArrayList<>();
    for (int j = 0; j < columns.length; j++) {
      all.add(grid(j));
    }
    return List.copyOf(all);
  }

  /**
   * What has been seen as numbers for a file: for each column 0 where it can have no grid, or 1 and
   * its state, for the finest share {@link #FINEST}. They tell neither a row's value nor the ends
   * of a range to better than a quarter of it: distinct values only where they repeat, and of a
   * decimal column its grid.
   *
   * @return finite numbers, fresh; the same for the same set of rows
   */
  public double[] numbers() {
    DoubleStream.Builder numbers = DoubleStream.builder();
    for (ColumnGrid column : columns) {
      ColumnGrid shown = column == null ? null : column.withoutValuesOfRows(rows, finest);
      numbers.add(shown == null || shown.isClosed() ? 0 : 1);
      if (shown != null && !shown.isClosed()) {
        shown.numbers(numbers);
      }
    }
    return numbers.build().toArray();
  }

  /**
   * Reads what {@link #numbers} gave.
   *
   * @param columns how many columns
   * @param rows how many rows were seen
   * @param numbers finite; only read
   * @return the grids, which may take in more rows
   * @throws BadDataException if they are no such numbers
   */
  public static Grids of(int columns, long rows, double[] numbers) {
    ColumnGrid[] read = new ColumnGrid[columns];
    NumberCursor cursor = new NumberCursor("grids", numbers);
    for (int j = 0; j < columns; j++) {
      read[j] = cursor.whole(0, 1) == 0 ? null : ColumnGrid.read(cursor);
    }
    cursor.requireEnd();
    return new Grids(read, FINEST, rows);
  }

  private int[] open(int from, int end) {
    return IntStream.range(from, Math.min(end, columns.length))
        .filter(j -> columns[j] != null)
        .toArray();
  }

  /** Forgets columns that can have no grid any more. */
  private int[] stillOpen(int[] open) {
    for (int j : open) {
      columns[j].settle(finest);
      if (columns[j].isClosed()) {
        columns[j] = null;
      }
    }
    return Arrays.stream(open).filter(j -> columns[j] != null).toArray();
  }

  private void requireColumns(String what, int given) {
    if (given != columns.length) {
      throw new IllegalArgumentException(
          what + ": " + given + " columns, " + columns.length + " are expected");
    }
  }
}
