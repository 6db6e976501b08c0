package ml.tacit.audit.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import ml.tacit.audit.Advantage;
import ml.tacit.audit.Restored;

/** What an audit found, in plain sentences; every figure comes from one {@link Summary}. */
final class Sentences {
  private final Summary s;

  private Sentences(Summary summary) {
    s = summary;
  }

  /** The verdict in one sentence. */
  static String verdict(Summary summary) {
    return new Sentences(summary).verdict();
  }

  /** What it means: a few sentences for somebody who knows no statistics. */
  static List<String> meaning(Summary summary) {
    return new Sentences(summary).meaning();
  }

  /** Which class is recognised best; empty if none is shown to be. */
  static Optional<String> recognised(Summary summary) {
    return summary.recognised().map(new Sentences(summary)::recognised);
  }

  private String verdict() {
    return switch (s.verdict()) {
      case LEAK_SHOWN -> leak();
      case NO_LEAK_FOUND ->
          format(
              "None of %s attackers is shown to learn '%s' from the %s rows.",
              s.adversaries(), s.hide(), s.rows());
      case TOO_WEAK ->
          format(
              "This audit cannot tell whether the %s rows give away '%s': %s.",
              s.rows(), s.hide(), s.weakness());
    };
  }

  private String leak() {
    if (!s.inClear().isEmpty()) {
      return upper(String.join("; ", s.inClear())) + ".";
    }
    if (s.restoredShown()) {
      Restored most = s.restored().orElseThrow();
      return format(
          "Raw rows come back from the released ones: %d of %d were restored exactly (%s).",
          most.restored(), most.rows(), most.attack());
    }
    return s.leak()
        .or(s::several)
        .map(shown -> format("The %s rows give away '%s': %s.", s.rows(), s.hide(), shows(shown)))
        .or(() -> s.recognised().map(this::recognised))
        .orElseGet(
            () ->
                format(
                    "The attackers together learn more of '%s' from the %s rows than chance allows"
                        + " (joint p %.4f).",
                    s.hide(), s.rows(), s.p()));
  }

  /** An adversary's figure beside chance. */
  private String shows(Advantage shown) {
    Measure measure = Measure.behind(shown.statistic());
    String value = measure.text(shown.observed());
    String chance = measure.text(shown.chance());
    String who =
        shown.rows() == 1
            ? format("an attacker (%s)", shown.adversary())
            : format(
                "an attacker that holds up to %d rows of one %s (%s)",
                shown.rows(), s.together(), shown.adversary());
    return switch (measure) {
      case ACCURACY -> format("%s names it in %s of rows, %s in %s", who, value, guess(), chance);
      case BALANCED ->
          format(
              "%s names it with a balanced accuracy of %s, %s with %s",
              who, value, guess(), chance);
      case AUC, TRUE_POSITIVES ->
          format(
              "%s tells '%s' from the other classes with an AUC of %s, guessing with %s",
              who, shown.hidden(), value, chance);
    };
  }

  /** What is known without the rows. */
  private String guess() {
    return s.keep() == null ? "guessing" : "guessing from '" + s.keep() + "' alone";
  }

  private List<String> meaning() {
    List<String> lines = new ArrayList<>();
    attack().ifPresent(lines::add);
    s.column()
        .map(
            c ->
                format(
                    "The column '%s' alone names '%s' in %s of the %s rows.",
                    c.column(), s.hide(), Xml.percent(c.accuracy()), s.rows()))
        .ifPresent(lines::add);
    if (s.leak().isPresent()) {
      s.recognised().map(this::recognised).ifPresent(lines::add);
      s.several().map(t -> upper(shows(t)) + ".").ifPresent(lines::add);
    }
    s.restored()
        .map(
            r ->
                format(
                    "Raw rows restored exactly: %d of %d tried%s.",
                    r.restored(), r.rows(), commonest(r)))
        .ifPresent(lines::add);
    kept().ifPresent(lines::add);
    lines.add(reach());
    return lines;
  }

  /** What a guess restores, where something was restored. */
  private static String commonest(Restored r) {
    return r.restored() == 0
        ? ""
        : format("; naming the commonest one each time restores %s", Xml.percent(r.commonest()));
  }

  /** What the best attacker reaches before and after, in everyday words. */
  private Optional<String> attack() {
    if (s.best().isEmpty()) {
      return Optional.empty();
    }
    Claim best = s.best().get();
    String guess = best.measure().text(best.guess());
    return Optional.of(
        switch (best.measure()) {
          case ACCURACY ->
              format(
                  "The best attacker names '%s' in %s of the %s rows%s; always naming the commonest"
                      + " class is right in %s.",
                  s.hide(), best.text(), s.rows(), raw(best, best.text()), guess);
          case BALANCED ->
              format(
                  "With every class of '%s' counted equally, the best attacker is right in %s of the"
                      + " %s rows%s; guessing is right in %s.",
                  s.hide(), best.text(), s.rows(), raw(best, best.text()), guess);
          case AUC, TRUE_POSITIVES ->
              format(
                  "Given two %s rows of different classes of '%s', the best attacker tells which is"
                      + " which in %s of 100 cases%s; guessing does in 50.%s",
                  s.rows(), s.hide(), cases(best), raw(best, cases(best)), keptTells());
        });
  }

  /** The area in the tables is over all rows: the label to keep may tell a part of it. */
  private String keptTells() {
    return s.keep() == null ? "" : format(" What '%s' alone tells is part of that.", s.keep());
  }

  private String raw(Claim best, String written) {
    return s.raw()
        .map(raw -> best.measure() == Measure.AUC ? cases(raw) : raw.text())
        .map(
            raw -> raw.equals(written) ? ", as from the raw rows" : ", from the raw rows in " + raw)
        .orElse("");
  }

  private static String cases(Claim claim) {
    return format("%.0f", 100 * claim.value());
  }

  private String recognised(Advantage found) {
    return format(
        "Rows of '%s' are recognised best: %s of them are named rightly, %s would be if the rows said"
            + " nothing.",
        found.hidden(), Xml.percent(found.observed()), Xml.percent(found.chance()));
  }

  private Optional<String> kept() {
    return s.utility()
        .map(
            now -> {
              String before =
                  s.utilityRaw()
                      .map(raw -> ", from the raw rows in " + Xml.percent(raw.value()))
                      .orElse("");
              return format(
                  "'%s' can be learned from the %s rows in %s%s; always naming its commonest class is"
                      + " right in %s.",
                  s.keep(), s.rows(), Xml.percent(now.value()), before, Xml.percent(now.guess()));
            });
  }

  /** How far all this carries. */
  private String reach() {
    String who =
        format(
            "The attackers learned from %d labelled %s rows; one with more rows or better methods may"
                + " learn more.",
            s.trainRows(), s.rows());
    return switch (s.verdict()) {
      case LEAK_SHOWN -> who;
      case NO_LEAK_FOUND ->
          noticed()
              .map(leak -> format("%s would have been noticed; a smaller leak may be there.", leak))
              .orElse(who);
      case TOO_WEAK -> "No leak shown does not mean that there is none.";
    };
  }

  private Optional<String> noticed() {
    if (!Double.isNaN(s.detectable())) {
      return Optional.of(
          format("An attacker with a balanced accuracy of %s", Xml.percent(s.detectable())));
    }
    return Double.isNaN(s.detectableAuc())
        ? Optional.empty()
        : Optional.of(format("An attacker with an AUC of %s", Measure.AUC.text(s.detectableAuc())));
  }

  private static String upper(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static String format(String pattern, Object... values) {
    return Xml.format(pattern, values);
  }
}
