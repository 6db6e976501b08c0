package ml.tacit.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The releases of a question as an SVG picture: what the best attacker finds to the right, what is
 * kept upwards. Shapes tell kinds apart, too, so that no colour need be seen.
 */
final class FrontierPlot {
  static final String PICK = "#0072B2";
  static final String BESIDE = "#007A5E";
  static final String BASELINE = "#5F5F5F";
  static final String BOUND = "#D55E00";
  private static final double WIDTH = 860;
  private static final double LEFT = 62;
  private static final double RIGHT = 846;
  private static final double TOP = 52;
  private static final double BOTTOM = 500;
  private static final double HEIGHT = 556;
  private static final double LETTER = 6.1;
  private static final double LINE = 13;
  private static final double RADIUS = 5;

  /** So much less than the most useful is not drawn. */
  private static final double DEPTH = 0.3;

  private static final double[] SHARES = {
    0.02, 0.03, 0.04, 0.05, 0.06, 0.08, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1
  };

  private final FrontierResults.Question set;
  private final List<FrontierMean> drawn;
  private final List<FrontierMean> below;
  private final double low;
  private final double high;
  private final double from;
  private final double to;
  private final List<Box> taken = new ArrayList<>();
  private final StringBuilder svg = new StringBuilder();

  /** A place where something is. */
  private record Box(double x, double y, double w, double h) {
    boolean meets(Box other) {
      return x < other.x + other.w && other.x < x + w && y < other.y + other.h && other.y < y + h;
    }

    boolean isInside() {
      return x >= LEFT + 2 && x + w <= RIGHT && y >= TOP && y + h <= BOTTOM - 2;
    }
  }

  private FrontierPlot(FrontierResults.Question set, List<FrontierMean> all) {
    this.set = set;
    double most = all.stream().mapToDouble(FrontierMean::utility).max().orElse(1);
    double least = all.stream().mapToDouble(FrontierMean::utility).min().orElse(0);
    double tick = 0.05;
    low = Math.max(0, tick * Math.floor((Math.max(least, most - DEPTH) - 0.005) / tick));
    high = Math.min(1.005, tick * Math.ceil((most + 0.005) / tick));
    drawn = all.stream().filter(m -> m.utility() >= low).toList();
    below = all.stream().filter(m -> m.utility() < low).toList();
    double smallest =
        drawn.stream().mapToDouble(m -> Math.min(m.attack(), m.prior())).min().orElse(0.1);
    double largest = drawn.stream().mapToDouble(FrontierMean::attack).max().orElse(1);
    from = set.area() ? 0.05 * Math.floor((smallest - 0.01) / 0.05) : smallest / 1.12;
    to =
        set.area()
            ? Math.min(1, 0.05 * Math.ceil((largest + 0.01) / 0.05))
            : Math.min(1, largest * 1.25);
  }

  static String of(FrontierResults.Question set, List<FrontierMean> all) {
    return new FrontierPlot(set, all).draw();
  }

  /** Releases that keep too little to be in the picture. */
  static List<FrontierMean> notDrawn(FrontierResults.Question set, List<FrontierMean> all) {
    return new FrontierPlot(set, all).below;
  }

