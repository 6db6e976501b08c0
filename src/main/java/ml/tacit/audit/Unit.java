package ml.tacit.audit;

import java.util.Objects;
import java.util.Optional;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;

/**
 * Which rows hang together, and so what is permuted and divided as a whole: each row alone, blocks
 * of rows within the cells of the labels, or all rows with one value of a column.
 *
 * <p>A value: two are equal if they say the same, whatever they were found by.
 */
public final class Unit {
  /** Each row is one of its own: a table in which every row is another person. */
  public static final Unit ROWS = new Unit("row", null, "");

  /**
   * The hidden label is who, or is recorded in runs: (hide, keep) cells hang together, or blocks of
   * them where those are few.
   */
  public static final Unit BLOCKS = new Unit("block", null, "");

  private final String name;
  private final String column;
  private final String evidence;

  private Unit(String name, String column, String evidence) {
    this.name = name;
    this.column = column;
    this.evidence = evidence;
  }

  /**
   * A label column names the unit: the person, where another label is hidden.
   *
   * @param name the column
   * @return the unit
   */
  public static Unit column(String name) {
    return new Unit(Objects.requireNonNull(name, "name"), name, "");
  }

  /**
   * The unit that the rows speak for, in this order:
   *
   * <ol>
   *   <li>another label column that stands in runs of rows and each of whose values has one class
   *       of the hidden label, several values for each class: that column;
   *   <li>the hidden label is called as a column of people is, or stands in runs (Wald &amp;
   *       Wolfowitz 1940, doi:10.1214/aoms/1177731909) and is not merely sorted: {@link #BLOCKS}.
   *       Merely sorted means: each class in one run, the label to keep not in runs within it, and
   *       neighbouring rows no more alike than others of their class (von Neumann 1941,
   *       doi:10.1214/aoms/1177731677);
   *   <li>else {@link #ROWS}.
   * </ol>
   *
   * @param rows all rows in the order of the source; label columns other than the two are
   *     candidates
   * @param keep the utility label, or null
   * @param hide the privacy label
   * @return the unit, with its {@link #evidence}
   * @throws BadDataException if a label is missing
   */
  public static Unit found(LabelledRows rows, String keep, String hide) {
    return new UnitSearch(rows, keep, hide).found();
  }

  Unit because(String why) {
    return new Unit(name, column, why);
  }

  /** {@return the word for it: {@code row}, {@code block}, or the name of the column} */
  public String name() {
    return name;
  }

  /** {@return the column that names the unit; empty for rows and blocks} */
  public Optional<String> column() {
    return Optional.ofNullable(column);
  }

  /** {@return what in the rows spoke for it; empty text if the caller named it} */
  public String evidence() {
    return evidence;
  }

  /**
   * Whether the hidden label is taken for who a row is of, so that its classes are people: several
   * rows of one can be held together, and people never learned can be linked.
   *
   * @return true for {@link #BLOCKS}
   */
  public boolean hidesPeople() {
    return equals(BLOCKS);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Unit unit
        && unit.name.equals(name)
        && Objects.equals(unit.column, column);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, column);
  }

  @Override
  public String toString() {
    return column == null ? name : "'" + column + "'";
  }
}
