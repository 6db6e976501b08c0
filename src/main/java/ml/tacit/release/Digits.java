package ml.tacit.release;

import java.util.Locale;
import ml.tacit.table.BadDataException;

/**
 * How precise released numbers are: significant digits of the standard deviation of a column, or
 * all digits there are. Immutable.
 */
public final class Digits {
  private static final int MOST = 15;

  /** Three: numbers to a thousandth of their deviation. */
  public static final Digits DEFAULT = new Digits(3);

  /** No rounding: from released rows and the model file, raw rows may come back exactly. */
  public static final Digits FULL = new Digits(Integer.MAX_VALUE);

  private final int count;

  private Digits(int count) {
    this.count = count;
  }

  /**
   * So many digits.
   *
   * @param count from 1 to 15
   * @return the digits
   * @throws BadDataException if the count is another
   */
  public static Digits of(int count) {
    if (count < 1 || count > MOST) {
      throw notDigits(String.valueOf(count));
    }
    return new Digits(count);
  }

  /**
   * Digits as the command line spells them.
   *
   * @param text a number from 1 to 15, or {@code full}
   * @return the digits
   * @throws BadDataException if it is something else
   */
  public static Digits parse(String text) {
    if (text.equals(FULL.toString())) {
      return FULL;
    }
    try {
      return of(Integer.parseInt(text));
    } catch (NumberFormatException e) {
      throw notDigits(text);
    }
  }

  private static BadDataException notDigits(String found) {
    return new BadDataException(
        String.format(
            Locale.ROOT, "digits: '%s', a number from 1 to %d or 'full' is needed", found, MOST));
  }

  /** Whether nothing is rounded. */
  boolean isFull() {
    return count > MOST;
  }

  /** 10^−digits, the share of a deviation that a step of the grid is. */
  double share() {
    return 1 / Math.pow(10, count);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Digits digits && count == digits.count;
  }

  @Override
  public int hashCode() {
    return count;
  }

  /** As {@link #parse} reads them. */
  @Override
  public String toString() {
    return isFull() ? "full" : String.valueOf(count);
  }
}
