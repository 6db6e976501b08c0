package ml.tacit.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import ml.tacit.sensing.DataSetInfo;
import ml.tacit.sensing.DataSets;
import ml.tacit.table.CsvWriter;
import ml.tacit.table.LabelledRows;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tacit datasets}: what there is, fetching it, turning it into CSV. */
@Command(
    name = "datasets",
    mixinStandardHelpOptions = true,
    versionProvider = Tacit.Version.class,
    synopsisSubcommandLabel = "(list | fetch | export)",
    description = {
      "Data sets the library knows. Looked for in $TACIT_DATA, then datasets/, then ../shared/datasets.",
      ""
    })
final class DatasetsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "one of list, fetch, export is needed");
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      versionProvider = Tacit.Version.class,
      description = "Lists the data sets, where each was found and what its terms are.")
  int list() {
    PrintWriter out = spec.commandLine().getOut();
    for (DataSetInfo info : DataSets.list()) {
      String found = info.location().map(Path::toString).orElse("not here");
      if (info.name().equals("simulator")) {
        found = "built in";
      }
      String rows = info.rows() == DataSetInfo.NOT_COUNTED ? "" : info.rows() + " rows, ";
      out.printf(Locale.ROOT, "%-16s %s%n", info.name(), info.description());
      out.printf(Locale.ROOT, "%-16s %s%d columns; %s%n", "", rows, info.columns(), found);
      out.printf(Locale.ROOT, "%-16s terms: %s%n", "", info.terms());
    }
    return 0;
  }

  @Command(
      name = "fetch",
      mixinStandardHelpOptions = true,
      versionProvider = Tacit.Version.class,
      description = "Downloads a data set from its publisher and checks its sha256.")
  int fetch(
      @Parameters(paramLabel = "NAME", description = "A name from the list.") String name,
      @Option(
              names = "--into",
              paramLabel = "DIR",
              defaultValue = "datasets",
              description = "Folder to put it in. Default: ${DEFAULT-VALUE}.")
          Path into)
      throws IOException {
    spec.commandLine().getOut().println("fetched " + DataSets.fetch(name, into));
    return 0;
  }

  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      versionProvider = Tacit.Version.class,
      description = "Writes a data set as CSV: labels first, then the features at full precision.")
  int export(
      @Parameters(paramLabel = "NAME", description = "A name from the list.") String name,
      @Option(
              names = "--output",
              required = true,
              paramLabel = "F.csv",
              description = "The file to write.")
          Path output)
      throws IOException {
    Path file = Outputs.of(output);
    new Outputs().readsDataSets().writes("--output", file).check(spec);
    LabelledRows rows = DataSets.load(name);
    CsvWriter.writeAll(file, rows);
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%s: %d rows, labels %s, %d features; wrote %s%n",
            name,
            rows.size(),
            String.join(", ", rows.labels().keySet()),
            rows.features().size(),
            output);
    return 0;
  }
}
