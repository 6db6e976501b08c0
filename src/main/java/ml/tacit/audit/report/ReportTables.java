package ml.tacit.audit.report;

import java.util.List;
import ml.tacit.audit.AuditResult;
import ml.tacit.audit.ClassFinding;
import ml.tacit.audit.Control;
import ml.tacit.audit.Finding;
import ml.tacit.audit.Frontier;
import ml.tacit.audit.Linkage;
import ml.tacit.audit.PooledFinding;
import ml.tacit.audit.Restored;
import ml.tacit.audit.UtilityCost;

/** The figures of a report as tables, each with a caption and headed rows. */
final class ReportTables {
  private ReportTables() {}

  /** Every finding. */
  static String findings(AuditResult result) {
    HtmlTable t =
        new HtmlTable(
            "Every adversary and learner; accuracy in % of test rows, 95 % limits by "
                + result.wording().units(),
            "who",
            "label",
            "rows",
            "accuracy#",
            "limits#",
            "balanced accuracy#",
            "AUC#",
            "joint p#",
            "bits#",
            "chosen settings");
    for (Finding f : result.findings()) {
      boolean privacy = f.role().equals(Finding.PRIVACY);
      t.row(
          f.adversary(),
          privacy ? result.hide() : result.keep(),
          f.stage(),
          HtmlTable.number("%.1f", 100 * f.accuracy()),
          HtmlTable.number("%.1f – %.1f", 100 * f.low(), 100 * f.high()),
          HtmlTable.number("%.1f", 100 * f.scores().balancedAccuracy()),
          HtmlTable.number("%.3f", f.scores().macroAuc()),
          privacy ? HtmlTable.number("%.4f", f.significance().joint()) : "–",
          HtmlTable.number("%.2f", f.scores().bits()),
          f.tuned());
    }
    return t.html();
  }

  /** Several rows of one person together. */
  static String together(AuditResult result, String stage) {
    HtmlTable t =
        new HtmlTable(
            "Several rows known to come from one "
                + result.wording().together()
                + ", % named rightly",
            "who",
            "rows at most#",
            "rows on average#",
            "accuracy#",
            "limits#",
            "joint p#");
    for (PooledFinding f : result.together()) {
      if (f.stage().equals(stage)) {
        t.row(
            f.adversary(),
            String.valueOf(f.rows()),
            HtmlTable.number("%.1f", f.meanRows()),
            HtmlTable.number("%.1f", 100 * f.accuracy()),
            HtmlTable.number("%.1f – %.1f", 100 * f.low(), 100 * f.high()),
            HtmlTable.number("%.4f", f.significance().joint()));
      }
    }
    return t.html();
  }

  /** Every class of the hidden label. */
  static String people(AuditResult result, List<ClassFinding> people) {
    HtmlTable t =
        new HtmlTable(
            "Each " + result.hide() + " by the adversary that finds it best; % of its rows",
            result.hide(),
            "found in#",
            "limits#",
            "if rows said nothing#",
            "joint p#",
            "would be seen from#",
            "rows#",
            "who");
    for (ClassFinding p : people) {
      t.row(
          p.person(),
          HtmlTable.number("%.1f", 100 * p.recall()),
          HtmlTable.number("%.1f – %.1f", 100 * p.low(), 100 * p.high()),
          HtmlTable.number("%.1f", 100 * p.expected()),
          HtmlTable.number("%.4f", p.p()),
          HtmlTable.number("%.1f", 100 * p.detectable()),
          String.valueOf(p.rows()),
          p.adversary());
    }
    return t.html();
  }

  /** People nobody learned. */
  static String linkage(String who, List<Linkage> linkage) {
    HtmlTable t =
        new HtmlTable(
            "Linking two rows of one " + who + " never learned; shares in %, 95 % limits by " + who,
            "rows",
            "AUC#",
            "limits#",
            "equal error#",
            "limits#",
            "most alike row is theirs#",
            "limits#",
            "at random#");
    for (Linkage l : linkage) {
      t.row(
          l.stage(),
          HtmlTable.number("%.3f", l.auc()),
          HtmlTable.number("%.3f – %.3f", l.aucLow(), l.aucHigh()),
          HtmlTable.number("%.1f", 100 * l.equalErrorRate()),
          HtmlTable.number(
              "%.1f – %.1f", 100 * l.equalErrorRateLow(), 100 * l.equalErrorRateHigh()),
          HtmlTable.number("%.1f", 100 * l.rankOne()),
          HtmlTable.number("%.1f – %.1f", 100 * l.rankOneLow(), 100 * l.rankOneHigh()),
          HtmlTable.number("%.1f", 100 * l.rankOneChance()));
    }
    return t.html();
  }

