package ml.tacit.audit.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ml.tacit.audit.ClassFinding;
import ml.tacit.audit.PooledFinding;

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
    if (s.leak().isPresent()) {
      Claim leak = s.leak().get();
      return format(
          "The %s rows give away '%s': an attacker (%s) %s.",
          s.rows(), s.hide(), leak.who(), reaches(leak));
    }
    if (s.together().isPresent()) {
      return together(s.together().get());
    }
    if (s.recognised().isPresent()) {
      return recognised(s.recognised().get());
    }
    return format(
        "The attackers together learn more of '%s' from the %s rows than chance allows (joint p %.4f).",
        s.hide(), s.rows(), s.p());
  }

  private String reaches(Claim claim) {
    String guess = claim.measure().text(claim.guess());
    return switch (claim.measure()) {
      case ACCURACY ->
          format(
              "names it in %s of rows, a guess without the rows in %s",
              claim.measure().text(claim.value()), guess);
      case BALANCED ->
          format(
              "names it with a balanced accuracy of %s, a guess without the rows with %s",
              claim.measure().text(claim.value()), guess);
      case AUC ->
          format(
              "tells its classes apart with an AUC of %s, a guess without the rows with %s",
              claim.measure().text(claim.value()), guess);
    };
  }

  private List<String> meaning() {
    List<String> lines = new ArrayList<>();
    attack().ifPresent(lines::add);
    s.recognised().filter(c -> s.leak().isPresent()).map(this::recognised).ifPresent(lines::add);
    s.together()
        .filter(t -> s.leak().isPresent() && s.recognised().isEmpty())
        .map(this::together)
        .ifPresent(lines::add);
    kept().ifPresent(lines::add);
    lines.add(reach());
    return lines;
  }

  /** What the best attacker reaches before and after, in everyday words. */
  private Optional<String> attack() {
    if (s.best().isEmpty()) {
      return Optional.empty();
    }
    Claim best = s.best().get();
    String value = best.measure().text(best.value());
    String guess = best.measure().text(best.guess());
    String raw = s.raw().map(c -> c.measure().text(c.value())).orElse(null);
    String after = raw == null ? "" : raw.equals(value) ? ", as from the raw rows" : "";
    String before = raw == null || raw.equals(value) ? "" : ", from the raw rows " + raw;
    return Optional.of(
        switch (best.measure()) {
          case ACCURACY ->
              format(
                  "Of the %s rows the best attacker names '%s' right in %s%s%s; always naming the"
                      + " commonest class is right in %s.",
                  s.rows(), s.hide(), value, after, before, guess);
          case BALANCED ->
              format(
                  "With every class of '%s' counted equally, the best attacker is right in %s of the"
                      + " %s rows%s%s; guessing is right in %s.",
                  s.hide(), value, s.rows(), after, before, guess);
          case AUC ->
              format(
                  "Given two %s rows of different classes of '%s', the best attacker tells which is"
                      + " which in %.0f of 100 cases%s%s; guessing does in 50.",
                  s.rows(),
                  s.hide(),
                  100 * best.value(),
                  after,
                  s.raw()
                      .filter(c -> !before.isEmpty())
                      .map(c -> format(", from raw rows in %.0f", 100 * c.value()))
                      .orElse(""));
        });
  }

  private String recognised(ClassFinding c) {
    return format(
        "The class recognised best is '%s': %s of its rows are named rightly, %s would be if the rows"
            + " said nothing.",
        c.person(), Xml.percent(c.recall()), Xml.percent(c.expected()));
  }

  private String together(PooledFinding t) {
    return format(
        "Who holds up to %d %s rows known to be of one '%s' names it in %s.",
        t.rows(), s.rows(), s.hide(), Xml.percent(t.accuracy()));
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
          Double.isNaN(s.detectable())
              ? who
              : format(
                  "An attacker with a balanced accuracy of %s would have been noticed; a smaller leak"
                      + " may be there.",
                  Xml.percent(s.detectable()));
      case TOO_WEAK -> "No leak shown does not mean that there is none.";
    };
  }

  private static String upper(String text) {
    return text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1);
  }

  private static String format(String pattern, Object... values) {
    return Xml.format(pattern, values);
  }
}
