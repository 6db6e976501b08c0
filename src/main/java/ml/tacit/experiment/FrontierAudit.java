package ml.tacit.experiment;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import ml.tacit.audit.Audit;
import ml.tacit.audit.AuditParts;
import ml.tacit.audit.AuditResult;
import ml.tacit.audit.Finding;
import ml.tacit.audit.Linkage;
import ml.tacit.audit.NewPeople;
import ml.tacit.audit.PooledFinding;
import ml.tacit.experiment.FrontierPoint.Attack;
import ml.tacit.experiment.FrontierPoint.Rate;
import ml.tacit.experiment.FrontierPoint.Unseen;
import ml.tacit.experiment.FrontierRelease.Applied;
import ml.tacit.policy.Policy;
import ml.tacit.release.CopyColumns;
import ml.tacit.release.Release;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;

/** Audits one release on one split, and makes a point of what was found. */
final class FrontierAudit {
  private static final int TOGETHER = 5;

  /** Share of the people that are left out at a time. */
  private static final double NEW = 0.3;

  private final FrontierSet set;
  private final LabelledRows rows;
  private final AuditParts parts;
  private final Audit audit;
  private final Double priorAuc;

  /**
   * Of one split.
   *
   * @param rows all rows, in order
   * @param parts of these rows
   * @param audit with its effort, seed and folder
   * @param train the attackers' rows
   * @param test those they are judged on
   */
  FrontierAudit(
      FrontierSet set,
      LabelledRows rows,
      AuditParts parts,
      Audit audit,
      LabelledRows train,
      LabelledRows test) {
    this.set = set;
    this.rows = rows;
    this.parts = parts;
    this.audit = audit;
    priorAuc =
        priorAuc(
            train.label(set.keep()), train.label(set.hide()),
            test.label(set.keep()), test.label(set.hide()));
  }

  AuditResult run(Applied applied) {
    Release release = applied.release();
    Audit its = audit.withCandidates(applied.compared());
    if (release != null) {
      return its.run(parts, release, released(release, rows));
    }
    return applied.map() == null ? its.run(parts) : its.run(parts, applied.map());
  }

  private LabelledRows released(Release release, LabelledRows all) {
    return release.needsDevice()
        ? release.replay(set.person()).transform(all, CopyColumns.KEPT)
        : release.transform(all);
  }

  /** A pick's plan, fitted without some people and applied to them. */
  Unseen unseen(FrontierSplit split, Applied applied, boolean quick) {
    NewPeople found =
        NewPeople.of(
            rows,
            new NewPeople.Settings(
                set.person(), set.keep(), List.of(), set.session(), NEW, quick, split.seed()),
            fit -> split.fits(fit).fit(Policy.parse(applied.plan())),
            this::released);
    Optional<Linkage> raw = found.linkage(Finding.BEFORE);
    return found
        .linkage(Finding.AFTER)
        .map(
            l ->
                new Unseen(
                    l.auc(), l.aucLow(), l.aucHigh(), raw.map(Linkage::auc).orElse(Double.NaN)))
        .orElse(null);
  }

  FrontierPoint point(
      FrontierRelease release,
      Applied applied,
      AuditResult result,
      Unseen unseen,
      int columns,
      String key,
      String command,
      int seed,
      double seconds) {
    String stage = result.judgedStage();
    List<Finding> learners = result.findings(Finding.UTILITY, stage);
    Finding learner = best(learners);
    List<Finding> attackers = result.findings(Finding.PRIVACY, stage);
    String knows = " per known " + set.keep();
    Predicate<Finding> known = finding -> finding.adversary().endsWith(knows);
    Optional<Double> five =
        result.together().stream()
            .filter(p -> p.stage().equals(stage) && p.rows() == TOGETHER)
            .map(PooledFinding::accuracy)
            .max(Comparator.naturalOrder());
    Optional<Double> linkage =
        result.linkage().stream().filter(l -> l.stage().equals(stage)).map(Linkage::auc).findAny();
    return new FrontierPoint(
        key,
        set.name(),
        seed,
        release.name(),
        release.kind(),
        release.method(),
        applied.plan(),
        command,
        applied.note(),
        applied.compared(),
        columns,
        result.certified().filter(c -> c.noise() == 0).map(c -> c.cells()).orElse(null),
        learner.adversary(),
        rate(learner),
        auc(learners),
        attack(attackers.stream().filter(known.negate()).toList()),
        attack(attackers.stream().filter(known).toList()),
        five.orElse(null),
        linkage.orElse(null),
        unseen,
        result.certified().map(c -> c.bound()).orElse(null),
        result.certified().map(c -> c.blindBound()).orElse(null),
        result.certified().map(c -> c.noise()).orElse(null),
        result.prior(),
        priorAuc,
        result.majority(),
        result.chance(),
        result.utilityMajority(),
        result.utilityChance(),
        result.verdict().words(),
        result.trainRows(),
        result.testRows(),
        result.quick(),
        seconds);
  }

  private static Finding best(List<Finding> findings) {
    return findings.stream().max(Comparator.comparingDouble(Finding::accuracy)).orElseThrow();
  }

  private static Attack attack(List<Finding> findings) {
    Finding best = best(findings);
    return new Attack(best.adversary(), rate(best), auc(findings));
  }

  private static Rate rate(Finding finding) {
    return new Rate(finding.accuracy(), finding.low(), finding.high());
  }

  private static Double auc(List<Finding> findings) {
    double best =
        findings.stream()
            .mapToDouble(f -> f.scores().macroAuc())
            .filter(Double::isFinite)
            .max()
            .orElse(Double.NaN);
    return Double.isNaN(best) ? null : best;
  }

  /** What the label to keep tells by itself of two hidden classes, as area under the curve. */
  private static Double priorAuc(Labels kept, Labels hidden, Labels keptTest, Labels hiddenTest) {
    if (hidden.classes().size() != 2) {
      return null;
    }
    double[] all = new double[kept.classes().size()];
    double[] first = new double[all.length];
    for (int i = 0; i < kept.size(); i++) {
      all[kept.code(i)]++;
      first[kept.code(i)] += hidden.code(i) == 0 ? 1 : 0;
    }
    double[][] test = new double[2][all.length];
    for (int i = 0; i < keptTest.size(); i++) {
      test[hiddenTest.code(i)][keptTest.code(i)]++;
    }
    double won = 0;
    double pairs = 0;
    for (int a = 0; a < all.length; a++) {
      for (int b = 0; b < all.length; b++) {
        double weight = test[0][a] * test[1][b];
        pairs += weight;
        int order = Double.compare(share(first[a], all[a]), share(first[b], all[b]));
        won += weight * (order > 0 ? 1 : order == 0 ? 0.5 : 0);
      }
    }
    return won / pairs;
  }

  private static double share(double part, double all) {
    return all == 0 ? 0.5 : part / all;
  }
}
