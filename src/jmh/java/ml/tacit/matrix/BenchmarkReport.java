package ml.tacit.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes docs/benchmarks.md of the files that {@link Benchmarks} left; no figure by hand. */
final class BenchmarkReport {
  private static final String INTRODUCTION =
      """
      # Benchmarks of the matrix core

      Written by `BenchmarkReport` from the JSON files of `Benchmarks`; CONTRIBUTING.md has the two commands.

      All libraries of a table compute in turn in one JVM, for a moment each, round after round; one thread calls all
      that are to use one, so that they share a processor. A ratio (×) is the time of the library over that of Tacit
      **in the same round**: above 1, Tacit is faster. Given are the median of the rounds and, in brackets, the smallest
      and the largest. Times are of the wall clock, a call, median. A library that needs seconds for a call takes part
      in the first rounds only.
      """;

  private final Map<Section, List<Result>> results;
  private final StringBuilder page = new StringBuilder(INTRODUCTION);

  private BenchmarkReport(Map<Section, List<Result>> results) {
    this.results = results;
  }

  /**
   * Writes the page.
   *
   * @param args where to, if it is not docs/benchmarks.md
   */
  public static void main(String[] args) throws IOException {
    String file = args.length > 0 && args[0].endsWith(".md") ? args[0] : "docs/benchmarks.md";
    Map<Section, List<Result>> results = new EnumMap<>(Section.class);
    for (Section section : Section.values()) {
      List<Path> files = Benchmarks.files(section).filter(Files::exists).toList();
      if (!files.isEmpty()) {
        results.put(section, files.stream().map(Result::read).toList());
      }
    }
    if (results.isEmpty()) {
      throw new IllegalStateException(Benchmarks.FOLDER + ": no results; run Benchmarks first");
    }
    Files.writeString(Path.of(file), new BenchmarkReport(results).write());
  }

  private String write() {
    if (results.values().stream().flatMap(List::stream).anyMatch(Result::hasty)) {
      page.append("\n**A hasty trial: figures of this page are not to be quoted.**\n");
    }
    machine();
    bars();
    results.forEach(this::section);
    return page.toString();
  }

  private void machine() {
    Properties machine = Machine.read(results.keySet().iterator().next());
    page.append("\n- Machine: ").append(machine.getProperty("processor"));
    page.append("\n- Date: ").append(machine.getProperty("date"));
    page.append("\n- OpenBLAS takes the processor for: ").append(machine.getProperty("core"));
    String versions =
        Stream.of(Library.values())
            .map(library -> machine.getProperty(library.toString()))
            .filter(version -> !version.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new))
            .stream()
            .collect(Collectors.joining(", "));
    page.append("\n- Libraries: ").append(versions).append('\n');
  }

  /** What was asked, and what was measured; the first table that a reader sees. */
  private void bars() {
    page.append(
        """

        ## What was asked

        Speed: ours over the library's, at least. Time: ours over the library's, at most.

        | | case | n | beside | | bar | goal | measured | met |
        | --- | --- | --- | --- | --- | --- | --- | --- | --- |
        """);
    for (Bars.Bar bar : Bars.all()) {
      String measured = "–";
      String met = "not measured";
      Result.Spread ratio = ratio(bar);
      if (ratio != null) {
        measured = (bar.speed() ? ratio : ratio.inverse()).toString();
        met = bar.verdict(ratio.median());
      }
      page.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %d | %s | %s | %s | %s | %s | %s |%n",
              bar.section(),
              bar.what(),
              bar.n(),
              bar.peer().title,
              bar.speed() ? "speed ≥" : "time ≤",
              limit(bar.bar()),
              limit(bar.goal()),
              measured,
              met));
    }
  }

  private static String limit(double value) {
    return Double.isNaN(value)
        ? ""
        : String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value);
  }

  /** Null if it was not measured. */
  private Result.Spread ratio(Bars.Bar bar) {
    for (Result result : results.getOrDefault(bar.section(), List.of())) {
      Contest contest = result.contest();
      if (contest.what() == bar.what()
          && contest.n() == bar.n()
          && contest.libraries().contains(bar.peer())) {
        return result.ratio(bar.peer());
      }
    }
    return null;
  }

  private void section(Section section, List<Result> measured) {
    Properties machine = Machine.read(section);
    page.append("\n## ").append(section.title).append("\n\n");
    page.append(measured.get(0).jvm()).append(". ");
    page.append("Tacit: ").append(machine.getProperty("kernels")).append(". ");
    page.append("Load of the machine before: ").append(machine.getProperty("load")).append(".\n");
    Case last = null;
    for (Result result : measured) {
      Case what = result.contest().what();
      if (what != last) {
        page.append("\n### ").append(what.title).append("\n\n");
        page.append("| n | | ms | | × | rounds |\n| --- | --- | --- | --- | --- | --- |\n");
        last = what;
      }
      result.rounds().keySet().forEach(library -> line(result, library));
    }
  }

  private void line(Result result, Library library) {
    int n = result.contest().n();
    Result.Spread millis = result.millis(library);
    page.append(
        String.format(
            Locale.ROOT,
            "| %d | %s | %s | %s | %s | %d |%n",
            n,
            library.title,
            String.format(Locale.ROOT, "%.2f", millis.median()),
            result.contest().what().rate(n, millis.median()),
            library == result.subject() ? "" : result.ratio(library),
            millis.rounds()));
  }
}
