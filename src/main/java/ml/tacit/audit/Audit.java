package ml.tacit.audit;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import ml.tacit.audit.attack.Adversary;
import ml.tacit.audit.attack.Budget;
import ml.tacit.audit.attack.Workers;
import ml.tacit.release.Release;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;

/**
 * Sets adversaries on released rows and says what they found.
 *
 * <p>Threat model: the attacker knows the method and has labelled released rows of the same people
 * (attribute inference), standardises and tunes on them, learns anew; it may hold several rows
 * known to come from one person. Utility is measured too. On the raw rows the same adversaries are
 * the positive control. docs/audit.md has the adversaries, the statistics with their sources, and
 * how to read a verdict.
 *
 * <p>A value: the {@code with…} methods return changed copies. Thread-safe. Results are the same
 * bits for the same rows and seed, whatever the number of threads.
 */
public final class Audit {
  /** A gain that counts as none unless the caller says another: of accuracy, and of area. */
  public static final double MARGIN = 0.02;

  private final AuditSettings settings;

  private Audit(AuditSettings settings) {
    this.settings = settings;
  }

  private Audit with(Consumer<AuditSettings.Draft> change) {
    AuditSettings.Draft draft = new AuditSettings.Draft(settings);
    change.accept(draft);
    return new Audit(draft.settings());
  }

  /**
   * An audit with all adversaries at full effort, seed 1, one thread per processor, margins of 2
   * points and of 0.02 of area under the curve.
   *
   * @param keep the utility label column
   * @param hide the privacy label column, another one
   * @return the audit
   * @throws BadDataException if both are the same column
   */
  public static Audit of(String keep, String hide) {
    Objects.requireNonNull(keep, "keep");
    Objects.requireNonNull(hide, "hide");
    if (keep.equals(hide)) {
      throw new BadDataException(
          "hide: label '" + hide + "' is also the label to keep, another one expected");
    }
    return new Audit(AuditSettings.of(keep, hide));
  }

  /**
   * An audit of one label alone: no learner of a label to keep, no attacker that goes through it.
   *
   * @param hide the privacy label column
   * @return the audit
   */
  public static Audit of(String hide) {
    return new Audit(AuditSettings.of(null, Objects.requireNonNull(hide, "hide")));
  }

  /**
   * With another seed.
   *
   * @param value seed of every random choice
   * @return the changed audit
   */
  public Audit withSeed(long value) {
    return with(draft -> draft.seed = value);
  }

  /**
   * With another number of threads; the result does not depend on it. An audit whose thread is
   * interrupted ends at once with a {@link java.util.concurrent.CancellationException}; the flag
   * stays set, and this audit can be run again.
   *
   * @param value at least 1
   * @return the changed audit
   * @throws IllegalArgumentException if {@code value} is below 1
   */
  public Audit withThreads(int value) {
    if (value < 1) {
      throw new IllegalArgumentException("threads: " + value + ", at least 1 expected");
    }
    return with(draft -> draft.threads = value);
  }

  /**
   * With less effort: smaller grids and forest, fewer training rows for distance methods and
   * forest. A weaker attacker: fit for a first look, not for a claim.
   *
   * @return the changed audit
   */
  public Audit quick() {
    return with(draft -> draft.budget = Budget.QUICK);
  }

  /**
   * With the unit whose rows hang together, in place of that of the parts: limits and permutations
   * go by whole units. Rows from elsewhere have (hide, keep) cells for a unit, {@link Unit#BLOCKS},
   * unless this says otherwise.
   *
   * @param unit the unit. Those of a column should not be on both sides, else an attacker may
   *     recognise the person rather than the label
   * @return the changed audit
   */
  public Audit withUnit(Unit unit) {
    return with(draft -> draft.unit = Objects.requireNonNull(unit, "unit"));
  }

  /**
   * With a column that names the unit: the person, where another label, say the sex, is hidden.
   *
   * @param column a label column of the rows
   * @return the changed audit
   */
  public Audit withUnit(String column) {
    return withUnit(Unit.column(column));
  }

  /**
   * With what is known of how rows from elsewhere were divided; its unit is that of the audit.
   *
   * @param division how the caller divided them
   * @return the changed audit
   */
  public Audit withDivision(Division division) {
    return with(
        draft -> {
          draft.division = division;
          draft.unit = division.unit();
        });
  }