  /** Attacks that give raw rows back. */
  static String restored(AuditResult result) {
    HtmlTable t =
        new HtmlTable(
            "Raw test rows given back exactly; shares in %, 95 % limits together",
            "attack",
            "rows tried#",
            "rows restored#",
            "limits#",
            "cells restored#",
            "commonest row#",
            "commonest cells#");
    for (Restored r : result.restored()) {
      String name = r.attack() + (r.fullDigits() ? ", before rounding (control)" : "");
      if (r.skipped().isPresent()) {
        t.row(name, "not tried: " + r.skipped().get(), "–", "–", "–", "–", "–");
      } else {
        t.row(
            name,
            String.valueOf(r.rows()),
            String.valueOf(r.restored()),
            HtmlTable.number("%.1f – %.1f", 100 * r.low(), 100 * r.high()),
            HtmlTable.number("%.1f", 100 * r.cells()),
            HtmlTable.number("%.1f", 100 * r.commonest()),
            HtmlTable.number("%.1f", 100 * r.commonestCells()));
      }
    }
    return t.html();
  }

  /** What had to come out. */
  static String controls(AuditResult result) {
    HtmlTable t =
        new HtmlTable(
            "Controls: runs whose outcome is known beforehand; accuracy in %",
            "control", "accuracy#", "p#", "as it must be", "what");
    for (Control c : result.controls()) {
      t.row(
          c.name(),
          HtmlTable.number("%.1f", 100 * c.accuracy()),
          HtmlTable.number("%.4f", c.p()),
          c.passed() ? "yes" : "NO",
          c.explanation());
    }
    return t.html();
  }

  /** What the release costs the label to keep. */
  static String costs(AuditResult result) {
    HtmlTable t =
        new HtmlTable(
            "What the release costs '"
                + result.keep()
                + "', in points, against raw rows and against"
                + " maps of as many columns that ignore both labels",
            "reference",
            "columns#",
            "learner",
            "there#",
            "cost#",
            "limits#");
    for (UtilityCost c : result.costs()) {
      t.row(
          c.reference(),
          String.valueOf(c.dimension()),
          c.learner(),
          HtmlTable.number("%.1f", 100 * c.accuracy()),
          HtmlTable.number("%+.1f", 100 * c.cost()),
          HtmlTable.number("%+.1f – %+.1f", 100 * c.low(), 100 * c.high()));
    }
    return t.html();
  }

  /** Every release compared. */
  static String compared(AuditResult result, Compared search) {
    Frontier frontier = search.frontier();
    HtmlTable t =
        new HtmlTable(
            "Releases compared before the test rows were looked at, in %; more attackers in each round,"
                + " the figures are of the last that a release was in",
            "number",
            "release",
            "kind",
            "columns#",
            "cells#",
            result.keep() + ", " + frontier.utilityMeasure() + "#",
            "limits#",
            result.hide() + ", " + frontier.privacyMeasure() + "#",
            "gain of the best attacker#",
            "limits#",
            "attacker",
            "round#",
            "");
    for (Frontier.Point p : frontier.points()) {
      boolean raw = Compared.isRaw(p);
      t.row(
          raw ? "raw" : String.valueOf(1 + search.releases().indexOf(p)),
          p.name(),
          p.kind(),
          String.valueOf(p.columns()),
          p.finite() ? String.valueOf(p.cells()) : "–",
          HtmlTable.number("%.1f", 100 * p.utility()),
          HtmlTable.number("%.1f – %.1f", 100 * p.utilityLow(), 100 * p.utilityHigh()),
          HtmlTable.number("%.1f", 100 * p.privacy()),
          HtmlTable.number("%.1f", 100 * p.leak()),
          HtmlTable.number("%.1f – %.1f", 100 * p.leakLow(), 100 * p.leakHigh()),
          p.adversary(),
          String.valueOf(p.round()),
          p.equals(frontier.pick())
              ? "picked"
              : raw ? "not released" : frontier.dominated(p) ? "dominated" : "");
    }
    return t.html();
  }

  /** Candidates that could not be fitted. */
  static String skipped(Compared search) {
    HtmlTable t = new HtmlTable("Candidates that could not be fitted", "release", "why");
    search.skipped().forEach((name, reason) -> t.row(name, reason));
    return t.html();
  }
}
