package ml.tacit.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import ml.tacit.audit.report.CertificateJson;
import ml.tacit.leak.BlockLength;
import ml.tacit.leak.Certificate;
import ml.tacit.leak.Weighting;
import ml.tacit.table.AtomicFile;
import ml.tacit.table.BadDataException;
import ml.tacit.table.CodedColumns;
import ml.tacit.table.Labels;
import ml.tacit.table.RowInput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tacit certify}: the most that any attacker can make of finitely many cells. */
@Command(
    name = "certify",
    mixinStandardHelpOptions = true,
    versionProvider = Tacit.Version.class,
    sortOptions = false,
    description = {
      "Bounds how often any attacker, known or not, names the --hide class of a fresh row from its cell, with 95 %%"
          + " confidence.",
      "",
      "The cells must be few: decisions, levels, codes. The rows must be in the order of time and must not have been used"
          + " to fit or to choose the release. Beside the manifest.json of 'tacit desensitize', rows that were fitted on are"
          + " left out; where the release was chosen among several on other rows, the bound holds for all of them at once."
          + " Elsewhere it is up to you.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  tacit certify --input cells.csv --cells cell --hide person --given activity"
    })
final class CertifyCommand implements Callable<Integer> {
  private static final int FEWEST_ROWS = 20;

  @Spec private CommandSpec spec;

  @Option(
      names = "--input",
      required = true,
      arity = "1..*",
      paramLabel = "F",
      description =
          "Rows with cells and labels: a file, a pattern such as 'part-*.csv', a folder, or - for the standard input;"
              + " several for several.")
  private List<String> input = new ArrayList<>();

  @Mixin private DialectOptions dialect;

  /** What is read of --input. */
  private RowInput source;

  @Option(
      names = "--released",
      paramLabel = "G.csv",
      description = "The same rows, in the same order, as released; the cells are taken from it.")
  private Path released;

  @Option(
      names = "--cells",
      required = true,
      parameterConsumer = NameList.class,
      paramLabel = "COLS",
      description = "What is released; of several columns each combination is a cell.")
  private List<String> cells = new ArrayList<>();

  @Option(names = "--hide", required = true, paramLabel = "COL", description = "Whom it is of.")
  private String hide;

  @Option(
      names = "--given",
      paramLabel = "COL",
      description =
          "The utility label, which the attacker may know. Without it the attacker sees the cell only.")
  private String given;

  @Option(
      names = "--block",
      paramLabel = "N",
      description =
          "Rows of one person and utility class that hang together. Default: chosen on the first third of them, and the bound made on the rest.")
  private Integer block;

  @Option(
      names = "--rows-together",
      parameterConsumer = NameList.class,
      paramLabel = "LIST",
      description = "How many rows of one person are seen together. Default: 1,5,20.")
  private List<String> together = new ArrayList<>();

  @Option(
      names = "--balanced",
      description = "Every class of --hide counts the same, within each class of --given.")
  private boolean balanced;

  @Option(names = "--json", paramLabel = "F", description = "Write the certificate as JSON.")
  private Path json;

  @Override
  public Integer call() throws IOException {
    released = Inputs.of(released);
    json = Outputs.of(json);
    int[] rowsTogether = rowsTogether();
    checkOptions();
    source = RowInput.of(input, dialect.dialect());
    Outputs files = new Outputs().reads("--released", released).writes("--json", json);
    source.files().forEach(file -> files.reads("--input", file));
    files.check(spec);
    Columns columns = read();
    Labels given = columns.given();
    BlockLength length =
        block == null
            ? BlockLength.choose(columns.cells(), columns.hide(), given)
            : BlockLength.of(block);
    Certificate certificate =
        Certificate.ofChosen(
            columns.coverage().candidates(),
            columns.cells(),
            columns.hide(),
            given,
            length,
            balanced ? Weighting.CLASSES : Weighting.ROWS,
            rowsTogether);
    String coverage = columns.coverage().sentence();
    new CertificateText(certificate, names(), coverage).print(spec.commandLine().getOut());
    if (json != null) {
      write(certificate, coverage);
    }
    return 0;
  }

