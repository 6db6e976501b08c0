package ml.tacit.table;

import java.util.Arrays;

/** The distinct values of a column while they are few: at most 96. */
final class FewValues {
  static final int MOST = 96;

  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  /** Places of a hash table, at most three quarters of them taken; NaN where free. */
  private double[] places = free(32);

  /** How many, −1 once they were more than few. */
  private int count;

  /**
   * Takes in a value.
   *
   * @return false if it was there already
   */
  boolean add(double x) {
    if (count < 0) {
      return true;
    }
    int place = place(x);
    if (places[place] == x) {
      return false;
    }
    if (count == MOST || Double.isNaN(x)) {
      forget();
      return true;
    }
    places[place] = x;
    count++;
    if (4 * count > 3 * places.length) {
      double[] before = places;
      places = free(4 * before.length);
      for (double value : before) {
        if (!Double.isNaN(value)) {
          places[place(value)] = value;
        }
      }
    }
    return true;
  }

  /** How many there are; −1 once they were more than few. */
  int count() {
    return count;
  }

  /** No value is known from now on, as if they were too many. */
  void forget() {
    count = -1;
    places = new double[0];
  }

  /** The values in order, fresh. */
  double[] sorted() {
    double[] sorted = Arrays.stream(places).filter(x -> !Double.isNaN(x)).toArray();
    Arrays.sort(sorted);
    return sorted;
  }

  FewValues copy() {
    FewValues copy = new FewValues();
    copy.places = places.clone();
    copy.count = count;
    return copy;
  }

  /** Where the value stands, or the free place for it. */
  private int place(double x) {
    int mask = places.length - 1;
    // The uppermost bits of the product: there all bits of the value count.
    int unused = Long.numberOfLeadingZeros(mask);
    int place = (int) (Double.doubleToRawLongBits(x) * SPREAD >>> unused);
    while (places[place] != x && !Double.isNaN(places[place])) {
      place = (place + 1) & mask;
    }
    return place;
  }

  private static double[] free(int count) {
    double[] free = new double[count];
    Arrays.fill(free, Double.NaN);
    return free;
  }
}
