package ml.tacit.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import ml.tacit.audit.Audit;
import ml.tacit.audit.AuditResult;
import ml.tacit.audit.AuditRows;
import ml.tacit.audit.Division;
import ml.tacit.audit.JointLabel;
import ml.tacit.audit.LeakWarning;
import ml.tacit.audit.LeftOut;
import ml.tacit.audit.NumberResult;
import ml.tacit.audit.Scope;
import ml.tacit.audit.Verdict;
import ml.tacit.audit.report.AuditHtml;
import ml.tacit.audit.report.AuditJson;
import ml.tacit.audit.report.AuditText;
import ml.tacit.audit.report.NumberReport;
import ml.tacit.audit.report.ReportContext;
import ml.tacit.table.AtomicFile;
import ml.tacit.table.BadDataException;
import ml.tacit.table.ColumnRoles;
import ml.tacit.table.CsvReader;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import ml.tacit.table.NamesInText;
import ml.tacit.table.RowInput;
import ml.tacit.table.Split;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tacit audit}: what attackers make of rows, raw and released. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    versionProvider = Tacit.Version.class,
    sortOptions = false,
    description = {
      "Sets attackers on the rows: they learn --hide from one part of them and are judged on the other. Where rows"
          + " hang together, parts are blocks of time within each (--hide, --keep) cell, or whole people; else rows"
          + " at random. The first line says which.",
      "",
      "With --released, the same rows as released are attacked too. If the model was fitted on these very rows,"
          + " linear attackers look weaker than they are: fit on other rows, or use desensitize, which does.",
      ""
    })
final class AuditCommand implements Callable<Integer> {
  /** Shares of the rows to learn from and to judge on. */
  private static final double[] PARTS = {0.6, 0.4};

  @Spec private CommandSpec spec;

  @Option(
      names = "--input",
      required = true,
      paramLabel = "F",
      description =
          "Raw rows: a file, a pattern such as 'part-*.csv', a folder, or - for the standard input; several times for"
              + " several.")
  private List<String> input = new ArrayList<>();

  @Option(names = "--keep", paramLabel = "COL", description = "Utility label.")
  private String keep;

  @Option(
      names = "--hide",
      parameterConsumer = NameList.class,
      paramLabel = "LIST",
      description = "Privacy labels; of several each is audited, and all together as one label.")
  private List<String> hide = new ArrayList<>();

  @Option(
      names = "--released",
      paramLabel = "G.csv",
      description = {
        "The same rows, in the same order, as released; labels are taken from --input.",
        "Texts of few levels are attacked as categories; the verdict names the columns that are not attacked."
      })
  private Path released;

  @Option(names = "--json", paramLabel = "F", description = "Write the result as JSON.")
  private Path json;

  @Option(names = "--html", paramLabel = "F", description = "Write a report.")
  private Path html;

  @Mixin private NumberOptions numbers;

  @Mixin private UnitOptions units;

  @Mixin private AuditOptions options;

  @Mixin private FailOnOptions failOn;

  @Mixin private InputOptions columns;

  private final Provenance provenance = new Provenance();

  /** Where the raw rows come from. */
  private RowInput source;

  /** The labels to hide, and their joint label if there are several. */
  private List<String> audited = List.of();

  /** That a label is better attacked as a number, or "". */
  private String hint = "";

