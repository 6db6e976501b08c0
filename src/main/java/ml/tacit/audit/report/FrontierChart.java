package ml.tacit.audit.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import ml.tacit.audit.Frontier;

/**
 * Releases as numbered points of an inline SVG: what the strongest adversary gains to the right,
 * what is kept upwards. The axes end where the points do; the table beside it names the numbers.
 */
final class FrontierChart {
  private static final int WIDTH = 410;
  private static final int HEIGHT = 300;
  private static final int LEFT = 40;
  private static final int RIGHT = 392;
  private static final int TOP = 10;
  private static final int BOTTOM = 252;

  /** Where an axis of gains may have ticks. */
  private static final List<Double> GAINS = List.of(0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0);

  private final Frontier frontier;
  private final Range across;
  private final Range up;
  private final List<Frontier.Point> numbered = new ArrayList<>();
  private final StringBuilder svg = new StringBuilder();

  private FrontierChart(Frontier frontier) {
    this.frontier = frontier;
    across = Range.fromNone(frontier, FrontierChart::leak);
    up = Range.even(frontier, Frontier.Point::utility);
  }

  /** Part of the scale from 0 to 1, with its ticks. */
  private record Range(double low, double high, List<Double> ticks, boolean wideNearNone) {
    /** With equal steps, no further than the points go. */
    static Range even(Frontier frontier, ToDoubleFunction<Frontier.Point> figure) {
      double least = frontier.points().stream().mapToDouble(figure).min().orElse(0);
      double most = frontier.points().stream().mapToDouble(figure).max().orElse(1);
      double tick = most - least > 0.4 ? 0.2 : most - least > 0.2 ? 0.1 : 0.05;
      double low = Math.max(0, tick * Math.floor((least - 0.01) / tick));
      double high = Math.min(1, tick * Math.ceil((most + 0.01) / tick));
      List<Double> ticks = new ArrayList<>();
      for (int i = 0; low + i * tick <= high + 1e-9; i++) {
        ticks.add(low + i * tick);
      }
      return new Range(low, high, ticks, false);
    }

    /** From none on, by square roots: releases worth a choice gain little, raw rows most. */
    static Range fromNone(Frontier frontier, ToDoubleFunction<Frontier.Point> figure) {
      double most = frontier.points().stream().mapToDouble(figure).max().orElse(1);
      double high = GAINS.stream().filter(gain -> gain >= most).findFirst().orElse(1.0);
      List<Double> ticks = new ArrayList<>(List.of(0.0));
      for (double gain : GAINS) {
        double last = ticks.get(ticks.size() - 1);
        if (gain <= high && Math.sqrt(gain / high) - Math.sqrt(last / high) > 0.09) {
          ticks.add(gain);
        }
      }
      return new Range(0, high, ticks, true);
    }

    double position(double share) {
      double even = Math.min(1, (share - low) / (high - low));
      return wideNearNone ? Math.sqrt(even) : even;
    }

    boolean holds(double share) {
      return share >= low && share <= high;
    }
  }

  static String of(Frontier frontier, String keep, String hide) {
    FrontierChart chart = new FrontierChart(frontier);
    chart.add(
        "<svg class=\"chart frontier\" viewBox=\"0 0 %s %s\" role=\"img\" aria-label=\"%s\">",
        WIDTH,
        HEIGHT,
        Xml.text(
            "Releases: " + keep + " kept against " + hide + " found; the table has the figures"));
    chart.axes();
    chart.step();
    chart.dot(frontier.pick()); // first, so that its number is there whatever lies beside it
    frontier.points().stream().filter(point -> !point.equals(frontier.pick())).forEach(chart::dot);
    chart.add("</svg>");
    return chart.svg.toString();
  }

