package ml.tacit.audit.report;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import ml.tacit.audit.AuditResult;
import ml.tacit.audit.ClassFinding;
import ml.tacit.audit.Finding;

/** The bars of a report: adversaries, learners, and classes of the hidden label. */
final class Charts {
  private static final int MOST_CLASSES = 12;

  private final AuditResult result;
  private final String judged;

  Charts(AuditResult result) {
    this.result = result;
    judged = result.judgedStage();
  }

  /** Every adversary, those shown to find something first, each group by its figure. */
  String adversaries(Measure measure) {
    Bars bars =
        new Bars(measure.words() + " of each adversary; the table of all figures has the same");
    for (boolean shown : new boolean[] {true, false}) {
      List<Finding> group =
          result.findings(Finding.PRIVACY, judged).stream()
              .filter(finding -> Summary.isShown(result, finding) == shown)
              .sorted(Comparator.comparingDouble(measure::of).reversed())
              .toList();
      if (!group.isEmpty()) {
        bars.heading(
            Xml.format(
                shown
                    ? "Shown to find something: %d"
                    : "Not shown to find more than the margin: %d",
                group.size()));
        group.forEach(finding -> adversary(bars, measure, finding, shown));
      }
    }
    if (measure == Measure.ACCURACY) {
      result
          .certified()
          .ifPresent(
              certified ->
                  bars.heading("Tried or not")
                      .row("no attacker, known or not, above")
                      .bar(certified.bound(), "certified")
                      .mark(result.majority(), "majority")
                      .mark(result.chance(), "chance")
                      .value(Xml.percent(certified.bound()), "certified"));
    }
    return bars.html();
  }

  private void adversary(Bars bars, Measure measure, Finding finding, boolean shown) {
    Optional<Finding> raw =
        result.released()
            ? result.finding(Finding.PRIVACY, Finding.BEFORE, finding.adversary())
            : Optional.empty();
    bars.row(finding.adversary());
    raw.ifPresent(before -> bars.bar(measure.of(before), "before"));
    bars.bar(measure.of(finding), shown ? "hide" : "unshown");
    bars.limits(measure.low(finding), measure.high(finding));
    if (measure == Measure.ACCURACY) {
      bars.mark(result.majority(), "majority").mark(result.chance(), "chance");
    } else {
      bars.mark(measure.guess(result), "majority");
    }
    String before = raw.map(r -> "raw " + measure.text(measure.of(r))).orElse("");
    bars.value(measure.text(measure.of(finding)), before);
  }

  /** Every learner of the label to keep. */
  String learners() {
    Bars bars = new Bars("accuracy of each learner; the table of all figures has the same");
    for (Finding finding : result.findings(Finding.UTILITY, judged)) {
      Optional<Finding> raw =
          result.released()
              ? result.finding(Finding.UTILITY, Finding.BEFORE, finding.adversary())
              : Optional.empty();
      bars.row(finding.adversary());
      raw.ifPresent(before -> bars.bar(before.accuracy(), "before"));
      bars.bar(finding.accuracy(), "keep").limits(finding.low(), finding.high());
      bars.mark(result.utilityMajority(), "majority").mark(result.utilityChance(), "chance");
      bars.value(
          Xml.percent(finding.accuracy()),
          raw.map(before -> "raw " + Xml.percent(before.accuracy())).orElse(""));
    }
    return bars.html();
  }

  /**
   * The classes recognised best, as far as they are shown to be; at most {@value #MOST_CLASSES}.
   */
  String classes(List<ClassFinding> classes) {
    Bars bars = new Bars("share of the rows of each class named rightly; the table has the same");
    classes.stream()
        .limit(MOST_CLASSES)
        .forEach(
            c ->
                bars.row(c.person())
                    .bar(c.recall(), Summary.isShown(result, c) ? "hide" : "unshown")
                    .limits(c.low(), c.high())
                    .mark(c.expected(), "majority")
                    .value(
                        Xml.percent(c.recall()),
                        Xml.percent(c.expected()) + " if rows said nothing"));
    return bars.html();
  }
}
