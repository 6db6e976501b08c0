package ml.tacit.audit;

import java.util.Locale;
import java.util.Set;

/** Column names that say that a column names somebody, or a row. */
final class PersonNames {
  private static final Set<String> PEOPLE =
      Set.of(
          "subject", "person", "user", "userid", "participant", "patient", "volunteer", "speaker");

  private static final Set<String> OTHERS =
      Set.of(
          "id",
          "ids",
          "uid",
          "uuid",
          "guid",
          "name",
          "email",
          "phone",
          "file",
          "filename",
          "path",
          "row",
          "rownum",
          "record");

  private PersonNames() {}

  /** Whether a column is called as one is that says who a row is of. */
  static boolean isPerson(String column) {
    return holds(column, PEOPLE);
  }

  /** Whether a column is called as one is that names a person, a row or a file. */
  static boolean isIdentifier(String column) {
    return holds(column, PEOPLE) || holds(column, OTHERS);
  }

  private static boolean holds(String column, Set<String> names) {
    for (String word : column.split("[^\\p{L}\\p{N}]+|(?<=\\p{Ll})(?=\\p{Lu})")) {
      if (names.contains(word.replaceAll("\\d+$", "").toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }
}
