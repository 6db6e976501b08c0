package ml.tacit.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import ml.tacit.release.CopyColumns;
import ml.tacit.release.Release;
import ml.tacit.release.ReleaseKey;
import ml.tacit.release.Replay;
import ml.tacit.release.Streamed;
import ml.tacit.subspace.ModelWarning;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Formulas;
import ml.tacit.table.RowInput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tacit transform}: rows through a model. */
@Command(
    name = "transform",
    mixinStandardHelpOptions = true,
    versionProvider = Tacit.Version.class,
    sortOptions = false,
    description = {
      "Streams rows through a model, block by block, in constant memory.",
      "",
      "The output has the model's columns, the labels that it was fitted to keep, and what --copy names. Every other"
          + " column stays behind. Numbers are rounded as the model says (fit --digits). The output appears whole or not at all.",
      "",
      "Several files have the same columns, in any order. Their rows go one after the other into one file or, if --output"
          + " is a folder, each file's into one of its name there.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  tacit transform --model m.safetensors --input rows.csv --output released.csv",
      "  tacit transform --model m.safetensors --input 'part-*.csv' --input more/ --output released/",
      "  zcat rows.csv.gz | tacit transform --model m.safetensors --input - --output - | wc -l"
    })
final class TransformCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--model", required = true, paramLabel = "M", description = "A model file.")
  private Path model;

  @Option(
      names = "--input",
      required = true,
      arity = "1..*",
      paramLabel = "F",
      description =
          "Rows to transform: a file, a pattern such as 'part-*.csv', a folder, or - for the standard input; several for"
              + " several.")
  private List<String> input = new ArrayList<>();

  @Option(
      names = "--output",
      required = true,
      paramLabel = "G",
      description =
          "The file to write, - for the standard output; gzip if its name ends in .gz. Or a folder: each file keeps its"
              + " name there.")
  private String output;

  @Mixin private DialectOptions dialect;

  @Option(
      names = "--key",
      paramLabel = "F",
      description = "The key of a model made with fit --for-release, which does not hold it.")
  private Path key;

  @Option(
      names = "--copy",
      parameterConsumer = NameList.class,
      paramLabel = "COLS",
      description = "Columns to copy as they stand, besides the labels that the model keeps.")
  private List<String> copy = new ArrayList<>();

  @Mixin private GuardOptions guard;

  @Option(
      names = "--device",
      paramLabel = "COL",
      description =
          "The column that tells devices (people) apart, for models with own history: each row is compared with earlier"
              + " ones of its device, so rows are in the order of time. What is remembered of a device is bounded; memory"
              + " grows with the number of devices.")
  private String device;

  @Option(
      names = "--state",
      paramLabel = "S",
      description =
          "What devices remember: read if it exists, written at the end, so that the next file goes on. As private as the"
              + " rows; names of devices are digests in it.")
  private Path state;

  @Override
  public Integer call() throws IOException {
    RowInput all = RowInput.of(input, dialect.dialect());
    TransformedFiles files = TransformedFiles.of(all, output);
    Outputs checked = files.writes(new Outputs().reads("--model", model).reads("--key", key));
    all.files().forEach(file -> checked.reads("--input", file));
    checked.writes("--state", state).check(spec);
    if (state != null && device == null) {
      throw new ParameterException(spec.commandLine(), "--state needs --device");
    }
    Release release = loaded();
    Replay replay = device == null ? null : replay(release);
    AtomicLong bytes = new AtomicLong();
    Formulas formulas = guard.formulas();
    long start = System.nanoTime();
    Streamed streamed;
    try (Progress progress = Progress.bytes("transform", all.size())) {
      streamed = stream(files, release, replay, formulas, progress, bytes);
    }
    if (state != null) {
      replay.save(state);
    }
    double seconds = (System.nanoTime() - start) * 1e-9;
    release.warnings().stream()
        .filter(ModelWarning.FullPrecision.class::isInstance)
        .forEach(warning -> spec.commandLine().getOut().println("warning: " + warning.message()));
    if (replay != null) {
      spec.commandLine().getOut().println("devices: " + replay.devices());
    }
    release
        .encoding()
        .ifPresent(
            table ->
                TableText.notFitted(table, streamed)
                    .forEach(text -> spec.commandLine().getOut().println("note: " + text)));
    GuardOptions.say(formulas, spec.commandLine().getOut());
    RunLog.current().count("rows", streamed.rows());
    RunLog.current().count("bytes", bytes.get());
    line("copied as they stand: ", streamed.copied());
    line("not released (--copy releases a column as it stands): ", streamed.leftBehind());
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%d rows, %d columns to %d: %.1f s, %.0f rows/s, %.1f MB/s of input; wrote %s%n",
            streamed.rows(),
            release.inputs().size(),
            release.outputs().size(),
            seconds,
            streamed.rows() / seconds,
            bytes.get() / 1e6 / seconds,
            files.name());
    return 0;
  }

  /** One file after the other; a model that takes no missing values has each cell read as one. */
  private Streamed stream(
      TransformedFiles files,
      Release release,
      Replay replay,
      Formulas formulas,
      Progress progress,
      AtomicLong bytes)
      throws IOException {
    files.open();
    CopyColumns copied = CopyColumns.of(copy).with(formulas);
    Streamed all = null;
    for (TransformedFiles.Part part : files.parts()) {
      RowInput rows = release.encoding().isPresent() ? part.from() : part.from().withoutMissing();
      long before = bytes.get();
      LongConsumer told =
          read -> {
            bytes.set(before + read);
            progress.to(before + read);
          };
      Streamed one =
          replay == null
              ? release.transform(rows, part.to(), copied, told)
              : replay.transform(rows, part.to(), copied, told);
      all = all == null ? one : all.and(one);
    }
    return all;
  }

  /** The model with the key that it needs; refused before any row is read where it has none. */
  private Release loaded() throws IOException {
    Release release = Release.load(model);
    if (key != null) {
      return release.withKey(ReleaseKey.read(key));
    }
    if (!release.hasKey()) {
      throw new BadDataException(
          model
              + ": made for release, without its key; give the file that fit wrote it to: --key F");
    }
    return release;
  }

  private Replay replay(Release release) throws IOException {
    return state != null && Files.exists(state)
        ? release.replay(device, state)
        : release.replay(device);
  }

  private void line(String text, List<String> columns) {
    if (!columns.isEmpty()) {
      spec.commandLine().getOut().println(text + String.join(", ", columns));
    }
  }
}
