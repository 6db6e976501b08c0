package ml.tacit.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which columns of a source are labels (kept as text) and which are numeric features; an immutable
 * value.
 *
 * <p>Without listed features every column that is neither a label nor dropped is a numeric feature,
 * in the order of the source. With listed features only those are, in the order listed; the other
 * columns are text and are passed along.
 *
 * @param labels label columns; their cells must not be blank
 * @param features the numeric features, in the order wanted
 * @param drop columns that are neither feature nor text: ignored; the empty name stands for the
 *     columns without one, which are ignored anyway where features are listed
 * @param listed whether no other column is a feature
 * @param asWritten text columns whose cells stay as they are in the file, though they be a word for
 *     a missing value
 */
public record ColumnRoles(
    List<String> labels,
    List<String> features,
    List<String> drop,
    boolean listed,
    List<String> asWritten) {

  /**
   * Roles with these features only or, where none is listed, every other column as a feature.
   *
   * @param labels label columns
   * @param features the numeric features; empty for every other column
   * @param drop columns that are ignored
   * @throws BadDataException if a column is named twice
   */
  public ColumnRoles(List<String> labels, List<String> features, List<String> drop) {
    this(labels, features, drop, !features.isEmpty(), List.of());
  }

  /**
   * Roles of a table: what is not listed is text, though there be no feature at all.
   *
   * @param labels label columns
   * @param numbers the columns of numbers; may be none
   * @param drop columns that are ignored
   * @return the roles
   * @throws BadDataException if a column is named twice
   */
  public static ColumnRoles ofTable(List<String> labels, List<String> numbers, List<String> drop) {
    return new ColumnRoles(labels, numbers, drop, true, List.of());
  }

  /**
   * Checks that every column has one role.
   *
   * @throws BadDataException if a column is named twice
   */
  public ColumnRoles {
    labels = List.copyOf(labels);
    features = List.copyOf(features);
    drop = List.copyOf(drop);
    asWritten = List.copyOf(asWritten);
    ColumnNames.requireDistinct("labels", labels);
    ColumnNames.requireDistinct("features", features);
    ColumnNames.requireDistinct("drop", drop);
    requireApart("features", features, "a label", labels);
    requireApart("drop", drop, "a label", labels);
    requireApart("drop", drop, "a feature", features);
    requireApart("as written", asWritten, "a feature", features);
    requireApart("as written", asWritten, "dropped", drop);
  }

  /**
   * These columns are labels, every other one is a numeric feature.
   *
   * @param names the label columns; may be none, then as an empty array
   * @return the roles
   */
  public static ColumnRoles labels(String... names) {
    return new ColumnRoles(List.of(names), List.of(), List.of());
  }

  /**
   * Only these columns are features; all others are text, passed along.
   *
   * @param names the features in the order wanted, at least one
   * @return the roles with these features
   * @throws BadDataException if the list is empty or names a label or dropped column
   */
  public ColumnRoles withFeatures(List<String> names) {
    if (names.isEmpty()) {
      throw new BadDataException("features: found an empty list, expected at least one column");
    }
    return new ColumnRoles(labels, names, drop, true, asWritten);
  }

  /**
   * These columns are neither feature nor text: ignored.
   *
   * @param names the columns
   * @return the roles with these columns dropped
   * @throws BadDataException if the list names a label or a feature
   */
  public ColumnRoles withDrop(List<String> names) {
    return new ColumnRoles(labels, features, names, listed, asWritten);
  }

  /**
   * The cells of these text columns stay as they are in the file: none is taken for a missing
   * value.
   *
   * @param names the columns; one that is neither a label nor passed along is not read all the same
   * @return the roles with these columns as written
   * @throws BadDataException if the list names a feature or a dropped column
   */
  public ColumnRoles withAsWritten(List<String> names) {
    return new ColumnRoles(labels, features, drop, listed, names);
  }

  /** Every column that is named. */
  Set<String> named() {
    Set<String> all = new HashSet<>(labels);
    all.addAll(features);
    all.addAll(drop);
    return all;
  }

  private static void requireApart(
      String argument, List<String> names, String otherRole, List<String> others) {
    if (!Collections.disjoint(names, others)) {
      List<String> both = new ArrayList<>(names);
      both.retainAll(others);
      throw BadDataException.of(
          "%s: column '%s' is already %s; a column has one role", argument, both.get(0), otherRole);
    }
  }
}
