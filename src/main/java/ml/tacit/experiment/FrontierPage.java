package ml.tacit.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The page docs/frontier.md and its pictures, made of results; no figure is written by hand. */
public final class FrontierPage {
  private static final int SEEDS = 5;

  private final FrontierResults results;
  private final String picture;
  private final StringBuilder page = new StringBuilder();

  private FrontierPage(FrontierResults results, String picture) {
    this.results = results;
    this.picture = picture;
  }

  /**
   * Whether a file is one of {@link FrontierExperiment}.
   *
   * @param file any file
   * @return whether it says so
   * @throws IOException if it cannot be read
   */
  public static boolean isFor(Path file) throws IOException {
    return FrontierJson.isOne(file);
  }

  /**
   * The page and its pictures.
   *
   * @param files results, of which the later count where they are of the same
   * @param page the name of the page; pictures are named after it
   * @return contents by file name, the page first
   * @throws IOException if a file cannot be read
   * @throws ml.tacit.table.BadDataException if a file is of something else
   */
  public static Map<String, String> of(List<Path> files, String page) throws IOException {
    List<FrontierResults> all = new ArrayList<>();
    for (Path file : files) {
      all.add(FrontierJson.read(file));
    }
    return of(FrontierResults.merged(all), page);
  }

  static Map<String, String> of(FrontierResults results, String page) {
    String stem = page.endsWith(".md") ? page.substring(0, page.length() - 3) : page;
    Map<String, String> files = new LinkedHashMap<>();
    files.put(page, new FrontierPage(results, stem).markdown());
    for (FrontierResults.Question set : results.sets()) {
      List<FrontierMean> all = FrontierMean.of(results, set);
      if (!all.isEmpty()) {
        files.put(stem + "-" + set.name() + ".svg", FrontierPlot.of(set, all));
        if (set.name().equals("har")) {
          files.put(stem + ".svg", FrontierPicture.of(set, all));
        }
      }
    }
    return files;
  }

  private String markdown() {
    add(
        """
        # What can be had: utility against the best attacker

        Each release below was fitted on one part of the rows, attacked on a second and judged on a third, by the audit with all its
        adversaries: those that see the released row only (*blind*), and those that know the label to keep of the row, too (*known*).
        The best counts. This page is made from the JSON of the runs:

            ./tacit reproduce frontier --json frontier.json      # resumes; --data har,adult, --seeds N, --only picks, --quick
            ./tacit reproduce page frontier.json --output docs/frontier.md

        How to read it:

        - A release that keeps a label lets through what that label tells: the *prior*. An attacker at the prior has learned nothing
          more; below it no release can go that keeps the label whole.
        - **Tacit's picks** are found by the search on tuning rows, anew for each split, for each kind of release that can be wanted; no test row
          is seen before the audit. Baselines were set beforehand. *Fixed plans* come from earlier work, which had looked at test rows of HAR:
          but for the extra channel, what was asked is compared with picks only.
        - *Certified*: what no attacker exceeds on one row, tried or not, that may know the label to keep, with 95 % confidence ([certificate.md](certificate.md)).
          It stands where finitely many different rows leave, or noise bounds the numbers beside them.
        - *Five*: the best attacker with five rows of one person and class. *Linkage*: area under the curve of telling pairs of rows of one
          person from others, of people whom no attacker learned; 0.5 is chance. *Unseen*: the same of people to whom the pick was not
          fitted either (three in ten left out in turn; first split).
        - ± is half of the 95 % interval of the mean over splits (Student's t); of one split there is none. Splits share rows and people: it
          says nothing of other people. The JSON has the limits over blocks within each split.
        """);
    results.sets().forEach(this::question);
    return page.toString();
  }

  private void question(FrontierResults.Question set) {
    List<FrontierMean> all = FrontierMean.of(results, set);
    if (all.isEmpty()) {
      return;
    }
    add("\n## %s: hide the %s, keep the %s\n\n", set.name(), set.hide(), set.keep());
    add(
        "Data set `%s`: %,d rows, %d columns (SHA-256 of numbers and labels %s…), %s. Strict: %s.\n",
        set.dataSet(),
        set.rows(),
        set.features(),
        set.dataSha256().substring(0, Math.min(12, set.dataSha256().length())),
        set.about(),
        set.split());
    effort(all);
    add("\n![%s kept against %s found](%s-%s.svg)\n", set.keep(), set.hide(), picture, set.name());
    List<FrontierMean> left = FrontierPlot.notDrawn(set, all);
    if (!left.isEmpty()) {
      add(
          "\nBelow the picture: %s.\n",
          left.stream()
              .map(m -> m.name() + " (" + m.text(m.utility()) + ", " + m.text(m.attack()) + ")")
              .collect(Collectors.joining("; ")));
    }
    table(set, all);
    dominance(set, all);
    targets(set, all);
    commands(all);
  }

