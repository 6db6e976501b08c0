package ml.tacit.audit.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import ml.tacit.audit.Frontier;

/**
 * The frontier as inline SVG: what is kept upwards, what is given away to the right, so the best
 * corner is top left. Dominated points are grey, the pick has a ring.
 */
final class FrontierChart {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 340;
  private static final int LEFT = 46;
  private static final int RIGHT = 620;
  private static final int TOP = 12;
  private static final int BOTTOM = 296;

  private final Frontier frontier;
  private final List<Frontier.Point> named = new ArrayList<>();
  private final StringBuilder svg = new StringBuilder();

  private FrontierChart(Frontier frontier) {
    this.frontier = frontier;
  }

  static String of(Frontier frontier, String keep, String hide) {
    FrontierChart chart = new FrontierChart(frontier);
    chart.add(
        "<svg class=\"chart frontier\" viewBox=\"0 0 %s %s\" role=\"img\" aria-label=\"%s\">",
        WIDTH, HEIGHT, Xml.text("Releases compared; the table below has the same figures"));
    chart.axes(keep, hide);
    chart.step();
    chart.dot(frontier.pick()); // first, so that its name is there whatever lies beside it
    frontier.points().stream().filter(point -> !point.equals(frontier.pick())).forEach(chart::dot);
    chart.add("</svg>");
    return chart.svg.toString();
  }

  private void axes(String keep, String hide) {
    for (int tick = 0; tick <= 100; tick += 20) {
      double share = tick / 100.0;
      add(
          "<line class=\"grid\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%s\" y2=\"%s\"/>",
          x(share), x(share), TOP, BOTTOM);
      add(
          "<line class=\"grid\" x1=\"%s\" x2=\"%s\" y1=\"%.1f\" y2=\"%.1f\"/>",
          LEFT, RIGHT, y(share), y(share));
      add(
          "<text class=\"tick\" x=\"%.1f\" y=\"%s\" text-anchor=\"middle\">%s</text>",
          x(share), BOTTOM + 16, tick);
      add(
          "<text class=\"tick\" x=\"%s\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
          LEFT - 6, y(share) + 4, tick);
    }
    add(
        "<line class=\"majority\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%s\" y2=\"%s\"/>",
        x(frontier.majority()), x(frontier.majority()), TOP, BOTTOM);
    add(
        "<line class=\"majority\" x1=\"%s\" x2=\"%s\" y1=\"%.1f\" y2=\"%.1f\"/>",
        LEFT, RIGHT, y(frontier.utilityMajority()), y(frontier.utilityMajority()));
    add(
        "<text x=\"%s\" y=\"%s\" text-anchor=\"end\">strongest adversary on %s, %% →</text>",
        RIGHT, HEIGHT - 8, Xml.text(hide));
    add(
        "<text transform=\"translate(12 %s) rotate(-90)\" text-anchor=\"end\">%s kept, %% →</text>",
        TOP, Xml.text(keep));
  }

  /** The line between what can be had and what cannot. */
  private void step() {
    List<Frontier.Point> best =
        frontier.points().stream()
            .filter(point -> !frontier.dominated(point))
            .sorted(Comparator.comparingDouble(Frontier.Point::privacy))
            .toList();
    StringBuilder path = new StringBuilder();
    for (Frontier.Point point : best) {
      path.append(
          Xml.format(
              path.isEmpty() ? "M%.1f %.1f" : "H%.1fV%.1f",
              x(point.privacy()),
              y(point.utility())));
    }
    add("<path class=\"step\" d=\"%sH%s\"/>", path, RIGHT);
  }

  private void dot(Frontier.Point point) {
    boolean pick = point.equals(frontier.pick());
    boolean dominated = frontier.dominated(point);
    add(
        "<g><title>%s</title>",
        Xml.text(
            String.format(
                Locale.ROOT,
                "%s: keeps %s, gives away %s",
                point.name(),
                Xml.percent(point.utility()),
                Xml.percent(point.privacy()))));
    if (pick) {
      add(
          "<circle class=\"pick\" cx=\"%.1f\" cy=\"%.1f\" r=\"9\"/>",
          x(point.privacy()), y(point.utility()));
    }
    add(
        "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"4.5\"/></g>",
        dominated ? "dominated" : "undominated", x(point.privacy()), y(point.utility()));
    if (!dominated && free(point)) {
      boolean left = x(point.privacy()) > RIGHT - 150;
      add(
          "<text class=\"point\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
          x(point.privacy()) + (left ? -11 : 11),
          y(point.utility()) + 15,
          left ? "end" : "start",
          Xml.text(point.name()));
      named.add(point);
    }
  }

  /** Whether a name here would not lie over another; the table has them all. */
  private boolean free(Frontier.Point point) {
    return named.stream()
        .noneMatch(
            other ->
                Math.abs(x(other.privacy()) - x(point.privacy())) < 110
                    && Math.abs(y(other.utility()) - y(point.utility())) < 14);
  }

  private static double x(double share) {
    return LEFT + share * (RIGHT - LEFT);
  }

  private static double y(double share) {
    return BOTTOM - share * (BOTTOM - TOP);
  }

  private void add(String pattern, Object... values) {
    svg.append(Xml.format(pattern, values)).append('\n');
  }
}