  /**
   * With another margin for accuracies; to be fixed before the rows are looked at.
   *
   * @param value gain over chance that counts as none, as a share: 0.02 is two points
   * @return the changed audit
   * @throws IllegalArgumentException if it is not between 0 and 1
   */
  public Audit withMargin(double value) {
    checkMargin(value);
    return with(draft -> draft.margin = value);
  }

  /**
   * With another margin for areas under the curve; to be fixed before the rows are looked at.
   *
   * @param value gain over ½ that counts as none
   * @return the changed audit
   * @throws IllegalArgumentException if it is not between 0 and 1
   */
  public Audit withAucMargin(double value) {
    checkMargin(value);
    return with(draft -> draft.marginAuc = value);
  }

  private static void checkMargin(double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("margin: " + value + ", 0 to 1 expected");
    }
  }

  /**
   * With attackers of the caller's own, in place of those given before. Each is set on the hidden
   * label before and after, as those of the library are, and judged with them: by the same joint
   * test, limits and reports.
   *
   * @param attackers in the order to report
   * @return the changed audit
   * @throws IllegalArgumentException if a name is blank, has several lines, or is that of another
   *     attacker
   */
  public Audit withAttackers(Attacker... attackers) {
    Set<String> names = new HashSet<>();
    Adversary.forPrivacy().forEach(ours -> names.add(ours.name(settings.keep())));
    for (Attacker attacker : attackers) {
      String name = attacker.name();
      if (name == null || name.isBlank() || name.lines().count() != 1) {
        throw new IllegalArgumentException(
            "attackers: name '" + name + "', one line of text expected");
      }
      if (!names.add(name)) {
        throw new IllegalArgumentException(
            "attackers: name '" + name + "' is taken, another one expected");
      }
    }
    return with(draft -> draft.attackers = List.of(attackers));
  }

  /**
   * With what the caller knows of the release besides the rows attacked: columns that no adversary
   * reads, classes and rows left out. Parts and a {@link Release} say their own in addition.
   *
   * @param value the scope
   * @return the changed audit
   */
  public Audit withScope(Scope value) {
    return with(draft -> draft.scope = Objects.requireNonNull(value, "scope"));
  }

  /**
   * With the number of releases that this one was chosen among, by what attackers reach on their
   * training rows: the certificate then holds for all of them at once, and may use those rows.
   *
   * @param value at least 1, where 1 says that none was compared; all that were listed before a row
   *     was looked at count, those dropped early among them. None may have been fitted on rows of
   *     the attackers
   * @return the changed audit
   * @throws IllegalArgumentException if it is below 1
   */
  public Audit withCandidates(int value) {
    if (value < 1) {
      throw new IllegalArgumentException("candidates: " + value + ", at least 1 expected");
    }
    return with(draft -> draft.candidates = value);
  }

  /**
   * With a folder where finished attacks are kept, so that an interrupted run goes on where it
   * stopped. Other rows or settings are other files. They hold guesses at the hidden label: remove
   * the folder when the report is written.
   *
   * @param folder made if needed
   * @return the changed audit
   */
  public Audit resumingIn(Path folder) {
    return with(draft -> draft.kept = Objects.requireNonNull(folder));
  }

  /**
   * With somebody to tell about each finished attack.
   *
   * @param listener called with one line at a time, from any thread
   * @return the changed audit
   */
  public Audit onProgress(Consumer<String> listener) {
    return with(draft -> draft.progress = Objects.requireNonNull(listener));
  }

  /**
   * Audits raw rows only: what there is to hide, and whether this audit would see it.
   *
   * @param parts the rows in parts
   * @return the result; its verdict is about these rows
   * @throws BadDataException if a label is missing or has one class, or a value is not finite
   */
  public AuditResult run(AuditParts parts) {
    return run(
        () -> new AuditRun(saying(parts), parts.attacked(), null, parts.fit(), Released.UNKNOWN),
        true);
  }

  /**
   * Audits a release fitted on {@link AuditParts#fit}. The audit puts the other parts through it
   * itself, and measures the utility's cost also against PCA and a random projection of as many
   * columns, fitted on the same rows.
   *
   * @param parts the rows in parts
   * @param release row by row from raw to released columns; labels it drops are put back
   * @return the result; its verdict is about the released rows
   * @throws BadDataException if a label is missing or has one class, a value is not finite, or the
   *     release gives another number of rows
   */
  public AuditResult run(AuditParts parts, UnaryOperator<LabelledRows> release) {
    return run(parts, release, Released.UNKNOWN);
  }

  /**
   * Audits a release fitted on {@link AuditParts#fit}, and passes on what the release says of
   * itself: its warnings, and which labels it hides.
   *
   * @param parts the rows in parts
   * @param release as fitted, or as read from a file
   * @return the result; its verdict is about the released rows
   * @throws BadDataException if a label is missing or has one class, a value is not finite, or the
   *     release is for other columns
   */
  public AuditResult run(AuditParts parts, Release release) {
    return run(parts, release::transform, Released.of(release));
  }

  /**
   * The same of a release that was applied already to all rows in their order: of one with own
   * history, whose rows depend on earlier ones.
   *
   * @param parts the rows in parts
   * @param release as fitted, or as read from a file
   * @param released all rows of the parts and those between, as released, in the order of the rows
   *     that were divided
   * @return the result; its verdict is about the released rows
   * @throws BadDataException as for {@link #run(AuditParts, Release)}, or if the numbers of rows
   *     differ
   */
  public AuditResult run(AuditParts parts, Release release, LabelledRows released) {
    return run(
        () ->
            new AuditRun(
                saying(parts),
                parts.attacked(),
                parts.attacked(released),
                parts.fit(),
                Released.of(release)),
        true);
  }

  private AuditResult run(AuditParts parts, UnaryOperator<LabelledRows> release, Released known) {
    return run(
        () ->
            new AuditRun(
                saying(parts), parts.attacked(), parts.attacked(release), parts.fit(), known),
        true);
  }

  /** The parts know which classes they leave out, and how they were divided. */
  private AuditSettings saying(AuditParts parts) {
    AuditSettings.Draft draft = new AuditSettings.Draft(settings);
    draft.scope = settings.scope().withLeftOut(parts.leftOut(settings.hide()));
    draft.division = parts.division() == null ? settings.division() : parts.division();
    if (draft.unit == null && draft.division != null) {
      draft.unit = draft.division.unit();
    }
    return draft.settings();
  }

  /**
   * Audits raw rows from elsewhere.
   *
   * @param rows the rows, not modified
   * @return the result; its verdict is about these rows
   * @throws BadDataException if a label is missing or has one class, or a value is not finite
   */
  public AuditResult run(AuditRows rows) {
    return run(() -> new AuditRun(settings, rows, null, null, Released.UNKNOWN), false);
  }

  /**
   * Audits a release made elsewhere. Nothing here can know what it was fitted on: use {@link
   * #run(AuditRows, AuditRows, FitRows)} where the caller does.
   *
   * @param before the raw rows, not modified
   * @param after the same rows in the same order as released
   * @return the result; its verdict is about the released rows
   * @throws BadDataException if a label is missing or has one class, a value is not finite, or the
   *     labels of the two sides differ
   */
  public AuditResult run(AuditRows before, AuditRows after) {
    Objects.requireNonNull(after, "after");
    return run(() -> new AuditRun(settings, before, after, null, Released.UNKNOWN), false);
  }

  /**
   * Audits a release made elsewhere, and refuses attackers' rows that it was fitted on.
   *
   * @param before the raw rows, not modified
   * @param after the same rows in the same order as released
   * @param fitted the raw rows the release was fitted on
   * @return the result; its verdict is about the released rows
   * @throws BadDataException also if a training or test row is one of the fitted rows; where rows
   *     repeat among the fitted ones, equal rows are a warning instead
   */
  public AuditResult run(AuditRows before, AuditRows after, FitRows fitted) {
    Objects.requireNonNull(after, "after");
    Objects.requireNonNull(fitted, "fitted");
    return run(() -> new AuditRun(settings, before, after, fitted, Released.UNKNOWN), false);
  }

  /** On threads of its own, as many as were asked for: nothing runs in the common pool. */
  private AuditResult run(Supplier<AuditRun> audit, boolean divided) {
    return Workers.runWithin(settings.threads(), () -> audit.get().result(divided));
  }
}
