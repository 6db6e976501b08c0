package ml.tacit.table;

import java.math.BigDecimal;
import java.util.Locale;

/**
 * Evenly spaced numbers: (origin + n·step)·10^−decimals for every whole n. Whole numbers are {@code
 * (0, 1, 0)}, odd hundredths {@code (1, 2, 2)}, thousands {@code (0, 1, -3)}.
 *
 * <p>Its numbers are the doubles nearest to such decimals, so they print with as many decimals as
 * the grid has, or fewer. An immutable value, thread-safe.
 *
 * @param origin from 0 to step − 1
 * @param step from 1 to 2^62
 * @param decimals how many decimals the numbers have; negative for multiples of a power of ten
 */
public record Grid(long origin, long step, int decimals) {
  /** The powers of ten that are doubles. */
  private static final double[] POWERS = powers();

  /** Of a decimal, whole multiples of its unit up to here; products and quotients are exact. */
  static final double LARGEST = 0x1p50;

  /** The most decimals that {@link #units} takes. */
  static final int MOST_DECIMALS = 22;

  /** Beyond this the whole multiples are no longs. */
  private static final double LARGEST_LONG = 0x1p62;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if the step is not from 1 to 2^62, or the origin not from 0 to
   *     step − 1
   */
  public Grid {
    if (step < 1 || step > LARGEST_LONG || origin < 0 || origin >= step) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "grid: origin %d and step %d, a step from 1 to 2^62 and 0 <= origin < step are needed",
              origin,
              step));
    }
  }

  /**
   * The finest of the grids 1, 2 and 5 times a power of ten that is at least this wide.
   *
   * @param width positive and finite
   * @return the grid, of origin 0
   * @throws IllegalArgumentException if the width is not positive and finite
   */
  public static Grid atLeast(double width) {
    if (!(width > 0 && width < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("width: " + width + ", a positive number is needed");
    }
    int decimals = 1 - (int) Math.floor(Math.log10(width)); // one too many, for the rounding of log
    while (true) {
      for (long step : new long[] {1, 2, 5}) {
        Grid grid = new Grid(0, step, decimals);
        if (grid.width() >= width) {
          return grid;
        }
      }
      decimals--;
    }
  }

  /**
   * The distance between neighbours.
   *
   * @return step·10^−decimals
   */
  public double width() {
    return value(step, decimals);
  }

  /**
   * One of the numbers.
   *
   * @param n which, from any whole number
   * @return the double nearest to (origin + n·step)·10^−decimals; of a product that is no long, to
   *     within its rounding
   */
  public double at(long n) {
    double rough = (double) n * step;
    return Math.abs(rough) < LARGEST_LONG
        ? value(origin + n * step, decimals)
        : rough * value(1, decimals);
  }

  /**
   * Where a number stands between those of the grid.
   *
   * @param x any number
   * @return (x·10^decimals − origin)/step, not rounded: whole for a number of the grid, up to the
   *     rounding of doubles; NaN for NaN
   */
  public double position(double x) {
    return (scaled(x, decimals) - origin) / step;
  }

  /**
   * The number of the grid that is nearest.
   *
   * @param x any number
   * @return the nearest number, one of the two of a tie; never −0; NaN and infinities as they are
   */
  public double nearest(double x) {
    double scaled = scaled(x, decimals);
    if (Math.abs(scaled) < LARGEST) {
      return at((long) Math.rint((scaled - origin) / step));
    }
    if (Math.abs(scaled) < LARGEST_LONG) { // here a double has no digits after the point
      long units = (long) scaled - origin;
      long down = Math.floorMod(units, step);
      return value((long) scaled - (2 * down < step ? down : down - step), decimals);
    }
    double n = Math.rint(x / width());
    return Double.isFinite(n) ? n * width() : x;
  }

  /**
   * The whole multiple of 10^−decimals (0 to 22) that x is the nearest double to; NaN if there is
   * none of 2^50 at most.
   */
  static double units(double x, int decimals) {
    double power = POWERS[decimals];
    double units = Math.rint(x * power);
    return Math.abs(units) <= LARGEST && units / power == x ? units : Double.NaN;
  }

  /** x·10^decimals. */
  static double scaled(double x, int decimals) {
    if (decimals >= 0 && decimals < POWERS.length) {
      return x * POWERS[decimals];
    }
    if (decimals < 0 && -decimals < POWERS.length) {
      return x / POWERS[-decimals];
    }
    return Double.isNaN(x) || Double.isInfinite(x)
        ? x
        : new BigDecimal(x).scaleByPowerOfTen(decimals).doubleValue();
  }

  /** The double nearest to units·10^−decimals. */
  private static double value(long units, int decimals) {
    if (Math.abs(units) <= 1L << 53) { // both are doubles, so one rounding is all there is
      if (decimals >= 0 && decimals < POWERS.length) {
        return units / POWERS[decimals];
      }
      if (decimals < 0 && -decimals < POWERS.length) {
        return units * POWERS[-decimals];
      }
    }
    return BigDecimal.valueOf(units, decimals).doubleValue();
  }

  private static double[] powers() {
    double[] powers = new double[MOST_DECIMALS + 1];
    for (int p = 0; p < powers.length; p++) {
      powers[p] = BigDecimal.ONE.scaleByPowerOfTen(p).doubleValue();
    }
    return powers;
  }
}