  private String draw() {
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" width=\"%.0f\" height=\"%.0f\""
            + " font-family=\"Helvetica, Arial, sans-serif\" font-size=\"11\" role=\"img\" aria-label=\"%s\">",
        WIDTH,
        HEIGHT,
        WIDTH,
        HEIGHT,
        text(
            set.name()
                + ": "
                + set.keep()
                + " kept against "
                + set.hide()
                + " found; the table has the figures"));
    add("<rect width=\"100%%\" height=\"100%%\" fill=\"#FFFFFF\"/>");
    axes();
    legend();
    drawn.forEach(this::keepFree);
    drawn.forEach(this::bound);
    for (String kind : List.of(FrontierPoint.BASELINE, FrontierPoint.BESIDE, FrontierPoint.PICK)) {
      drawn.stream().filter(m -> m.isOf(kind)).forEach(this::mark);
    }
    drawn.stream()
        .sorted(Comparator.comparing((FrontierMean m) -> !m.isOf(FrontierPoint.PICK)))
        .forEach(this::label);
    add("</svg>");
    return svg.toString();
  }

  private void axes() {
    for (double share = low; share <= high + 1e-9; share += 0.05) {
      line("#E4E4E4", 1, LEFT, y(share), RIGHT, y(share), "");
      add(
          "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\" fill=\"#333333\">%s</text>",
          LEFT - 7, y(share) + 4, shortText(share));
    }
    for (double share : ticks()) {
      line("#E4E4E4", 1, x(share), TOP, x(share), BOTTOM, "");
      add(
          "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" fill=\"#333333\">%s</text>",
          x(share), BOTTOM + 17, shortText(share));
    }
    line("#333333", 1, LEFT, BOTTOM, RIGHT, BOTTOM, "");
    line("#333333", 1, LEFT, TOP, LEFT, BOTTOM, "");
    String unit = set.area() ? "area under the curve" : "% of rows";
    add(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" font-size=\"13\" fill=\"#111111\">%s found by the best attacker, %s%s</text>",
        (LEFT + RIGHT) / 2,
        BOTTOM + 42,
        text(set.hide()),
        unit,
        set.area() ? "" : " (logarithmic)");
    add(
        "<text transform=\"translate(17 %.1f) rotate(-90)\" text-anchor=\"middle\" font-size=\"13\" fill=\"#111111\">%s kept by the best learner, %s</text>",
        (TOP + BOTTOM) / 2, text(set.keep()), unit);
    double prior = drawn.get(0).prior();
    if (prior >= from && prior <= to) {
      line("#111111", 1.5, x(prior), TOP, x(prior), BOTTOM, "2 4");
      String words = "what the " + set.keep() + " tells by itself: " + full(prior);
      add(
          "<text transform=\"translate(%.1f %.1f) rotate(-90)\" fill=\"#111111\">%s</text>",
          x(prior) - 4, BOTTOM - 8, text(words));
      taken.add(
          new Box(
              x(prior) - 16, BOTTOM - 8 - words.length() * LETTER, 17, words.length() * LETTER));
    }
  }

  private double[] ticks() {
    List<Double> ticks = new ArrayList<>();
    if (set.area()) {
      for (double share = from; share <= to + 1e-9; share += 0.05) {
        ticks.add(share);
      }
    } else {
      double last = -100;
      for (double share : SHARES) {
        if (share >= from && share <= to && x(share) - last > 30) {
          ticks.add(share);
          last = x(share);
        }
      }
    }
    return ticks.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private void legend() {
    double x = LEFT;
    x = legend(x, FrontierPoint.PICK, "Tacit's pick");
    x = legend(x, FrontierPoint.BESIDE, "fixed plan of steps");
    x = legend(x, FrontierPoint.BASELINE, "what others publish");
    if (!set.area()) {
      line(BOUND, 2, x, 24, x + 30, 24, "5 3");
      line(BOUND, 2, x + 30, 19, x + 30, 29, "");
      add(
          "<text x=\"%.1f\" y=\"28\" font-size=\"12\" fill=\"#111111\">no attacker exceeds (95 %% confidence)</text>",
          x + 38);
    }
  }

  private double legend(double x, String kind, String words) {
    shape(kind, x + 8, 24);
    add("<text x=\"%.1f\" y=\"28\" font-size=\"12\" fill=\"#111111\">%s</text>", x + 19, words);
    return x + 19 + words.length() * 6.8 + 22;
  }

  private void keepFree(FrontierMean mean) {
    taken.add(
        new Box(
            x(mean.attack()) - RADIUS - 1,
            y(mean.utility()) - RADIUS - 1,
            2 * RADIUS + 2,
            2 * RADIUS + 2));
  }

  /** From the point to what no attacker exceeds. */
  private void bound(FrontierMean mean) {
    if (set.area() || mean.isOf(FrontierPoint.BASELINE)) {
      return;
    }
    mean.over(FrontierPoint::certified)
        .ifPresent(
            over -> {
              double end = x(Math.min(to, over.mean()));
              double at = y(mean.utility());
              line(BOUND, 2, x(mean.attack()), at, end, at, "5 3");
              if (over.mean() <= to) {
                line(BOUND, 2, end, at - 5, end, at + 5, "");
              }
              taken.add(new Box(x(mean.attack()), at - 4, end - x(mean.attack()) + 3, 8));
            });
  }

  private void mark(FrontierMean mean) {
    add(
        "<g><title>%s: %s kept, %s found</title>",
        text(mean.name()), full(mean.utility()), full(mean.attack()));
    shape(mean.first().kind(), x(mean.attack()), y(mean.utility()));
    add("</g>");
  }

  private void shape(String kind, double x, double y) {
    switch (kind) {
      case FrontierPoint.PICK ->
          add(
              "<path d=\"M%.1f %.1fl7 7l-7 7l-7 -7z\" fill=\"%s\" stroke=\"#FFFFFF\"/>",
              x, y - 7, PICK);
      case FrontierPoint.BESIDE ->
          add(
              "<rect x=\"%.1f\" y=\"%.1f\" width=\"9\" height=\"9\" fill=\"%s\" stroke=\"#FFFFFF\"/>",
              x - 4.5, y - 4.5, BESIDE);
      default ->
          add(
              "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"#FFFFFF\" stroke=\"%s\" stroke-width=\"1.8\"/>",
              x, y, BASELINE);
    }
  }

  /**
   * Beside its point where there is place, else further off with a line to it; never over others.
   */
  private void label(FrontierMean mean) {
    double x = x(mean.attack());
    double y = y(mean.utility());
    double width = mean.name().length() * LETTER + 2;
    for (double far : new double[] {9, 18, 30, 44, 60, 80, 104, 130}) {
      for (int turn = 0; turn < 16; turn++) {
        double angle = Math.PI * ((turn % 2 == 0 ? 1 : -1) * ((turn + 1) / 2)) / 8;
        double toX = x + far * Math.cos(angle);
        double toY = y + far * Math.sin(angle);
        boolean right = Math.cos(angle) > -1e-9;
        Box box = new Box(right ? toX : toX - width, toY - LINE / 2, width, LINE);
        if (box.isInside() && taken.stream().noneMatch(box::meets)) {
          name(mean, box, right, far, x, y, toX, toY);
          return;
        }
      }
    }
  }

  private void name(
      FrontierMean mean,
      Box box,
      boolean right,
      double far,
      double x,
      double y,
      double toX,
      double toY) {
    taken.add(box);
    String colour =
        mean.isOf(FrontierPoint.PICK) ? PICK : mean.isOf(FrontierPoint.BESIDE) ? BESIDE : BASELINE;
    if (far > 9) {
      line("#9A9A9A", 0.8, x, y, toX, toY, "");
    }
    add(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\"%s>%s</text>",
        right ? box.x + 1 : box.x + box.w - 1,
        box.y + 10.5,
        right ? "start" : "end",
        colour,
        mean.isOf(FrontierPoint.PICK) ? " font-weight=\"bold\"" : "",
        text(mean.name()));
  }

  private void line(
      String colour, double width, double x1, double y1, double x2, double y2, String dash) {
    add(
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"%.1f\"%s/>",
        x1, y1, x2, y2, colour, width, dash.isEmpty() ? "" : " stroke-dasharray=\"" + dash + "\"");
  }

  private double x(double share) {
    double position =
        set.area() ? (share - from) / (to - from) : Math.log(share / from) / Math.log(to / from);
    return LEFT + position * (RIGHT - LEFT);
  }

  private double y(double share) {
    return BOTTOM - (share - low) / (high - low) * (BOTTOM - TOP);
  }

  private String shortText(double share) {
    return String.format(
        Locale.ROOT, set.area() ? "%.2f" : "%.0f", set.area() ? share : 100 * share);
  }

  private String full(double share) {
    return set.area() ? FrontierMean.area(share) : FrontierMean.percent(share) + " %";
  }

  private void add(String pattern, Object... values) {
    svg.append(String.format(Locale.ROOT, pattern, values)).append('\n');
  }

  /** Safe between tags and in quoted attributes. */
  static String text(String raw) {
    return raw.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
