package ml.tacit.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import ml.tacit.experiment.ExperimentsPage;
import ml.tacit.experiment.FrontierExperiment;
import ml.tacit.experiment.FrontierPage;
import ml.tacit.experiment.Reproduction;
import ml.tacit.experiment.Results;
import ml.tacit.experiment.ResultsJson;
import ml.tacit.experiment.ResultsText;
import ml.tacit.table.AtomicFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tacit reproduce}: an experiment of the literature, on its data. */
@Command(
    name = "reproduce",
    mixinStandardHelpOptions = true,
    versionProvider = Tacit.Version.class,
    sortOptions = false,
    description = {
      "Runs a published experiment on its data set and prints accuracies beside majority rate and chance.",
      "",
      "Every method is measured twice: 'paper' splits rows at random and lets attackers learn from the rows the map"
          + " was fitted on; 'strict' keeps fitting, attacking and testing apart.",
      ""
    })
final class ReproduceCommand implements Callable<Integer> {
  private static final String FRONTIER = "frontier";

  @Spec private CommandSpec spec;

  // Optional to the parser only, for 'page' comes without one.
  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = {
        "The experiment: har, mhealth, motionsense, faces or semeion;",
        "or frontier: what is kept against what the best attacker finds, of every baseline and of what a search picks, on all"
            + " data sets, judged by the audit."
      })
  private String name;

  @Option(
      names = "--json",
      paramLabel = "F",
      description =
          "Write the figures as JSON. While it runs, what is finished is kept in F.unfinished: the same command continues there.")
  private Path json;

  @Option(
      names = "--quick",
      description = "One seed, few methods, small grids: to see that it works.")
  private boolean quick;

  @Option(
      names = "--data",
      split = ",",
      paramLabel = "NAMES",
      description =
          "frontier only: its data sets, with commas between. Default: all that are here.")
  private List<String> data = new ArrayList<>();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "frontier only: how many splits. Default: 5, with --quick 1.")
  private Integer seeds;

  @Option(
      names = "--only",
      paramLabel = "P",
      description = "frontier only: picks, baselines, or raw for raw rows.")
  private Only only;

  /** A part of the frontier, as spelled. */
  enum Only {
    PICKS(FrontierExperiment.Part.PICKS),
    BASELINES(FrontierExperiment.Part.BASELINES),
    RAW(FrontierExperiment.Part.RAW);

    private final FrontierExperiment.Part part;

    Only(FrontierExperiment.Part part) {
      this.part = part;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public Integer call() throws IOException {
    if (name == null) {
      throw new ParameterException(spec.commandLine(), "Missing required parameter: 'NAME'");
    }
    if (name.equals(FRONTIER)) {
      return frontier();
    }
    require(
        data.isEmpty() && seeds == null && only == null,
        "--data, --seeds and --only are for frontier only");
    if (!Reproduction.names().contains(name)) {
      throw new ParameterException(
          spec.commandLine(),
          String.format(
              Locale.ROOT,
              "experiment '%s' is not one of: %s",
              name,
              String.join(", ", Reproduction.names()) + ", " + FRONTIER));
    }
    Path unfinished = json == null ? null : json.resolveSibling(json.getFileName() + ".unfinished");
    new Outputs()
        .readsDataSets()
        .writes("--json", json)
        .writes("the unfinished run", unfinished)
        .check(spec);
    Results results;
    try (Progress progress = Progress.steps("reproduce")) {
      Reproduction experiment = Reproduction.of(name, quick).onProgress(progress::step);
      results = (json == null ? experiment : experiment.resuming(unfinished)).run();
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(ResultsText.of(results));
    out.printf(Locale.ROOT, "%n%.0f s%n", results.seconds());
    if (json != null) {
      write(json, ResultsJson.write(results));
      Files.deleteIfExists(unfinished);
    }
    return 0;
  }

  private int frontier() throws IOException {
    require(json != null, "frontier needs --json");
    require(seeds == null || seeds > 0, "--seeds " + seeds + ": at least 1 is needed");
    for (String set : data) {
      require(
          FrontierExperiment.names().contains(set),
          String.format(
              Locale.ROOT,
              "--data: '%s' is not one of: %s",
              set,
              String.join(", ", FrontierExperiment.names())));
    }
    new Outputs()
        .readsDataSets()
        .writes("--json", json)
        .writesInto("the unfinished run", FrontierExperiment.unfinished(json), List.of())
        .check(spec);
    PrintWriter out = spec.commandLine().getOut();
    FrontierExperiment experiment =
        FrontierExperiment.of(data, quick)
            .onProgress(
                line -> {
                  out.println(line);
                  out.flush();
                });
    if (seeds != null) {
      experiment = experiment.withSeeds(seeds);
    }
    (only == null ? experiment : experiment.withPart(only.part)).run(json);
    out.println("wrote " + json);
    return 0;
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }

  @Command(
      name = "page",
      mixinStandardHelpOptions = true,
      versionProvider = Tacit.Version.class,
      description = "Makes a Markdown page of what --json wrote.")
  int page(
      @Parameters(paramLabel = "F.json", arity = "1..*", description = "Results, in order.")
          List<Path> files,
      @Option(
              names = "--output",
              required = true,
              paramLabel = "F.md",
              description = "The file to write.")
          Path output)
      throws IOException {
    Path to = Outputs.of(output);
    Outputs checked = new Outputs().writes("--output", to);
    files.forEach(file -> checked.reads("an input", file));
    checked.check(spec);
    int frontiers = 0;
    for (Path file : files) {
      frontiers += FrontierPage.isFor(file) ? 1 : 0;
    }
    if (frontiers > 0) {
      require(frontiers == files.size(), "a page is of a frontier or of experiments, not of both");
      return frontierPage(files, to);
    }
    List<Results> all = new ArrayList<>();
    for (Path file : files) {
      all.add(ResultsJson.read(file));
    }
    write(to, ExperimentsPage.of(all));
    return 0;
  }

  /** Pictures lie beside the page. */
  private int frontierPage(List<Path> files, Path to) throws IOException {
    Map<String, String> made = FrontierPage.of(files, to.getFileName().toString());
    Outputs outputs = new Outputs();
    files.forEach(file -> outputs.reads("an input", file));
    made.keySet().forEach(name -> outputs.writes(name, to.resolveSibling(name)));
    outputs.check(spec);
    for (Map.Entry<String, String> file : made.entrySet()) {
      write(to.resolveSibling(file.getKey()), file.getValue());
    }
    return 0;
  }

  private static void write(Path file, String text) throws IOException {
    AtomicFile.write(file, stream -> stream.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
