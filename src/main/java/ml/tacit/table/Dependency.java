package ml.tacit.table;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What one column says of a label, row by row: a functional dependency, as in a cross-table of the
 * two where every line, or every column, has one filled cell.
 *
 * @param determines whether each value of the column occurs with one class of the label only
 * @param isDetermined whether each class of the label occurs with one value of the column only
 * @param repeats whether rows outside the commonest class have, on average, a value in common with
 *     another row at least: where nearly every row has a value of its own, a dependency is chance
 */
public record Dependency(boolean determines, boolean isDetermined, boolean repeats) {

  /**
   * Compares two columns.
   *
   * @param column one value per row
   * @param label one class per row
   * @return what the column says of the label; nothing if either has fewer than two classes with
   *     rows
   * @throws BadDataException if the numbers of rows differ
   */
  public static Dependency of(Labels column, Labels label) {
    if (column.size() != label.size()) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "column: found %d rows, the %d of the label expected",
              column.size(),
              label.size()));
    }
    if (classes(column) < 2 || classes(label) < 2) {
      return new Dependency(false, false, false);
    }
    return new Dependency(
        eachHasOne(column, label), eachHasOne(label, column), repeats(column, label));
  }

  /** {@return whether the column is the label under another name} */
  public boolean isOneToOne() {
    return determines && isDetermined;
  }

  /**
   * Whether whoever knows some rows of a value knows the class of the others: the column is the
   * label under another name, or a finer division of it, as a session is of a person.
   *
   * @return true if the column tells the label
   */
  public boolean tells() {
    return determines && (isDetermined || repeats);
  }

  private static int classes(Labels labels) {
    return (int) Arrays.stream(labels.counts()).filter(count -> count > 0).count();
  }

  private static boolean eachHasOne(Labels from, Labels to) {
    int[] only = new int[from.classes().size()];
    Arrays.fill(only, -1);
    for (int i = 0; i < from.size(); i++) {
      int c = from.code(i);
      if (only[c] >= 0 && only[c] != to.code(i)) {
        return false;
      }
      only[c] = to.code(i);
    }
    return true;
  }

  private static boolean repeats(Labels column, Labels label) {
    int[] counts = label.counts();
    int commonest =
        IntStream.range(0, counts.length).reduce((a, b) -> counts[b] > counts[a] ? b : a).orElse(0);
    int rows = 0;
    Set<Integer> values = new HashSet<>();
    for (int i = 0; i < label.size(); i++) {
      if (label.code(i) != commonest) {
        rows++;
        values.add(column.code(i));
      }
    }
    return 2 * values.size() <= rows;
  }
}
