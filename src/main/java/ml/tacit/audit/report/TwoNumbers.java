package ml.tacit.audit.report;

import java.util.Comparator;
import java.util.Optional;
import ml.tacit.audit.Advantage;
import ml.tacit.audit.AuditResult;
import ml.tacit.audit.Certified;
import ml.tacit.audit.Finding;

/**
 * A release in two numbers: what the best attacker tried reached on the test rows, beside what it
 * has without the release, and what no attacker can exceed, or why nothing is known of that.
 */
final class TwoNumbers {
  private final AuditResult result;

  private TwoNumbers(AuditResult result) {
    this.result = result;
  }

  /** Both in one line, for a terminal. */
  static String line(AuditResult result) {
    TwoNumbers two = new TwoNumbers(result);
    return "two numbers: " + two.reached() + "; " + two.bound();
  }

  /** The first, as half a sentence. */
  static String reached(AuditResult result) {
    return new TwoNumbers(result).reached();
  }

  /** The second, as half a sentence. */
  static String bound(AuditResult result) {
    return new TwoNumbers(result).bound();
  }

  /** The first alone; a dash where it does not exist. */
  static String reachedFigure(AuditResult result) {
    return result
        .best(Finding.PRIVACY, result.judgedStage())
        .map(best -> Xml.percent(best.accuracy()))
        .orElse("–");
  }

  /** The second alone; a dash where it does not exist. */
  static String boundFigure(AuditResult result) {
    return result.certified().map(certified -> Xml.percent(certified.bound())).orElse("–");
  }

  private String reached() {
    Optional<Finding> best = result.best(Finding.PRIVACY, result.judgedStage());
    if (best.isEmpty()) {
      return "no attacker was tried";
    }
    return Xml.format(
        "the best of %d attackers tried (%s) names '%s' in %s of %d test rows (limits %.1f to %.1f), %s alone gives"
            + " %s%s",
        result.findings(Finding.PRIVACY, result.judgedStage()).size(),
        best.get().adversary(),
        result.hide(),
        Xml.percent(best.get().accuracy()),
        result.testRows(),
        100 * best.get().low(),
        100 * best.get().high(),
        result.keep() == null ? "the commonest class" : "'" + result.keep() + "'",
        Xml.percent(without(result)),
        area());
  }

  /** What is reached without the released rows: by the commonest class, or that of the kept one. */
  static double without(AuditResult result) {
    return result.keep() == null ? result.majority() : Math.max(result.majority(), result.prior());
  }

  /** Of a label whose accuracy says little, the area under the curve beside its chance. */
  private String area() {
    if (Measure.fitFor(result) == Measure.ACCURACY) {
      return "";
    }
    return result.advantages().stream()
        .filter(a -> a.stage().equals(result.judgedStage()) && a.rows() == 1)
        .filter(a -> a.statistic() == Advantage.Statistic.AUC && !Double.isNaN(a.observed()))
        .max(Comparator.comparingDouble(Advantage::gain))
        .map(
            a ->
                Xml.format(
                    ", AUC %.3f (%s), %.3f without", a.observed(), a.adversary(), a.chance()))
        .orElse("");
  }

  private String bound() {
    return result
        .certified()
        .map(this::certified)
        .orElseGet(() -> "what no attacker can exceed is not known: " + reason());
  }

  private String certified(Certified certified) {
    return Xml.format(
        "no attacker, tried or not, can exceed %s%s (%.0f %% confidence)",
        Xml.percent(certified.bound()),
        CertifiedReport.session(certified),
        100 * certified.strongest().confidence());
  }

  private String reason() {
    return result
        .unit()
        .column()
        .map(
            column ->
                "rows hang together by '" + column + "', and the certificate needs blocks of rows")
        .orElse(
            result.released()
                ? "released rows are neither finitely many cells nor cells beside bounded noise"
                : "nothing was released");
  }
}
