package ml.tacit.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import ml.tacit.audit.Audit;
import ml.tacit.audit.AuditResult;
import ml.tacit.audit.AuditRows;
import ml.tacit.audit.LeakWarning;
import ml.tacit.audit.LeftOut;
import ml.tacit.audit.Scope;
import ml.tacit.audit.report.AuditHtml;
import ml.tacit.audit.report.AuditJson;
import ml.tacit.audit.report.AuditText;
import ml.tacit.audit.report.ReportContext;
import ml.tacit.table.AtomicFile;
import ml.tacit.table.BadDataException;
import ml.tacit.table.ColumnRoles;
import ml.tacit.table.CsvReader;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import ml.tacit.table.Split;
import ml.tacit.table.Splits;
import ml.tacit.table.TextColumns;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tacit audit}: what attackers make of rows, raw and released. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    versionProvider = Tacit.Version.class,
    sortOptions = false,
    description = {
      "Sets attackers on the rows: they learn --hide from the first part of each (--hide, --keep) cell, in row"
          + " order, and are judged on the last part; two rows between are left out.",
      "",
      "With --released, the same rows as released are attacked too. If the model was fitted on these very rows,"
          + " linear attackers look weaker than they are: fit on other rows, or use desensitize, which does.",
      ""
    })
final class AuditCommand implements Callable<Integer> {
  /** Overlapping windows reach one neighbour; two rows out keep a window's samples on one side. */
  static final int GAP = 2;

  @Spec private CommandSpec spec;

  @Option(names = "--input", required = true, paramLabel = "F.csv", description = "Raw rows.")
  private Path input;

  @Option(names = "--keep", paramLabel = "COL", description = "Utility label.")
  private String keep;

  @Option(names = "--hide", required = true, paramLabel = "COL", description = "Privacy label.")
  private String hide;

  @Option(
      names = "--released",
      paramLabel = "G.csv",
      description = {
        "The same rows, in the same order, as released; labels are taken from --input.",
        "Its columns of texts are not attacked: the verdict names them."
      })
  private Path released;

  @Option(names = "--json", paramLabel = "F", description = "Write the result as JSON.")
  private Path json;

  @Option(names = "--html", paramLabel = "F", description = "Write a report.")
  private Path html;

  @Mixin private AuditOptions options;

  @Mixin private InputOptions columns;

  private final Provenance provenance = new Provenance();

