package ml.tacit.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Names in one text, apart by commas; a name with a comma goes in double quotes, as in a CSV file:
 * {@code "name, first",age} are two, and a quote inside is doubled.
 */
public final class NamesInText {
  private NamesInText() {}

  /**
   * Takes a text apart.
   *
   * @param argument the text
   * @return at least one name, which may be empty
   */
  public static List<String> parse(String argument) {
    List<String> names = new ArrayList<>();
    int position = 0;
    while (position <= argument.length()) {
      StringBuilder name = new StringBuilder();
      position = next(argument, position, name);
      names.add(name.toString());
    }
    return names;
  }

  /**
   * Puts names together.
   *
   * @param names the names
   * @return one text, which {@link #parse} takes apart again
   */
  public static String join(List<String> names) {
    return names.stream().map(NamesInText::quoted).collect(Collectors.joining(","));
  }

  private static String quoted(String name) {
    return name.contains(",") || name.startsWith("\"")
        ? '"' + name.replace("\"", "\"\"") + '"'
        : name;
  }

  /** Reads a name from here on; returns the position behind its comma. */
  private static int next(String argument, int from, StringBuilder name) {
    int comma = argument.indexOf(',', from);
    int end = comma < 0 ? argument.length() : comma;
    if (from < argument.length() && argument.charAt(from) == '"') {
      int close = closing(argument, from + 1);
      if (close >= 0) {
        name.append(argument.substring(from + 1, close).replace("\"\"", "\""));
        return close + 2;
      }
    }
    name.append(argument, from, end);
    return end + 1;
  }

  /** The quote that ends a name, before a comma or the end; -1 if none does. */
  private static int closing(String argument, int from) {
    for (int i = from; i < argument.length(); i++) {
      if (argument.charAt(i) == '"') {
        if (i + 1 == argument.length() || argument.charAt(i + 1) == ',') {
          return i;
        }
        if (argument.charAt(i + 1) != '"') {
          return -1;
        }
        i++;
      }
    }
    return -1;
  }
}
