package ml.tacit.policy;

import java.util.Locale;

/** What kind of rows a release gives. */
public enum Want {
  /** Numbers in place of the columns. */
  COMPONENTS,
  /** A code of finitely many: a decision, a cell. */
  CELLS,
  /** Rows in the original columns. */
  COLUMNS;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
