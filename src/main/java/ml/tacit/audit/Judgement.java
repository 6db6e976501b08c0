package ml.tacit.audit;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * From the evidence to a verdict, in this order.
 *
 * <ol>
 *   <li>A control that found what is not there: nothing here can be trusted.
 *   <li>The joint p-value of everything tested on the judged rows is at or below 1 − level, and a
 *       statistic that is significant has its lower limit of advantage over chance above the
 *       margin: a leak is shown.
 *   <li>The p-value is as low, but no significant statistic is shown to be above the margin, nor
 *       all of them to be within it: too weak to say how large the leak is.
 *   <li>Else the audit must have shown that its adversaries work (the same test on the raw rows),
 *       that it would have found an attacker whose balanced accuracy is {@value #LOOSE} above
 *       chance, and no adversary may be sure to have leaked bits; or it is too weak.
 * </ol>
 */
record Judgement(Verdict verdict, String reason) {
  private static final double LOOSE = 0.10;

  /** Beyond so many times the rows nobody is told how many. */
  private static final double MANY_TIMES = 100;

  /**
   * What the figures are compared with.
   *
   * @param majority accuracy of the majority guess
   * @param prior accuracy of who knows the utility class only; NaN if no label is kept
   * @param chance one over the classes
   * @param bound the largest upper limit of an accuracy
   */
  record Rates(double majority, double prior, double chance, double bound) {}

  /**
   * Judges.
   *
   * @param advantages of the judged stage
   */
  static Judgement of(
      Evidence evidence,
      Rates rates,
      List<Advantage> advantages,
      List<Control> controls,
      boolean released) {
    String rows = released ? "released" : "raw";
    double alarm = 1 - evidence.level();
    Optional<Control> broken =
        controls.stream()
            .filter(c -> !c.passed() && !c.name().equals(Control.RAW_ROWS))
            .findFirst();
    if (broken.isPresent()) {
      return weak(
          "control '%s' beats chance where there is nothing to find (p %.4f): the figures cannot be"
              + " trusted",
          broken.get().name(), broken.get().p());
    }
    List<Advantage> significant =
        evidence.p() <= alarm
            ? advantages.stream().filter(a -> a.significant(evidence.level())).toList()
            : List.of();
    Optional<Advantage> shown = strongest(significant, evidence.level());
    if (shown.isPresent()) {
      return new Judgement(
          Verdict.LEAK_SHOWN,
          format(
              "%s; %s (p %.4f over everything tried); %s",
              sentence(shown.get(), rows), guesses(rates), evidence.p(), power(evidence)));
    }
    Optional<Advantage> unclear =
        significant.stream()
            .filter(a -> !(a.high() <= a.margin()))
            .max(Comparator.comparingDouble(a -> a.low() - a.margin()));
    if (unclear.isPresent()) {
      return weak(
          "%s; that is more than chance (p %.4f over everything tried), but not shown to be more than"
              + " the margin of %s: %s",
          sentence(unclear.get(), rows),
          evidence.p(),
          size(unclear.get().statistic(), unclear.get().margin()),
          needed(unclear.get()));
    }
    if (evidence.controlP() > alarm) {
      return weak(
          "no adversary is shown to find anything even on the raw rows (p %.3f), so nothing shows that"
              + " they would notice a leak",
          evidence.controlP());
    }
    String found =
        significant.isEmpty()
            ? "no adversary is shown to find anything"
            : "what adversaries find is below the stated margin";
    if (Double.isNaN(evidence.detectable())) {
      return weak("%s, but not even a perfect one would have been found", found);
    }
    if (evidence.detectable() > rates.chance() + LOOSE) {
      return weak(
          "%s, but only one with a balanced accuracy of %.1f %% or more would have been found, more than"
              + " 10 points above chance (%.1f %%)",
          found, 100 * evidence.detectable(), 100 * rates.chance());
    }
    if (evidence.bits() > 0) {
      return weak(
          "%s, yet calibrated probabilities tell at least %.4f bits a row: something leaks that this"
              + " audit is too small to measure",
          found, evidence.bits());
    }
    return new Judgement(
        Verdict.NO_LEAK_FOUND,
        format(
            "these adversaries work on the raw rows; on the %s rows %s (p %.2f over everything tried),"
                + " and none names more than %.1f %%; %s; %s; equivalence to chance within %.1f points"
                + " and %.3f of AUC is %s (at most %.1f points of accuracy, %.1f of balanced accuracy,"
                + " %.3f of AUC above it)",
            rows,
            found,
            evidence.p(),
            100 * rates.bound(),
            guesses(rates),
            power(evidence),
            100 * evidence.margin(),
            evidence.marginAuc(),
            evidence.equivalent() ? "shown" : "not shown",
            100 * evidence.excess(),
            100 * evidence.excessBalanced(),
            evidence.excessAuc()));
  }

  private static String guesses(Rates rates) {
    String majority = format("the majority guess reaches %.1f %%", 100 * rates.majority());
    return Double.isNaN(rates.prior())
        ? majority
        : format("%s, knowing the label to keep %.1f %%", majority, 100 * rates.prior());
  }

  private static String power(Evidence evidence) {
    if (Double.isNaN(evidence.detectable())) {
      return "of single rows not even a perfect answer would have been found";
    }
    String area =
        Double.isNaN(evidence.detectableAuc())
            ? ""
            : format(", or an AUC of %.3f,", evidence.detectableAuc());
    return format(
        "a balanced accuracy of %.1f %%%s would have been found",
        100 * evidence.detectable(), area);
  }

  /**
   * The same, knowing what was not attacked: a hidden label in clear is a leak whatever the
   * adversaries find, and nobody can say that a column leaks nothing which none of them read.
   */
  Judgement within(Scope scope, String hide, boolean released) {
    Verdict judged = verdict;
    String why = reason;
    if (!scope.inClear().isEmpty()) {
      judged = Verdict.LEAK_SHOWN;
      why =
          scope.inClear().stream()
              .map(LeakWarning.LabelInClear::sentence)
              .collect(Collectors.joining("; "));
    } else if (released && verdict == Verdict.NO_LEAK_FOUND && !scope.notAttacked().isEmpty()) {
      judged = Verdict.TOO_WEAK;
      why = "no adversary is shown to find anything in the columns attacked, but they are not all";
    }
    StringBuilder all = new StringBuilder(why);
    scope.remarks(hide).forEach(remark -> all.append("; ").append(remark));
    return new Judgement(judged, all.toString());
  }

  /** The same, knowing how often raw rows came back: whoever has the raw row has its label. */
  Judgement restoring(List<Restored> restored, double margin) {
    Optional<Restored> worst =
        restored.stream()
            .filter(r -> r.isShown(margin))
            .max(Comparator.comparingDouble(Restored::low));
    if (worst.isEmpty()) {
      return this;
    }
    String sentence = worst.get().sentence();
    return new Judgement(
        Verdict.LEAK_SHOWN, verdict == Verdict.LEAK_SHOWN ? sentence + "; " + reason : sentence);
  }

  /**
   * The most telling of what is shown: single rows, else rows together, else a class; the accuracy
   * before the area under the curve before the balanced accuracy; then the largest.
   */
  private static Optional<Advantage> strongest(List<Advantage> significant, double level) {
    return significant.stream()
        .filter(a -> a.shown(level))
        .min(
            Comparator.comparingInt(Judgement::rank)
                .thenComparing(Comparator.comparingDouble(Advantage::low).reversed()));
  }

  private static int rank(Advantage a) {
    int kind =
        switch (a.statistic()) {
          case ACCURACY -> 0;
          case AUC -> 1;
          case BALANCED_ACCURACY -> 2;
          case RECALL -> 10;
        };
    return a.rows() > 1 ? kind + 5 : kind;
  }

  private static String sentence(Advantage a, String rows) {
    String who =
        a.rows() == 1
            ? a.adversary()
            : format("%s with up to %d rows that belong together", a.adversary(), a.rows());
    String what =
        switch (a.statistic()) {
          case ACCURACY ->
              format(
                  "names the hidden label in %.1f %% of %s rows (%.1f %% if they said nothing)",
                  100 * a.observed(), rows, 100 * a.chance());
          case AUC ->
              format(
                  "tells '%s' from the other %s rows with AUC %.3f (0.500 by chance)",
                  a.hidden(), rows, a.observed());
          case BALANCED_ACCURACY ->
              format(
                  "has a balanced accuracy of %.1f %% on %s rows (%.1f %% by chance)",
                  100 * a.observed(), rows, 100 * a.chance());
          case RECALL ->
              format(
                  "finds '%s' in %.1f %% of the %s rows of that class (%.1f %% if they said nothing)",
                  a.hidden(), 100 * a.observed(), rows, 100 * a.chance());
        };
    return format(
        "%s %s, limits of the gain %s to %s",
        who, what, number(a.statistic(), a.low()), size(a.statistic(), a.high()));
  }

  private static String number(Advantage.Statistic statistic, double gain) {
    return statistic == Advantage.Statistic.AUC ? format("%.3f", gain) : format("%.1f", 100 * gain);
  }

  private static String size(Advantage.Statistic statistic, double gain) {
    boolean area = statistic == Advantage.Statistic.AUC;
    return number(statistic, gain) + (area ? " of AUC" : " points");
  }

  /** Limits narrow with the root of the rows. */
  private static String needed(Advantage a) {
    double gain = a.gain();
    double half = gain > a.margin() ? gain - a.low() : a.high() - gain;
    double times = half * half / ((gain - a.margin()) * (gain - a.margin()));
    return times <= MANY_TIMES
        ? format("about %.0f times as many independent test rows would tell", Math.ceil(times))
        : "many more independent test rows would tell";
  }

  private static Judgement weak(String text, Object... values) {
    return new Judgement(Verdict.TOO_WEAK, format(text, values));
  }

  private static String format(String text, Object... values) {
    return String.format(Locale.ROOT, text, values);
  }
}
