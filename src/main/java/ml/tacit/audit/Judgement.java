package ml.tacit.audit;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * From findings to a verdict.
 *
 * <p>In this order: a lower limit above the majority rate on the judged rows is a leak; without
 * one, the audit must have shown that its adversaries work (one beats the majority rate on the raw
 * rows) and that it would have seen a leak of {@value #LOOSE} (no upper limit further above the
 * majority rate), else it is too weak to say anything.
 */
record Judgement(Verdict verdict, String reason, double bound) {
  private static final double LOOSE = 0.10;

  /** {@code raw} is the positive control: the same adversaries on the raw rows. */
  static Judgement of(List<Finding> judged, List<Finding> raw, double majority, boolean released) {
    double bound = judged.stream().mapToDouble(Finding::high).max().orElseThrow();
    Finding strongest = judged.stream().max(Comparator.comparingDouble(Finding::low)).orElseThrow();
    String rows = released ? "released" : "raw";
    if (strongest.low() > majority) {
      return new Judgement(
          Verdict.LEAK_SHOWN,
          format(
              "%s names the hidden label on %s rows in at least %.1f %% of cases; the majority"
                  + " guess reaches %.1f %%",
              strongest.adversary(), rows, 100 * strongest.low(), 100 * majority),
          bound);
    }
    if (raw.stream().noneMatch(finding -> finding.low() > majority)) {
      return new Judgement(
          Verdict.TOO_WEAK,
          format(
              "no adversary is shown to beat the majority guess (%.1f %%) even on the raw rows, so nothing"
                  + " shows that they would notice a leak",
              100 * majority),
          bound);
    }
    if (bound > majority + LOOSE) {
      return new Judgement(
          Verdict.TOO_WEAK,
          format(
              "no adversary is shown to beat the majority guess (%.1f %%), but the test rows only bound them"
                  + " by %.1f %%, more than 10 points above it",
              100 * majority, 100 * bound),
          bound);
    }
    return new Judgement(
        Verdict.NO_LEAK_FOUND,
        format(
            "these adversaries work on the raw rows; on the released rows none is shown to beat the majority"
                + " guess (%.1f %%), and no upper limit lies above %.1f %%",
            100 * majority, 100 * bound),
        bound);
  }

  private static String format(String text, Object... values) {
    return String.format(Locale.ROOT, text, values);
  }
}
