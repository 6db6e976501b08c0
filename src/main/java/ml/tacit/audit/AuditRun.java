package ml.tacit.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import ml.tacit.audit.attack.Adversary;
import ml.tacit.audit.attack.AttackData;
import ml.tacit.audit.attack.Attacks;
import ml.tacit.audit.attack.Budget;
import ml.tacit.audit.attack.LearningTask;
import ml.tacit.audit.attack.Origins;
import ml.tacit.audit.attack.Plan;
import ml.tacit.audit.attack.Predictions;
import ml.tacit.audit.attack.Scaling;
import ml.tacit.audit.statistics.Design;
import ml.tacit.audit.statistics.Influence;
import ml.tacit.audit.statistics.Limits;
import ml.tacit.audit.statistics.Power;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;

/** One audit under way: plans every attack, runs them, judges the answers. */
final class AuditRun {
  private static final double LEVEL = 0.95;

  /** Rows of a block never hang together less than this in the power simulation. */
  private static final double LEAST_CORRELATION = 0.05;

  private final AuditSettings settings;
  private final AuditRows before;

  /** The released rows, without noise in their last bits. */
  private final AuditRows columns;

  /** The same as adversaries see them: codes spread over columns. */
  private final AuditRows after;

  /** The released rows as cells, where they are few. */
  private final Optional<Cells> cells;

  /** The released rows with the last bits that came out. */
  private final AuditRows given;

  private final FitRows fit;
  private final Released known;
  private final ClassCodes kept;
  private final ClassCodes hidden;
  private final Unit unit;
  private final Design design;
  private final Influence within; // the utility class
  private final Limits limited;
  private final Attacks batch;
  private final Scope scope;

  /**
   * Checks the rows.
   *
   * @param after null to audit the raw rows only
   * @param fit null if not known
   * @param known what the release says of itself
   */
  AuditRun(AuditSettings settings, AuditRows before, AuditRows after, FitRows fit, Released known) {
    this.settings = settings;
    this.before = before;
    this.fit = fit;
    this.known = known;
    String keep = settings.keep();
    kept = keep == null ? ClassCodes.none(before) : ClassCodes.of(keep, before);
    hidden = ClassCodes.of(settings.hide(), before);
    InputCheck.scores(settings.hide(), hidden);
    InputCheck.numbers("before", before);
    if (fit != null) {
      InputCheck.numbers("fit", fit.rows());
    }
    if (after != null) {
      InputCheck.numbers("after", after);
      InputCheck.sameLabels(
          before, after, keep == null ? List.of(settings.hide()) : List.of(keep, settings.hide()));
    }
    this.given = after;
    this.columns = after == null ? null : RoundingNoise.removed(before, after);
    this.cells = columns == null ? Optional.empty() : Cells.of(columns);
    this.after = columns == null ? null : Cells.spread(columns, known, cells);
    unit = settings.unit() == null ? Unit.BLOCKS : settings.unit();
    design = design();
    within = new Influence(hidden.test(), hidden.names().size(), kept.test());
    scope = settings.scope().withInClear(inClear());
    batch = settings.attacks();
    limited = new Limits(design.independent(), LEVEL);
  }

  private Design design() {
    if (unit.equals(Unit.ROWS)) {
      return Design.ofRows(kept.test(), hidden.test());
    }
    return unit.column()
        .map(column -> Design.of(kept.test(), hidden.test(), before.test().label(column).codes()))
        .orElseGet(() -> Design.of(kept.test(), hidden.test()));
  }

  /** The labels that a release lets through, where they tell the hidden one. */
  private List<LeakWarning.LabelInClear> inClear() {
    Map<String, Labels> through = new LinkedHashMap<>(before.train().labels());
    through.keySet().retainAll(known.keeps());
    return Scope.inClear(through, settings.hide(), before.train().label(settings.hide()));
  }

