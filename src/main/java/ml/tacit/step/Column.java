package ml.tacit.step;

import java.util.List;

/**
 * A column in flight.
 *
 * @param name what it would be called in a release
 * @param kind what its numbers are
 * @param label of a decision: the label it decides; else null
 * @param levels of a decision: the class names, by code; of cells: their names, by code; else none
 */
record Column(String name, Kind kind, String label, List<String> levels) {

  /** What a column holds. */
  enum Kind {
    /** A column of the raw rows. */
    RAW,
    /** Codes of the decided class of a label. */
    DECISION,
    /** A component: of a kernel method, collapsed, with noise. */
    COMPONENT,
    /** A number that goes along beside the decision. */
    CHANNEL,
    /** Codes of a finite alphabet. */
    CELL,
    /** A column of the centre that a row is released as; {@link #levels} name the centres. */
    CENTRE,
    /** A class score. */
    SCORE,
    /** A secret number to draw from; never released. */
    COIN
  }

  Column {
    levels = List.copyOf(levels);
  }

  static Column of(String name, Kind kind) {
    return new Column(name, kind, null, List.of());
  }

  /** Whether its numbers are codes from 0, one for each level. */
  boolean isCode() {
    return kind == Kind.DECISION || kind == Kind.CELL;
  }
}
