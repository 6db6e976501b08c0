package ml.tacit.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import ml.tacit.audit.Frontier;
import ml.tacit.policy.Found;

/** What is said of a search: before it, and of what it picked. */
final class SearchText {
  private SearchText() {}

  /** How much there is to do. */
  static String before(int compared, int fitted, int train) {
    return String.format(
        Locale.ROOT,
        "search: %d release%s to fit to %d rows and to compare inside the %d that attackers learn from; then one audit",
        compared,
        compared == 1 ? "" : "s",
        fitted,
        train);
  }

  /** The pick so that it can be asked for again, and why it is this one. */
  static List<String> pick(Found found) {
    Frontier frontier = found.frontier();
    List<String> lines = new ArrayList<>();
    lines.add(
        "pick: "
            + (found.pick().isPlan() ? "--steps '" + found.pick() + "'" : found.pick().text()));
    lines.add("why: " + frontier.reason());
    Frontier.Point pick = frontier.pick();
    List<Frontier.Point> releases =
        frontier.points().stream().filter(p -> !p.name().equals(Frontier.RAW)).toList();
    lines.add(
        String.format(
            Locale.ROOT,
            "compared: %d releases, %d measured, %d on the Pareto front; from the pick, the best attacker there reaches %s %s"
                + " (%s)",
            found.compared(),
            releases.size(),
            releases.stream().filter(p -> !frontier.dominated(p)).count(),
            frontier.privacyMeasure(),
            share(pick.privacy()),
            pick.adversary()));
    return lines;
  }

  private static String share(double value) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * value);
  }
}
