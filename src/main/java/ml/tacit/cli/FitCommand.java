package ml.tacit.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import ml.tacit.matrix.SingularMatrixException;
import ml.tacit.release.Release;
import ml.tacit.subspace.Roles;
import ml.tacit.subspace.ScatterSnapshot;
import ml.tacit.table.BadDataException;
import ml.tacit.table.ColumnTypes;
import ml.tacit.table.Encoding;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.RowBlock;
import ml.tacit.table.RowInput;
import ml.tacit.table.RowReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tacit fit}: a CSV file, or a statistic, to a model file. */
@Command(
    name = "fit",
    mixinStandardHelpOptions = true,
    versionProvider = Tacit.Version.class,
    sortOptions = false,
    description = {
      "Fits a map to the rows of a CSV file in constant memory, in one pass (two with a --kernel), and writes a model"
          + " file. --rows, multikernel and --steps read the file into memory.",
      "",
      "The file has a header; label columns are named by --keep, --hide and --given, every other column is a"
          + " numeric feature unless --features or --drop says otherwise.",
      "",
      "The model rounds what it releases (--digits). It stays on the private side, with the raw rows: with it, released"
          + " rows tell more about the raw ones than without.",
      "",
      "--statistic writes what a linear method needs of the rows. 'tacit merge' adds such files up, and"
          + " --from-statistic fits to them: several files, machines or owners, one model.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  tacit fit --method rdca --input rows.csv --hide person --keep activity --model m.safetensors",
      "  tacit fit --method kdca --kernel rbf --landmarks 300 --input rows.csv --keep activity --hide person \\",
      "      --model m.safetensors",
      "  tacit fit --steps 'decide | collapse 0.1 | noise 0.3' --input rows.csv --keep activity --hide person \\",
      "      --model m.safetensors",
      "  tacit fit --input a.csv --hide person --keep activity --statistic a.scatter",
      "  tacit fit --method rdca --from-statistic all.scatter --hide person --model m.safetensors"
    })
final class FitCommand implements Callable<Integer> {
  private static final int BLOCK_ROWS = 2048;
  private static final int BLOCK_NUMBERS = 1 << 24;

  @Spec private CommandSpec spec;

  @Mixin private MethodOptions options;

  @Mixin private StepsOptions steps;

  @Mixin private KeyOptions keys;

  @Option(
      names = "--input",
      arity = "1..*",
      paramLabel = "F",
      description =
          "Rows to fit to: a file, a pattern such as 'part-*.csv', a folder, or - for the standard input; several for"
              + " several.")
  private List<String> input = new ArrayList<>();

  @Option(
      names = "--from-statistic",
      paramLabel = "S",
      description = "A statistic to fit to, in place of --input; linear methods only.")
  private Path fromStatistic;

  @Option(names = "--model", paramLabel = "OUT", description = "The model file to write.")
  private Path model;

  @Option(
      names = "--statistic",
      paramLabel = "OUT",
      description =
          "Write the statistic of the rows: counts and means of each combination of --keep, --hide and --given, and"
              + " the scatter.")
  private Path statistic;

  @Option(
      names = "--min-cell",
      paramLabel = "K",
      description =
          "Refuse a --statistic that has a combination of fewer than K rows. Default: write it, with a warning below"
              + " 5.")
  private Long minCell;

  @Option(
      names = "--keep",
      parameterConsumer = NameList.class,
      paramLabel = "COLS",
      description = "Utility label.")
  private List<String> keep = new ArrayList<>();

  @Option(
      names = "--hide",
      parameterConsumer = NameList.class,
      paramLabel = "COLS",
      description = "Privacy labels.")
  private List<String> hide = new ArrayList<>();

  @Option(
      names = "--given",
      paramLabel = "COL",
      description =
          "Hide within each class of this label, against attackers who predict it first; costs more.")
  private String given;

  @Mixin private InputOptions columns;

  /** What is read of --input; null without. */
  private RowInput source;

  private List<String> constant = List.of();

  @Override
  public Integer call() throws IOException {
    check();
    Outputs files = new Outputs();
    if (!input.isEmpty()) {
      source = columns.rows(input);
      source.files().forEach(file -> files.reads("--input", file));
      model = Outputs.of(model);
    }
    files
        .reads("--from-statistic", fromStatistic)
        .writes("--model", model)
        .writes("--key", keys.file())
        .writes("--statistic", statistic)
        .check(spec);
    Release release = null;
    try {
      if (steps.isUsed()) {
        release = fitSteps();
      } else if (options.isKernel()) {
        release = fitKernel();
      } else {
        Statistic rows =
            fromStatistic == null ? read() : Statistic.of(StatisticFile.read(fromStatistic));
        if (statistic != null) {
          StatisticFile.write(rows, statistic, minCell, spec.commandLine().getOut());
        }
        release = model == null ? null : fit(rows);
      }
    } catch (BadDataException e) {
      throw new BadDataException(InputOptions.prefix(name(), e.getMessage()), e);
    } catch (SingularMatrixException e) {
      throw new SingularMatrixException(InputOptions.prefix(name(), e.getMessage()));
    }
    if (release != null) {
      release = keys.written(keys.keyed(release, steps.seed()));
      release.save(model);
      release.info().classes().forEach(Spellings::note);
      RunLog.current().count("rows", release.info().rowsSeen());
      print(release);
    }
    return 0;
  }

