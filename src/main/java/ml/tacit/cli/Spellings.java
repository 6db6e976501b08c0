package ml.tacit.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Classes that are probably one: they differ in blanks, letter case or how a number is spelled. */
final class Spellings {
  private Spellings() {}

  /** Notes the classes of a label that read the same; each stays a class of its own. */
  static void note(String label, List<String> classes) {
    Map<String, String> firsts = new LinkedHashMap<>();
    for (String name : classes) {
      String first = firsts.putIfAbsent(plain(name), name);
      if (first != null) {
        Notes.add(
            "column '"
                + label
                + "': classes '"
                + first
                + "' and '"
                + name
                + "' differ only in blanks, letter case or the spelling of a number; they count as two");
      }
    }
  }

  /** Small letters without blanks around and between, and a number as its value. */
  static String plain(String name) {
    String trimmed = name.replaceAll("[\\s\\p{Z}]+", " ").strip();
    return trimmed.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?")
        ? String.valueOf(Double.parseDouble(trimmed) + 0.0)
        : trimmed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }
}
