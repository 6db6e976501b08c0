package ml.tacit.audit.report;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import ml.tacit.audit.Advantage;
import ml.tacit.audit.AuditResult;
import ml.tacit.audit.ClassFinding;
import ml.tacit.audit.Control;
import ml.tacit.audit.Division;
import ml.tacit.audit.Evidence;
import ml.tacit.audit.Finding;
import ml.tacit.audit.LeakWarning;
import ml.tacit.audit.Restored;
import ml.tacit.audit.Verdict;

/**
 * Every figure that a sentence of a report uses, taken from the audit once: a figure that would
 * contradict the verdict or another figure is left out here, so that no sentence has to know of it.
 *
 * @param verdict of the audit
 * @param hide the hidden label
 * @param keep the label to keep, or null
 * @param unit what hangs together and how the rows were divided, one line
 * @param together what rows held together come from: a person, a class, a unit
 * @param rows "released" or "raw": those the verdict is about
 * @param quick whether the adversaries were the weaker ones
 * @param adversaries how many were tried on these rows
 * @param trainRows rows they learned from
 * @param testRows rows they were judged on
 * @param prior what guessing from the label to keep alone reaches
 * @param leak what shows the leak on single rows; empty unless an adversary is shown to beat chance
 * @param best the best adversary on the judged rows, in the measure that fits the label, or that of
 *     {@code leak}
 * @param raw the best on the raw rows in that measure; empty if these are the judged rows
 * @param utility the best learner of the label to keep on the judged rows
 * @param utilityRaw the same on the raw rows; empty if these are the judged rows
 * @param several rows of one class together; empty unless shown to beat chance
 * @param recognised the class recognised best; empty unless shown
 * @param column a released column that names the label in more rows than any adversary
 * @param restored the attack that gives most raw rows back exactly, controls aside; empty if none
 *     was tried
 * @param restoredShown whether that is more than a guess gives, by the margin
 * @param inClear sentences on released columns that are the hidden label
 * @param p joint p-value
 * @param bits leaked bits at least; NaN where none are shown
 * @param detectable balanced accuracy of an attacker that would have been reported; NaN where that
 *     is not known, or an adversary reached it
 * @param detectableAuc the same as an AUC
 * @param weakness why an audit is too weak, "" otherwise
 */