  private void axes() {
    for (double share : across.ticks()) {
      add(
          "<line class=\"grid\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%s\" y2=\"%s\"/>",
          x(share), x(share), TOP, BOTTOM);
      add(
          "<text class=\"tick\" x=\"%.1f\" y=\"%s\" text-anchor=\"middle\">%.0f</text>",
          x(share), BOTTOM + 16, 100 * share);
    }
    for (double share : up.ticks()) {
      add(
          "<line class=\"grid\" x1=\"%s\" x2=\"%s\" y1=\"%.1f\" y2=\"%.1f\"/>",
          LEFT, RIGHT, y(share), y(share));
      add(
          "<text class=\"tick\" x=\"%s\" y=\"%.1f\" text-anchor=\"end\">%.0f</text>",
          LEFT - 6, y(share) + 4, 100 * share);
    }
    if (up.holds(frontier.utilityMajority())) {
      add(
          "<line class=\"majority\" x1=\"%s\" x2=\"%s\" y1=\"%.1f\" y2=\"%.1f\"/>",
          LEFT, RIGHT, y(frontier.utilityMajority()), y(frontier.utilityMajority()));
    }
    add(
        "<text x=\"%s\" y=\"%s\" text-anchor=\"end\">gain of the best attacker, points →</text>",
        RIGHT, HEIGHT - 10);
    add(
        "<text transform=\"translate(11 %s) rotate(-90)\" text-anchor=\"end\">kept, %% →</text>",
        TOP);
  }

  /** The line between what can be had and what cannot. */
  private void step() {
    List<Frontier.Point> best =
        frontier.points().stream()
            .filter(point -> !frontier.dominated(point))
            .sorted(Comparator.comparingDouble(FrontierChart::leak))
            .toList();
    StringBuilder path = new StringBuilder();
    for (Frontier.Point point : best) {
      path.append(
          Xml.format(
              path.isEmpty() ? "M%.1f %.1f" : "H%.1fV%.1f", x(leak(point)), y(point.utility())));
    }
    add("<path class=\"step\" d=\"%sH%s\"/>", path, RIGHT);
  }

  private void dot(Frontier.Point point) {
    boolean pick = point.equals(frontier.pick());
    boolean dominated = frontier.dominated(point);
    double x = x(leak(point));
    double y = y(point.utility());
    String number = name(point);
    add("<g><title>%s: %s</title>", number, Xml.text(point.name()));
    if (pick) {
      add("<circle class=\"pick\" cx=\"%.1f\" cy=\"%.1f\" r=\"8\"/>", x, y);
    }
    add(
        "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/></g>",
        dominated ? "dominated" : "undominated", x, y);
    if (pick || free(point)) {
      boolean left = x > RIGHT - 30;
      add(
          "<text class=\"point\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
          x + (left ? -10 : 10), y + 4, left ? "end" : "start", number);
      numbered.add(point);
    }
  }

  /** The number in the table; raw rows have none. */
  private String name(Frontier.Point point) {
    return Compared.isRaw(point)
        ? "raw"
        : String.valueOf(
            1 + frontier.points().stream().filter(p -> !Compared.isRaw(p)).toList().indexOf(point));
  }

  /** A gain below nothing is none. */
  private static double leak(Frontier.Point point) {
    return Math.max(0, point.leak());
  }

  /** Whether a number here would lie over no other, and over no point; the table has them all. */
  private boolean free(Frontier.Point point) {
    double x = x(leak(point));
    double y = y(point.utility());
    return numbered.stream()
            .noneMatch(
                other -> Math.abs(x(leak(other)) - x) < 20 && Math.abs(y(other.utility()) - y) < 13)
        && frontier.points().stream()
            .filter(other -> !other.equals(point))
            .noneMatch(
                other ->
                    Math.abs(x(leak(other)) - x - 13) < 11 && Math.abs(y(other.utility()) - y) < 9);
  }

  private double x(double share) {
    return LEFT + across.position(share) * (RIGHT - LEFT);
  }

  private double y(double share) {
    return BOTTOM - up.position(share) * (BOTTOM - TOP);
  }

  private void add(String pattern, Object... values) {
    svg.append(Xml.format(pattern, values)).append('\n');
  }
}
