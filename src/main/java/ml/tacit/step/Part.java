package ml.tacit.step;

/** One word of a plan with its settings: an immutable value that fits its steps along a flow. */
interface Part {

  /**
   * Fits to the rows of the flow as they are here, and adds what it fitted.
   *
   * @throws ml.tacit.table.BadDataException if the flow does not hold what the part needs, in one
   *     line that names the part
   */
  void fit(Flow flow);

  /** Whether nothing usually follows, so that the flow behind it is not worth holding. */
  default boolean isLast() {
    return false;
  }

  /** The part as the text of a plan has it. */
  @Override
  String toString();
}