  /** What makes figures less than those of a full run. */
  private void effort(List<FrontierMean> all) {
    List<FrontierPoint> points = all.stream().flatMap(m -> m.points().stream()).toList();
    long quick = points.stream().filter(FrontierPoint::quick).count();
    int least = all.stream().mapToInt(m -> m.points().size()).min().orElse(0);
    int most = all.stream().mapToInt(m -> m.points().size()).max().orElse(0);
    List<String> marks = new ArrayList<>();
    if (quick == points.size()) {
      marks.add("quick attackers, which are weaker: not to be quoted as what attackers can do");
    } else if (quick > 0) {
      marks.add("some figures are of quick attackers, which are weaker (marked q)");
    }
    if (most < SEEDS || least < SEEDS) {
      marks.add(
          least == most
              ? String.format(Locale.ROOT, "%d of %d splits", most, SEEDS)
              : String.format(Locale.ROOT, "%d to %d of %d splits", least, most, SEEDS));
    }
    if (!marks.isEmpty()) {
      add("\n**%s.**\n", capital(String.join("; ", marks)));
    }
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private void table(FrontierResults.Question set, List<FrontierMean> all) {
    FrontierMean any = all.get(0);
    boolean five = all.stream().anyMatch(m -> m.over(FrontierPoint::together).isPresent());
    boolean linked = all.stream().anyMatch(m -> m.over(FrontierPoint::linkage).isPresent());
    boolean unseen = all.stream().anyMatch(m -> m.unseen().isPresent());
    boolean certified = all.stream().anyMatch(m -> m.over(FrontierPoint::certified).isPresent());
    add(
        "\n%s; the %s tells %s by itself; always naming the commonest is right in %s %%.%s\n\n",
        set.area() ? "Areas under the curve; certified in % of rows" : "Percent of test rows",
        set.keep(),
        any.text(any.prior()),
        FrontierMean.percent(any.over(FrontierPoint::majority).orElseThrow().mean()),
        set.area()
            ? String.format(
                Locale.ROOT,
                " Certified is to be read beside %s %%, what naming by the %s alone gets right.",
                FrontierMean.percent(any.over(FrontierPoint::prior).orElseThrow().mean()),
                set.keep())
            : "");
    List<String> heads = new ArrayList<>(List.of("release", set.keep(), "blind", "known"));
    optional(five, "five", heads);
    optional(linked, "linkage", heads);
    optional(unseen, "unseen", heads);
    optional(certified, "certified", heads);
    heads.addAll(List.of("columns", "verdict"));
    row(heads);
    add("| --- %s|\n", "| --- ".repeat(heads.size() - 1));
    for (FrontierMean mean : all) {
      boolean ours = !mean.isOf(FrontierPoint.BASELINE);
      String name = mean.isOf(FrontierPoint.PICK) ? "**" + mean.name() + "**" : mean.name();
      String plans =
          mean.points().stream()
              .map(FrontierPoint::plan)
              .distinct()
              .map(plan -> "`" + plan.replace("|", "\\|") + "`")
              .collect(Collectors.joining(", "));
      String quick = mean.points().stream().anyMatch(FrontierPoint::quick) ? " q" : "";
      List<String> cells = new ArrayList<>();
      cells.add(name + (ours ? ": " + plans : "") + quick);
      cells.add(mean.text(mean.utilities()));
      cells.add(mean.text(mean.blind()));
      cells.add(mean.text(mean.known()));
      optional(five, percent(mean.over(FrontierPoint::together)), cells);
      optional(
          linked,
          mean.over(FrontierPoint::linkage).map(o -> FrontierMean.area(o.mean())).orElse(""),
          cells);
      optional(unseen, mean.unseen().map(o -> FrontierMean.area(o.mean())).orElse(""), cells);
      optional(certified, certified(mean), cells);
      cells.add(columns(mean));
      cells.add(verdicts(mean));
      row(cells);
    }
  }

  /** The verdicts over the splits, the commonest first; how often where they differ. */
  private static String verdicts(FrontierMean mean) {
    Map<String, Long> times =
        mean.points().stream()
            .collect(
                Collectors.groupingBy(FrontierPoint::verdict, TreeMap::new, Collectors.counting()));
    return times.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .map(e -> e.getKey() + (times.size() == 1 ? "" : " (" + e.getValue() + ")"))
        .collect(Collectors.joining(", "));
  }

  private static void optional(boolean wanted, String cell, List<String> to) {
    if (wanted) {
      to.add(cell);
    }
  }

  private static String percent(Optional<FrontierMean.Over> figure) {
    return figure
        .map(
            o ->
                FrontierMean.percent(o.mean())
                    + (Double.isNaN(o.half()) ? "" : " ± " + FrontierMean.percent(o.half())))
        .orElse("");
  }

  private static String certified(FrontierMean mean) {
    double noise = mean.over(FrontierPoint::noise).map(FrontierMean.Over::mean).orElse(0.0);
    return percent(mean.over(FrontierPoint::certified))
        + (noise > 0
            ? String.format(Locale.ROOT, " (%s of it the noise)", FrontierMean.percent(noise))
            : "");
  }

  private static String columns(FrontierMean mean) {
    String columns = range(mean.points().stream().mapToInt(FrontierPoint::columns).toArray());
    int[] cells =
        mean.points().stream()
            .filter(p -> p.cells() != null)
            .mapToInt(FrontierPoint::cells)
            .toArray();
    return cells.length == 0 ? columns : columns + " (" + range(cells) + " cells)";
  }

  private static String range(int[] values) {
    IntSummaryStatistics all = Arrays.stream(values).summaryStatistics();
    return all.getMin() == all.getMax()
        ? String.valueOf(all.getMin())
        : all.getMin() + " to " + all.getMax();
  }

  private void dominance(FrontierResults.Question set, List<FrontierMean> all) {
    List<FrontierDominance> compared = FrontierDominance.of(all);
    String least = set.area() ? "0.85" : "85 %";
    if (all.stream().noneMatch(m -> m.isOf(FrontierPoint.PICK)) || compared.isEmpty()) {
      add("\nNo baseline that keeps %s or more is compared with a pick here.\n", least);
      return;
    }
    List<FrontierDominance> won = compared.stream().filter(FrontierDominance::dominated).toList();
    List<FrontierDominance> more =
        compared.stream().filter(c -> !c.dominated() && c.by() != null).toList();
    List<FrontierDominance> less = compared.stream().filter(c -> c.by() == null).toList();
    add(
        "\nOf %d baselines that keep %s of the %s or more, a pick dominates %s (it keeps as much and leaves the best attacker as little)%s.",
        compared.size(),
        least,
        set.keep(),
        won.size() == compared.size() ? "all" : String.valueOf(won.size()),
        won.isEmpty() ? "" : ": " + names(won));
    if (!more.isEmpty()) {
      add(
          " Not dominated, for these keep more than any pick that leaves as little: %s.",
          more.stream()
              .map(
                  c ->
                      String.format(
                          Locale.ROOT,
                          "%s (%s more than '%s', with the best attacker at %s against %s)",
                          c.baseline().name(),
                          set.area()
                              ? FrontierMean.area(c.lost())
                              : FrontierMean.percent(c.lost()) + " points",
                          c.by().name(),
                          c.baseline().text(c.baseline().attack()),
                          c.by().text(c.by().attack())))
              .collect(Collectors.joining("; ")));
    }
    if (!less.isEmpty()) {
      add(" Not dominated, for these leave less than every pick: %s.", names(less));
    }
    add("\n");
  }

  private static String names(List<FrontierDominance> compared) {
    return compared.stream().map(c -> c.baseline().name()).collect(Collectors.joining("; "));
  }

  private void targets(FrontierResults.Question set, List<FrontierMean> all) {
    List<FrontierTargets.Target> targets = FrontierTargets.of(set, all);
    if (targets.isEmpty()) {
      return;
    }
    add("\n| asked | bar | goal | best found | of | |\n| --- | --- | --- | --- | --- | --- |\n");
    for (FrontierTargets.Target target : targets) {
      row(
          List.of(
              target.asked(),
              target.bar(),
              target.goal(),
              target.found(),
              target.release(),
              target.met() ? "met" : target.release().isEmpty() ? "open" : "**missed**"));
    }
  }

  private void commands(List<FrontierMean> all) {
    add("\n<details><summary>The command of every point</summary>\n\n");
    Map<String, List<String>> points = new LinkedHashMap<>();
    for (FrontierMean mean : all) {
      for (FrontierPoint point : mean.points()) {
        points
            .computeIfAbsent(point.command(), command -> new ArrayList<>())
            .add(
                mean.name()
                    + ", split "
                    + point.seed()
                    + (point.note().isEmpty() ? "" : " (" + point.note() + ")"));
      }
    }
    points.forEach(
        (command, measured) -> add("- `%s`: %s\n", command, String.join("; ", measured)));
    add("\n</details>\n");
  }

  private void row(List<String> cells) {
    StringJoiner line = new StringJoiner(" | ", "| ", " |\n");
    cells.forEach(line::add);
    page.append(line);
  }

  private void add(String pattern, Object... values) {
    page.append(values.length == 0 ? pattern : String.format(Locale.ROOT, pattern, values));
  }
}
