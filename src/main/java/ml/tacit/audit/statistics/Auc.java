package ml.tacit.audit.statistics;

/** The area under the curve of true over false alarms. */
final class Auc {
  private Auc() {}

  /**
   * Share of the couples (own, other) in which own is the larger, equals counting half
   * (Mann-Whitney).
   *
   * @param own values of those looked for, ascending
   * @param others values of the others, ascending
   * @return ½ where the values say nothing; NaN without one or the other
   */
  static double ofSorted(double[] own, double[] others) {
    double won = 0;
    int less = 0;
    int upTo = 0; // others that are less or equal
    for (double value : own) {
      while (less < others.length && others[less] < value) {
        less++;
      }
      while (upTo < others.length && others[upTo] <= value) {
        upTo++;
      }
      won += (less + upTo) / 2.0;
    }
    return own.length == 0 || others.length == 0
        ? Double.NaN
        : won / ((double) own.length * others.length);
  }

  /** Share of the sorted values below this one, equals counting half; NaN without values. */
  static double placement(double[] sorted, double value) {
    int low = below(sorted, value);
    int high = below(sorted, Math.nextUp(value));
    return (low + high) / 2.0 / sorted.length;
  }

  /** How many of the sorted values are less than this one. */
  static int below(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
