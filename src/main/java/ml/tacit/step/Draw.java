package ml.tacit.step;

import java.util.Locale;
import ml.tacit.subspace.Step;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/**
 * A channel: an atom and two {@link Coins} to one of K cells, by the chances T(c | atom).
 *
 * <p>An atom with one possible cell takes no draw. Immutable and thread-safe.
 */
public final class Draw implements Step {
  /** What the chances of an atom may differ from 1 by in sum. */
  private static final double ROUNDING = 1e-6;

  private final DMatrixRMaj channel;
  private final int number;
  private final Leak leak;
  private final DMatrixRMaj upTo;

  /**
   * A channel.
   *
   * @param channel T, atoms × K; not copied
   * @param number the number of the step in its plan, which keeps its draws apart from others
   * @param leak what was measured of it
   * @throws BadDataException if a chance is negative or not finite, or those of an atom do not add
   *     up to 1
   */
  public Draw(DMatrixRMaj channel, int number, Leak leak) {
    if (channel.numRows < 1 || channel.numCols < 1) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "channel: %d × %d, at least 1 × 1 is needed",
              channel.numRows,
              channel.numCols));
    }
    this.channel = channel;
    this.number = number;
    this.leak = leak;
    this.upTo = cumulative(channel);
  }

  /** Chances of this cell or one before; 1 from the last possible cell on. */
  private static DMatrixRMaj cumulative(DMatrixRMaj channel) {
    DMatrixRMaj sums = new DMatrixRMaj(channel.numRows, channel.numCols);
    int k = channel.numCols;
    for (int a = 0; a < channel.numRows; a++) {
      double sum = 0;
      int last = 0;
      for (int c = 0; c < k; c++) {
        double chance = channel.data[a * k + c];
        if (!(chance >= 0 && chance <= 1 + ROUNDING)) {
          throw new BadDataException(
              String.format(
                  Locale.ROOT, "channel: %s at row %d, a number from 0 to 1 is needed", chance, a));
        }
        sum += chance;
        sums.data[a * k + c] = sum;
        last = chance > 0 ? c : last;
      }
      if (Math.abs(sum - 1) > ROUNDING) {
        throw new BadDataException(
            String.format(Locale.ROOT, "channel: row %d adds up to %s, 1 is needed", a, sum));
      }
      for (int c = last; c < k; c++) {
        sums.data[a * k + c] = 1;
      }
    }
    return sums;
  }

  /**
   * T.
   *
   * @return atoms × K, not to be written to
   */
  public DMatrixRMaj channel() {
    return channel;
  }

  /**
   * The number of the step in its plan.
   *
   * @return the number
   */
  public int number() {
    return number;
  }

  /**
   * What was measured of the channel when it was fitted.
   *
   * @return the figures
   */
  public Leak leak() {
    return leak;
  }

  @Override
  public int inputs() {
    return 1 + Coins.COUNT;
  }

  @Override
  public int outputs() {
    return 1;
  }

  /**
   * Draws a cell for each row.
   *
   * @throws BadDataException if an atom is no code of the channel
   */
  @Override
  public DMatrixRMaj apply(DMatrixRMaj rows) {
    DMatrixRMaj cells = new DMatrixRMaj(rows.numRows, 1);
    Draws draws = new Draws(number);
    int k = channel.numCols;
    for (int i = 0; i < rows.numRows; i++) {
      int at = i * inputs();
      int row = Codes.of("atom", rows.data[at], channel.numRows) * k;
      int cell = 0;
      while (upTo.data[row + cell] == 0) {
        cell++;
      }
      if (upTo.data[row + cell] < 1) {
        draws.row(rows.data, at + 1);
        double chance = draws.uniform();
        while (upTo.data[row + cell] <= chance) {
          cell++;
        }
      }
      cells.data[i] = cell;
    }
    return cells;
  }

  @Override
  public String guarantee() {
    return leak.sentence();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Draw draw
        && number == draw.number
        && leak.equals(draw.leak)
        && Matrices.equal(channel, draw.channel);
  }

  @Override
  public int hashCode() {
    return 31 * number + leak.hashCode();
  }

  @Override
  public String toString() {
    return "Draw[" + channel.numRows + " × " + channel.numCols + "]";
  }
}
