package ml.tacit.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import ml.tacit.subspace.TableScatter;
import ml.tacit.table.BadDataException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tacit merge}: several statistics to one. */
@Command(
    name = "merge",
    mixinStandardHelpOptions = true,
    versionProvider = Tacit.Version.class,
    sortOptions = false,
    description = {
      "Adds up statistics that 'tacit fit --statistic' wrote: the result is that of all rows together.",
      "",
      "All must have the same columns, in the same order, and the same labels.",
      ""
    },
    footer = {"", "Example:", "  tacit merge a.scatter b.scatter --statistic all.scatter"})
final class MergeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "S", description = "The statistics.")
  private List<Path> inputs;

  @Option(
      names = "--statistic",
      required = true,
      paramLabel = "OUT",
      description = "The statistic to write.")
  private Path output;

  @Option(
      names = "--min-cell",
      paramLabel = "K",
      description =
          "Refuse a combination of label values of fewer than K rows. Default: write it, with a warning below 5.")
  private Long minCell;

  @Override
  public Integer call() throws IOException {
    Outputs outputs = new Outputs();
    inputs.forEach(input -> outputs.reads("a statistic", input));
    outputs.writes("--statistic", output).check(spec);
    TableScatter sum = null;
    for (Path input : inputs) {
      TableScatter next = StatisticFile.read(input);
      try {
        sum = sum == null ? next : sum.combine(next);
      } catch (IllegalArgumentException e) {
        throw new BadDataException(
            String.format(
                Locale.ROOT, "%s does not fit %s: %s", input, inputs.get(0), e.getMessage()),
            e);
      }
    }
    StatisticFile.write(Statistic.of(sum), output, minCell, spec.commandLine().getOut());
    return 0;
  }
}
