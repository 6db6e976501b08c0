package ml.tacit.audit.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ml.tacit.audit.LeakWarning;

/** Warnings for a reader: of a kind that comes often, the first few and how many more there are. */
final class WarningLines {
  private static final int SHOWN = 3;

  private WarningLines() {}

  /** A sentence each, kind by kind. */
  static List<String> of(List<LeakWarning> warnings) {
    Map<Class<?>, List<String>> kinds = new LinkedHashMap<>();
    for (LeakWarning warning : warnings) {
      kinds.computeIfAbsent(warning.getClass(), kind -> new ArrayList<>()).add(warning.sentence());
    }
    List<String> lines = new ArrayList<>();
    for (List<String> sentences : kinds.values()) {
      int more = sentences.size() - SHOWN;
      if (more > 1) {
        lines.addAll(sentences.subList(0, SHOWN));
        lines.add(String.format(Locale.ROOT, "%d more like this; the JSON has all", more));
      } else {
        lines.addAll(sentences);
      }
    }
    return lines;
  }
}
