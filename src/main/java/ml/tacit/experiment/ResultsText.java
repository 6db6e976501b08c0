package ml.tacit.experiment;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Results as text for a terminal. */
public final class ResultsText {
  private static final int NARROWEST = 18;

  private ResultsText() {}

  /**
   * The tables, each below its protocol and the published claim.
   *
   * @param results what was measured
   * @return lines of text
   */
  public static String of(Results results) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s: %,d rows, %d columns; %s%n",
            results.dataSet(),
            results.rows(),
            results.features(),
            results.about()));
    for (int t = 0; t < results.tables().size(); t++) {
      Results.Table table = results.tables().get(t);
      text.append(String.format(Locale.ROOT, "%n%s%n", table.title()));
      text.append(String.format(Locale.ROOT, "protocol %s: %s%n", table.protocol(), table.split()));
      text.append(String.format(Locale.ROOT, "published: %s%n", table.claim()));
      text.append(
          String.format(Locale.ROOT, "accuracy in %% [95 %% interval %s]%n", interval(results)));
      append(Grid.of(results.results(), t + 1, false).turned(), text);
      table
          .notes()
          .forEach((seed, lines) -> lines.forEach(l -> text.append(seed + ": " + l + "\n")));
    }
    return text.toString();
  }

  static String interval(Results results) {
    return results.seeds() == 1
        ? "over blocks, one seed"
        : String.format(Locale.ROOT, "of the mean over %d seeds", results.seeds());
  }

  private static void append(Grid grid, StringBuilder text) {
    int first = grid.rows().keySet().stream().mapToInt(String::length).max().orElse(0);
    Map<String, Integer> widths = new LinkedHashMap<>();
    grid.columns().forEach(column -> widths.put(column, Math.max(column.length(), NARROWEST)));
    String head = "%-" + Math.max(first, 6) + "s";
    text.append(String.format(Locale.ROOT, head, ""));
    widths.forEach(
        (column, width) -> text.append(String.format(Locale.ROOT, "  %" + width + "s", column)));
    text.append(System.lineSeparator());
    grid.rows()
        .forEach(
            (method, cells) -> {
              text.append(String.format(Locale.ROOT, head, method));
              widths.forEach(
                  (column, width) ->
                      text.append(
                          String.format(
                              Locale.ROOT,
                              "  %" + width + "s",
                              cells.getOrDefault(column, Grid.NONE))));
              text.append(System.lineSeparator());
            });
    grid.footing().forEach(line -> text.append(line).append(System.lineSeparator()));
  }
}
