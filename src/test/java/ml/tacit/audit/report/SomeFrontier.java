package ml.tacit.audit.report;

import java.util.List;
import java.util.Map;
import ml.tacit.audit.Frontier;

/** Made-up frontiers for reports. */
final class SomeFrontier {
  private SomeFrontier() {}

  static Frontier of(Frontier.Point... points) {
    return new Frontier(
        List.of(points), points[0].name(), "picked: least leak", 0.5, 0.25, "accuracy", "accuracy");
  }

  /** Of a search with these points, and one candidate that could not be fitted. */
  static Compared compared(Frontier.Point... points) {
    return new Compared(
        of(points),
        List.of("components"),
        "least leak",
        true,
        points.length + 1,
        Map.of("method mdr", "has no variance"));
  }

  static Frontier.Point point(String name, int columns, double utility, double privacy) {
    return new Frontier.Point(
        name,
        "components",
        columns,
        columns == 3 ? 6 : 0,
        3,
        utility,
        utility - 0.01,
        utility + 0.01,
        privacy,
        "x",
        privacy - 0.25,
        privacy - 0.27,
        privacy - 0.23);
  }
}