  AuditResult result(boolean divided) {
    List<LeakWarning> warnings = warnings(divided); // before long work: it may refuse the rows
    List<Adversary> attackers = settings.rawAttackers();
    List<Adversary> learners = settings.learners();
    List<Adversary> cellLearners = settings.learners(cells.isPresent());
    AuditRows judgedRows = after == null ? before : after;
    Stage raw = stage(Finding.BEFORE, before);
    Origins origins = after == null ? null : after.origins(before);
    Stage released = after == null ? null : stage(Finding.AFTER, after).knowing(raw, origins);
    List<Adversary> releasedAttackers =
        settings.releasedAttackers(origins != null && origins.anyCoarse(), cells.isPresent());
    Supplier<List<Predictions>> rawAttacks = batch.add(plans(raw, attackers, true));
    Supplier<List<Predictions>> releasedAttacks =
        released == null ? null : batch.add(plans(released, releasedAttackers, true));
    Supplier<List<Predictions>> rawLearners = batch.add(plans(raw, learners, false));
    Supplier<List<Predictions>> releasedLearners =
        released == null ? null : batch.add(plans(released, cellLearners, false));
    Controls controls = controls(released == null ? raw : released, judgedRows, attackers);
    int dimension = (columns == null ? before : columns).train().features().size();
    Map<String, Supplier<List<Predictions>>> references = references(dimension, learners);

    batch.run();

    PrivacyStage control = judged(Finding.BEFORE, attackers, rawAttacks.get());
    PrivacyStage judged =
        released == null
            ? control
            : judged(Finding.AFTER, releasedAttackers, releasedAttacks.get());
    List<Finding> findings = new ArrayList<>(control.findings());
    Finding bestOnRaw = Collections.max(findings, Comparator.comparing(Finding::accuracy));
    List<PooledFinding> together = new ArrayList<>(control.together());
    Power power = power(control, judged);
    List<ClassFinding> people = new ArrayList<>(control.people(power, settings.seed()));
    List<UtilityCost> costs = new ArrayList<>();
    if (released != null) {
      findings.addAll(judged.findings());
      together.addAll(judged.together());
      people.addAll(judged.people(power, settings.seed()));
    }
    belowChance(Finding.BEFORE, findings).ifPresent(warnings::add);
    belowChance(Finding.AFTER, findings).ifPresent(warnings::add);
    findings.addAll(utility(Finding.BEFORE, learners, rawLearners.get()));
    List<UtilityGap> gaps = new ArrayList<>(gaps(Finding.BEFORE, learners, rawLearners.get()));
    if (released != null) {
      List<Predictions> now = releasedLearners.get();
      findings.addAll(utility(Finding.AFTER, cellLearners, now));
      gaps.addAll(gaps(Finding.AFTER, cellLearners, now));
      costs.addAll(cost("raw", before.train().features().size(), rawLearners.get(), now));
      references.forEach((name, there) -> costs.addAll(cost(name, dimension, there.get(), now)));
    }
    String stage = released == null ? Finding.BEFORE : Finding.AFTER;
    List<Finding> judgedFindings =
        findings.stream()
            .filter(f -> f.role().equals(Finding.PRIVACY) && f.stage().equals(stage))
            .toList();
    double bound = judgedFindings.stream().mapToDouble(Finding::high).max().orElseThrow();
    StageAdvantages gained = judged.advantages(settings.margin(), settings.marginAuc());
    List<Advantage> advantages =
        gained.with(people.stream().filter(p -> p.stage().equals(stage)).toList());
    Evidence evidence = evidence(control, judged, gained, power, judgedFindings);
    List<Control> outcomes = outcomes(controls, control.p(), bestOnRaw);
    List<Restored> restored =
        released == null
            ? List.of()
            : Restoration.of(before, given, released.data(), known.release(), LEVEL);
    Judgement judgement =
        Judgement.of(
                evidence,
                new Judgement.Rates(
                    hidden.majority(),
                    settings.keep() == null ? Double.NaN : within.prior(),
                    hidden.chance(),
                    bound),
                advantages,
                outcomes,
                released != null)
            .restoring(restored, settings.margin())
            .within(scope, settings.hide(), released != null);
    return new AuditResult(
        new AuditFigures(
            settings.keep(),
            settings.hide(),
            kept.names(),
            hidden.names(),
            before.train().size(),
            before.test().size(),
            design.exchanged().count(),
            unit,
            Optional.ofNullable(settings.division()),
            released != null,
            judgement.verdict(),
            judgement.reason(),
            bound,
            hidden.majority(),
            within.prior(),
            hidden.chance(),
            settings.keep() == null ? Double.NaN : kept.majority(),
            settings.keep() == null ? Double.NaN : kept.chance(),
            settings.budget().quick(),
            settings.seed(),
            findings,
            advantages,
            evidence,
            together,
            people,
            linkage(),
            restored,
            Certification.of(columns, known, settings, unit),
            outcomes,
            costs,
            gaps,
            warnings,
            known.hides(),
            scope));
  }

