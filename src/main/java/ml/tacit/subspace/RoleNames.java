package ml.tacit.subspace;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ml.tacit.table.BadDataException;

/** Names given to labels after a fit to bare matrices. */
final class RoleNames {
  private RoleNames() {}

  /**
   * The classes by label under new names.
   *
   * @throws BadDataException if the new roles do not fit the old
   */
  static Map<String, List<String>> rename(
      Roles fitted, Roles named, Map<String, List<String>> classes) {
    if (fitted.isNamed()) {
      if (!fitted.equals(named)) {
        throw new BadDataException(
            String.format(Locale.ROOT, "roles: %s, the model was fitted to %s", named, fitted));
      }
      return classes;
    }
    Map<String, String> names = new LinkedHashMap<>();
    match("keep", fitted.toKeep(), named.toKeep(), names);
    match("hide", fitted.toHide(), named.toHide(), names);
    match("given", optional(fitted.given()), optional(named.given()), names);
    Map<String, List<String>> renamed = new LinkedHashMap<>();
    classes.forEach((label, values) -> renamed.put(names.getOrDefault(label, label), values));
    return Collections.unmodifiableMap(renamed);
  }

  private static void match(
      String role, List<String> fitted, List<String> named, Map<String, String> names) {
    if (fitted.size() != named.size()) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "%s: %d names %s, the model was fitted to %d labels",
              role,
              named.size(),
              named,
              fitted.size()));
    }
    for (int i = 0; i < fitted.size(); i++) {
      names.put(fitted.get(i), named.get(i));
    }
  }

  private static List<String> optional(String label) {
    return label == null ? List.of() : List.of(label);
  }
}
