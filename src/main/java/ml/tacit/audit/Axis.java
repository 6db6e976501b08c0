package ml.tacit.audit;

/**
 * One setting to tune.
 *
 * @param name for reports
 * @param values to try, the most cautious first: it wins among equals
 */
@SuppressWarnings("ArrayRecordComponent") // passed by reference on purpose; never compared
record Axis(String name, double[] values) {

  /** All of the values, or with little effort the middle one only. */
  static Axis of(String name, Effort effort, double... values) {
    return new Axis(
        name, effort.quick() ? new double[] {values[values.length / 2]} : values.clone());
  }

  double middle() {
    return values[values.length / 2];
  }
}