record Summary(
    Verdict verdict,
    String hide,
    String keep,
    String unit,
    String together,
    String rows,
    boolean quick,
    int adversaries,
    int trainRows,
    int testRows,
    double prior,
    Optional<Advantage> leak,
    Optional<Claim> best,
    Optional<Claim> raw,
    Optional<Claim> utility,
    Optional<Claim> utilityRaw,
    Optional<Advantage> several,
    Optional<Advantage> recognised,
    Optional<LeakWarning.IdentifyingFeature> column,
    Optional<Restored> restored,
    boolean restoredShown,
    List<String> inClear,
    double p,
    double bits,
    double detectable,
    double detectableAuc,
    String weakness) {

  /** Below this a number of bits is written as 0.00. */
  private static final double LEAST_BITS = 0.005;

  static Summary of(AuditResult result) {
    String stage = result.judgedStage();
    Optional<Advantage> leak = leak(result);
    Measure measure =
        leak.map(l -> Measure.behind(l.statistic())).orElseGet(() -> Measure.fitFor(result));
    Optional<Restored> restored = mostRestored(result);
    return new Summary(
        result.verdict(),
        result.hide(),
        result.keep(),
        result.division().map(Division::sentence).orElse("unit: " + result.unit()),
        result.wording().together(),
        result.released() ? "released" : "raw",
        result.quick(),
        result.findings(Finding.PRIVACY, stage).size(),
        result.trainRows(),
        result.testRows(),
        result.prior(),
        leak,
        best(result, measure, stage),
        result.released() ? best(result, measure, Finding.BEFORE) : Optional.empty(),
        utility(result, stage),
        result.released() ? utility(result, Finding.BEFORE) : Optional.empty(),
        shown(result, a -> a.rows() > 1),
        shown(result, a -> a.statistic() == Advantage.Statistic.RECALL),
        column(result),
        restored,
        restored.isPresent()
            && result.verdict() == Verdict.LEAK_SHOWN
            && restored.get().low() > restored.get().commonest() + result.evidence().margin(),
        result.scope().inClear().stream().map(LeakWarning.LabelInClear::sentence).toList(),
        result.evidence().p(),
        bits(result),
        detectable(result),
        detectableAuc(result),
        result.verdict() == Verdict.TOO_WEAK ? weakness(result) : "");
  }

  /** Whether an adversary is shown to find something in single rows. */
  static boolean isShown(AuditResult result, Finding finding) {
    return result.advantages().stream()
        .filter(a -> a.stage().equals(finding.stage()) && a.adversary().equals(finding.adversary()))
        .filter(Summary::ofSingleRows)
        .anyMatch(a -> isShown(result, a));
  }

  /** Whether a class is shown to be recognised more often than if the rows said nothing. */
  static boolean isShown(AuditResult result, ClassFinding found) {
    return result.advantages().stream()
        .filter(a -> a.stage().equals(found.stage()) && a.hidden().equals(found.person()))
        .filter(a -> a.statistic() == Advantage.Statistic.RECALL)
        .anyMatch(a -> isShown(result, a));
  }

  /** Shown, with a verdict that says so, and to be seen in the figures as written. */
  private static boolean isShown(AuditResult result, Advantage a) {
    double step = a.statistic() == Advantage.Statistic.AUC ? 100 : 1000;
    return result.verdict() == Verdict.LEAK_SHOWN
        && a.shown(result.evidence().level())
        && Math.rint(step * a.observed()) > Math.rint(step * a.chance());
  }

  /** The most telling of single rows: by the measure that fits the label, then by its gain. */
  private static Optional<Advantage> leak(AuditResult result) {
    Measure first = Measure.fitFor(result);
    return shown(result, a -> ofSingleRows(a) && Measure.behind(a.statistic()) == first)
        .or(() -> shown(result, Summary::ofSingleRows));
  }

  private static boolean ofSingleRows(Advantage a) {
    return a.rows() == 1 && a.statistic() != Advantage.Statistic.RECALL;
  }

  /** Of these, the one with the largest share of what there is to gain; none without a leak. */
  private static Optional<Advantage> shown(AuditResult result, Predicate<Advantage> which) {
    return result.advantages().stream()
        .filter(a -> a.stage().equals(result.judgedStage()))
        .filter(which)
        .filter(a -> isShown(result, a))
        .max(Comparator.comparingDouble(a -> a.gain() / Math.max(1e-9, 1 - a.chance())));
  }

  /** One column is an attacker, too: if it finds more than those with all columns, it is said. */
  private static Optional<LeakWarning.IdentifyingFeature> column(AuditResult result) {
    double most =
        result
            .best(Finding.PRIVACY, result.judgedStage())
            .map(Finding::accuracy)
            .orElse(Double.NaN);
    return result.warnings().stream()
        .filter(LeakWarning.IdentifyingFeature.class::isInstance)
        .map(LeakWarning.IdentifyingFeature.class::cast)
        .filter(w -> w.accuracy() > most)
        .max(Comparator.comparingDouble(LeakWarning.IdentifyingFeature::accuracy));
  }

  private static Claim claim(AuditResult result, Measure measure, Finding finding) {
    return new Claim(measure, finding.adversary(), measure.of(finding), measure.guess(result));
  }

  private static Optional<Claim> best(AuditResult result, Measure measure, String stage) {
    return result.findings(Finding.PRIVACY, stage).stream()
        .map(finding -> claim(result, measure, finding))
        .filter(claim -> !Double.isNaN(claim.value()))
        .max(Comparator.comparingDouble(Claim::value));
  }

  private static Optional<Claim> utility(AuditResult result, String stage) {
    return result
        .best(Finding.UTILITY, stage)
        .map(
            f ->
                new Claim(Measure.ACCURACY, f.adversary(), f.accuracy(), result.utilityMajority()));
  }

  private static Optional<Restored> mostRestored(AuditResult result) {
    return result.restored().stream()
        .filter(r -> r.skipped().isEmpty() && !r.fullDigits())
        .max(Comparator.comparingDouble(Restored::low).thenComparingInt(Restored::restored));
  }

  /**
   * Nothing where the verdict is that nothing was found, or where they would be written as 0.00.
   */
  private static double bits(AuditResult result) {
    double bits = result.evidence().bits();
    return result.verdict() != Verdict.NO_LEAK_FOUND && bits >= LEAST_BITS ? bits : Double.NaN;
  }

  /** On the scale of the balanced accuracy, since every class counts once in the power. */
  private static double detectable(AuditResult result) {
    return unreached(result, result.evidence().detectable(), Measure.BALANCED);
  }

  private static double detectableAuc(AuditResult result) {
    return unreached(result, result.evidence().detectableAuc(), Measure.AUC);
  }

  /** NaN where an adversary is there already: it was not reported. */
  private static double unreached(AuditResult result, double least, Measure measure) {
    boolean reached =
        result.verdict() != Verdict.LEAK_SHOWN
            && result.findings(Finding.PRIVACY, result.judgedStage()).stream()
                .anyMatch(finding -> measure.of(finding) >= least);
    return reached ? Double.NaN : least;
  }

  private static String weakness(AuditResult result) {
    Evidence evidence = result.evidence();
    Optional<Control> broken =
        result.controls().stream()
            .filter(c -> !c.passed() && !c.name().equals(Control.RAW_ROWS))
            .findFirst();
    if (broken.isPresent()) {
      return "the control '"
          + broken.get().name()
          + "' finds something where there is nothing to find, so no figure here can be trusted";
    }
    double level = evidence.level();
    if (evidence.p() <= 1 - level
        && result.advantages().stream()
            .anyMatch(a -> a.significant(level) && !(a.high() <= a.margin()))) {
      return "what the attackers find is more than chance, but there are too few rows to tell whether"
          + " it is more than the margin that counts as none";
    }
    if (evidence.controlP() > 1 - level) {
      return "the attackers find nothing on the raw rows either, so they might miss any leak";
    }
    if (!result.scope().notAttacked().isEmpty()) {
      return "no attacker read the released columns '"
          + String.join("', '", result.scope().notAttacked())
          + "'";
    }
    return evidence.bits() > 0
        ? "something leaks that there are too few rows to measure"
        : "there are too few rows: only a large leak would have been noticed";
  }
}