  @Override
  public Integer call() throws IOException {
    json = Outputs.of(json);
    html = Outputs.of(html);
    hide = InputOptions.labels(hide);
    audited = JointLabel.audited(hide);
    numbers.check(spec, keep, hide);
    if (InputOptions.labels(hide, numbers.columns()).isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "Missing required option: '--hide=LIST' or '--hide-numeric=LIST'");
    }
    units.check(spec, keep, InputOptions.labels(hide, numbers.columns()), PARTS.length);
    requireFiles();
    source = columns.rows(input);
    outputs().check(spec);
    List<String> notes = new ArrayList<>();
    RawTable table = table(notes);
    LabelledRows raw = table.filled();
    double[] parts = units.parts(PARTS);
    hint = NumberOptions.hint(raw, hide);
    Division division = checked(() -> division(raw));
    RawTable apart = table.without(UnitOptions.columns(division));
    LabelledRows rows = UnitOptions.withoutDropped(apart.rows(), columns.drop, division);
    InputOptions.labels(InputOptions.optional(keep), hide, apart.categories())
        .forEach(label -> Spellings.note(label, rows.label(label).classes()));
    ReleasedTable read = released == null ? null : releasedTable(rows, division);
    Split split =
        checked(
            () ->
                division.split(
                    numbers.divided(rows, hide),
                    keep,
                    numbers.dividing(hide),
                    options.seed(),
                    parts));
    PrintWriter out = spec.commandLine().getOut();
    String line = UnitOptions.line(division, parts);
    out.println(line);
    if (!hint.isEmpty()) {
      out.println("note: " + hint);
    }
    EncodedTable encoded =
        checked(
            () ->
                columns.encoded(
                    new RawTable(rows, apart.inputs()),
                    split.part(0),
                    UnitOptions.person(division, hide),
                    notes));
    String person = UnitOptions.person(division, hide);
    LabelledRows file =
        read == null
            ? null
            : checked(() -> read.encoded(split.part(0), columns.rules(), person, rows));
    if (read != null && !read.categories().isEmpty()) {
      notes.add("released texts, attacked as categories: " + String.join(", ", read.categories()));
    }
    notes.forEach(out::println);
    LabelledRows numeric = encoded.rows();
    LabelledRows joined = JointLabel.beside(numeric, hide);
    List<NumberResult> found =
        checked(
            () ->
                numbers.audit(
                    keep,
                    rows(numeric, split),
                    file == null ? null : released(numeric, file, split),
                    division,
                    options.seed()));
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < audited.size(); i++) {
      String label = audited.get(i);
      if (keep != null) {
        LeakWarning.DependentLabels.in(joined, keep, label).ifPresent(this::warn);
      }
      Scope scope =
          scope(numeric, read, joined.label(label), label, division)
              .withLeftOut(LeftOut.of(joined.label(label), split));
      AuditResult result = audit(label, scope, division, split, joined, file);
      verdicts.add(result.verdict());
      out.print((i == 0 ? "" : "\n") + AuditText.table(result));
      ReportContext context =
          new ReportContext(
                  "Audit of " + Provenance.names(source),
                  facts(line, scope),
                  provenance.facts(),
                  again(),
                  null,
                  found)
              .withColumns(encoded.columns())
              .withDroppedRows(columns.droppedRows());
      write(beside(json, i), AuditJson.toJson(result, context));
      write(beside(html, i), AuditHtml.page(result, context));
    }
    for (int i = 0; i < found.size(); i++) {
      out.print((i == 0 && audited.isEmpty() ? "" : "\n") + NumberReport.text(found.get(i)));
    }
    if (audited.isEmpty()) {
      ReportContext context =
          new ReportContext(
                  "Audit of " + Provenance.names(source),
                  facts(line, Scope.WHOLE.withNotAttacked(passed(numeric, division))),
                  provenance.facts(),
                  again(),
                  null,
                  found)
              .withColumns(encoded.columns())
              .withDroppedRows(columns.droppedRows());
      write(json, NumberReport.toJson(context));
      write(html, NumberReport.page(context));
    }
    out.flush();
    found.forEach(number -> verdicts.add(number.verdict()));
    RunLog.current().count("rows", rows.size());
    RunLog.current().count("verdicts", verdicts.stream().map(Verdict::words).toList());
    return failOn.status(verdicts);
  }

  private RawTable table(List<String> notes) throws IOException {
    RawTable read =
        columns.read(
            units.withNamed(rawRoles()),
            source,
            roles -> provenance.read("raw rows", source, units.roles(roles, source)),
            notes);
    return checked(() -> columns.complete(read, labels(), notes));
  }

  private Division division(LabelledRows raw) {
    numbers.check(raw);
    Division division = units.division(numbers.divided(raw, hide), keep, numbers.dividing(hide));
    numbers.check(division);
    return division;
  }

  private AuditResult audit(
      String label,
      Scope scope,
      Division division,
      Split split,
      LabelledRows raw,
      LabelledRows file) {
    AuditRows before = rows(raw, split);
    Estimate.say(
        "audit",
        raw.size(),
        raw.features().size(),
        few -> {
          AuditRows some = Pilot.some(before, few);
          Audit like = options.like(keep, label);
          if (file == null) {
            like.run(some);
          } else {
            like.run(some, Pilot.some(released(raw, file, split), few));
          }
        });
    try (Progress progress = Progress.steps("audit")) {
      Audit audit = options.audit(keep, label, progress).withScope(scope).withDivision(division);
      return file == null ? audit.run(before) : audit.run(before, released(raw, file, split));
    }
  }

  private Map<String, String> facts(String line, Scope scope) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("raw rows", Provenance.names(source));
    facts.put("released rows", released == null ? "none" : released.getFileName().toString());
    facts.put("division", line);
    if (!scope.notAttacked().isEmpty()) {
      facts.put("columns not attacked", String.join(", ", scope.notAttacked()));
    }
    return facts;
  }

  /** The files of the first label have the given names; those of another its name besides. */
  private Path beside(Path file, int label) {
    if (file == null || label == 0) {
      return file;
    }
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    String suffix = "-" + LabelNames.of(audited).get(label);
    return file.resolveSibling(stem + suffix + name.substring(stem.length()));
  }

  /** A pipe takes one audit. */
  private void requireFiles() {
    for (Path file : new Path[] {json, html}) {
      boolean plain = file == null || !Files.exists(file) || Files.isRegularFile(file);
      if (!plain && audited.size() > 1) {
        throw new ParameterException(
            spec.commandLine(),
            file
                + ": one audit only can go there, of '"
                + NamesInText.join(hide)
                + "' there are "
                + audited.size()
                + "; a file name expected");
      }
    }
  }

  private Outputs outputs() {
    Outputs outputs = new Outputs().reads("--released", released);
    source.files().forEach(file -> outputs.reads("--input", file));
    for (int i = 0; i < audited.size(); i++) {
      outputs.writes("--json", beside(json, i)).writes("--html", beside(html, i));
    }
    return outputs;
  }

  private String again() {
    List<String> words = new ArrayList<>(List.of("audit"));
    words.addAll(InputOptions.inputWords(input));
    if (keep != null) {
      words.addAll(List.of("--keep", keep));
    }
    if (!hide.isEmpty()) {
      words.addAll(List.of("--hide", NamesInText.join(hide)));
    }
    words.addAll(numbers.words());
    if (released != null) {
      words.addAll(List.of("--released", name(released)));
    }
    words.addAll(columns.words());
    words.addAll(units.words());
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
    return InputOptions.labels(InputOptions.optional(keep), hide, numbers.columns());
  }

  /** A column to drop may be one of the released file only. */
  private ColumnRoles rawRoles() throws IOException {
    if (released == null || columns.drop.isEmpty()) {
      return columns.roles(labels());
    }
    List<String> here = source.header();
    List<String> there = CsvReader.headerOf(released);
    List<String> drop =
        columns.drop.stream().filter(name -> here.contains(name) || !there.contains(name)).toList();
    return new ColumnRoles(labels(), columns.features, drop);
  }

  /** What the rows do not allow is said with the name of their file. */
  private <T> T checked(Supplier<T> work) {
    try {
      return work.get();
    } catch (BadDataException e) {
      String message = InputOptions.prefix(source.name(), e.getMessage());
      throw new BadDataException(hint.isEmpty() ? message : message + "; " + hint, e);
    }
  }

  /** The released numbers with the labels of the raw rows, but for those that were released. */
  private static AuditRows released(LabelledRows raw, LabelledRows file, Split split) {
    Map<String, Labels> labels = new LinkedHashMap<>(raw.labels());
    labels.keySet().removeAll(file.features());
    return rows(new LabelledRows(file.features(), file.rows(), labels), split);
  }

  private static AuditRows rows(LabelledRows rows, Split split) {
    return new AuditRows(rows.select(split.part(0)), rows.select(split.part(1)));
  }

  private Scope scope(
      LabelledRows raw, ReleasedTable file, Labels hidden, String label, Division division) {
    if (file != null) {
      return Scope.of(file.rows(), keep, label, hidden).withAttacked(file.categories());
    }
    return Scope.WHOLE.withNotAttacked(passed(raw, division));
  }

  /** Columns that are read along. */
  private List<String> passed(LabelledRows raw, Division division) {
    List<String> passed = new ArrayList<>(raw.labels().keySet());
    passed.removeAll(labels());
    passed.removeIf(name -> UnitOptions.divides(name, division));
    return passed;
  }

  private ReleasedTable releasedTable(LabelledRows raw, Division division) throws IOException {
    List<String> same =
        InputOptions.labels(InputOptions.optional(keep), hide, UnitOptions.columns(division));
    return ReleasedTable.read(
        columns.released(released), source.name(), raw, same, columns.drop, numbers, provenance);
  }

  private static void write(Path file, String text) throws IOException {
    if (file != null) {
      AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
  }
}
