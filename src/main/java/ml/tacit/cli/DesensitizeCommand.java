package ml.tacit.cli;

import java.io.IOException;
import java.io.PrintWriter;
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
import ml.tacit.audit.AuditRows;
import ml.tacit.audit.Division;
import ml.tacit.audit.Frontier;
import ml.tacit.audit.JointLabel;
import ml.tacit.audit.NumberResult;
import ml.tacit.audit.Scope;
import ml.tacit.audit.report.AuditText;
import ml.tacit.audit.report.NumberReport;
import ml.tacit.audit.report.ReportContext;
import ml.tacit.release.Release;
import ml.tacit.sensing.Simulator;
import ml.tacit.subspace.Roles;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import ml.tacit.table.NamesInText;
import ml.tacit.table.Split;
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
      "In three parts: the map is fitted on the first, attackers learn from the second and are judged on the third."
          + " Where rows hang together, parts are blocks of time within each (--hide, --keep) cell, or whole"
          + " people; else rows at random. The first line says which. Without --input it runs on built-in"
          + " simulated motion data, hiding the person and keeping the activity.",
      "",
      "With --steps, a plan of steps is fitted in place of the erasure: decisions, cells, noise, own history (docs/steps.md)."
          + " Where what leaves is finitely many cells, a bound on every attacker stands in the report.",
      "",
      "A private number (--hide-numeric) is not released, and its covariance with every column is removed.",
      "",
      "Rows of people who have too few for three parts are not released, unless --keep-small-classes says so.",
      "",
      "Where one column in ten or more has few values (flags, counts), each would show the raw one: components of --keep are released"
          + " instead, unless --columns-form says so.",
      "",
      "Writes released.csv (without the hidden column), model.safetensors, report.html, audit.json and manifest.json into --out. The"
          + " model file stays on the private side, with the raw rows: with it, released rows tell more about the raw"
          + " ones than without.",
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

  @Spec private CommandSpec spec;

  @Option(names = "--input", paramLabel = "F.csv", description = "Rows to release.")
  private Path input;

  @Option(
      names = "--hide",
      parameterConsumer = NameList.class,
      paramLabel = "COL",
      description = "Privacy labels; of several each is audited, and all together as one label.")
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
          "Compare methods, components, ridges and prices first, and release the best instead of RDCA; what cannot be"
              + " fitted is said. Needs --keep.")
  private boolean sweep;

  @Option(
      names = "--keep-small-classes",
      description =
          "Release also the rows of people who have too few to be fitted and attacked; without it they are withheld.")
  private boolean keepSmallClasses;

  @Option(
      names = "--columns-form",
      description =
          "Release the columns even where they have few values; these are rounded at random under a key, so that class"
              + " means stay equal on average.")
  private boolean columnsForm;

  @Mixin private PlanOptions plan;

  @Mixin private NumberOptions numbers;

  @Mixin private PrecisionOptions precision;

  @Mixin private UnitOptions units;

  @Mixin private AuditOptions options;

  @Mixin private InputOptions columns;

  private final Provenance provenance = new Provenance();

  /** What is said before any long work, once the rows are known to be good. */
  private final List<String> notes = new ArrayList<>();

  private Division division;

  /** What --sweep found, or null. */
  private Frontier frontier;

  /** What --sweep could not fit. */
  private Map<String, String> skipped = Map.of();

  @Override
  public Integer call() throws IOException {
    input = Inputs.of(input);
    requireOut();
    LabelledRows all = null;
    List<AuditResult> audits = new ArrayList<>();
    List<NumberResult> found;
    SmallClasses rows;
    LabelledRows released;
    AuditParts parts;
    Release release;
    try (Progress progress = Progress.steps("desensitize")) {
      all = rows();
      all.labels().forEach((label, values) -> Spellings.note(label, values.classes()));
      notes.addAll(LabelChecks.warnings(all, hide, numbers.columns(), keep));
      rows =
          keepSmallClasses
              ? SmallClasses.kept(all, this::split)
              : SmallClasses.withheld(all, hide, this::split);
      notes.forEach(spec.commandLine().getOut()::println);
      parts = AuditParts.of(JointLabel.beside(rows.rows(), hide), rows.split(), division);
      progress.step("fitting");
      release = sweep ? best(parts, progress) : fit(parts.fit().rows());
      released = plan.released(release, only(rows.rows(), readAlong()));
      for (String label : JointLabel.audited(hide)) {
        audits.add(audit(label, parts, release, released, rows, progress));
      }
      found = auditNumbers(rows, release);
    } catch (BadDataException e) {
      String message = e.getMessage();
      String hint = all == null ? "" : NumberOptions.hint(all, hide);
      message += hint.isEmpty() ? "" : "; " + hint;
      throw new BadDataException(input == null ? message : InputOptions.prefix(input, message), e);
    }
    ReleaseFacts facts = facts(rows, parts, release);
    new ReleaseFolder(out, JointLabel.audited(hide))
        .write(
            released,
            release,
            audits,
            provenance,
            rows.split(),
            candidates(),
            division.session(),
            label ->
                new ReportContext(
                    title(),
                    facts.all(),
                    provenance.facts(),
                    again(),
                    label == 0 ? frontier : null,
                    found));
    print(release, audits, found, facts);
    return 0;
  }

  /** Before long work: the results must find their places. */
  private void requireOut() throws IOException {
    require(
        !Files.exists(out) || Files.isDirectory(out),
        "--out " + out + ": a folder is needed, this is a file");
    hide = InputOptions.labels(hide);
    List<String> names = new ReleaseFolder(out, JointLabel.audited(hide)).names();
    new Outputs().reads("--input", input).writesInto("--out", out, names).check(spec);
    new ReleaseFolder(out, JointLabel.audited(hide)).requireOwnManifest();
  }

  private LabelledRows rows() throws IOException {
    require(!sweep || given == null, "--sweep and --given exclude each other");
    checkPlan();
    if (input == null) {
      require(hide.isEmpty() && keep == null, "--hide and --keep need --input");
      require(numbers.isEmpty(), "--hide-numeric needs --input");
      require(given == null || given.equals("activity"), "--given needs --input, or 'activity'");
      hide = List.of("subject");
      keep = "activity";
    } else {
      require(!sweep || keep != null, "--sweep needs --keep");
      require(!hide.isEmpty() || !numbers.isEmpty(), "--input needs --hide");
      require(!sweep || numbers.isEmpty(), "--sweep and --hide-numeric exclude each other");
      require(given == null || numbers.isEmpty(), "--given and --hide-numeric exclude each other");
      numbers.check(spec, keep, hide);
      requireDistinct();
    }
    units.check(spec, keep, InputOptions.labels(hide, numbers.columns()), PARTS.length);
    LabelledRows rows =
        input == null
            ? Simulator.standard().generate()
            : provenance.read(
                "rows",
                input,
                units.roles(columns.roles(InputOptions.labels(labels(), plan.columns())), input));
    numbers.check(rows);
    division = units.division(numbers.divided(rows, hide), keep, numbers.dividing(hide));
    numbers.check(division);
    notes.add(line());
    if (input == null) {
      notes.add("no --input: simulated motion data, hiding 'subject', keeping 'activity'");
      provenance.fact("rows", "built-in simulator");
    }
    return onlyAttacked(UnitOptions.withoutDropped(rows, columns.drop, division));
  }

  /**
   * Columns that are neither feature nor label here would leave unchanged and unattacked: they
   * stay. That of the unit is read along.
   */
  private LabelledRows onlyAttacked(LabelledRows rows) {
    List<String> others = new ArrayList<>(rows.labels().keySet());
    others.removeAll(InputOptions.labels(labels(), plan.columns()));
    if (others.isEmpty()) {
      return rows;
    }
    notes.add("not released: " + String.join(", ", others));
    return only(rows, InputOptions.labels(labels(), UnitOptions.columns(division), plan.columns()));
  }

  private void checkPlan() {
    require(!plan.isIdle(), "--device is for --steps only");
    if (plan.isUsed()) {
      require(!sweep, "--steps and --sweep exclude each other");
      require(!columnsForm, "--steps and --columns-form exclude each other");
      require(numbers.isEmpty(), "--steps and --hide-numeric exclude each other");
      require(given == null, "--steps and --given exclude each other");
      require(input == null || keep != null, "--steps needs --keep");
    }
  }

  private String line() {
    return UnitOptions.line(division, units.parts(PARTS));
  }

  private static LabelledRows only(LabelledRows rows, List<String> labels) {
    Map<String, Labels> kept = new LinkedHashMap<>(rows.labels());
    kept.keySet().retainAll(labels);
    return new LabelledRows(rows.features(), rows.rows(), kept);
  }

  private List<String> labels() {
    return InputOptions.labels(releasable(), numbers.columns());
  }

  /** The release itself leaves all but the labels to keep out. */
  private List<String> readAlong() {
    return InputOptions.labels(releasable(), plan.columns());
  }

  /** Without private numbers. */
  private List<String> releasable() {
    return InputOptions.labels(hide, InputOptions.optional(keep), InputOptions.optional(given));
  }

  private void requireDistinct() {
    hide = InputOptions.labels(hide);
    for (String label : hide) {
      require(!label.equals(keep), "'" + label + "' cannot be both --hide and --keep");
      require(!label.equals(given), "'" + label + "' cannot be both --hide and --given");
    }
  }

  private Split split(LabelledRows rows) {
    return division.split(
        numbers.divided(rows, hide),
        keep,
        numbers.dividing(hide),
        options.seed(),
        units.parts(PARTS));
  }

  private Roles roles() {
    return Roles.NONE.withKeep(InputOptions.optional(keep)).withHide(hide).withGiven(given);
  }

  private Release fit(LabelledRows rows) {
    if (plan.isUsed()) {
      return plan.fit(rows, roles(), precision.digits());
    }
    ReleaseChoice choice =
        numbers.isEmpty()
            ? ReleaseChoice.fit(rows, roles(), precision.digits(), columnsForm)
            : ReleaseChoice.fit(
                numbers.joint(rows),
                numbers.columns().size(),
                roles(),
                precision.digits(),
                columnsForm);
    choice.remark().ifPresent(spec.commandLine().getOut()::println);
    Release release = choice.release();
    if (SweepCandidates.removesNothing(release)) {
      throw new BadDataException(
          "the release would be equal to its input: no direction tells the classes of '"
              + String.join("', '", InputOptions.labels(hide, numbers.columns()))
              + "' apart");
    }
    return release;
  }

  /** All candidates fitted on the first part, compared inside the second; the best of them. */
  private Release best(AuditParts parts, Progress progress) {
    SweepCandidates.Fitted fitted =
        SweepCandidates.fit(parts.fit().rows(), roles(), precision.digits(), columnsForm);
    skipped = fitted.skipped();
    Map<String, UnaryOperator<LabelledRows>> releases = new LinkedHashMap<>();
    fitted.releases().forEach((name, release) -> releases.put(name, release::transform));
    frontier = options.sweep(keep, hide.get(0), progress).run(parts, releases);
    return fitted.releases().get(frontier.pick().name());
  }

  private AuditResult audit(
      String label,
      AuditParts parts,
      Release release,
      LabelledRows released,
      SmallClasses rows,
      Progress progress) {
    Scope scope = Scope.WHOLE.withWithheld(rows.withheld(), rows.classes());
    return options
        .audit(keep, label, progress)
        .withScope(scope)
        .withCandidates(candidates())
        .run(parts, release, released);
  }

  /** How many releases this one was chosen among, those that could not be fitted among them. */
  private int candidates() {
    return frontier == null ? 1 : frontier.points().size() + skipped.size();
  }

  private List<NumberResult> auditNumbers(SmallClasses rows, Release release) {
    if (numbers.isEmpty()) {
      return List.of();
    }
    LabelledRows train = rows.rows().select(rows.split().part(1));
    LabelledRows test = rows.rows().select(rows.split().part(2));
    AuditRows released = new AuditRows(released(train, release), released(test, release));
    return numbers.audit(keep, new AuditRows(train, test), released, division, options.seed());
  }

  /** With all labels, which attackers learn. */
  private static LabelledRows released(LabelledRows rows, Release release) {
    return rows.withRows(release.outputs(), release.transform(rows.rows()));
  }

  private String again() {
    List<String> words = new ArrayList<>(List.of("desensitize"));
    if (input != null) {
      words.addAll(List.of("--input", input.getFileName().toString()));
      if (!hide.isEmpty()) {
        words.addAll(List.of("--hide", NamesInText.join(hide)));
      }
      words.addAll(numbers.words());
      if (keep != null) {
        words.addAll(List.of("--keep", keep));
      }
    }
    words.addAll(plan.words());
    if (given != null) {
      words.addAll(List.of("--given", given));
    }
    if (sweep) {
      words.add("--sweep");
    }
    if (keepSmallClasses) {
      words.add("--keep-small-classes");
    }
    if (columnsForm) {
      words.add("--columns-form");
    }
    if (precision.isGiven()) {
      words.addAll(List.of("--digits", precision.digits().toString()));
    }
    words.addAll(columns.words());
    words.addAll(units.words());
    words.addAll(options.words());
    return Provenance.command(words);
  }

  private String title() {
    return "Release of "
        + (input == null ? "simulated motion data" : input.getFileName().toString());
  }

  private ReleaseFacts facts(SmallClasses rows, AuditParts parts, Release release) {
    ReleaseFacts facts =
        plan.isUsed() ? ReleaseFacts.ofPlan(release, plan) : ReleaseFacts.of(release, given);
    if (frontier != null) {
      facts.pickedBy(frontier, hide);
    }
    if (!numbers.isEmpty()) {
      facts.put("hidden numbers", String.join(", ", numbers.columns()));
    }
    facts.rows(line(), rows, parts, release, hide);
    if (!skipped.isEmpty()) {
      facts.put(ReleaseFacts.SKIPPED, String.join("; ", skipped()));
    }
    return facts;
  }

  private List<String> skipped() {
    return skipped.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()).toList();
  }

  private void print(
      Release release, List<AuditResult> audits, List<NumberResult> found, ReleaseFacts facts) {
    PrintWriter writer = spec.commandLine().getOut();
    writer.println(ModelText.summary(release));
    for (String fact : List.of(ReleaseFacts.UNSEEN, ReleaseFacts.WITHHELD)) {
      facts.get(fact).ifPresent(value -> writer.println(fact + ": " + value));
    }
    skipped().forEach(line -> writer.println(ReleaseFacts.SKIPPED + ": " + line));
    if (frontier != null) {
      writer.println("of " + frontier.points().size() + " releases compared, " + frontier.reason());
    }
    for (AuditResult audit : audits) {
      writer.println();
      writer.print(AuditText.table(audit));
    }
    for (NumberResult number : found) {
      writer.println();
      writer.print(NumberReport.text(number));
    }
    writer.printf(
        Locale.ROOT,
        "%nwrote %s, %s, %s.html, %s.json%n",
        out.resolve(ReleaseFolder.RELEASED),
        ReleaseFolder.MODEL,
        ReleaseFolder.REPORT,
        ReleaseFolder.AUDIT);
    writer.println("note: " + ModelText.givesAway(release));
    writer.flush();
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }
}
