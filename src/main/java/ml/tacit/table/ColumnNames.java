package ml.tacit.table;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Checks on column names, shared by everything that carries them. */
final class ColumnNames {
  private ColumnNames() {}

  /** Throws if a name occurs twice in the lists taken together; {@code where} opens the message. */
  @SafeVarargs
  static void requireDistinct(String where, Collection<String>... lists) {
    Set<String> seen = new HashSet<>();
    int position = 0;
    for (Collection<String> list : lists) {
      for (String name : list) {
        position++;
        if (!seen.add(name)) {
          throw new BadDataException(
              "%s: column name '%s' occurs twice (again at column %d)"
                  .formatted(where, name, position));
        }
      }
    }
  }
}
