package ml.tacit.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import ml.tacit.audit.AuditParts;
import ml.tacit.audit.AuditResult;
import ml.tacit.audit.AuditRows;
import ml.tacit.audit.JointLabel;
import ml.tacit.audit.NewPeople;
import ml.tacit.audit.NumberResult;
import ml.tacit.audit.Scope;
import ml.tacit.audit.Verdict;
import ml.tacit.audit.report.ReportContext;
import ml.tacit.release.Release;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Encoding;
import ml.tacit.table.Formulas;
import ml.tacit.table.LabelledRows;
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
      "Finds a release of the rows that keeps --keep and gives little away about --hide, and audits it.",
      "",
      "In three parts: releases are fitted on the first, compared by attackers inside the second, and the one picked is audited once: attackers"
          + " learn from the second and are judged on the third, which nothing before has looked at. Where rows hang together, parts are"
          + " blocks of time within each (--hide, --keep) cell, or whole people; else rows at random. The first line says which. Without"
          + " --input it runs on built-in simulated motion data, hiding the person and keeping the activity.",
      "",
      "Picked is the least leak among releases that keep nearly all of --keep (0.5 points less than raw rows), or what --target-utility or"
          + " --target-privacy says. Two numbers say what came of it: what the best attacker tried reached on the test rows, and what no"
          + " attacker can exceed, at 95 %% confidence, where what leaves is finitely many cells.",
      "",
      "Without search: --columns-form and --given erase the original columns, --steps releases a plan of one's own (docs/steps.md). Without"
          + " --keep, nothing says what rows are for, and the columns are erased. A private number (--hide-numeric) is not released, and"
          + " its covariance with every column is removed.",
      "",
      "Rows of people who have too few for three parts are not released, unless --keep-small-classes says so.",
      "",
      "Writes released.csv (without the hidden column), model.safetensors, report.html, audit.json and manifest.json into --out, all of"
          + " them at once. The manifest says which of them others may have: released.csv, and the model with --for-release. Other"
          + " models stay on the private side, with the raw rows: with one, released rows tell more about the raw ones than without."
          + " 'tacit verify' checks the folder.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  tacit desensitize --input rows.csv --hide person --keep activity --out released"
    })
