package ml.tacit.experiment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The picture for a reader in a hurry: what others publish, what that leaves, what Tacit releases,
 * and what no attacker exceeds.
 */
final class FrontierPicture {
  /** Baselines by the words of a reader who does not know them. */
  private static final Map<String, String> SHOWN = new LinkedHashMap<>();

  static {
    SHOWN.put(FrontierBaselines.RAW, "raw rows");
    SHOWN.put("rdca", "erased columns (RDCA)");
    SHOWN.put("rdca given", "erased within each activity");
    SHOWN.put("additive noise, 1", "noise on every column");
    SHOWN.put("pca, 20", "PCA, 20 components");
    SHOWN.put("dca, 5", "DCA, 5 components");
    SHOWN.put("kernel dca, 5", "kernel DCA, 5 components");
    SHOWN.put("fair tree, gamma 0.3", "fair tree");
  }

  private static final double WIDTH = 860;
  private static final double NAMES = 250;
  private static final double KEPT = 262;
  private static final double KEPT_WIDTH = 170;
  private static final double FOUND = 480;
  private static final double FOUND_WIDTH = 330;
  private static final double ROW = 27;
  private static final double TOP = 76;

  private final FrontierResults.Question set;
  private final double scale;
  private final StringBuilder svg = new StringBuilder();

  private FrontierPicture(FrontierResults.Question set, double scale) {
    this.set = set;
    this.scale = scale;
  }

  static String of(FrontierResults.Question set, List<FrontierMean> all) {
    List<FrontierMean> rows = new ArrayList<>();
    for (String name : SHOWN.keySet()) {
      all.stream().filter(m -> m.name().equals(name)).forEach(rows::add);
    }
    int others = rows.size();
    Set<String> plans = new HashSet<>(); // two searches may find the same
    all.stream()
        .filter(m -> m.isOf(FrontierPoint.PICK))
        .filter(m -> plans.add(m.first().plan()))
        .forEach(rows::add);
    double most = rows.stream().mapToDouble(FrontierMean::attack).max().orElse(1);
    return new FrontierPicture(set, 0.1 * Math.ceil(most / 0.1)).draw(rows, others);
  }

  private void head(double height) {
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" width=\"%.0f\" height=\"%.0f\""
            + " font-family=\"Helvetica, Arial, sans-serif\" font-size=\"13\" role=\"img\" aria-label=\"%s\">",
        WIDTH,
        height,
        WIDTH,
        height,
        FrontierPlot.text(
            set.keep()
                + " kept and "
                + set.hide()
                + " found by the best attacker, of what others publish and of what"
                + " Tacit releases; docs/frontier.md has the figures"));
    add("<rect width=\"100%%\" height=\"100%%\" fill=\"#FFFFFF\"/>");
    words(KEPT, 24, "start", "#111111", true, set.keep() + " kept, %");
    words(FOUND, 24, "start", "#111111", true, set.hide() + " named by the best attacker, %");
  }

  private String draw(List<FrontierMean> rows, int others) {
    boolean both = others > 0 && others < rows.size();
    double height = TOP + rows.size() * ROW + (both ? 34 : 0) + 26;
    head(height);
    double y = TOP;
    words(16, y - 22, "start", "#111111", true, "What others publish");
    double prior = rows.isEmpty() ? Double.NaN : rows.get(0).prior();
    for (int i = 0; i < rows.size(); i++) {
      if (i == others) {
        y += both ? 34 : 0;
        words(16, y + i * ROW - 22, "start", FrontierPlot.PICK, true, "What Tacit releases");
      }
      row(rows.get(i), y + i * ROW);
    }
    double x = FOUND + prior / scale * FOUND_WIDTH;
    add(
        "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#111111\" stroke-width=\"1.5\" stroke-dasharray=\"2 4\"/>",
        x, x, 34.0, height - 24);
    words(
        x - 4,
        height - 8,
        "start",
        "#111111",
        false,
        String.format(Locale.ROOT, "%.1f: what the %s tells by itself", 100 * prior, set.keep()));
    words(16, height - 8, "start", "#555555", false, effort(rows));
    add("</svg>");
    return svg.toString();
  }

  /** Whose figures these are. */
  private String effort(List<FrontierMean> rows) {
    boolean quick = rows.stream().anyMatch(m -> m.points().stream().anyMatch(FrontierPoint::quick));
    int splits = rows.stream().mapToInt(m -> m.points().size()).min().orElse(0);
    return String.format(
        Locale.ROOT,
        "UCI HAR, %s%d split%s; certified with 95 %% confidence",
        quick ? "quick attackers, " : "all attackers, ",
        splits,
        splits == 1 ? "" : "s");
  }

  private void row(FrontierMean mean, double y) {
    boolean pick = mean.isOf(FrontierPoint.PICK);
    String colour = pick ? FrontierPlot.PICK : "#8A8A8A";
    words(NAMES, y + 5, "end", "#111111", pick, SHOWN.getOrDefault(mean.name(), mean.name()));
    bar(KEPT, y, KEPT_WIDTH * mean.utility(), colour);
    words(
        KEPT + KEPT_WIDTH * mean.utility() + 5,
        y + 5,
        "start",
        "#111111",
        false,
        FrontierMean.percent(mean.utility()));
    double found = FOUND_WIDTH * mean.attack() / scale;
    bar(FOUND, y, found, colour);
    double end = found;
    String words = FrontierMean.percent(mean.attack());
    double certified =
        mean.over(FrontierPoint::certified).map(FrontierMean.Over::mean).orElse(Double.NaN);
    if (pick && certified <= scale) {
      end = FOUND_WIDTH * certified / scale;
      add(
          "<path d=\"M%.1f %.1fH%.1fM%.1f %.1fv12\" stroke=\"%s\" stroke-width=\"2.5\" fill=\"none\"/>",
          FOUND + found, y, FOUND + end, FOUND + end, y - 6, FrontierPlot.BOUND);
      words += "; no attacker exceeds " + FrontierMean.percent(certified);
    }
    words(FOUND + end + 7, y + 5, "start", "#111111", pick, words);
  }

  private void bar(double x, double y, double width, String colour) {
    add(
        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"16\" fill=\"%s\"/>",
        x, y - 8, width, colour);
  }

  private void words(double x, double y, String anchor, String colour, boolean bold, String words) {
    add(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\"%s>%s</text>",
        x, y, anchor, colour, bold ? " font-weight=\"bold\"" : "", FrontierPlot.text(words));
  }

  private void add(String pattern, Object... values) {
    svg.append(String.format(Locale.ROOT, pattern, values)).append('\n');
  }
}
