package ml.tacit.audit.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ml.tacit.audit.AuditResult;
import ml.tacit.audit.Finding;
import ml.tacit.audit.LeakWarning;
import ml.tacit.audit.Unit;
import ml.tacit.audit.Verdict;

/** What to do after an audit, with the commands: they follow from what it found. */
final class NextSteps {
  private static final int MOST = 4;
  private static final String PROGRAM = "./tacit ";

  /** A word of a command: plain, or in single quotes that hold a quote as '\''. */
  private static final Pattern INPUT = Pattern.compile("--input ((?:'[^']*'|\\\\'|[^\\s'])+)");

  /** What asks for a release without a search, or for another target. */
  private static final Pattern UNSEARCHED =
      Pattern.compile(
          " --(?:columns-form|(?:steps|given|target-utility|target-privacy) ('[^']*'|[^\\s']+))");

  private final AuditResult result;
  private final String again;
  private final String release;
  private final boolean searched;
  private final List<NextStep> steps = new ArrayList<>();

  private NextSteps(AuditResult result, ReportContext context) {
    this.result = result;
    again = context.again().replace(" --quick", "");
    searched = context.search() != null;
    release = again.startsWith(PROGRAM + "desensitize") ? again : releaseCommand();
  }

  /** A few steps, the most useful first; never empty. */
  static List<NextStep> of(AuditResult result, ReportContext context) {
    NextSteps next = new NextSteps(result, context);
    if (result.quick() && result.verdict() != Verdict.LEAK_SHOWN) {
      next.add("Run the full audit: this one was quick, with weaker attackers.", next.again);
    }
    switch (result.verdict()) {
      case LEAK_SHOWN -> next.againstTheLeak();
      case TOO_WEAK -> next.forMorePower();
      case NO_LEAK_FOUND -> next.beforeSharing();
    }
    return List.copyOf(next.steps.subList(0, Math.min(MOST, next.steps.size())));
  }

  private void againstTheLeak() {
    if (!result.released()) {
      add("Make a release that hides '" + result.hide() + "', with its audit.", release);
      return;
    }
    List<String> telling = telling();
    if (!telling.isEmpty()) {
      add(
          "Leave out "
              + (telling.size() == 1 ? "the column" : "the columns")
              + " '"
              + String.join("', '", telling)
              + "': "
              + (telling.size() == 1 ? "it gives" : "each gives")
              + " '"
              + result.hide()
              + "' away alone.",
          release + " --drop " + quoted(list(telling)));
    }
    if (Summary.of(result).restoredShown()) {
      add(
          "Release fewer digits or fewer columns: as they are, whole raw rows come back. Keep the model"
              + " file with the raw rows.",
          release.contains(" --digits ") ? "" : release + " --digits 2");
    }
    forALeakOfColumns();
    add(
        "Do not share these rows with people who must not learn '"
            + result.hide()
            + "', unless this much is acceptable.",
        "");
  }

  /** A search for releases that hold; where there was one, less leak at a price. */
  private void forALeakOfColumns() {
    if (result.keep() == null) {
      add("Name a label to keep: with it, releases that hold are searched for.", "");
    } else if (searched) {
      add(
          "Ask for less leak, at the price of '" + result.keep() + "'.",
          UNSEARCHED.matcher(release).replaceAll("")
              + Xml.format(" --target-privacy %.3f", halfWay()));
    } else {
      add(
          "Let a release be searched for that keeps '"
              + result.keep()
              + "' and gives less away of '"
              + result.hide()
              + "'.",
          UNSEARCHED.matcher(release).replaceAll(""));
    }
  }

  /** Between what the best attacker reaches and what it has without the release. */
  private double halfWay() {
    double without = TwoNumbers.without(result);
    double best =
        result.best(Finding.PRIVACY, result.judgedStage()).map(Finding::accuracy).orElse(without);
    return (Math.max(best, without) + without) / 2;
  }

  private void forMorePower() {
    add(
        "Audit more rows, above all more "
            + "of the rare classes of '"
            + result.hide()
            + "'; nothing can be said from these.",
        "");
    if (result.unit().equals(Unit.BLOCKS) && !again.isEmpty() && !again.contains(" --unit ")) {
      add(
          "If each row is another person or thing, say so: the limits are then narrower.",
          again + " --unit row");
    }
    if (result.released() && !result.scope().notAttacked().isEmpty()) {
      add(
          "Leave out the columns that no attacker reads.",
          release + " --drop " + quoted(list(result.scope().notAttacked())));
    }
    add("Do not take this audit as a sign that the rows can be shared.", "");
  }

  private void beforeSharing() {
    add("Share the released rows only; the model file and the raw rows stay with you.", "");
    add(
        "Audit again whenever rows or columns change, and for each other label that must stay hidden.",
        result.quick() ? "" : again);
  }

  /** Released columns that give the label away alone. */
  private List<String> telling() {
    return result.warnings().stream()
        .flatMap(
            warning -> {
              if (warning instanceof LeakWarning.LabelInClear clear) {
                return Stream.of(clear.column());
              }
              if (warning instanceof LeakWarning.IdentifyingFeature feature) {
                return Stream.of(feature.column());
              }
              if (warning instanceof LeakWarning.NameAmongFeatures name) {
                return Stream.of(name.column());
              }
              return Stream.empty();
            })
        .distinct()
        .limit(5)
        .toList();
  }

  private String releaseCommand() {
    return PROGRAM + "desensitize --input " + input() + " " + labels();
  }

  private String labels() {
    String hide = "--hide " + quoted(list(List.of(result.hide())));
    return result.keep() == null ? hide : hide + " --keep " + quoted(result.keep());
  }

  private String input() {
    Matcher input = INPUT.matcher(again);
    return input.find() ? input.group(1) : "rows.csv";
  }

  /** As the lists of the command line: a name with a comma in double quotes. */
  private static String list(List<String> names) {
    return names.stream()
        .map(
            name ->
                name.contains(",") || name.contains("\"")
                    ? "\"" + name.replace("\"", "\"\"") + "\""
                    : name)
        .collect(Collectors.joining(","));
  }

  private static String quoted(String word) {
    return word.matches("[\\w./,:=+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  private void add(String text, String command) {
    steps.add(new NextStep(text, command));
  }
}
