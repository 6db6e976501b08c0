package ml.tacit.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import ml.tacit.experiment.Outcome;
import ml.tacit.experiment.OutcomeJson;
import ml.tacit.experiment.OutcomeText;
import ml.tacit.experiment.Reproduction;
import ml.tacit.sensing.DataSets;
import ml.tacit.table.AtomicFile;
import ml.tacit.table.LabelledRows;
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
          + " was fitted on; 'strict' keeps fitting, attacking and testing apart in blocks of time.",
      ""
    })
final class ReproduceCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "har",
      description = "The experiment: har (UCI HAR, hide the person, keep the activity).")
  private String name;

  @Option(names = "--json", paramLabel = "F", description = "Write the figures as JSON.")
  private Path json;

  @Option(names = "--quick", description = "RDCA and linear learners only.")
  private boolean quick;

  @Override
  public Integer call() throws IOException {
    if (!name.equals("har")) {
      throw new ParameterException(
          spec.commandLine(), "experiment '" + name + "' is not one of: har");
    }
    AtomicFile.requirePossible(json);
    long start = System.nanoTime();
    LabelledRows rows = DataSets.load(name);
    List<Outcome> outcomes;
    try (Progress progress = Progress.steps("reproduce")) {
      Reproduction experiment = Reproduction.of("activity", "subject").onProgress(progress::step);
      outcomes = (quick ? experiment.quick() : experiment).run(rows);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%s: %d rows, %d features, %d people%n",
        name, rows.size(), rows.features().size(), rows.label("subject").classes().size());
    out.print(OutcomeText.table(outcomes));
    out.printf("%n%.0f s%n", (System.nanoTime() - start) * 1e-9);
    if (json != null) {
      String text = OutcomeJson.toJson(name, outcomes);
      AtomicFile.write(json, stream -> stream.write(text.getBytes(StandardCharsets.UTF_8)));
    }
    return 0;
  }
}
