package ml.tacit.leak;

/** How much each class of the hidden label counts in V. */
public enum Weighting {
  /** Every row counts the same: V is the accuracy of the best attacker. */
  ROWS,

  /**
   * Every class of the hidden label counts the same, every row of a class the same: V is the
   * balanced accuracy of the best attacker.
   */
  CLASSES
}
