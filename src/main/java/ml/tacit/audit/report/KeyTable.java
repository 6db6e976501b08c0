package ml.tacit.audit.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import ml.tacit.audit.AuditResult;
import ml.tacit.audit.Finding;
import ml.tacit.audit.UtilityGap;

/** The few figures of the first page: the strongest adversaries beside a guess, and the utility. */
final class KeyTable {
  private static final int SHOWN = 4;

  private final AuditResult result;
  private final String judged;

  private KeyTable(AuditResult result) {
    this.result = result;
    judged = result.judgedStage();
  }

  static String of(AuditResult result, Measure first) {
    return new KeyTable(result).html(first);
  }

  private String html(Measure first) {
    List<String> strongest = strongest(first);
    int all = result.findings(Finding.PRIVACY, judged).size();
    String rows = result.released() ? "raw → released rows" : "raw rows";
    HtmlTable table =
        new HtmlTable(
            Xml.format(
                "Who names '%s': the strongest %d of %d attackers, %s",
                result.hide(), strongest.size(), all, rows),
            headings("attacker"));
    table.styledRow(
        "guess",
        "a guess without the rows",
        Xml.percent(result.majority()),
        Xml.percent(result.chance()),
        "0.50",
        Xml.percent(Measure.TRUE_POSITIVES.guess(result)));
    if (result.keep() != null
        && !Xml.percent(result.prior()).equals(Xml.percent(result.majority()))) {
      table.styledRow(
          "guess",
          "a guess from '" + result.keep() + "' alone",
          Xml.percent(result.prior()),
          "–",
          "–",
          "–");
    }
    for (String who : strongest) {
      table.row(cells(who, Finding.PRIVACY));
    }
    return table.html() + (result.keep() == null ? "" : utility(rows) + gaps(rows));
  }

  private String utility(String rows) {
    HtmlTable table =
        new HtmlTable(
            Xml.format("What is kept: who learns '%s', %s", result.keep(), rows),
            headings("learner"));
    table.styledRow(
        "guess",
        "a guess without the rows",
        Xml.percent(result.utilityMajority()),
        Xml.percent(result.utilityChance()),
        "0.50",
        Xml.percent(Measure.TRUE_POSITIVES.guess(result)));
    for (String who : result.adversaries(Finding.UTILITY)) {
      table.row(cells(who, Finding.UTILITY));
    }
    return table.html();
  }

  /** What fairness reports state of the learners. */
  private String gaps(String rows) {
    if (result.gaps().isEmpty()) {
      return "";
    }
    HtmlTable table =
        new HtmlTable(
            Xml.format(
                "How differently learners of '%s' treat the two classes of '%s', %s; 0 is alike",
                result.keep(), result.hide(), rows),
            "learner",
            "demographic parity gap#",
            "equalised odds gap#");
    result.gaps().stream()
        .map(UtilityGap::learner)
        .distinct()
        .forEach(
            learner -> {
              List<UtilityGap> of =
                  result.gaps().stream().filter(gap -> gap.learner().equals(learner)).toList();
              table.row(
                  learner,
                  of.stream().map(g -> two(g.parity())).collect(Collectors.joining(" → ")),
                  of.stream().map(g -> two(g.odds())).collect(Collectors.joining(" → ")));
            });
    return table.html();
  }

  private static String two(double gap) {
    return HtmlTable.number("%.2f", gap);
  }

  private static String[] headings(String who) {
    return new String[] {who, "accuracy#", "balanced accuracy#", "AUC#", "TPR at 1 % FPR#"};
  }

  /** The first few by the measure that fits the label, and the best by each other measure. */
  private List<String> strongest(Measure first) {
    Set<String> names = new LinkedHashSet<>();
    for (Measure measure : Measure.values()) {
      sorted(measure).stream().limit(1).forEach(names::add);
    }
    for (String name : sorted(first)) {
      if (names.size() < SHOWN) {
        names.add(name);
      }
    }
    return sorted(first).stream().filter(names::contains).toList();
  }

  private List<String> sorted(Measure measure) {
    List<Finding> findings = new ArrayList<>(result.findings(Finding.PRIVACY, judged));
    // NaN last: an adversary without this figure is not the best by it.
    findings.sort(
        Comparator.comparingDouble(
            f -> Double.isNaN(measure.of(f)) ? Double.POSITIVE_INFINITY : -measure.of(f)));
    return findings.stream().map(Finding::adversary).toList();
  }

  private String[] cells(String who, String role) {
    Optional<Finding> raw = result.finding(role, Finding.BEFORE, who);
    Optional<Finding> released = result.finding(role, Finding.AFTER, who);
    List<String> cells = new ArrayList<>(List.of(who));
    for (Measure measure : Measure.values()) {
      cells.add(pair(measure, raw, released));
    }
    return cells.toArray(String[]::new);
  }

  private String pair(Measure measure, Optional<Finding> raw, Optional<Finding> released) {
    String before = raw.map(f -> measure.text(measure.of(f))).orElse("–");
    if (!result.released()) {
      return before;
    }
    String after = released.map(f -> measure.text(measure.of(f))).orElse("–");
    return before.replace(" %", "") + " → " + after;
  }
}
