package ml.tacit.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import ml.tacit.matrix.SingularMatrixException;
import ml.tacit.release.Release;
import ml.tacit.subspace.Roles;
import ml.tacit.subspace.Scatter;
import ml.tacit.subspace.ScatterSnapshot;
import ml.tacit.subspace.SubspaceModel;
import ml.tacit.table.BadDataException;
import ml.tacit.table.ColumnRoles;
import ml.tacit.table.CsvReader;
import ml.tacit.table.Labels;
import ml.tacit.table.RowBlock;
import org.ejml.data.DMatrixRMaj;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tacit fit}: a CSV file to a model file. */
@Command(
    name = "fit",
    mixinStandardHelpOptions = true,
    versionProvider = Tacit.Version.class,
    sortOptions = false,
    description = {
      "Fits a map to the rows of a CSV file in constant memory, in one pass (two with a --kernel), and writes a model"
          + " file. --rows and multikernel read the file into memory.",
      "",
      "The file has a header; label columns are named by --keep, --hide and --given, every other column is a"
          + " numeric feature unless --features or --drop says otherwise.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  tacit fit --method rdca --input rows.csv --hide person --drop activity --model m.safetensors",
      "  tacit fit --method kdca --kernel rbf --landmarks 300 --standardize --input rows.csv --keep activity \\",
      "      --drop person --model m.safetensors"
    })
final class FitCommand implements Callable<Integer> {
  private static final int BLOCK_ROWS = 2048;

  @Spec private CommandSpec spec;

  @Mixin private MethodOptions options;

  @Option(names = "--input", required = true, paramLabel = "F.csv", description = "Rows to fit to.")
  private Path input;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "OUT",
      description = "The model file to write.")
  private Path model;

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

  @Override
  public Integer call() throws IOException {
    options.check(keep, hide, given);
    input = Inputs.of(input);
    new Outputs().reads("--input", input).writes("--model", model).check(spec);
    List<String> labels = InputOptions.labels(keep, hide, InputOptions.optional(given));
    ColumnRoles roles = columns.roles(labels);
    List<String> constant = new ArrayList<>();
    Release release;
    try {
      release =
          options.kernel.isUsed(options.method)
              ? new KernelFit(input, roles, options, labelRoles()).fit()
              : linear(roles, constant);
    } catch (BadDataException e) {
      throw new BadDataException(InputOptions.prefix(input, e.getMessage()), e);
    } catch (SingularMatrixException e) {
      throw new SingularMatrixException(InputOptions.prefix(input, e.getMessage()));
    }
    release.save(model);
    release.info().classes().forEach(Spellings::note);
    print(release, constant);
    return 0;
  }

  private Roles labelRoles() {
    return Roles.NONE.withKeep(keep).withHide(hide).withGiven(given);
  }

  private Release linear(ColumnRoles roles, List<String> constant) throws IOException {
    try (CsvReader reader = CsvReader.open(input, roles)) {
      ScatterSnapshot rows = scatter(reader, roles.labels());
      constant.addAll(constant(rows, reader.features()));
      requireVarying(rows, constant);
      SubspaceModel fitted = options.trainer().fit(rows, labelRoles());
      return Release.of(fitted, reader.features(), options.settings());
    }
  }

  private ScatterSnapshot scatter(CsvReader reader, List<String> labels) throws IOException {
    Scatter scatter = new Scatter(reader.features().size(), labels.toArray(String[]::new));
    try (Progress progress = Progress.bytes("fit", Inputs.size(input))) {
      for (RowBlock block = reader.next(BLOCK_ROWS);
          block != null;
          block = reader.next(BLOCK_ROWS)) {
        scatter.accept(block.rows(), labels.stream().map(block::labels).toArray(Labels[]::new));
        progress.to(reader.bytesRead());
      }
    }
    return scatter.snapshot();
  }

  private void requireVarying(ScatterSnapshot rows, List<String> constant) {
    if (!constant.isEmpty()
        && (options.standardize || isZero(options.ridge) || isZero(options.ridgeRelative))) {
      throw new BadDataException(
          "%s: column '%s' is constant in all %d rows; --drop it, or use a ridge above 0 without --standardize"
              .formatted(input, constant.get(0), rows.count()));
    }
  }

  private static boolean isZero(Double value) {
    return value != null && value == 0;
  }

  private static List<String> constant(ScatterSnapshot rows, List<String> features) {
    DMatrixRMaj total = rows.total();
    List<String> constant = new ArrayList<>();
    for (int j = 0; j < features.size(); j++) {
      if (total.get(j, j) == 0) {
        constant.add(features.get(j));
      }
    }
    return constant;
  }

  private void print(Release release, List<String> constant) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(ModelText.summary(release));
    if (!constant.isEmpty()) {
      out.println("constant columns, which carry nothing: " + String.join(", ", constant));
    }
    out.println("wrote " + model);
  }
}