  private void checkOptions() {
    require(!cells.contains(hide), "'" + hide + "' cannot be both --cells and --hide");
    require(!hide.equals(given), "'" + hide + "' cannot be both --hide and --given");
    require(block == null || block >= 1, "--block: found " + block + ", at least 1 expected");
  }

  private int[] rowsTogether() {
    List<String> words = together.isEmpty() ? List.of("1", "5", "20") : together;
    for (String word : words) {
      require(
          word.strip().matches("[1-9]\\d{0,5}"),
          "--rows-together: found '" + word + "', whole numbers from 1 apart by commas expected");
    }
    return words.stream().mapToInt(word -> Integer.parseInt(word.strip())).toArray();
  }

  /** The rows that count, and what is known of the others. */
  private record Columns(Labels cells, Labels hide, Labels given, Coverage coverage) {}

  private Columns read() throws IOException {
    List<String> labels = InputOptions.labels(List.of(hide), InputOptions.optional(given));
    CodedColumns rows =
        CodedColumns.read(source, released == null ? InputOptions.labels(cells, labels) : labels);
    CodedColumns shown = released == null ? rows : CodedColumns.read(RowInput.of(released), cells);
    Path of = released == null ? source.files().get(0) : released;
    if (shown.rows() != rows.rows()) {
      throw BadDataException.of(
          "%s: found %d rows, expected %d as in %s", of, shown.rows(), rows.rows(), source.name());
    }
    Coverage coverage = Coverage.of(of, shown.sha256(), rows.rows());
    int[] use = coverage.rows();
    requireEnough(use.length, rows.rows());
    Labels all = null;
    for (String name : cells) {
      Labels one = shown.columns().get(name);
      all = all == null ? one : all.crossed(one);
    }
    requireFinite(of, all.select(use));
    Labels person = rows.columns().get(hide).select(use);
    requireTwo(person);
    return new Columns(
        all.select(use),
        person,
        given == null ? null : rows.columns().get(given).select(use),
        coverage);
  }

  private void requireEnough(int rows, int of) {
    if (rows < FEWEST_ROWS) {
      throw BadDataException.of(
          "%s: found %d rows%s, expected at least %d",
          source.name(),
          rows,
          rows < of ? " of " + of + " that were not used to fit or to choose the release" : "",
          FEWEST_ROWS);
    }
  }

  private void requireTwo(Labels person) {
    int[] counts = person.counts();
    List<String> present = new ArrayList<>();
    for (int z = 0; z < counts.length; z++) {
      if (counts[z] > 0) {
        present.add(person.classes().get(z));
      }
    }
    if (present.size() < 2) {
      throw BadDataException.of(
          "%s: --hide '%s' has one class, '%s', expected at least 2",
          source.name(), hide, present.get(0));
    }
  }

  /** A number with all its digits names its row. */
  private void requireFinite(Path file, Labels all) {
    int distinct = 0;
    for (int count : all.counts()) {
      distinct += count > 0 ? 1 : 0;
    }
    if (2L * distinct > all.size()) {
      throw BadDataException.of(
          "%s: --cells '%s' has %d different cells in %d rows, expected at most half as many: this is no finite alphabet,"
              + " nearly every row has a cell of its own, and the bound would be 1",
          file, String.join("', '", cells), distinct, all.size());
    }
  }

  private Map<String, String> names() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("hide", hide);
    names.put("cells", String.join(" × ", cells));
    if (given != null) {
      names.put("given", given);
    }
    return names;
  }

  private void write(Certificate certificate, String coverage) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>(CertificateJson.fields(certificate));
    fields.put("hide", hide);
    fields.put("cells", cells);
    fields.put("given", given);
    fields.put("balanced", balanced);
    fields.put("coverage", coverage);
    String text = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(fields);
    AtomicFile.write(json, stream -> stream.write((text + "\n").getBytes(StandardCharsets.UTF_8)));
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }
}