  @Override
  public Integer call() throws IOException {
    input = Inputs.of(input);
    json = Outputs.of(json);
    html = Outputs.of(html);
    new Outputs()
        .reads("--input", input)
        .reads("--released", released)
        .writes("--json", json)
        .writes("--html", html)
        .check(spec);
    LabelledRows raw = provenance.read("raw rows", input, rawRoles());
    labels().forEach(label -> Spellings.note(label, raw.label(label).classes()));
    if (keep != null) {
      LeakWarning.DependentLabels.in(raw, keep, hide).ifPresent(this::warn);
    }
    LabelledRows file = released == null ? null : releasedRows(raw);
    Split split = split(raw);
    Scope scope = scope(raw, file).withLeftOut(LeftOut.of(raw.label(hide), split));
    AuditRows before = rows(raw, split);
    AuditRows after = file == null ? null : rows(raw.withRows(file.features(), file.rows()), split);
    AuditResult result;
    try (Progress progress = Progress.steps("audit")) {
      Audit audit = options.audit(keep, hide, progress).withScope(scope);
      result = after == null ? audit.run(before) : audit.run(before, after);
    }
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("raw rows", input.getFileName().toString());
    facts.put("released rows", released == null ? "none" : released.getFileName().toString());
    if (!scope.notAttacked().isEmpty()) {
      facts.put("columns not attacked", String.join(", ", scope.notAttacked()));
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(AuditText.table(result));
    ReportContext context =
        new ReportContext(
            "Audit of " + input.getFileName(), facts, provenance.facts(), again(), null);
    write(json, AuditJson.toJson(result, context));
    write(html, AuditHtml.page(result, context));
    out.flush();
    return 0;
  }

  private String again() {
    List<String> words = new ArrayList<>(List.of("audit", "--input", name(input)));
    if (keep != null) {
      words.addAll(List.of("--keep", keep));
    }
    words.addAll(List.of("--hide", hide));
    if (released != null) {
      words.addAll(List.of("--released", name(released)));
    }
    words.addAll(columns.words());
    words.addAll(options.words());
    return Provenance.command(words);
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private void warn(LeakWarning warning) {
    spec.commandLine().getOut().println("warning: " + warning.sentence());
  }

  private List<String> labels() {
    return InputOptions.labels(InputOptions.optional(keep), List.of(hide));
  }

  /** A column to drop may be one of the released file only. */
  private ColumnRoles rawRoles() throws IOException {
    if (released == null || columns.drop.isEmpty() || !Inputs.isRereadable(input)) {
      return columns.roles(labels());
    }
    List<String> here = CsvReader.headerOf(input);
    List<String> there = CsvReader.headerOf(released);
    List<String> drop =
        columns.drop.stream().filter(name -> here.contains(name) || !there.contains(name)).toList();
    return new ColumnRoles(labels(), columns.features, drop);
  }

  private Split split(LabelledRows rows) {
    try {
      Labels cells = rows.label(keep == null ? hide : keep);
      return Splits.timeBlocked(rows.label(hide), cells, GAP, 0.6, 0.4);
    } catch (BadDataException e) {
      throw new BadDataException(InputOptions.prefix(input, e.getMessage()), e);
    }
  }

  private static AuditRows rows(LabelledRows rows, Split split) {
    return new AuditRows(rows.select(split.part(0)), rows.select(split.part(1)));
  }

  private Scope scope(LabelledRows raw, LabelledRows file) {
    if (file != null) {
      return Scope.of(file, keep, hide, raw.label(hide));
    }
    List<String> passed = new ArrayList<>(raw.labels().keySet());
    passed.removeAll(labels());
    return Scope.WHOLE.withNotAttacked(passed);
  }

  /**
   * The released file: what is a number and no label is attacked; every other column is read as a
   * text, dropped or not, since whoever has the file has it, too.
   */
  private LabelledRows releasedRows(LabelledRows raw) throws IOException {
    Inputs.requireRereadable(released, "its columns decide which of them are attacked");
    List<String> texts = TextColumns.of(released);
    List<String> features =
        CsvReader.headerOf(released).stream()
            .filter(name -> !name.isBlank() && !texts.contains(name))
            .filter(name -> !raw.labels().containsKey(name) && !columns.drop.contains(name))
            .toList();
    if (features.isEmpty()) {
      throw new BadDataException(
          released + ": no column to attack, at least one of numbers that is no label expected");
    }
    LabelledRows rows =
        provenance.read("released rows", released, new ColumnRoles(List.of(), features, List.of()));
    if (rows.size() != raw.size()) {
      throw new BadDataException(
          String.format(
              Locale.ROOT, "%s: %d rows, %s has %d", released, rows.size(), input, raw.size()));
    }
    for (String label : raw.labels().keySet()) {
      if (rows.labels().containsKey(label)) {
        requireSame(label, raw.label(label), rows.label(label));
      }
    }
    return rows;
  }

  private void requireSame(String label, Labels raw, Labels other) {
    for (int i = 0; i < raw.size(); i++) {
      if (!raw.name(i).equals(other.name(i))) {
        throw new BadDataException(
            String.format(
                Locale.ROOT,
                "%s: row %d, column '%s': '%s', %s has '%s'",
                released,
                i + 1,
                label,
                other.name(i),
                input,
                raw.name(i)));
      }
    }
  }

  private static void write(Path file, String text) throws IOException {
    if (file != null) {
      AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
  }
}