  /** The rows of one stage, as its adversaries see them. */
  private record Stage(String name, AuditRows rows, AttackData data) {
    /** For attackers that have the raw training rows, or know their grids. */
    Stage knowing(Stage raw, Origins origins) {
      return new Stage(name, rows, data.knowing(raw.rows().train().rows(), origins));
    }
  }

  private Stage stage(String name, AuditRows rows) {
    return new Stage(name, rows, rows.attacked(Scaling.STANDARDISED, settings.budget()));
  }

  /** Whether people never learned can be linked, before then after; empty without people. */
  private List<Linkage> linkage() {
    List<Linkage> linkage = new ArrayList<>();
    if (!unit.hidesPeople()) {
      return linkage;
    }
    Linkage.of(Finding.BEFORE, before, settings.hide(), settings.seed()).ifPresent(linkage::add);
    if (after != null) {
      Linkage.of(Finding.AFTER, after, settings.hide(), settings.seed()).ifPresent(linkage::add);
    }
    return linkage;
  }

  private List<Plan> plans(Stage stage, List<Adversary> who, boolean privacy) {
    LearningTask task = task(privacy ? hidden : kept, settings.budget());
    String role = privacy ? Finding.PRIVACY : Finding.UTILITY;
    return who.stream()
        .map(
            adversary ->
                new Plan(
                    String.format(
                        Locale.ROOT,
                        "%s, %s: %s",
                        role,
                        stage.name(),
                        adversary.name(settings.keep())),
                    adversary,
                    stage.data(),
                    task))
        .toList();
  }

  private LearningTask task(ClassCodes target, Budget budget) {
    return new LearningTask(
        target.train(),
        target.names().size(),
        kept.train(),
        kept.names().size(),
        settings.keep() == null ? null : kept.test(),
        AuditParts.inner(unit, before.train(), kept, hidden),
        budget,
        settings.seed());
  }

  private Controls controls(Stage stage, AuditRows rows, List<Adversary> attackers) {
    Adversary cheap =
        attackers.stream()
            .filter(who -> !who.needsUtility())
            .min(Comparator.comparingInt(Adversary::weight))
            .orElseThrow();
    Plan like = new Plan("", cheap, stage.data(), task(hidden, Budget.QUICK));
    int repeats = settings.budget().quick() ? 3 : 5;
    return new Controls(batch, cheap, like, rows, unit, repeats, settings.seed());
  }

  /** Limits hold jointly, so blind attackers are said to be below chance in one audit of twenty. */
  private Optional<LeakWarning> belowChance(String stage, List<Finding> findings) {
    double chance = Math.min(hidden.chance(), hidden.majority());
    List<Finding> below =
        findings.stream()
            .filter(f -> f.stage().equals(stage) && f.high() < chance)
            .sorted(Comparator.comparingDouble(Finding::high))
            .toList();
    if (below.isEmpty()) {
      return Optional.empty();
    }
    Finding f = below.get(0);
    return Optional.of(
        new LeakWarning.BelowChance(
            below.size(), f.adversary(), stage, f.accuracy(), f.high(), hidden.chance()));
  }

