package ml.tacit.audit.report;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import ml.tacit.audit.AuditResult;
import ml.tacit.audit.ClassFinding;
import ml.tacit.audit.Control;
import ml.tacit.audit.Evidence;
import ml.tacit.audit.Finding;
import ml.tacit.audit.LeakWarning;
import ml.tacit.audit.PooledFinding;
import ml.tacit.audit.Verdict;

/**
 * Every figure that a sentence of a report uses, taken from the audit once: a figure that would
 * contradict the verdict or another figure is left out here, so that no sentence has to know of it.
 *
 * @param verdict of the audit
 * @param hide the hidden label
 * @param keep the label to keep, or null
 * @param rows "released" or "raw": those the verdict is about
 * @param quick whether the adversaries were the weaker ones
 * @param adversaries how many were tried on these rows
 * @param trainRows rows they learned from
 * @param testRows rows they were judged on
 * @param leak the adversary that shows the leak, on single rows; empty unless one is shown to beat
 *     the guess and its figures say so
 * @param best the best adversary on the judged rows, in the measure of {@code leak}
 * @param raw the best on the raw rows in that measure; empty if these are the judged rows
 * @param utility the best learner of the label to keep on the judged rows
 * @param utilityRaw the same on the raw rows; empty if these are the judged rows
 * @param together several rows of one class together; empty unless shown to beat the guess
 * @param recognised the class recognised best; empty unless shown
 * @param inClear sentences on released columns that are the hidden label
 * @param p joint p-value
 * @param bits leaked bits at least; NaN where none are shown
 * @param detectable balanced accuracy of an attacker that would have been reported; NaN where that
 *     is not known, or an adversary reached it
 * @param weakness why an audit is too weak, "" otherwise
 */
record Summary(
    Verdict verdict,
    String hide,
    String keep,
    String rows,
    boolean quick,
    int adversaries,
    int trainRows,
    int testRows,
    Optional<Claim> leak,
    Optional<Claim> best,
    Optional<Claim> raw,
    Optional<Claim> utility,
    Optional<Claim> utilityRaw,
    Optional<PooledFinding> together,
    Optional<ClassFinding> recognised,
    List<String> inClear,
    double p,
    double bits,
    double detectable,
    String weakness) {

  /** Below this a number of bits is written as 0.00. */
  private static final double LEAST_BITS = 0.005;

  static Summary of(AuditResult result) {
    String stage = result.judgedStage();
    Optional<Claim> leak = leak(result);
    Measure measure = leak.map(Claim::measure).orElse(Measure.fitFor(result));
    boolean shown = result.verdict() == Verdict.LEAK_SHOWN;
    return new Summary(
        result.verdict(),
        result.hide(),
        result.keep(),
        result.released() ? "released" : "raw",
        result.quick(),
        result.findings(Finding.PRIVACY, stage).size(),
        result.trainRows(),
        result.testRows(),
        leak,
        best(result, measure, stage),
        result.released() ? best(result, measure, Finding.BEFORE) : Optional.empty(),
        utility(result, stage),
        result.released() ? utility(result, Finding.BEFORE) : Optional.empty(),
        shown ? together(result) : Optional.empty(),
        shown ? recognised(result) : Optional.empty(),
        result.scope().inClear().stream().map(LeakWarning.LabelInClear::sentence).toList(),
        result.evidence().p(),
        shown && result.evidence().bits() >= LEAST_BITS ? result.evidence().bits() : Double.NaN,
        detectable(result),
        result.verdict() == Verdict.TOO_WEAK ? weakness(result) : "");
  }

  /** Whether an adversary, alone, is shown to find something. */
  static boolean isShown(AuditResult result, Finding finding) {
    return finding.significance().joint() <= alarm(result);
  }

  /** Whether a class is shown to be recognised more often than if the rows said nothing. */
  static boolean isShown(AuditResult result, ClassFinding found) {
    return found.p() <= alarm(result) && found.recall() > found.expected();
  }

  /** The most telling of what is shown: surely above the guess, then by what it gains. */
  private static Optional<Claim> leak(AuditResult result) {
    if (result.verdict() != Verdict.LEAK_SHOWN) {
      return Optional.empty();
    }
    Measure first = Measure.fitFor(result);
    return result.findings(Finding.PRIVACY, result.judgedStage()).stream()
        .filter(finding -> isShown(result, finding))
        .flatMap(finding -> Stream.of(Measure.values()).map(m -> claim(result, m, finding)))
        .filter(Claim::beatsGuess)
        .max(
            Comparator.comparing(Claim::surelyBeatsGuess)
                .thenComparing(claim -> claim.measure() == first)
                .thenComparing(Claim::gain));
  }

  private static Claim claim(AuditResult result, Measure measure, Finding finding) {
    return new Claim(
        measure,
        finding.adversary(),
        measure.of(finding),
        measure.low(finding),
        measure.high(finding),
        measure.guess(result));
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
                new Claim(
                    Measure.ACCURACY,
                    f.adversary(),
                    f.accuracy(),
                    f.low(),
                    f.high(),
                    result.utilityMajority()));
  }

  private static Optional<PooledFinding> together(AuditResult result) {
    return result.together().stream()
        .filter(t -> t.stage().equals(result.judgedStage()))
        .filter(t -> t.significance().joint() <= alarm(result))
        .filter(t -> t.low() > result.majority())
        .max(Comparator.comparingDouble(PooledFinding::accuracy));
  }

  private static Optional<ClassFinding> recognised(AuditResult result) {
    return result.people().stream()
        .filter(person -> person.stage().equals(result.judgedStage()))
        .filter(person -> isShown(result, person) && person.low() > person.expected())
        .max(Comparator.comparingDouble(person -> person.recall() - person.expected()));
  }

  /** On the scale of the balanced accuracy, since every class counts once in the power. */
  private static double detectable(AuditResult result) {
    double least = result.evidence().detectable();
    boolean reached =
        result.findings(Finding.PRIVACY, result.judgedStage()).stream()
            .anyMatch(finding -> finding.scores().balancedAccuracy() >= least);
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
    if (evidence.controlP() > alarm(result)) {
      return "the attackers find nothing on the raw rows either, so they might miss any leak";
    }
    if (!result.scope().notAttacked().isEmpty()) {
      return "no attacker read the released columns '"
          + String.join("', '", result.scope().notAttacked())
          + "'";
    }
    return "there are too few rows: only a large leak would have been noticed";
  }

  private static double alarm(AuditResult result) {
    return 1 - result.evidence().level();
  }
}
