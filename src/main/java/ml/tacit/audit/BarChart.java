package ml.tacit.audit;

import java.util.List;
import java.util.Optional;

/**
 * Horizontal bars as inline SVG: per attacker the rate before and after with its limits, dashed
 * lines at the majority rate and at chance. Colours come from the page's style.
 */
final class BarChart {
  private static final int PLOT = 372;
  private static final int WIDTH = 440;
  private static final int TOP = 4;
  private static final int LABEL = 18;
  private static final int BAR = 13;
  private static final int GAP = 3;
  private static final int SPACE = 13;

  private final StringBuilder svg = new StringBuilder();

  private BarChart() {}

  /** One chart; {@code after} is empty if nothing was released. */
  static String of(
      String description,
      List<Finding> before,
      List<Finding> after,
      double majority,
      double chance,
      String colour) {
    BarChart chart = new BarChart();
    int bars = after.isEmpty() ? 1 : 2;
    int step = LABEL + bars * (BAR + GAP) + SPACE;
    int bottom = TOP + before.size() * step;
    int height = bottom + 22;
    chart.add(
        "<svg class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
        WIDTH, height, Xml.text(description));
    chart.axis(bottom);
    int y = TOP;
    for (Finding raw : before) {
      chart.add(
          "<text class=\"who\" x=\"2\" y=\"%d\">%s</text>", y + 13, Xml.text(raw.adversary()));
      chart.bar(raw, y + LABEL, "before");
      Optional<Finding> released =
          after.stream().filter(f -> f.adversary().equals(raw.adversary())).findFirst();
      if (released.isPresent()) {
        chart.bar(released.get(), y + LABEL + BAR + GAP, colour);
      }
      int from = y + LABEL - 2;
      int to = y + LABEL + bars * (BAR + GAP) - 1;
      chart.line("majority", majority, from, to);
      chart.line("chance", chance, from, to);
      y += step;
    }
    chart.add("</svg>");
    return chart.svg.toString();
  }

  private void axis(int bottom) {
    for (int tick = 0; tick <= 100; tick += 20) {
      double x = x(tick / 100.0);
      add("<line class=\"grid\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>", x, x, TOP, bottom);
      String anchor = tick == 0 ? "start" : "middle";
      add(
          "<text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%d%s</text>",
          x, bottom + 16, anchor, tick, tick == 100 ? " %" : "");
    }
  }

  /** Only beside the bars: a line through the names would strike them out. */
  private void line(String kind, double rate, int from, int to) {
    add(
        "<line class=\"%s\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>",
        kind, x(rate), x(rate), from, to);
  }

  private void bar(Finding finding, int y, String colour) {
    double middle = y + BAR / 2.0;
    add("<g><title>%s</title>", Xml.text(sentence(finding)));
    add(
        "<rect class=\"bar %s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\"/>",
        colour, x(0), y, Math.max(0.5, x(finding.accuracy()) - x(0)), BAR);
    add(
        "<path class=\"whisker\" d=\"M%.1f %.1fH%.1fM%.1f %.1fv6M%.1f %.1fv6\"/>",
        x(finding.low()),
        middle,
        x(finding.high()),
        x(finding.low()),
        middle - 3,
        x(finding.high()),
        middle - 3);
    add(
        "<text class=\"value\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text></g>",
        WIDTH - 2, middle + 4.5, Xml.percent(finding.accuracy()));
  }

  private static String sentence(Finding finding) {
    return "%s, %s: %s, limits %s to %s"
        .formatted(
            finding.adversary(),
            finding.stage(),
            Xml.percent(finding.accuracy()),
            Xml.percent(finding.low()),
            Xml.percent(finding.high()));
  }

  private static double x(double share) {
    return 2 + share * (PLOT - 2);
  }

  private void add(String pattern, Object... values) {
    svg.append(Xml.format(pattern, values)).append('\n');
  }
}
