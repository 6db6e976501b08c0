package ml.tacit.audit.attack;

/**
 * One setting to tune.
 *
 * @param name for reports
 * @param values to try, the most cautious first: it wins among equals
 */
@SuppressWarnings("ArrayRecordComponent") // passed by reference on purpose; never compared
record Axis(String name, double[] values) {

  /** All of the values, or with a small budget the middle one only. */
  static Axis of(String name, Budget budget, double... values) {
    return new Axis(
        name, budget.quick() ? new double[] {values[values.length / 2]} : values.clone());
  }

  double middle() {
    return values[values.length / 2];
  }
}
