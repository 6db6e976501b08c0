package ml.tacit.audit.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import ml.tacit.audit.Finding;

/**
 * Horizontal bars as inline SVG: per attacker the rate before and after with its limits, dashed
 * lines at the majority rate and at chance. Colours come from the page's style.
 */
final class BarChart {
  private static final int WIDTH = 780;
  private static final int LEFT = 284;
  private static final int RIGHT = 724;
  private static final int TOP = 4;
  private static final int BAR = 9;
  private static final int GAP = 2;
  private static final int SPACE = 10;

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
    int step = bars * (BAR + GAP) + SPACE;
    List<String> names =
        Stream.concat(before.stream(), after.stream()).map(Finding::adversary).distinct().toList();
    int bottom = TOP + names.size() * step;
    chart.add(
        "<svg class=\"chart bars\" viewBox=\"0 0 %s %s\" role=\"img\" aria-label=\"%s\">",
        WIDTH, bottom + 22, Xml.text(description));
    chart.axis(bottom);
    int y = TOP + SPACE / 2;
    for (String name : names) {
      int middle = y + bars * (BAR + GAP) / 2;
      chart.add(
          "<text class=\"who\" x=\"%s\" y=\"%s\" text-anchor=\"end\">%s</text>",
          LEFT - 10, middle + 4, Xml.text(name));
      Optional<Finding> raw = of(name, before);
      Optional<Finding> released = of(name, after);
      if (raw.isPresent()) {
        chart.bar(raw.get(), y, "before", released.isEmpty());
      }
      if (released.isPresent()) {
        chart.bar(released.get(), y + BAR + GAP, colour, true);
      }
      y += step;
    }
    chart.line("majority", majority, bottom);
    chart.line("chance", chance, bottom);
    chart.add("</svg>");
    return chart.svg.toString();
  }

  private static Optional<Finding> of(String name, List<Finding> findings) {
    return findings.stream().filter(finding -> finding.adversary().equals(name)).findFirst();
  }

  private void axis(int bottom) {
    for (int tick = 0; tick <= 100; tick += 20) {
      double x = x(tick / 100.0);
      add("<line class=\"grid\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%s\" y2=\"%s\"/>", x, x, TOP, bottom);
      add(
          "<text class=\"tick\" x=\"%.1f\" y=\"%s\" text-anchor=\"middle\">%s%s</text>",
          x, bottom + 16, tick, tick == 100 ? " %" : "");
    }
  }

  private void line(String kind, double rate, int bottom) {
    add(
        "<line class=\"%s\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%s\" y2=\"%s\"/>",
        kind, x(rate), x(rate), TOP, bottom);
  }

  /** A bar with its limits; the judged one has its figure at the right. */
  private void bar(Finding finding, int y, String colour, boolean judged) {
    double middle = y + BAR / 2.0;
    add("<g><title>%s</title>", Xml.text(sentence(finding)));
    add(
        "<rect class=\"bar %s\" x=\"%s\" y=\"%s\" width=\"%.1f\" height=\"%s\" rx=\"1.5\"/>",
        colour, LEFT, y, Math.max(0.5, x(finding.accuracy()) - LEFT), BAR);
    add(
        "<path class=\"whisker\" d=\"M%.1f %.1fH%.1fM%.1f %.1fv4M%.1f %.1fv4\"/>",
        x(finding.low()),
        middle,
        x(finding.high()),
        x(finding.low()),
        middle - 2,
        x(finding.high()),
        middle - 2);
    if (judged) {
      add(
          "<text class=\"value\" x=\"%s\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
          WIDTH - 2, middle + 4, Xml.percent(finding.accuracy()));
    }
    add("</g>");
  }

  private static String sentence(Finding finding) {
    return String.format(
        Locale.ROOT,
        "%s, %s: %s, limits %s to %s",
        finding.adversary(),
        finding.stage(),
        Xml.percent(finding.accuracy()),
        Xml.percent(finding.low()),
        Xml.percent(finding.high()));
  }

  private static double x(double share) {
    return LEFT + share * (RIGHT - LEFT);
  }

  private void add(String pattern, Object... values) {
    svg.append(Xml.format(pattern, values)).append('\n');
  }
}
