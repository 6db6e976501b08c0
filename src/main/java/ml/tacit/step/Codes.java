package ml.tacit.step;

import java.util.Locale;
import ml.tacit.table.BadDataException;

/** Numbers that stand for one of a few things, from 0. */
final class Codes {
  private Codes() {}

  /**
   * The code.
   *
   * @throws BadDataException if it is no whole number from 0 to size − 1
   */
  static int of(String what, double value, int size) {
    if (!(value >= 0 && value < size && value == Math.rint(value))) {
      throw new BadDataException(
          String.format(
              Locale.ROOT, "%s: %s, a whole number from 0 to %d is needed", what, value, size - 1));
    }
    return (int) value;
  }
}
