package ml.tacit.step;

import java.util.Arrays;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/**
 * A device's own last rows, per decision: what a step of own history remembers.
 *
 * <p>Bounded: at most {@link #last} rows of {@link #channels} numbers for each of {@link #codes}
 * decisions. It holds numbers, no names. Not thread-safe.
 */
public final class Memory {
  private static final int MOST_NUMBERS = 1 << 24;
  private static final int FIRST_ROWS = 8;

  private final int last;
  private final int channels;

  /** Per decision a ring of rows; null until the first. */
  private final double[][] rings;

  private final int[] held;

  /** Where the oldest row of each ring stands. */
  private final int[] oldest;

  /**
   * An empty memory.
   *
   * @param last rows of each decision at most, at least 1
   * @param codes how many decisions there are, at least 1
   * @param channels numbers of a row, at least 1
   * @throws BadDataException if a count is below 1, or their product over 2²⁴
   */
  public Memory(int last, int codes, int channels) {
    if (last < 1 || codes < 1 || channels < 1 || (double) last * codes * channels > MOST_NUMBERS) {
      throw BadDataException.of(
          "memory of a device: %s rows of %s decisions of %s channels; at least 1 of each and at most %s numbers are"
              + " expected",
          last, codes, channels, MOST_NUMBERS);
    }
    this.last = last;
    this.channels = channels;
    this.rings = new double[codes][];
    this.held = new int[codes];
    this.oldest = new int[codes];
  }

  /**
   * Rows of each decision at most.
   *
   * @return M
   */
  public int last() {
    return last;
  }

  /**
   * How many decisions there are.
   *
   * @return their number
   */
  public int codes() {
    return rings.length;
  }

  /**
   * Numbers of a row.
   *
   * @return their number
   */
  public int channels() {
    return channels;
  }

  /**
   * The rows of a decision that are held.
   *
   * @param code the decision, from 0
   * @return at most M × channels, oldest first, fresh
   */
  public DMatrixRMaj rows(int code) {
    DMatrixRMaj rows = new DMatrixRMaj(held[code], channels);
    for (int i = 0; i < held[code]; i++) {
      System.arraycopy(rings[code], at(code, i), rows.data, i * channels, channels);
    }
    return rows;
  }

  /**
   * Remembers rows of a decision, one after the other; the oldest are forgotten.
   *
   * @param code the decision, from 0
   * @param rows n × channels, finite, copied
   * @throws BadDataException if the columns differ in number
   */
  public void add(int code, DMatrixRMaj rows) {
    if (rows.numCols != channels) {
      throw BadDataException.of(
          "memory of a device: rows of %s channels, %s are expected", rows.numCols, channels);
    }
    for (int i = 0; i < rows.numRows; i++) {
      add(code, rows.data, i * channels);
    }
  }

  void add(int code, double[] data, int from) {
    int room = rings[code] == null ? 0 : rings[code].length / channels;
    if (held[code] == room && room < last) { // grows while it is not full: the oldest is at 0
      int rows = (int) Math.min(last, Math.max(FIRST_ROWS, 2L * room));
      rings[code] =
          room == 0 ? new double[rows * channels] : Arrays.copyOf(rings[code], rows * channels);
    }
    int place = at(code, held[code]); // behind the newest: that of the oldest, where it is full
    System.arraycopy(data, from, rings[code], place, channels);
    if (held[code] < last) {
      held[code]++;
    } else {
      oldest[code] = (oldest[code] + 1) % last;
    }
  }

  /** How many rows of a decision are held. */
  int held(int code) {
    return held[code];
  }

  /** A number that is held; row 0 is the oldest. */
  double get(int code, int row, int channel) {
    return rings[code][at(code, row) + channel];
  }

  private int at(int code, int row) {
    return (oldest[code] + row) % last * channels;
  }

  /** Whether both give the same from here on. */
  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Memory memory)
        || last != memory.last
        || channels != memory.channels
        || !Arrays.equals(held, memory.held)) {
      return false;
    }
    for (int code = 0; code < held.length; code++) {
      if (!Arrays.equals(rows(code).data, memory.rows(code).data)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    return 31 * (31 * last + channels) + Arrays.hashCode(held);
  }

  @Override
  public String toString() {
    return "Memory[" + Arrays.toString(held) + " of " + last + " rows]";
  }
}
