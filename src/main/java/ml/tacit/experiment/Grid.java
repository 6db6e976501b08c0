package ml.tacit.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The outcomes of one table: a row per method, a column per label and learner.
 *
 * @param columns the column heads, in order
 * @param rows the cells by method and column head; where nobody was asked there is none
 * @param footing majority rate and chance per label, one line each
 */
record Grid(List<String> columns, Map<String, Map<String, String>> rows, List<String> footing) {
  /** What stands where nobody was asked. */
  static final String NONE = "–";

  private static final int MANY = 6;
  private static final int FEW = 4;

  /** The grid of a table, numbered from 1; of its details if asked for. */
  static Grid of(List<Outcome> outcomes, int study, boolean detail) {
    Map<String, Map<String, String>> rows = new LinkedHashMap<>();
    Map<String, String> columns = new LinkedHashMap<>();
    Map<String, String> footing = new LinkedHashMap<>();
    // Privacy first: the question is what is still found out.
    for (String role : List.of(Outcome.PRIVACY, Outcome.UTILITY)) {
      for (Outcome outcome : outcomes) {
        if (outcome.study() == study && outcome.detail() == detail && outcome.role().equals(role)) {
          String column = outcome.label() + " by " + outcome.learner();
          columns.putIfAbsent(column, column);
          footing.putIfAbsent(outcome.label(), footing(outcome));
        }
      }
    }
    for (Outcome outcome : outcomes) {
      if (outcome.study() == study && outcome.detail() == detail) {
        rows.computeIfAbsent(outcome.method(), m -> new LinkedHashMap<>())
            .put(outcome.label() + " by " + outcome.learner(), cell(outcome));
      }
    }
    return new Grid(List.copyOf(columns.values()), rows, List.copyOf(footing.values()));
  }

  /** The same with methods as columns where there are few of them and many columns. */
  Grid turned() {
    if (columns.size() <= MANY || rows.size() > FEW) {
      return this;
    }
    Map<String, Map<String, String>> turned = new LinkedHashMap<>();
    for (String column : columns) {
      Map<String, String> cells = new LinkedHashMap<>();
      rows.forEach((method, own) -> cells.put(method, own.getOrDefault(column, NONE)));
      turned.put(column, cells);
    }
    return new Grid(List.copyOf(rows.keySet()), turned, footing);
  }

  private static String cell(Outcome outcome) {
    return String.format(
        Locale.ROOT,
        "%.1f [%.1f, %.1f]",
        100 * outcome.accuracy(),
        100 * outcome.low(),
        100 * outcome.high());
  }

  private static String footing(Outcome outcome) {
    return String.format(
        Locale.ROOT,
        "%s: majority %.1f, chance %.1f",
        outcome.label(),
        100 * outcome.majority(),
        100 * outcome.chance());
  }
}
