package ml.tacit.audit.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import ml.tacit.audit.LeakWarning;
import ml.tacit.audit.LeakWarning.IdentifyingFeature;
import ml.tacit.audit.LeakWarning.NameAmongFeatures;
import ml.tacit.audit.LeakWarning.TinyClass;

/** Warnings for a reader: those that say the same of several classes or columns become one. */
final class WarningLines {
  private static final int NAMED = 3;

  private WarningLines() {}

  /** A sentence each, kind by kind, without full stops. */
  static List<String> of(List<LeakWarning> warnings) {
    Map<String, List<LeakWarning>> kinds = new LinkedHashMap<>();
    for (LeakWarning warning : warnings) {
      kinds.computeIfAbsent(kind(warning), kind -> new ArrayList<>()).add(warning);
    }
    List<String> lines = new ArrayList<>();
    kinds.values().forEach(same -> lines.addAll(lines(same)));
    return lines;
  }

  /** Small classes of different labels are said apart. */
  private static String kind(LeakWarning warning) {
    String label = warning instanceof TinyClass tiny ? tiny.label() : "";
    return warning.getClass().getName() + " " + label;
  }

  private static List<String> lines(List<LeakWarning> same) {
    if (same.size() > 1 && same.get(0) instanceof TinyClass) {
      return List.of(small(same.stream().map(TinyClass.class::cast).toList()));
    }
    if (same.size() > 1 && same.get(0) instanceof IdentifyingFeature) {
      return List.of(telling(same.stream().map(IdentifyingFeature.class::cast).toList()));
    }
    if (same.size() > NAMED + 1 && same.get(0) instanceof NameAmongFeatures) {
      List<String> names = same.stream().map(w -> ((NameAmongFeatures) w).column()).toList();
      return List.of(
          names.size() + " columns look like identifiers, not measurements: " + named(names));
    }
    List<String> sentences = same.stream().map(LeakWarning::sentence).distinct().toList();
    int more = sentences.size() - NAMED;
    if (more <= 1) {
      return sentences;
    }
    List<String> lines = new ArrayList<>(sentences.subList(0, NAMED));
    lines.add(more + " more like this; the JSON has all");
    return lines;
  }

  private static String small(List<TinyClass> classes) {
    return Xml.format(
        "%d classes of '%s' have %s rows (%s): the mean of each is nearly a row, and little can be said"
            + " about them",
        classes.size(),
        classes.get(0).label(),
        range(
            String.valueOf(classes.stream().mapToInt(TinyClass::rows).min().orElseThrow()),
            String.valueOf(classes.stream().mapToInt(TinyClass::rows).max().orElseThrow())),
        named(classes.stream().map(TinyClass::name).toList()));
  }

  private static String telling(List<IdentifyingFeature> columns) {
    double least = columns.stream().mapToDouble(IdentifyingFeature::accuracy).min().orElseThrow();
    double most = columns.stream().mapToDouble(IdentifyingFeature::accuracy).max().orElseThrow();
    return Xml.format(
        "each of %d columns alone (%s) names the hidden label in %s %% of test rows (majority %.1f %%)",
        columns.size(),
        named(columns.stream().map(IdentifyingFeature::column).toList()),
        range(Xml.format("%.1f", 100 * least), Xml.format("%.1f", 100 * most)),
        100 * columns.get(0).majority());
  }

  private static String range(String least, String most) {
    return least.equals(most) ? least : least + " to " + most;
  }

  /** The first few names, and how many more there are. */
  private static String named(List<String> names) {
    int more = names.size() - NAMED;
    return more <= 0
        ? names.stream().collect(Collectors.joining("', '", "'", "'"))
        : names.stream().limit(NAMED).collect(Collectors.joining("', '", "'", "'"))
            + " and "
            + more
            + " more";
  }
}
