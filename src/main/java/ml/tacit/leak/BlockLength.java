package ml.tacit.leak;

import ml.tacit.table.BadDataException;
import ml.tacit.table.Labels;

/**
 * How many consecutive rows of one (person, utility class) run count as one block: rows of
 * different blocks are taken as independent, rows of one block may hang together in any way.
 *
 * <p>A chosen length has looked at some rows; {@link Certificate} makes its bound on the others.
 * Immutable and thread-safe.
 */
public final class BlockLength {
  private final int rows;
  private final boolean[] looked;
  private final int lookedCount;

  private BlockLength(int rows, boolean[] looked, int lookedCount) {
    this.rows = rows;
    this.looked = looked;
    this.lookedCount = lookedCount;
  }

  /**
   * A length that is known beforehand, from elsewhere.
   *
   * @param rows at least 1, where 1 says that all rows are independent
   * @return the length
   * @throws BadDataException if it is less than 1
   */
  public static BlockLength of(int rows) {
    if (rows < 1) {
      throw BadDataException.of("block: found %d, expected at least 1", rows);
    }
    return new BlockLength(rows, null, 0);
  }

  /**
   * The length that the first third of each run speaks for.
   *
   * @param cells what is released, a class per row in the order of time
   * @param hide the hidden label of the same rows
   * @param given the utility label that the attacker knows, or null
   * @return the length; it has looked at the first third of each run
   * @throws BadDataException if the labels differ in length
   */
  public static BlockLength choose(Labels cells, Labels hide, Labels given) {
    Certificate.requireSameLength(cells, hide, given);
    boolean[] first = FirstThird.of(hide, given);
    int count = 0;
    for (boolean one : first) {
      count += one ? 1 : 0;
    }
    Runs runs = Runs.of(cells, hide, given, first, Weighting.ROWS);
    return new BlockLength(Autocorrelation.of(runs).blockLength(), first, count);
  }

  /**
   * Rows of a block.
   *
   * @return at least 1; {@link Integer#MAX_VALUE} where each run is one block, since the rows were
   *     too few to see how they hang together
   */
  public int rows() {
    return rows;
  }

  /**
   * Whether rows were looked at.
   *
   * @return true if the length was chosen, false if it was given
   */
  public boolean isChosen() {
    return looked != null;
  }

  /**
   * How many rows the choice looked at.
   *
   * @return the number of rows that no bound uses
   */
  public int lookedAt() {
    return lookedCount;
  }

  /** The rows that a bound may use; null for all. */
  boolean[] others() {
    if (looked == null) {
      return null;
    }
    boolean[] others = new boolean[looked.length];
    for (int i = 0; i < others.length; i++) {
      others[i] = !looked[i];
    }
    return others;
  }

  /** The rows that the choice looked at; null for none. */
  boolean[] looked() {
    return looked == null ? null : looked.clone();
  }
}
