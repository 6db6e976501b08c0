package ml.tacit.release;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import ml.tacit.step.Coins;
import ml.tacit.subspace.Step;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Digests;
import ml.tacit.table.Grid;
import org.ejml.data.DMatrixRMaj;

/**
 * Rounds released columns to grids, so that their digits do not lead back to the raw rows.
 *
 * <p>A column is left as it is, goes to the nearest point of its grid, or goes to one of the two
 * points around it <em>at random</em>: y between lo and hi becomes hi with probability (y − lo)/(hi
 * − lo), so that E[out | y] = y and class means that were made equal stay equal in expectation.
 * Plain rounding would undo an erasure wherever the grid is coarser than what was changed.
 *
 * <p>The random choice is a function of the row under a secret key (HMAC-SHA256, RFC 2104): equal
 * rows give equal outputs, alone, in a block and in a stream, and another machine's last bits
 * change about one row in 1e10 for each column. Infinities and NaN stay as they are. Immutable and
 * thread-safe.
 */
public final class Rounding implements Step {
  /** Beyond this a double has no digits below the grid. */
  private static final double LARGEST = 1L << 52;

  private final List<Column> columns;
  private final byte[] key;

  /** Grids of columns that go to the nearest point; null for others. */
  private final Grid[] nearest;

  /** Which columns are drawn. */
  private final int[] random;

  /**
   * What becomes of one column.
   *
   * @param grid the points, or empty for a column that stays as it is
   * @param random whether the point is drawn from the two around the value, rather than the nearest
   * @param unit what the value is rounded to before it takes part in drawing; 0: it takes no part
   */
  public record Column(Optional<Grid> grid, boolean random, double unit) {
    /** A column that stays as it is. */
    static final Column AS_IT_IS = new Column(Optional.empty(), false, 0);

    /**
     * Checks the values.
     *
     * @throws BadDataException if a column without a grid is random, or the unit is negative or not
     *     finite
     */
    public Column {
      if (random && grid.isEmpty()) {
        throw new BadDataException("random: true, and the column has no grid");
      }
      if (!(unit >= 0 && unit <= Double.MAX_VALUE)) {
        throw new BadDataException("unit: " + unit + ", a finite number of at least 0 is needed");
      }
    }

    /**
     * How far a released number may be from the number before rounding.
     *
     * @return half a step of the grid, a whole one where it is drawn at random, 0 without a grid
     */
    public double tolerance() {
      return grid.map(points -> points.width() * (random ? 1 : 0.5)).orElse(0.0);
    }
  }

  /**
   * Rounding by columns.
   *
   * @param columns at least one
   * @param key {@value KeyedCoins#KEY_BYTES} bytes where a column is random and the key is here,
   *     else none; copied
   * @throws BadDataException if there is no column, or the key has another length
   */
  Rounding(List<Column> columns, byte[] key) {
    this.columns = List.copyOf(columns);
    this.key = key.clone();
    this.nearest =
        columns.stream().map(c -> c.random() ? null : c.grid().orElse(null)).toArray(Grid[]::new);
    this.random = IntStream.range(0, columns.size()).filter(j -> columns.get(j).random()).toArray();
    if (columns.isEmpty()) {
      throw new BadDataException("columns: 0, at least one is needed");
    }
    int needed = draws() ? KeyedCoins.KEY_BYTES : 0;
    if (key.length != needed && key.length != 0) {
      throw new BadDataException(
          String.format(Locale.ROOT, "key: %d bytes, %d are needed", key.length, needed));
    }
  }

  /**
   * What becomes of each column.
   *
   * @return one per column, immutable
   */
  public List<Column> columns() {
    return columns;
  }

  /** Whether a column is random, so that rounding needs a key. */
  boolean draws() {
    return random.length > 0;
  }

  /** The same rounding under another key, or without it. */
  Rounding withKey(byte[] other) {
    return new Rounding(columns, other);
  }

  /** The same rounding under the key of another, where both draw. */
  Rounding underKeyOf(Rounding other) {
    return draws() && other.draws() ? withKey(other.key) : this;
  }

  /**
   * The secret of random columns, as hexadecimal text; empty where no column is random or it is
   * kept elsewhere.
   */
  String keyText() {
    return Digests.hex(key);
  }

  @Override
  public int inputs() {
    return columns.size();
  }

  @Override
  public int outputs() {
    return columns.size();
  }

  @Override
  public DMatrixRMaj apply(DMatrixRMaj rows) {
    int m = columns.size();
    if (rows.numCols != m) {
      throw new IllegalArgumentException(
          "columns of rows: " + rows.numCols + ", " + m + " are expected");
    }
    DMatrixRMaj rounded = rows.copy();
    for (int at = 0, j = 0; at < rounded.data.length; at++, j = j + 1 == m ? 0 : j + 1) {
      if (nearest[j] != null) {
        rounded.data[at] = nearest[j].nearest(rounded.data[at]);
      }
    }
    if (draws()) {
      draw(rows, rounded);
    }
    return rounded;
  }

  /** The random columns of all rows. */
  private void draw(DMatrixRMaj rows, DMatrixRMaj rounded) {
    if (key.length == 0) {
      throw new BadDataException(Coins.NO_KEY);
    }
    int m = columns.size();
    KeyedCoins keyed = new KeyedCoins(key, columns.stream().mapToDouble(Column::unit).toArray());
    double[] row = new double[m];
    double[] coins = new double[random.length];
    for (int i = 0; i < rows.numRows; i++) {
      System.arraycopy(rows.data, i * m, row, 0, m);
      keyed.draw(row, coins);
      for (int r = 0; r < random.length; r++) {
        Grid grid = columns.get(random[r]).grid().orElseThrow();
        rounded.data[i * m + random[r]] = drawn(grid, row[random[r]], coins[r]);
      }
    }
  }

  /** The point above y if the coin, from [0, 1), is below y's share of the step, else below. */
  private static double drawn(Grid grid, double y, double coin) {
    double position = grid.position(y);
    if (!(Math.abs(position) * grid.step() < LARGEST)) {
      return grid.nearest(y); // NaN, infinite, or without digits below the grid
    }
    double below = Math.floor(position);
    return grid.at((long) (coin < position - below ? below + 1 : below));
  }

  @Override
  public String guarantee() {
    return "digits that would lead back to the raw row are rounded away"
        + (draws() ? ", where values are few at random under the key" : "")
        + "; bounds no other attacker";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Rounding rounding
        && columns.equals(rounding.columns)
        && Arrays.equals(key, rounding.key);
  }

  @Override
  public int hashCode() {
    return 31 * columns.hashCode() + Arrays.hashCode(key);
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "Rounding" + columns;
  }
}
