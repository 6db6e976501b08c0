package ml.tacit.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import ml.tacit.release.Release;
import ml.tacit.table.ColumnRoles;
import ml.tacit.table.CsvReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tacit transform}: a CSV file through a model. */
@Command(
    name = "transform",
    mixinStandardHelpOptions = true,
    versionProvider = Tacit.Version.class,
    sortOptions = false,
    description = {
      "Streams a CSV file through a model, block by block, in constant memory.",
      "",
      "Columns that the model does not read are copied as they stand; the labels it was fitted to hide are"
          + " left out. The output appears whole or not at all.",
      ""
    })
final class TransformCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--model", required = true, paramLabel = "M", description = "A model file.")
  private Path model;

  @Option(
      names = "--input",
      required = true,
      paramLabel = "F.csv",
      description = "Rows to transform; may be gzip.")
  private Path input;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "G.csv",
      description = "The file to write; gzip if its name ends in .gz.")
  private Path output;

  @Override
  public Integer call() throws IOException {
    input = Inputs.of(input);
    new Outputs()
        .reads("--input", input)
        .reads("--model", model)
        .writes("--output", output)
        .check(spec);
    Release release = Release.load(model);
    AtomicLong bytes = new AtomicLong();
    long start = System.nanoTime();
    long rows;
    try (Progress progress = Progress.bytes("transform", Inputs.size(input))) {
      rows =
          release.transformCsv(
              input,
              output,
              read -> {
                progress.to(read);
                bytes.set(read);
              });
    }
    double seconds = (System.nanoTime() - start) * 1e-9;
    List<String> copied = Inputs.isRereadable(input) ? copied(release) : List.of();
    if (!copied.isEmpty()) {
      spec.commandLine().getOut().println("copied as they stand: " + String.join(", ", copied));
    }
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%d rows, %d columns to %d: %.1f s, %.0f rows/s, %.1f MB/s of input; wrote %s%n",
            rows,
            release.inputs().size(),
            release.outputs().size(),
            seconds,
            rows / seconds,
            bytes.get() / 1e6 / seconds,
            output);
    return 0;
  }

  /** Columns that go from the input to the output unchanged. */
  private List<String> copied(Release release) throws IOException {
    ColumnRoles roles = new ColumnRoles(List.of(), release.inputs(), List.of());
    try (CsvReader reader = CsvReader.open(input, roles)) {
      List<String> copied = new ArrayList<>(reader.texts());
      copied.removeAll(release.info().hide());
      return copied;
    }
  }
}
