package ml.tacit.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import ml.tacit.audit.AuditParts;
import ml.tacit.audit.AuditResult;
import ml.tacit.audit.Frontier;
import ml.tacit.audit.report.AuditHtml;
import ml.tacit.audit.report.AuditJson;
import ml.tacit.audit.report.AuditText;
import ml.tacit.audit.report.ReportContext;
import ml.tacit.release.Release;
import ml.tacit.sensing.Simulator;
import ml.tacit.subspace.Rdca;
import ml.tacit.subspace.Ridge;
import ml.tacit.subspace.Roles;
import ml.tacit.subspace.Scatter;
import ml.tacit.subspace.SubspaceModel;
import ml.tacit.subspace.Trainer;
import ml.tacit.table.AtomicFile;
import ml.tacit.table.BadDataException;
import ml.tacit.table.CsvWriter;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import ml.tacit.table.Split;
import ml.tacit.table.Splits;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tacit desensitize}: the main job, from rows to a release with its audit. */
@Command(
    name = "desensitize",
    mixinStandardHelpOptions = true,
    versionProvider = Tacit.Version.class,
    sortOptions = false,
    description = {
      "Removes from the rows what --hide does to their mean (RDCA), and audits the release.",
      "",
      "In three parts, blocks of time within each (--hide, --keep) cell: the map is fitted on the first, attackers"
          + " learn from the second and are judged on the third. Without --input it runs on built-in simulated"
          + " motion data, hiding the person and keeping the activity.",
      "",
      "Writes released.csv (without the hidden column), model.safetensors, report.html and audit.json into --out.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  tacit desensitize --input rows.csv --hide person --keep activity --out released"
    })
final class DesensitizeCommand implements Callable<Integer> {
  /** Shares of the eraser, the attacker's training and the test rows. */
  private static final double[] PARTS = {0.4, 0.36, 0.24};

  private static final String RELEASED = "released.csv";
  private static final String MODEL = "model.safetensors";
  private static final String REPORT = "report";
  private static final String AUDIT = "audit";
  private static final String UNSEEN = "released, neither fitted to nor attacked";

  @Spec private CommandSpec spec;

  @Option(names = "--input", paramLabel = "F.csv", description = "Rows to release.")
  private Path input;

  @Option(
      names = "--hide",
      parameterConsumer = NameList.class,
      paramLabel = "COL",
      description = "Privacy labels.")
  private List<String> hide = new ArrayList<>();

  @Option(names = "--keep", paramLabel = "COL", description = "Utility label.")
  private String keep;

