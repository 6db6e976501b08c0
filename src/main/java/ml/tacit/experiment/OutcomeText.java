package ml.tacit.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Outcomes as a table per protocol: a row per method, a column per role and learner. */
public final class OutcomeText {
  private OutcomeText() {}

  /**
   * The table.
   *
   * @param outcomes what was measured
   * @return lines of text
   */
  public static String table(List<Outcome> outcomes) {
    StringBuilder text = new StringBuilder();
    for (Protocol protocol : Protocol.values()) {
      List<Outcome> own =
          outcomes.stream().filter(o -> o.protocol().equals(protocol.toString())).toList();
      if (!own.isEmpty()) {
        table(protocol, own, text);
      }
    }
    return text.toString();
  }

  private static void table(Protocol protocol, List<Outcome> outcomes, StringBuilder text) {
    Map<String, Map<String, Outcome>> byMethod = new LinkedHashMap<>();
    Map<String, Integer> widths = new LinkedHashMap<>();
    for (Outcome outcome : outcomes) {
      String column = outcome.label() + " by " + outcome.learner();
      widths.put(column, Math.max(column.length(), 18));
      byMethod.computeIfAbsent(outcome.method(), m -> new LinkedHashMap<>()).put(column, outcome);
    }
    text.append("%nprotocol %s: accuracy in %% [95 %% interval]%n".formatted(protocol));
    text.append("%-12s".formatted("method"));
    widths.forEach((column, width) -> text.append(("  %" + width + "s").formatted(column)));
    text.append(System.lineSeparator());
    byMethod.forEach(
        (method, cells) -> {
          text.append("%-12s".formatted(method));
          widths.forEach(
              (column, width) ->
                  text.append(("  %" + width + "s").formatted(cell(cells.get(column)))));
          text.append(System.lineSeparator());
        });
    for (String role : List.of(Outcome.PRIVACY, Outcome.UTILITY)) {
      outcomes.stream()
          .filter(o -> o.role().equals(role))
          .findFirst()
          .ifPresent(
              o ->
                  text.append(
                      String.format(
                          Locale.ROOT,
                          "%s: majority %.1f, chance %.1f%n",
                          o.label(),
                          100 * o.majority(),
                          100 * o.chance())));
    }
  }

  private static String cell(Outcome outcome) {
    return String.format(
        Locale.ROOT,
        "%.1f [%.1f, %.1f]",
        100 * outcome.accuracy(),
        100 * outcome.low(),
        100 * outcome.high());
  }
}
