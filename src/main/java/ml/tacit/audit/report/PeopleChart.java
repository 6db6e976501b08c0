package ml.tacit.audit.report;

import java.util.List;
import java.util.Locale;
import ml.tacit.audit.ClassFinding;

/**
 * One column per class of the hidden label, best found first: how often its rows are named rightly,
 * its limits, and a tick at what the same answers reach if the rows say nothing.
 */
final class PeopleChart {
  private static final int WIDTH = 760;
  private static final int LEFT = 34;
  private static final int TOP = 8;
  private static final int BOTTOM = 168;
  private static final int MOST = 40;

  private final StringBuilder svg = new StringBuilder();

  private PeopleChart() {}

  /** The chart of the best found, at most {@value #MOST}. */
  static String of(List<ClassFinding> people, String hide) {
    PeopleChart chart = new PeopleChart();
    chart.add(
        "<svg class=\"chart people\" viewBox=\"0 0 %s %s\" role=\"img\" aria-label=\"%s\">",
        WIDTH, BOTTOM + 44, Xml.text("Share of rows named rightly, by " + hide));
    for (int tick = 0; tick <= 100; tick += 25) {
      double y = y(tick / 100.0);
      chart.add(
          "<line class=\"grid\" x1=\"%s\" x2=\"%s\" y1=\"%.1f\" y2=\"%.1f\"/>", LEFT, WIDTH, y, y);
      chart.add(
          "<text class=\"tick\" x=\"%s\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
          LEFT - 6, y + 4, tick);
    }
    int shown = Math.min(MOST, people.size());
    double step = (double) (WIDTH - LEFT) / shown;
    double width = Math.min(26, 0.62 * step);
    for (int i = 0; i < shown; i++) {
      chart.column(people.get(i), LEFT + (i + 0.5) * step, width);
    }
    chart.add("</svg>");
    return chart.svg.toString();
  }

  private void column(ClassFinding person, double middle, double width) {
    add(
        "<g><title>%s</title>",
        Xml.text(
            String.format(
                Locale.ROOT,
                "%s: %s of %s rows by %s, limits %s to %s; %s if the rows said nothing",
                person.person(),
                Xml.percent(person.recall()),
                person.rows(),
                person.adversary(),
                Xml.percent(person.low()),
                Xml.percent(person.high()),
                Xml.percent(person.expected()))));
    double top = y(person.recall());
    add(
        "<rect class=\"bar hide\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"1.5\"/>",
        middle - width / 2, top, width, Math.max(0.5, BOTTOM - top));
    add(
        "<path class=\"whisker\" d=\"M%.1f %.1fV%.1f\"/>",
        middle, y(person.low()), y(person.high()));
    double expected = y(person.expected());
    add(
        "<line class=\"majority\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>",
        middle - width / 2 - 2, middle + width / 2 + 2, expected, expected);
    add(
        "<text class=\"tick\" text-anchor=\"end\" transform=\"translate(%.1f %s) rotate(-45)\">%s</text></g>",
        middle + 4, BOTTOM + 14, Xml.text(shortened(person.person())));
  }

  private static String shortened(String name) {
    return name.length() <= 8 ? name : name.substring(0, 7) + "…";
  }

  private static double y(double share) {
    return BOTTOM - share * (BOTTOM - TOP);
  }

  private void add(String pattern, Object... values) {
    svg.append(Xml.format(pattern, values)).append('\n');
  }
}
