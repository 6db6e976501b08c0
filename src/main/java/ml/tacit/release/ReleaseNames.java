package ml.tacit.release;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import ml.tacit.subspace.Roles;
import ml.tacit.table.BadDataException;
import ml.tacit.table.ColumnNames;

/** What the names of a release must satisfy. */
final class ReleaseNames {
  private ReleaseNames() {}

  /**
   * Checks the names.
   *
   * @throws BadDataException if a name occurs twice or is blank, or a column or a label to keep is
   *     a hidden label but for case and blanks
   */
  static void require(List<String> inputs, List<String> outputs, Roles roles) {
    requireNames("inputs", inputs);
    requireNames("outputs", outputs);
    requireNames("labels to keep", roles.toKeep());
    requireNames("labels to hide", roles.toHide());
    for (String hidden : roles.toHide()) {
      requireOther("input", inputs, hidden);
      requireOther("output", outputs, hidden);
      requireOther("label to keep", roles.toKeep(), hidden);
    }
  }

  private static void requireNames(String what, List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (name.isBlank()) {
        throw new BadDataException(what + ": one of " + names.size() + " has a blank name");
      }
      if (!seen.add(name)) {
        throw new BadDataException(what + ": '" + name + "' occurs twice");
      }
    }
  }

  private static void requireOther(String what, List<String> names, String hidden) {
    String folded = ColumnNames.folded(hidden);
    for (String name : names) {
      if (ColumnNames.folded(name).equals(folded)) {
        throw new BadDataException(
            String.format(
                Locale.ROOT,
                "%s '%s' has the name of the label to hide, '%s'",
                what,
                name,
                hidden));
      }
    }
  }
}
