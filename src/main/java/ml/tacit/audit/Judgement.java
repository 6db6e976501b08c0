package ml.tacit.audit;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * From the evidence to a verdict.
 *
 * <p>In this order. A control that found what is not there: nothing here can be trusted. The joint
 * p-value of everything tested on the judged rows at or below 1 − level: a leak is shown. Else the
 * audit must have shown that its adversaries work (the same test on the raw rows) and that it would
 * have found an attacker {@value #LOOSE} above the majority rate, or it is too weak to say
 * anything.
 */
record Judgement(Verdict verdict, String reason) {
  private static final double LOOSE = 0.10;

  /**
   * Judges.
   *
   * @param findings of the judged stage; so are {@code together} and {@code people}
   */
  static Judgement of(
      Evidence evidence,
      double majority,
      double bound,
      List<Finding> findings,
      List<PooledFinding> together,
      List<ClassFinding> people,
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
    if (evidence.p() <= alarm) {
      String what = strongest(findings, together, people, rows, alarm);
      return new Judgement(
          Verdict.LEAK_SHOWN,
          format(
              "%s; the majority guess reaches %.1f %% (p %.4f over everything tried)",
              what, 100 * majority, evidence.p()));
    }
    if (evidence.controlP() > alarm) {
      return weak(
          "no adversary is shown to find anything even on the raw rows (p %.3f), so nothing shows that"
              + " they would notice a leak",
          evidence.controlP());
    }
    if (Double.isNaN(evidence.detectable())) {
      return weak(
          "no adversary is shown to find anything, but not even a perfect one would have been");
    }
    if (evidence.detectable() > majority + LOOSE) {
      return weak(
          "no adversary is shown to find anything, but only one who names %.1f %% of rows or more would"
              + " have been found, more than 10 points above the majority guess (%.1f %%)",
          100 * evidence.detectable(), 100 * majority);
    }
    return new Judgement(
        Verdict.NO_LEAK_FOUND,
        format(
            "these adversaries work on the raw rows; on the released rows none is shown to find anything"
                + " (p %.2f over everything tried), and none names more than %.1f %% (majority guess"
                + " %.1f %%); one who names %.1f %% would have been found; equivalence within %.1f points"
                + " of the majority guess is %s (at most %.1f above it)",
            evidence.p(),
            100 * bound,
            100 * majority,
            100 * evidence.detectable(),
            100 * evidence.margin(),
            evidence.equivalent() ? "shown" : "not shown",
            100 * evidence.excess()));
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

  /** The most telling of what is shown: single rows, else rows together, else a person. */
  private static String strongest(
      List<Finding> findings,
      List<PooledFinding> together,
      List<ClassFinding> people,
      String rows,
      double alarm) {
    Optional<Finding> single =
        findings.stream()
            .filter(f -> f.significance().joint() <= alarm)
            .max(Comparator.comparingDouble(Finding::accuracy));
    if (single.isPresent()) {
      Finding f = single.get();
      return format(
          "%s names the hidden label in %.1f %% of %s rows, limits %.1f to %.1f %%",
          f.adversary(), 100 * f.accuracy(), rows, 100 * f.low(), 100 * f.high());
    }
    Optional<PooledFinding> several =
        together.stream()
            .filter(t -> t.significance().joint() <= alarm)
            .max(Comparator.comparingDouble(PooledFinding::accuracy));
    if (several.isPresent()) {
      PooledFinding t = several.get();
      return format(
          "%s with up to %d %s rows of one person together names the hidden label in %.1f %%",
          t.adversary(), t.rows(), rows, 100 * t.accuracy());
    }
    ClassFinding person = people.get(0);
    return format(
        "%s finds '%s' in %.1f %% of the %s rows of that class, %.1f %% if they said nothing",
        person.adversary(), person.person(), 100 * person.recall(), rows, 100 * person.expected());
  }

  private static Judgement weak(String text, Object... values) {
    return new Judgement(Verdict.TOO_WEAK, format(text, values));
  }

  private static String format(String text, Object... values) {
    return String.format(Locale.ROOT, text, values);
  }
}
