package ml.tacit.experiment;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** The page docs/experiments.md, made of results; no figure is written by hand. */
public final class ExperimentsPage {
  private ExperimentsPage() {}

  /**
   * The page.
   *
   * @param all the results of one or more experiments, in the order of the page
   * @return Markdown
   */
  public static String of(List<Results> all) {
    StringBuilder page = new StringBuilder();
    String names = all.stream().map(Results::experiment).collect(Collectors.joining("|"));
    String files = all.stream().map(r -> r.experiment() + ".json").collect(Collectors.joining(" "));
    page.append(
        String.format(
            Locale.ROOT,
            """
        # Experiments

        The published experiments as protocols of our own, since those of the papers are known to us through their abstracts only.
        This page is made from the JSON of the runs:

            ./tacit reproduce %s --json NAME.json     # one run each
            ./tacit reproduce page %s --output docs/experiments.md

        How to read it:

        - **paper** and **strict** never share a table. *Paper*: rows split at random, learners learn from the very rows the map was
          fitted on. *Strict*: the map is fitted on one part, learners learn from a second and are judged on a third.
        - Figures are means over seeds, each another split; in brackets the 95 %% interval of that mean (Student's t). It covers the
          choice of split and the learners' own randomness. It does **not** cover other people or other recordings: the splits share
          rows. The JSON has the limits over blocks within a split beside it (`blockLow`, `blockHigh`).
        - Learners tune themselves inside the rows they learn from; kernel machines learn from at most %,d of those, evenly spread.
          Settings of methods were fixed beforehand. *Majority* is the accuracy of always naming the commonest training class.
        - A low accuracy is what these learners reached with these rows, not a bound for others.
        """,
            names,
            files,
            Figure.KERNEL_ROWS));
    all.forEach(results -> append(results, page));
    return page.toString();
  }

  private static void append(Results results, StringBuilder page) {
    page.append(String.format(Locale.ROOT, "\n## %s\n\n", results.experiment()));
    page.append(
        String.format(
            Locale.ROOT,
            "Data set `%s`: %,d rows, %d columns (SHA-256 of numbers and labels %s…). %s. %d %s, %.0f s.%n",
            results.dataSet(),
            results.rows(),
            results.features(),
            results.dataSha256().substring(0, Results.SHOWN_DIGITS),
            results.about(),
            results.seeds(),
            results.seeds() == 1 ? "seed" : "seeds",
            results.seconds()));
    if (results.quick()) {
      page.append("\n**A quick run: one seed, small grids. Not to be quoted.**\n");
    }
    for (int t = 0; t < results.tables().size(); t++) {
      Results.Table table = results.tables().get(t);
      page.append(String.format(Locale.ROOT, "\n### %s, %s\n\n", table.title(), table.protocol()));
      page.append(String.format(Locale.ROOT, "- Protocol: %s.\n", table.split()));
      page.append(String.format(Locale.ROOT, "- Published: %s.\n", table.claim()));
      page.append(
          String.format(
              Locale.ROOT,
              "- Learners take columns %s. Accuracy in %% [95 %% interval %s].\n\n",
              table.scaling().equals("AS_GIVEN") ? "as given" : "standardised",
              ResultsText.interval(results)));
      append(Grid.of(results.results(), t + 1, false).turned(), page);
      Grid details = Grid.of(results.results(), t + 1, true).turned();
      if (!details.rows().isEmpty()) {
        page.append("\n<details><summary>Set by set</summary>\n\n");
        append(details, page);
        page.append("\n</details>\n");
      }
      if (!table.notes().isEmpty()) {
        page.append("\n<details><summary>Kernels and weights, seed by seed</summary>\n\n");
        table
            .notes()
            .forEach(
                (seed, lines) ->
                    lines.forEach(
                        l -> page.append(String.format(Locale.ROOT, "- %s: %s\n", seed, l))));
        page.append("\n</details>\n");
      }
    }
  }

  private static void append(Grid grid, StringBuilder page) {
    line(page, "", grid.columns());
    page.append("| --- ".repeat(grid.columns().size() + 1)).append("|\n");
    grid.rows()
        .forEach(
            (head, cells) ->
                line(
                    page,
                    head,
                    grid.columns().stream().map(c -> cells.getOrDefault(c, Grid.NONE)).toList()));
    page.append('\n').append(String.join("; ", grid.footing())).append(".\n");
  }

  private static void line(StringBuilder page, String first, List<String> cells) {
    StringJoiner line = new StringJoiner(" | ", "| ", " |\n");
    line.add(first);
    cells.forEach(line::add);
    page.append(line);
  }
}