final class DesensitizeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private RoleOptions roles;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "tacit-out",
      description = "Folder for the results, made if needed. Default: ${DEFAULT-VALUE}.")
  private Path out;

  @Mixin private ReleaseOptions choice;

  @Mixin private KeyOptions keys;

  @Mixin private RowsOptions input;

  @Mixin private PrecisionOptions precision;

  @Mixin private NewPeopleOptions newPeople;

  @Mixin private AuditOptions options;

  @Mixin private GuardOptions guard;

  @Mixin private FailOnOptions failOn;

  private final Provenance provenance = new Provenance();

  /** What came of the long work. */
  private record Work(
      RowsToRelease rows,
      Chosen chosen,
      LabelledRows released,
      List<AuditResult> audits,
      List<NumberResult> numbers,
      NewPeople people) {}

  @Override
  public Integer call() throws IOException {
    check();
    ReleaseFolder folder = folder();
    Work work;
    try (Progress progress = Progress.steps("desensitize")) {
      ReleaseChoice asked =
          choice.choice(roles, input.numbers(), precision.digits(), options, progress, this::say);
      work = work(asked, progress);
    }
    Formulas formulas = guard.formulas();
    folder.guardBy(formulas);
    write(folder, work);
    new DesensitizeText(spec.commandLine().getOut(), out, keys.isForRelease())
        .print(work.chosen(), work.audits(), work.numbers(), work.people(), choice.isColumnsForm());
    GuardOptions.say(formulas, spec.commandLine().getOut());
    keys.said(work.chosen().release()).forEach(this::say);
    Set<String> others = folder.others();
    if (!others.isEmpty()) {
      say("kept in " + out + ", as this run did not write them: " + String.join(", ", others));
    }
    List<Verdict> verdicts = new ArrayList<>();
    work.audits().forEach(audit -> verdicts.add(audit.verdict()));
    work.numbers().forEach(number -> verdicts.add(number.verdict()));
    RunLog.current().count("rows", work.released().size());
    RunLog.current().count("verdicts", verdicts.stream().map(Verdict::words).toList());
    return failOn.status(verdicts);
  }

  /** Before any file is read. */
  private void check() {
    input.check(roles);
    newPeople.check(spec, !input.numbers().isEmpty());
    choice.check(roles, input.numbers(), input.isGiven());
    keys.check(true);
    keys.requireNewFile();
  }

  /** Before long work: the results must find their places. */
  private ReleaseFolder folder() throws IOException {
    if (Files.exists(out) && !Files.isDirectory(out)) {
      throw new ParameterException(
          spec.commandLine(), "--out " + out + ": a folder is needed, this is a file");
    }
    ReleaseFolder folder = new ReleaseFolder(out, JointLabel.audited(roles.hide()));
    input.open();
    Outputs outputs = new Outputs();
    input.files().forEach(file -> outputs.reads("--input", file));
    outputs
        .reads("--policies", choice.policies())
        .writes("--key", keys.file())
        .writesInto("--out", out, folder.names())
        .check(spec);
    if (FolderSwap.finish(out)) {
      say("finished putting the results in " + out + " in place, as the run that made them ended");
    }
    folder.requireOwnManifest();
    return folder;
  }

  private Work work(ReleaseChoice asked, Progress progress) throws IOException {
    try {
      List<String> notes = new ArrayList<>();
      RowsToRelease rows = input.read(roles, choice.columns(), options.seed(), provenance, notes);
      notes.forEach(this::say);
      newPeople.check(rows.division(), roles.hide());
      AuditParts parts = rows.parts(roles.hide());
      if (keys.isForRelease()) {
        StepsOptions.rareClasses(parts.fit().rows(), roles.roles(), true);
      }
      progress.step("fitting");
      Encoding encoding = rows.table().encoding();
      Chosen chosen = keyed(asked.choose(rows, parts).withEncoding(encoding));
      chosen.remarks().forEach(this::say);
      Release release = chosen.release();
      List<String> read = InputOptions.labels(roles.labels(), choice.columns());
      LabelledRows released =
          chosen.released(
              RowsOptions.only(rows.raw(), InputOptions.labels(read, encoding.categories())));
      NewPeople people =
          newPeople.measure(
              rows,
              roles,
              options,
              some -> asked.again(chosen, some),
              (fitted, all) -> chosen.releasedBy(fitted, RowsOptions.only(all, read)),
              progress);
      List<AuditResult> audits = audits(rows, parts, chosen, released, progress);
      chosen.facts().rows(rows, parts, release, roles.hide());
      return new Work(rows, chosen, released, audits, auditNumbers(rows, released), people);
    } catch (BadDataException e) {
      throw input.explained(e, roles);
    }
  }

  /** Rows are drawn under the key that goes to its own file. */
  private Chosen keyed(Chosen chosen) {
    return chosen.withRelease(keys.keyed(chosen.release(), null));
  }

  private void write(ReleaseFolder folder, Work work) throws IOException {
    Chosen chosen = work.chosen();
    ReleaseFolder.Results results =
        new ReleaseFolder.Results(
            work.released(),
            keys.written(chosen.release()),
            keys.isForRelease(),
            work.audits(),
            work.rows().small().split(),
            chosen.candidates(),
            work.rows().division().session(),
            input.source(work.rows(), provenance),
            chosen.device().orElse(null),
            again());
    folder.write(
        results,
        provenance,
        label ->
            new ReportContext(
                    "Release of " + input.title(),
                    chosen.facts().all(),
                    provenance.facts(),
                    again(),
                    label == 0 ? chosen.search().orElse(null) : null,
                    work.numbers())
                .withNewPeople(work.people())
                .withColumns(work.rows().table().columns())
                .withDroppedRows(input.droppedRows()));
  }

  private void say(String line) {
    PrintWriter writer = spec.commandLine().getOut();
    writer.println(line);
    writer.flush();
  }

  private List<AuditResult> audits(
      RowsToRelease rows,
      AuditParts parts,
      Chosen chosen,
      LabelledRows released,
      Progress progress) {
    Scope scope = Scope.WHOLE.withWithheld(rows.small().withheld(), rows.small().classes());
    List<AuditResult> audits = new ArrayList<>();
    for (String label : JointLabel.audited(roles.hide())) {
      audits.add(
          options
              .audit(roles.keep(), label, progress)
              .withScope(scope)
              .withCandidates(chosen.candidates())
              .run(parts, chosen.release().afterEncoding(), released));
    }
    return audits;
  }

  private List<NumberResult> auditNumbers(RowsToRelease rows, LabelledRows released) {
    if (input.numbers().isEmpty()) {
      return List.of();
    }
    Split split = rows.small().split();
    // With all labels, which attackers learn.
    LabelledRows after = rows.rows().withRows(released.features(), released.rows());
    return input
        .numbers()
        .audit(
            roles.keep(),
            judged(rows.rows(), split),
            judged(after, split),
            rows.division(),
            options.seed());
  }

  private static AuditRows judged(LabelledRows rows, Split split) {
    return new AuditRows(rows.select(split.part(1)), rows.select(split.part(2)));
  }

  private String again() {
    List<String> words = new ArrayList<>(List.of("desensitize"));
    words.addAll(input.words(roles));
    if (roles.given() != null) {
      words.addAll(List.of("--given", roles.given()));
    }
    words.addAll(choice.words());
    if (precision.isGiven()) {
      words.addAll(List.of("--digits", precision.digits().toString()));
    }
    words.addAll(guard.words());
    words.addAll(keys.words());
    words.addAll(newPeople.words());
    words.addAll(options.words());
    return Provenance.command(words);
  }
}
