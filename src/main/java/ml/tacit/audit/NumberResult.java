package ml.tacit.audit;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What an audit found of one private number.
 *
 * @param column the private number
 * @param keep the utility label, or null
 * @param trainRows rows the adversaries learned from
 * @param testRows rows they were judged on
 * @param findings an adversary and stage each, as {@link NumberAudit} gives them; at least one
 */
public record NumberResult(
    String column, String keep, int trainRows, int testRows, List<NumberFinding> findings) {
  /** Upper limit of R² above which an audit without a leak says too little. */
  public static final double NOTICED = 0.1;

  /** Copies the list. */
  public NumberResult {
    findings = List.copyOf(findings);
    if (findings.isEmpty()) {
      throw new IllegalArgumentException("findings: none given, at least one expected");
    }
  }

  /** {@return whether released rows were attacked, or only raw ones} */
  public boolean released() {
    return findings.stream().anyMatch(one -> one.stage().equals(Finding.AFTER));
  }

  /**
   * The findings of one stage.
   *
   * @param stage {@link Finding#BEFORE} or {@link Finding#AFTER}
   * @return them, in report order; empty if the stage was not attacked
   */
  public List<NumberFinding> findings(String stage) {
    return findings.stream().filter(one -> one.stage().equals(stage)).toList();
  }

  /** {@return the findings the verdict is about: of the released rows if there are any} */
  public List<NumberFinding> judged() {
    return findings(released() ? Finding.AFTER : Finding.BEFORE);
  }

  /**
   * The conclusion. A leak is shown if some adversary's {@link NumberFinding#leak}. Else the audit
   * is too weak if something is more than chance (p at most 0.05) but its upper limit of R² is
   * above {@link NumberFinding#MARGIN}, or if an upper limit is above {@value #NOTICED}.
   *
   * @return the verdict about the {@link #judged} findings
   */
  public Verdict verdict() {
    if (judged().stream().anyMatch(NumberFinding::leak)) {
      return Verdict.LEAK_SHOWN;
    }
    return straddles() || highest() > NOTICED ? Verdict.TOO_WEAK : Verdict.NO_LEAK_FOUND;
  }

  /** {@return one sentence on what the verdict rests on} */
  public String reason() {
    return switch (verdict()) {
      case LEAK_SHOWN -> {
        NumberFinding best = shown();
        yield String.format(
            Locale.ROOT,
            "%s explains %.3f [%.3f, %.3f] of the variance of '%s'%s, p %.4f",
            best.adversary(),
            best.rSquared(),
            best.low(),
            best.high(),
            column,
            keep == null ? "" : " within the classes of '" + keep + "'",
            best.p());
      }
      case TOO_WEAK ->
          straddles()
              ? String.format(
                  Locale.ROOT,
                  "more than chance, but limits of R² lie on both sides of %.2f",
                  NumberFinding.MARGIN)
              : String.format(
                  Locale.ROOT,
                  "nothing is more than chance, but R² up to %.3f is not excluded, %.2f at most expected",
                  highest(),
                  NOTICED);
      case NO_LEAK_FOUND ->
          String.format(
              Locale.ROOT,
              "R² is at most %.3f, by the upper limits of these adversaries",
              Math.max(0, highest()));
    };
  }

  private NumberFinding shown() {
    return judged().stream()
        .filter(NumberFinding::leak)
        .max(Comparator.comparingDouble(NumberFinding::low))
        .orElseThrow();
  }

  private boolean straddles() {
    return judged().stream().anyMatch(one -> one.p() <= 0.05 && one.high() > NumberFinding.MARGIN);
  }

  private double highest() {
    return judged().stream().mapToDouble(NumberFinding::high).max().orElseThrow();
  }
}
