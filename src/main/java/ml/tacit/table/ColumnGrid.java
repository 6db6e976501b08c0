package ml.tacit.table;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * What one column has shown of its grid: the most decimals of a value, the greatest common divisor
 * of all differences, the values themselves while they are few, and how far they reach. All of it
 * depends on the set of values only.
 */
final class ColumnGrid {
  /** Values up to here are levels, whose largest gap matters; more are numbers. */
  private static final int LEVELS = 16;

  /** Values that differ by less of their range are one but for rounding. */
  private static final double ROUNDING = 1e-9;

  /** Few values on a finer grid than this share of their range are levels, not numbers. */
  private static final double FINE_LEVELS = 1e-3;

  /** Values are few only where each occurs so many times, in the mean. */
  static final int REPEATED = 4;

  private static final int NO_DECIMAL = -1;

  double low = Double.POSITIVE_INFINITY;
  double high = Double.NEGATIVE_INFINITY;

  FewValues values = new FewValues();

  /** Decimals of the column, or {@link #NO_DECIMAL}. */
  int decimals;

  /** A value in units of 10^−decimals, modulo {@code step} where that is not 0. */
  long reference;

  /** The common divisor of differences, in the same units: 0 while all are equal, −1 for none. */
  long step = -1;

  /** Takes in every {@code stride}-th number from one place to before another. */
  void accept(double[] numbers, int from, int to, int stride) {
    for (int at = from; at < to; at += stride) {
      double x = numbers[at] + 0.0; // of the two zeros, one
      if (values.add(x)) { // what was seen before changes nothing
        take(x);
      }
    }
  }

  private void take(double x) {
    if (!(x >= low)) {
      low = Math.min(low, x);
    }
    if (!(x <= high)) {
      high = Math.max(high, x);
    }
    if (decimals == NO_DECIMAL) {
      return;
    }
    double units = Grid.units(x, decimals);
    if (Double.isNaN(units)) {
      toDecimals(decimalsOf(x));
      units = decimals == NO_DECIMAL ? Double.NaN : Grid.units(x, decimals);
    }
    if (step != 1 && !Double.isNaN(units)) {
      divide((long) units);
    }
  }

  /** Takes in what another has seen of the same column. */
  void merge(ColumnGrid other) {
    low = Math.min(low, other.low);
    high = Math.max(high, other.high);
    if (other.values.count() < 0) {
      values.forget();
    }
    Arrays.stream(other.values.sorted()).forEach(values::add);
    if (other.step < 0 && other.decimals != NO_DECIMAL) {
      return; // it has seen nothing
    }
    ColumnGrid aligned = other.copy();
    aligned.low = low;
    aligned.high = high;
    int most = Math.max(decimals, other.decimals);
    boolean decimal = decimals != NO_DECIMAL && other.decimals != NO_DECIMAL;
    toDecimals(decimal ? most : NO_DECIMAL);
    if (decimals == NO_DECIMAL) {
      return;
    }
    aligned.toDecimals(most);
    if (aligned.step > 0) {
      step = step <= 0 ? firstStep(aligned) : gcd(step, aligned.step);
      reference = Math.floorMod(reference, step);
    }
    divide(aligned.reference);
  }

  /** Gives up decimals whose grid is too fine, which more values can only make finer. */
  void settle(double finest) {
    if (isFiner(finest)) {
      toDecimals(NO_DECIMAL);
    }
  }

  /** Whether nothing that may follow can give this settled column a grid. */
  boolean isClosed() {
    return values.count() < 0 && decimals == NO_DECIMAL;
  }

  /**
   * The grid of the values seen, if they have one.
   *
   * @param rows how many rows were seen
   * @param finest a grid of at most this share of the range is none
   */
  Optional<Grid> grid(long rows, double finest) {
    int distinct = values.count();
    if (distinct == 0) {
      return Optional.empty();
    }
    boolean numbers = decimals != NO_DECIMAL;
    boolean continuous = !numbers || isFiner(finest);
    if (distinct > 1 && rows >= (long) REPEATED * distinct) {
      if (distinct <= LEVELS && (!numbers || isFiner(FINE_LEVELS))) {
        return Optional.of(gap(true));
      }
      if (continuous && smallestGap(values.sorted()) > finest * reach(low, high)) {
        return Optional.of(gap(false));
      }
    }
    if (continuous) {
      return Optional.empty();
    }
    long found = Math.max(1, step);
    return Optional.of(new Grid(Math.floorMod(reference, found), found, decimals));
  }

  /** A settled copy without its values, if they do not repeat and so are those of rows. */
  ColumnGrid withoutValuesOfRows(long rows, double finest) {
    ColumnGrid copy = copy();
    copy.settle(finest);
    if (rows < (long) REPEATED * values.count()) {
      copy.values.forget();
    }
    return copy;
  }

  /** Adds this state to numbers for a file. */
  void numbers(DoubleStream.Builder numbers) {
    numbers.add(values.count());
    if (values.count() != 0) {
      Arrays.stream(values.sorted()).forEach(numbers::add);
      Arrays.stream(rounded()).forEach(numbers::add);
      numbers.add(decimals).add(reference).add(step);
    }
  }

