package ml.tacit.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ml.tacit.table.ColumnNames;
import ml.tacit.table.Dependency;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import ml.tacit.table.OneToOne;

/**
 * What of a release no adversary is set on, and what needs none: columns beside those attacked, a
 * hidden label in clear, classes and rows left out. A verdict says it, and is never {@link
 * Verdict#NO_LEAK_FOUND} for a release with a column that was not attacked.
 *
 * <p>Immutable.
 *
 * @param notAttacked columns of the release that no adversary reads
 * @param inClear columns of the release that are the hidden label by their name or by their values
 * @param leftOut classes of the hidden label without a test row, whose rows are released
 * @param withheld rows that are not released, since they can neither be fitted nor attacked
 * @param withheldClasses how many classes of hidden labels these are
 */
public record Scope(
    List<String> notAttacked,
    List<LeakWarning.LabelInClear> inClear,
    List<LeftOut> leftOut,
    int withheld,
    int withheldClasses) {

  private static final int SHOWN = 5;

  /** Everything is attacked, as far as is known. */
  public static final Scope WHOLE = new Scope(List.of(), List.of(), List.of(), 0, 0);

  /** Copies the lists. */
  public Scope {
    notAttacked = List.copyOf(notAttacked);
    inClear = List.copyOf(inClear);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * The scope of an audit of a released file: its features are attacked, its texts are not.
   *
   * @param released the rows as released, with all text columns as labels
   * @param keep the label to keep, which a release may have; or null
   * @param hide the hidden label
   * @param hidden its classes, row by row
   * @return the scope
   */
  public static Scope of(LabelledRows released, String keep, String hide, Labels hidden) {
    List<LeakWarning.LabelInClear> clear = inClear(released.labels(), hide, hidden);
    OneToOne copies = new OneToOne(hide, released.features());
    copies.accept(released.rows(), hidden);
    List<String> found = copies.found();
    for (String feature : released.features()) {
      boolean named = isNamed(feature, hide);
      if (named || found.contains(feature)) {
        clear.add(new LeakWarning.LabelInClear(feature, hide, named));
      }
    }
    List<String> others = new ArrayList<>(released.labels().keySet());
    others.remove(keep);
    return new Scope(others, clear, List.of(), 0, 0);
  }

  /** The labels among these that are the hidden one, or tell it. */
  static List<LeakWarning.LabelInClear> inClear(
      Map<String, Labels> labels, String hide, Labels hidden) {
    List<LeakWarning.LabelInClear> clear = new ArrayList<>();
    labels.forEach(
        (name, values) -> {
          boolean named = isNamed(name, hide);
          if (named || Dependency.of(values, hidden).tells()) {
            clear.add(new LeakWarning.LabelInClear(name, hide, named));
          }
        });
    return clear;
  }

  private static boolean isNamed(String column, String hide) {
    return ColumnNames.folded(column).equals(ColumnNames.folded(hide));
  }

  /**
   * The same with more columns that were not attacked.
   *
   * @param columns their names
   * @return the scope
   */
  public Scope withNotAttacked(List<String> columns) {
    List<String> all = Stream.concat(notAttacked.stream(), columns.stream()).distinct().toList();
    return new Scope(all, inClear, leftOut, withheld, withheldClasses);
  }

  /**
   * The same with columns of texts that are attacked, as categories.
   *
   * @param columns their names
   * @return the scope
   */
  public Scope withAttacked(List<String> columns) {
    List<String> left = notAttacked.stream().filter(name -> !columns.contains(name)).toList();
    return new Scope(left, inClear, leftOut, withheld, withheldClasses);
  }

  /**
   * The same with these classes left out.
   *
   * @param classes in place of those so far
   * @return the scope
   */
  public Scope withLeftOut(List<LeftOut> classes) {
    return new Scope(notAttacked, inClear, classes, withheld, withheldClasses);
  }

  /**
   * The same with rows that are not released.
   *
   * @param rows how many
   * @param classes of how many classes of the hidden labels
   * @return the scope
   */
  public Scope withWithheld(int rows, int classes) {
    return new Scope(notAttacked, inClear, leftOut, rows, classes);
  }

  /**
   * What the verdict does not cover.
   *
   * @param hide the hidden label
   * @return a sentence each, plain text, without full stops; empty if nothing is known to be
   *     uncovered
   */
  public List<String> remarks(String hide) {
    List<String> remarks = new ArrayList<>();
    List<String> unread = new ArrayList<>(notAttacked);
    inClear.forEach(clear -> unread.remove(clear.column()));
    if (!unread.isEmpty()) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "%s '%s' %s not attacked",
              unread.size() == 1 ? "column" : "columns",
              String.join("', '", unread),
              unread.size() == 1 ? "was" : "were"));
    }
    if (!leftOut.isEmpty()) {
      String names =
          leftOut.stream().limit(SHOWN).map(LeftOut::name).collect(Collectors.joining("', '"));
      remarks.add(
          String.format(
              Locale.ROOT,
              "nothing is said of %d classes of '%s' that have no test row (%d rows in all): '%s'%s",
              leftOut.size(),
              hide,
              LeftOut.rows(leftOut),
              names,
              leftOut.size() > SHOWN ? " and " + (leftOut.size() - SHOWN) + " more" : ""));
    }
    if (withheld > 0) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "%d rows of %d classes are withheld, too few to be fitted and attacked",
              withheld,
              withheldClasses));
    }
    return remarks;
  }

  Scope withInClear(List<LeakWarning.LabelInClear> columns) {
    List<LeakWarning.LabelInClear> all =
        Stream.concat(inClear.stream(), columns.stream()).distinct().toList();
    return new Scope(notAttacked, all, leftOut, withheld, withheldClasses);
  }
}
