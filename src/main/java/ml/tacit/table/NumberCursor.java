package ml.tacit.table;

import java.util.Locale;

/** Reads numbers of a file one after the other. */
final class NumberCursor {
  private final String name;
  private final double[] numbers;
  private int at;

  NumberCursor(String name, double[] numbers) {
    this.name = name;
    this.numbers = numbers;
  }

  double next() {
    if (at == numbers.length) {
      throw new BadDataException(name + ": " + at + " numbers, more are expected");
    }
    return numbers[at++];
  }

  long whole(long least, long most) {
    double value = next();
    if (!(value >= least && value <= most && value == Math.rint(value))) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "%s: number %d is %s, a whole number from %d to %d is expected",
              name,
              at,
              value,
              least,
              most));
    }
    return (long) value;
  }

  void requireEnd() {
    if (at < numbers.length) {
      throw new BadDataException(
          String.format(Locale.ROOT, "%s: %d numbers, %d are expected", name, numbers.length, at));
    }
  }
}
