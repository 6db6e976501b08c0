package ml.tacit.audit.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ml.tacit.audit.AuditResult;
import ml.tacit.audit.Finding;
import ml.tacit.audit.MadeUp;
import ml.tacit.audit.Unit;
import ml.tacit.audit.Verdict;
import org.junit.jupiter.api.Test;

/** No sentence of a report contradicts another, or itself, whatever an audit found. */
class ConsistencyTest {
  private static final int SEEDS = 300;
  private static final String NUMBER = "(\\d+(?:\\.\\d+)?)";

  /** Sentences with a figure that must be larger than the next one. */
  private static final List<Pattern> LARGER =
      List.of(
          Pattern.compile("names it in " + NUMBER + " % of rows, guessing[^.;]*? in " + NUMBER),
          Pattern.compile(
              "with a balanced accuracy of " + NUMBER + " %, guessing[^.;]*? with " + NUMBER),
          Pattern.compile("with an AUC of " + NUMBER + ", guessing with " + NUMBER),
          Pattern.compile(NUMBER + " % of them are named rightly, " + NUMBER + " % would be"));

  /** Words of a leak. */
  private static final Pattern LEAK =
      Pattern.compile(
          "give away '[^']*': an|come back|recognised best|names it|leaked bits|bits that name|Shown to find");

  @Test
  void noSentenceContradictsAnother() {
    Set<String> said = new TreeSet<>();
    for (Verdict verdict : Verdict.values()) {
      for (long seed = 0; seed < SEEDS; seed++) {
        AuditResult result = MadeUp.of(seed, verdict);
        String text = text(result);
        assertEquals(List.of(), contradictions(result, text), () -> verdict + "\n" + text);
        LARGER.stream().filter(p -> p.matcher(text).find()).forEach(p -> said.add(p.pattern()));
      }
    }
    assertEquals(LARGER.size(), said.size(), "each kind of sentence was there: " + said);
  }

  /** The control: each of these was written by a report once, and each is found. */
  @Test
  void theAbsurdSentencesOfEarlierReportsAreFound() {
    AuditResult leak = MadeUp.of(1, Verdict.LEAK_SHOWN);
    for (String absurd :
        List.of(
            "an attacker (gradient boosting) names it in 84.2 % of rows, guessing from 'x' alone in 84.8",
            "Rows of 'Female' are recognised best: 23.8 % of them are named rightly, 36.1 % would be",
            "tells 'a' from the other classes with an AUC of 0.50, guessing with 0.50")) {
      assertFalse(contradictions(leak, absurd).isEmpty(), absurd);
    }
    AuditResult none = MadeUp.of(1, Verdict.NO_LEAK_FOUND);
    assertFalse(contradictions(none, "leaked bits per row, at least 0.01 of 0.47").isEmpty());
    assertFalse(
        contradictions(none, "An attacker with a balanced accuracy of 1.7 % would").isEmpty());
    AuditResult rows = rows();
    assertFalse(
        contradictions(rows, "who holds up to 20 rows of one sex names it in 100 %").isEmpty());
    assertFalse(contradictions(rows, "linked though never learned: two rows of one").isEmpty());
  }

  @Test
  void aLeakIsSaidByWhatShowsIt() {
    for (long seed = 0; seed < SEEDS; seed++) {
      AuditResult result = MadeUp.of(seed, Verdict.LEAK_SHOWN);
      Summary summary = Summary.of(result);
      boolean shown =
          summary.restoredShown() || result.advantages().stream().anyMatch(a -> a.shown(0.95));
      String sentence = Sentences.verdict(summary);
      assertEquals(!shown, sentence.contains("joint p"), sentence);
    }
  }

  private static AuditResult rows() {
    for (long seed = 0; ; seed++) {
      AuditResult result = MadeUp.of(seed, Verdict.LEAK_SHOWN);
      if (result.unit().equals(Unit.ROWS)) {
        return result;
      }
    }
  }

  /** The page as a reader sees it, and the text of the terminal. */
  private static String text(AuditResult result) {
    String page = AuditHtml.page(result, ReportContext.of("t"));
    return AuditText.table(result)
        + page.replaceAll("(?s)<style>.*?</style>", "")
            // What explains the words says each of them; what steps advise is no finding.
            .replaceAll("(?s)<section class=\"method\">.*?</section>", "")
            .replaceAll("(?s)<section class=\"next\">.*?</section>", "")
            .replaceAll("(?s)<ul class=\"legend\">.*?</ul>", "")
            .replaceAll("<[^>]*>", " ")
            .replace("&#39;", "'")
            .replace('\u00A0', ' ')
            .replaceAll("[ \\t]+", " ");
  }

  private static List<String> contradictions(AuditResult result, String text) {
    List<String> found = new ArrayList<>();
    for (Pattern pattern : LARGER) {
      for (Matcher m = pattern.matcher(text); m.find(); ) {
        if (Double.parseDouble(m.group(1)) <= Double.parseDouble(m.group(2))) {
          found.add("not above the guess: " + m.group());
        }
      }
    }
    if (result.verdict() != Verdict.LEAK_SHOWN) {
      Pattern words =
          result.verdict() == Verdict.TOO_WEAK
              ? Pattern.compile(LEAK.pattern().replace("|leaked bits|bits that name", ""))
              : LEAK;
      Matcher leak = words.matcher(text);
      if (leak.find()) {
        found.add("a leak beside '" + result.verdict().words() + "': " + leak.group());
      }
    }
    noticed(result, text, found);
    if (result.unit().equals(Unit.ROWS)) {
      for (String people : List.of("person", "people", "rows of one", "never learned")) {
        if (text.contains(people)) {
          found.add("'" + people + "' where each row is a unit");
        }
      }
    }
    if (text.contains("0.00 bits") || text.contains("at least 0.00 of")) {
      found.add("0.00 bits");
    }
    return found;
  }

  /** No adversary is as good as one that would have been noticed, where none was. */
  private static void noticed(AuditResult result, String text, List<String> found) {
    Pattern noticed =
        Pattern.compile(
            "An attacker with (a balanced accuracy|an AUC) of " + NUMBER + "( %)? would");
    for (Matcher m = noticed.matcher(text); m.find(); ) {
      boolean auc = m.group(1).equals("an AUC");
      for (Finding f : result.findings(Finding.PRIVACY, result.judgedStage())) {
        double reached = auc ? f.scores().macroAuc() : 100 * f.scores().balancedAccuracy();
        if (reached >= Double.parseDouble(m.group(2)) + (auc ? 0.005 : 0.05)) {
          found.add(f.adversary() + " reaches " + reached + ": " + m.group());
        }
      }
    }
  }

  @Test
  void theBestIsTheBestOfTheTable() {
    for (long seed = 0; seed < SEEDS; seed++) {
      for (Verdict verdict : Verdict.values()) {
        AuditResult result = MadeUp.of(seed, verdict);
        Claim best = Summary.of(result).best().orElseThrow();
        for (Finding f : result.findings(Finding.PRIVACY, result.judgedStage())) {
          assertTrue(best.measure().of(f) <= best.value(), best + " " + f);
        }
      }
    }
  }
}