  private void check() {
    require(input.isEmpty() != (fromStatistic == null), "--input or --from-statistic is needed");
    require(model != null || statistic != null, "--model or --statistic is needed");
    require(
        statistic == null || fromStatistic == null,
        "--statistic and --from-statistic exclude each other");
    require(minCell == null || statistic != null, "--min-cell is for --statistic only");
    steps.check(options, roles());
    keys.check(model != null);
    if (steps.isUsed()) {
      require(
          statistic == null && fromStatistic == null,
          "--statistic and --from-statistic are for linear methods, which --steps are not");
      return;
    }
    if (model == null) {
      require(!options.isKernel(), "--statistic is for linear methods, which --kernel is not");
      return;
    }
    options.check(keep, hide, given);
    require(
        !options.isKernel() || (statistic == null && fromStatistic == null),
        "--statistic and --from-statistic are for linear methods: a kernel's statistic belongs to its landmarks");
  }

  private Roles roles() {
    return Roles.NONE.withKeep(keep).withHide(hide).withGiven(given);
  }

  /** What messages are about. */
  private String name() {
    return source == null ? fromStatistic.toString() : source.name();
  }

  /** Numbers without gaps need a plain statistic only; of a pipe that is known afterwards. */
  private Statistic read() throws IOException {
    List<String> labels = roles().labels();
    ColumnTypes types = types(labels);
    if (types.categories().isEmpty() && source.isRereadable()) {
      Statistic numbers = Statistic.ofNumbers(types, labels);
      if (read(types, labels, numbers)) {
        return numbers;
      }
    }
    Statistic table = Statistic.ofTable(types, labels);
    read(types, labels, table);
    return table.simplest();
  }

  /** False as soon as the statistic has no place for a gap in the rows. */
  private boolean read(ColumnTypes types, List<String> labels, Statistic into) throws IOException {
    long dropped = 0;
    long rows = 0;
    try (RowReader reader = source.open(types.rolesAlone());
        Progress progress = Progress.bytes("fit", source.size())) {
      int most = Math.max(64, Math.min(BLOCK_ROWS, BLOCK_NUMBERS / types.inputs().size()));
      for (RowBlock block = reader.next(most); block != null; block = reader.next(most)) {
        RowBlock complete = columns.complete(block, types, labels);
        rows += block.size();
        dropped += block.size() - complete.size();
        if (complete.size() > 0 && !into.accept(complete, reader.features())) {
          return false;
        }
        progress.to(reader.bytesRead());
      }
    }
    if (dropped > 0) {
      Notes.add(InputOptions.dropped(dropped, rows));
    }
    return true;
  }

  private ColumnTypes types(List<String> labels) throws IOException {
    ColumnTypes types = columns.types(source, labels);
    types.notes().forEach(Notes::add);
    return types;
  }

  private Release fit(Statistic read) {
    read.requireNoCopy(hide);
    Optional<Encoding> encoding = read.encoding(columns.rules(), hide);
    ScatterSnapshot rows = read.encoded(encoding).snapshot();
    constant = rows.constantFeatures();
    requireVarying(rows);
    Release release =
        Release.of(options.trainer().fit(rows, roles()), options.precision.digits())
            .withSettings(options.settings());
    return Statistic.ofTable(release, encoding);
  }

  private Release fitKernel() throws IOException {
    for (Path file : source.files()) {
      Inputs.requireRereadable(file, "a fit with a --kernel does");
    }
    ColumnTypes types = types(roles().labels());
    Statistic read = read();
    read.requireNoCopy(hide);
    Optional<Encoding> encoding = read.encoding(columns.rules(), hide);
    return new KernelFit(source, types.rolesAlone(), encoding, options, roles()).fit();
  }

  private Release fitSteps() throws IOException {
    List<String> labels = InputOptions.labels(roles().labels(), steps.columns());
    ColumnTypes types = types(labels);
    List<String> notes = new ArrayList<>();
    RawTable table =
        columns.complete(
            new RawTable(source.readAll(types.rolesAlone()), types.inputs()), labels, notes);
    notes.forEach(Notes::add);
    LabelChecks.requireNoCopy(EncodedTable.codes(table), hide);
    LabelledRows raw = table.rows();
    Encoding encoding = Encoding.fit(raw, types.inputs(), columns.rules(), null);
    LabelledRows rows = encoding.isTrivial() ? raw : encoding.encode(raw);
    StepsOptions.rareClasses(rows, roles(), keys.isForRelease())
        .forEach(line -> spec.commandLine().getOut().println("warning: " + line));
    return steps.fit(rows, roles(), options.precision).withEncoding(encoding);
  }

  private void requireVarying(ScatterSnapshot rows) {
    if (!constant.isEmpty() && options.needsVariance()) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "column '%s' is constant in all %d rows; --drop it, or use a ridge above 0 without --standardize",
              constant.get(0),
              rows.count()));
    }
  }

  private void print(Release release) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(ModelText.summary(release) + System.lineSeparator());
    if (!constant.isEmpty()) {
      out.println("constant columns, which carry nothing: " + String.join(", ", constant));
    }
    out.println("wrote " + model);
    keys.said(release).forEach(out::println);
    out.println("note: " + ModelText.givesAway(release));
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }
}
