package ml.tacit.audit.attack;

/** What a learner does to the columns first. */
public enum Scaling {
  /** Every column to mean 0 and deviation 1 over the training rows: scales carry no meaning. */
  STANDARDISED,
  /**
   * Columns centred, and all divided by one common number: how they compare is meant, as with
   * weighted kernel components.
   */
  AS_GIVEN
}