  static ColumnGrid read(NumberCursor numbers) {
    ColumnGrid column = new ColumnGrid();
    long distinct = numbers.whole(-1, FewValues.MOST);
    if (distinct == 0) {
      return column;
    }
    if (distinct < 0) {
      column.values.forget();
    }
    for (long i = 0; i < distinct; i++) {
      column.values.add(numbers.next());
    }
    column.low = numbers.next();
    column.high = numbers.next();
    column.decimals = (int) numbers.whole(NO_DECIMAL, Grid.MOST_DECIMALS);
    long largest = (long) (2 * Grid.LARGEST);
    column.reference = numbers.whole(-largest, largest);
    column.step = numbers.whole(column.decimals == NO_DECIMAL ? -1 : 0, largest);
    return column;
  }

  ColumnGrid copy() {
    ColumnGrid copy = new ColumnGrid();
    copy.low = low;
    copy.high = high;
    copy.values = values.copy();
    copy.decimals = decimals;
    copy.reference = reference;
    copy.step = step;
    return copy;
  }

  private static boolean isDecimal(double x, int decimals) {
    return !Double.isNaN(Grid.units(x, decimals));
  }

  private int decimalsOf(double x) {
    int needed = decimals + 1;
    while (needed <= Grid.MOST_DECIMALS && !isDecimal(x, needed)) {
      needed++;
    }
    return needed <= Grid.MOST_DECIMALS ? needed : NO_DECIMAL;
  }

  /** Goes over to more decimals, or to none where the largest value has too many digits then. */
  private void toDecimals(int needed) {
    double largest = Math.max(Math.abs(low), Math.abs(high));
    if (needed == NO_DECIMAL || Grid.scaled(largest, needed) > Grid.LARGEST) {
      decimals = NO_DECIMAL;
      reference = 0;
      step = -1;
      return;
    }
    for (; decimals < needed; decimals++) {
      reference *= 10;
      step = Math.max(-1, step * 10);
    }
  }

  private void divide(long units) {
    if (step < 0) {
      reference = units;
      step = 0;
      return;
    }
    long difference = units - reference;
    if (step == 1 || difference == 0 || (step > 0 && difference % step == 0)) {
      return;
    }
    step = gcd(step, Math.abs(difference));
    reference = Math.floorMod(reference, step);
  }

  /** The step of the other, whose reference this takes over if it has none of its own. */
  private long firstStep(ColumnGrid other) {
    if (step < 0) {
      reference = other.reference;
    }
    return other.step;
  }

  /** Whether the decimal grid is at most a share of the range. */
  private boolean isFiner(double share) {
    return step > 0 && step <= share * Grid.scaled(reach(low, high), decimals);
  }

  /**
   * About how far apart the least and the largest value are: from what {@link #rounded} leaves of
   * them, so that a statistic that travels tells no value and finds the same grids.
   */
  private static double reach(double low, double high) {
    double unit = unit(low, high);
    return Math.floor(high / unit) * unit - Math.floor(low / unit) * unit;
  }

  /** The same with ends that tell no value: multiples of an eighth of the range, or a quarter. */
  double[] rounded() {
    if (!(high > low)) {
      return new double[] {low, high};
    }
    double unit = unit(low, high);
    return new double[] {Math.floor(low / unit) * unit, Math.floor(high / unit) * unit};
  }

  /**
   * The least power of two of which the ends of the range are at most 7 apart, rounded down. The
   * rounded ends have the same, and a wider range finds its own from the rounded ends of its parts.
   */
  private static double unit(double low, double high) {
    double unit = Math.max(Double.MIN_NORMAL, Math.scalb(1.0, Math.getExponent(high - low) - 4));
    while (Math.floor(high / unit) - Math.floor(low / unit) > 7) {
      unit *= 2;
    }
    return unit;
  }

  /** Points as far apart as two neighbours among the values, which are among them. */
  private Grid gap(boolean largest) {
    double[] sorted = values.sorted();
    double wanted = largest ? largestGap(sorted) : smallestGap(sorted);
    int upper = 1;
    while (sorted[upper] - sorted[upper - 1] != wanted) {
      upper++;
    }
    double magnitude = Math.max(Math.abs(sorted[0]), Math.abs(sorted[sorted.length - 1]));
    int places = (int) Math.floor(Math.log10(Grid.LARGEST / magnitude));
    long from = Math.round(Grid.scaled(sorted[upper - 1], places));
    long width = Math.max(1, Math.round(Grid.scaled(sorted[upper], places)) - from);
    return new Grid(Math.floorMod(from, width), width, places);
  }

  private static double largestGap(double[] sorted) {
    double gap = 0;
    for (int i = 1; i < sorted.length; i++) {
      gap = Math.max(gap, sorted[i] - sorted[i - 1]);
    }
    return gap;
  }

  /** The smallest that is more than rounding. */
  private static double smallestGap(double[] sorted) {
    double gap = sorted[sorted.length - 1] - sorted[0];
    double rounding = ROUNDING * gap;
    for (int i = 1; i < sorted.length; i++) {
      double next = sorted[i] - sorted[i - 1];
      gap = next > rounding ? Math.min(gap, next) : gap;
    }
    return gap;
  }

  private static long gcd(long a, long b) {
    while (b != 0) {
      long rest = a % b;
      a = b;
      b = rest;
    }
    return a;
  }
}