  @Option(
      names = "--given",
      paramLabel = "COL",
      description =
          "Hide within each class of this label, against attackers who predict it first; costs more.")
  private String given;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "tacit-out",
      description = "Folder for the results, made if needed. Default: ${DEFAULT-VALUE}.")
  private Path out;

  @Option(
      names = "--sweep",
      description =
          "Compare methods, components, ridges and prices first, and release the best instead of RDCA. Needs --keep.")
  private boolean sweep;

  @Mixin private AuditOptions options;

  @Mixin private InputOptions columns;

  private final Provenance provenance = new Provenance();

  /** What --sweep found, or null. */
  private Frontier frontier;

  @Override
  public Integer call() throws IOException {
    input = Inputs.of(input);
    requireOut();
    LabelledRows rows = rows();
    List<AuditResult> audits = new ArrayList<>();
    AuditParts parts;
    Release release;
    try (Progress progress = Progress.steps("desensitize")) {
      progress.step("fitting");
      rows.labels().forEach((label, values) -> Spellings.note(label, values.classes()));
      parts = AuditParts.of(rows, split(rows));
      release =
          sweep ? best(parts, progress) : fit(parts.fit().rows(), Rdca.ridge(Ridge.DEFAULT), given);
      for (String label : hide) {
        audits.add(audit(label, parts, release, progress));
      }
    } catch (BadDataException e) {
      String message = e.getMessage();
      throw new BadDataException(input == null ? message : InputOptions.prefix(input, message), e);
    }
    Map<String, String> facts = facts(rows, parts, release);
    write(rows, release, audits, facts);
    print(release, audits, facts);
    return 0;
  }

  /** Before long work: the results must find their places. */
  private void requireOut() throws IOException {
    require(
        !Files.exists(out) || Files.isDirectory(out),
        "--out " + out + ": a folder is needed, this is a file");
    hide = InputOptions.labels(hide);
    List<String> names = new ArrayList<>(List.of(RELEASED, MODEL));
    for (int i = 0; i < Math.max(1, hide.size()); i++) {
      names.add(REPORT + suffix(i) + ".html");
      names.add(AUDIT + suffix(i) + ".json");
    }
    new Outputs().reads("--input", input).writesInto("--out", out, names).check(spec);
  }

  private LabelledRows rows() throws IOException {
    require(!sweep || given == null, "--sweep and --given exclude each other");
    if (input != null) {
      require(!sweep || keep != null, "--sweep needs --keep");
      require(!hide.isEmpty(), "--input needs --hide");
      requireDistinct();
      return onlyAttacked(provenance.read("rows", input, columns.roles(labels())), labels());
    }
    require(hide.isEmpty() && keep == null, "--hide and --keep need --input");
    require(given == null || given.equals("activity"), "--given needs --input, or 'activity'");
    hide = List.of("subject");
    keep = "activity";
    spec.commandLine()
        .getOut()
        .println("no --input: simulated motion data, hiding 'subject', keeping 'activity'");
    provenance.fact("rows", "built-in simulator");
    return Simulator.standard().generate();
  }

  /**
   * Columns that are neither feature nor label here would leave unchanged and unattacked: they
   * stay.
   */
  private LabelledRows onlyAttacked(LabelledRows rows, List<String> labels) {
    List<String> others = new ArrayList<>(rows.labels().keySet());
    others.removeAll(labels);
    if (others.isEmpty()) {
      return rows;
    }
    spec.commandLine().getOut().println("not released: " + String.join(", ", others));
    Map<String, Labels> kept = new LinkedHashMap<>(rows.labels());
    kept.keySet().retainAll(labels);
    return new LabelledRows(rows.features(), rows.rows(), kept);
  }

  private List<String> labels() {
    return InputOptions.labels(hide, InputOptions.optional(keep), InputOptions.optional(given));
  }

  private void requireDistinct() {
    hide = InputOptions.labels(hide);
    for (String label : hide) {
      require(!label.equals(keep), "'" + label + "' cannot be both --hide and --keep");
      require(!label.equals(given), "'" + label + "' cannot be both --hide and --given");
    }
  }

  /** Time blocks within the cells of the first hidden label and the label to keep. */
  private Split split(LabelledRows rows) {
    Labels person = rows.label(hide.get(0));
    Labels activity = keep == null ? person : rows.label(keep);
    return Splits.timeBlocked(person, activity, AuditCommand.GAP, PARTS);
  }

  private Release fit(LabelledRows rows, Trainer trainer, String within) {
    List<String> labels = InputOptions.labels(labels(), InputOptions.optional(within));
    Scatter scatter = new Scatter(rows.features().size(), labels.toArray(String[]::new));
    scatter.accept(rows.rows(), labels.stream().map(rows::label).toArray(Labels[]::new));
    SubspaceModel model =
        trainer.fit(
            scatter.snapshot(),
            Roles.NONE.withKeep(InputOptions.optional(keep)).withHide(hide).withGiven(within));
    return Release.of(model, rows.features());
  }

  /** All candidates fitted on the first part, compared inside the second; the best of them. */
  private Release best(AuditParts parts, Progress progress) {
    LabelledRows rows = parts.fit().rows();
    int classes = rows.label(keep).counts().length;
    Map<String, Release> fitted = new LinkedHashMap<>();
    SweepCandidates.of(classes, rows.features().size())
        .forEach(
            (name, candidate) ->
                fitted.put(name, fit(rows, candidate.trainer(), candidate.given() ? keep : null)));
    Map<String, UnaryOperator<LabelledRows>> releases = new LinkedHashMap<>();
    fitted.forEach((name, release) -> releases.put(name, release::transform));
    frontier = options.sweep(keep, hide.get(0), progress).run(parts, releases);
    return fitted.get(frontier.pick().name());
  }

  private AuditResult audit(String label, AuditParts parts, Release release, Progress progress) {
    return options.audit(keep, label, progress).run(parts, release);
  }

  private void write(
      LabelledRows rows, Release release, List<AuditResult> audits, Map<String, String> facts)
      throws IOException {
    Files.createDirectories(out);
    CsvWriter.writeAll(out.resolve(RELEASED), release.transform(rows));
    release.save(out.resolve(MODEL));
    for (int i = 0; i < audits.size(); i++) {
      String suffix = suffix(i);
      ReportContext context =
          new ReportContext(title(), facts, provenance.facts(), again(), i == 0 ? frontier : null);
      write(REPORT + suffix + ".html", AuditHtml.page(audits.get(i), context));
      write(AUDIT + suffix + ".json", AuditJson.toJson(audits.get(i), context));
    }
  }

  /** The first hidden label has the plain names; any other has its own beside them. */
  private String suffix(int label) {
    return label == 0 ? "" : "-" + LabelNames.of(hide).get(label);
  }

  private String again() {
    List<String> words = new ArrayList<>(List.of("desensitize"));
    if (input != null) {
      words.addAll(List.of("--input", input.getFileName().toString()));
      words.addAll(List.of("--hide", NameList.join(hide)));
      if (keep != null) {
        words.addAll(List.of("--keep", keep));
      }
    }
    if (given != null) {
      words.addAll(List.of("--given", given));
    }
    if (sweep) {
      words.add("--sweep");
    }
    words.addAll(columns.words());
    words.addAll(options.words());
    return Provenance.command(words);
  }

  private String title() {
    return "Release of "
        + (input == null ? "simulated motion data" : input.getFileName().toString());
  }

  private Map<String, String> facts(LabelledRows rows, AuditParts parts, Release release) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(
        "method",
        frontier != null
            ? frontier.pick().name() + ", the pick of a sweep over " + frontier.points().size()
            : "rdca" + (given == null ? "" : ", given " + given));
    boolean same = release.outputs().equals(release.inputs());
    facts.put(
        "columns",
        release.outputs().size()
            + (same ? ", under the same names" : " in place of " + release.inputs().size()));
    facts.put("directions removed", String.valueOf(release.info().removed().rank()));
    facts.put(
        "variance changed",
        String.format(Locale.ROOT, "%.3g %%", 100 * release.info().removed().energy()));
    facts.put("ridge", String.format(Locale.ROOT, "%.4g", release.info().ridge()));
    facts.put("fitted on", release.info().rowsSeen() + " rows that no attacker saw");
    int used = parts.fit().rows().size() + parts.trainRows() + parts.testRows();
    int apart = rows.size() - used;
    facts.put(UNSEEN, apart + " rows (gaps between the parts, and cells too small to divide)");
    return facts;
  }

  private void write(String name, String text) throws IOException {
    AtomicFile.write(
        out.resolve(name), stream -> stream.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private void print(Release release, List<AuditResult> audits, Map<String, String> facts) {
    PrintWriter writer = spec.commandLine().getOut();
    writer.println(ModelText.summary(release));
    writer.println(UNSEEN + ": " + facts.get(UNSEEN));
    if (frontier != null) {
      writer.println("of " + frontier.points().size() + " releases compared, " + frontier.reason());
    }
    for (AuditResult audit : audits) {
      writer.println();
      writer.print(AuditText.table(audit));
    }
    writer.printf(
        Locale.ROOT,
        "%nwrote %s, %s, %s.html, %s.json%n",
        out.resolve(RELEASED),
        MODEL,
        REPORT,
        AUDIT);
    writer.flush();
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }
}