  private Map<String, Supplier<List<Predictions>>> references(
      int dimension, List<Adversary> learners) {
    if (fit == null || after == null || learners.isEmpty()) {
      return new LinkedHashMap<>();
    }
    return new References(fit, before, dimension, settings.seed())
        .plan(batch, rows -> plans(stage("reference", rows), learners, false));
  }

  private PrivacyStage judged(String stage, List<Adversary> attackers, List<Predictions> guesses) {
    return new PrivacyStage(
        stage,
        names(attackers),
        guesses,
        hidden,
        kept.test(),
        design,
        limited,
        LEVEL,
        settings.permutations(),
        settings.seed());
  }

  private List<String> names(List<Adversary> who) {
    return who.stream().map(adversary -> adversary.name(settings.keep())).toList();
  }

  private Power power(PrivacyStage control, PrivacyStage judged) {
    double correlation =
        Math.max(LEAST_CORRELATION, Math.max(control.correlation(), judged.correlation()));
    return new Power(LEVEL, correlation);
  }

  private Evidence evidence(
      PrivacyStage control,
      PrivacyStage judged,
      StageAdvantages gained,
      Power power,
      List<Finding> findings) {
    double bits =
        findings.stream()
            .mapToDouble(f -> f.scores().bitsLow())
            .filter(low -> !Double.isNaN(low))
            .map(low -> Math.max(0, low))
            .max()
            .orElse(Double.NaN);
    return new Evidence(
        judged.p(),
        control.p(),
        LEVEL,
        settings.permutations(),
        gained.excess(),
        gained.excessBalanced(),
        gained.excessAuc(),
        settings.margin(),
        settings.marginAuc(),
        gained.withinMargins(),
        power.level(),
        judged.detectable(power, settings.seed()),
        judged.detectableAuc(power.level()),
        bits,
        within.entropy());
  }

  private List<Control> outcomes(Controls controls, double p, Finding best) {
    List<Control> outcomes =
        new ArrayList<>(
            controls.outcomes(
                kept,
                hidden,
                settings.keep(),
                design,
                limited,
                settings.permutations(),
                settings.seed()));
    outcomes.add(
        new Control(
            Control.RAW_ROWS,
            best.accuracy(),
            best.low(),
            best.high(),
            p,
            p <= 1 - LEVEL,
            "the same adversaries on the raw rows; must beat chance, else nothing shows that they"
                + " would notice a leak"));
    return outcomes;
  }

  private List<Finding> utility(String stage, List<Adversary> learners, List<Predictions> guesses) {
    return UtilityStage.findings(stage, names(learners), guesses, kept, limited);
  }

  private List<UtilityGap> gaps(String stage, List<Adversary> learners, List<Predictions> guesses) {
    return UtilityGap.of(stage, names(learners), guesses, kept, hidden);
  }

  private List<UtilityCost> cost(
      String reference, int dimension, List<Predictions> there, List<Predictions> now) {
    return References.costs(
        reference, dimension, names(settings.learners()), there, now, kept, limited);
  }

  private List<LeakWarning> warnings(boolean divided) {
    LeakChecks checks = new LeakChecks();
    checks.found().addAll(scope.inClear());
    if (after != null) {
      checks.change(before, columns);
    }
    if (settings.keep() != null) {
      checks.labels(settings.keep(), settings.hide(), before.train());
    }
    checks.found().addAll(known.warnings(settings.hide()));
    if (fit != null) {
      checks.fitted(fit, before, divided);
    }
    checks.sides(before);
    LabelledRows fitted = fit == null ? before.train() : fit.rows();
    checks.classes(settings.hide(), fitted);
    checks.shares(settings.hide(), kept, hidden);
    checks.people(unit, settings.hide(), before.test(), hidden, design);
    unit.column().ifPresent(column -> checks.units(column, before));
    checks.columns(columns == null ? before : columns, hidden);
    return checks.found();
  }
}
