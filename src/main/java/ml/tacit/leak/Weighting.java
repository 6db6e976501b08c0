package ml.tacit.leak;

/** How much each class of the hidden label counts in V. */
public enum Weighting {
  /** Every row counts the same: V is the accuracy of the best attacker. */
  ROWS,

  /**
   * Every class of the hidden label counts the same within each utility class that the attacker
   * knows, and the utility classes as many rows as they have. Where it knows none, V is the
   * balanced accuracy of the best attacker.
   */
  CLASSES
}
