package ml.tacit.audit.report;

import java.util.List;
import ml.tacit.audit.AuditResult;
import ml.tacit.audit.ClassFinding;
import ml.tacit.audit.Control;
import ml.tacit.audit.Finding;
import ml.tacit.audit.Frontier;
import ml.tacit.audit.Linkage;
import ml.tacit.audit.PooledFinding;
import ml.tacit.audit.UtilityCost;

/** The figures of a report as tables, each with a caption and headed rows. */
final class ReportTables {
  private final AuditResult result;
  private final StringBuilder page = new StringBuilder();
  private boolean[] numbers = {};

  private ReportTables(AuditResult result) {
    this.result = result;
  }

  /** Every finding. */
  static String findings(AuditResult result) {
    ReportTables t = new ReportTables(result);
    t.open(
        "Every adversary and learner; accuracy in % of test rows, 95 % limits by blocks",
        "who",
        "label",
        "rows",
        "accuracy#",
        "limits#",
        "advantage#",
        "joint p#",
        "bits#",
        "chosen settings");
    for (Finding f : result.findings()) {
      boolean privacy = f.role().equals(Finding.PRIVACY);
      t.row(
          f.adversary(),
          privacy ? result.hide() : result.keep(),
          f.stage(),
          number("%.1f", 100 * f.accuracy()),
          number("%.1f – %.1f", 100 * f.low(), 100 * f.high()),
          number("%.3f", f.advantage()),
          privacy ? number("%.4f", f.significance().joint()) : "–",
          number("%.2f", f.scores().bits()),
          f.tuned());
    }
    return t.close();
  }

  /** Several rows of one person together. */
  static String together(AuditResult result, String stage) {
    ReportTables t = new ReportTables(result);
    t.open(
        "Several rows known to come from one " + result.hide() + ", % named rightly",
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
            number("%.1f", f.meanRows()),
            number("%.1f", 100 * f.accuracy()),
            number("%.1f – %.1f", 100 * f.low(), 100 * f.high()),
            number("%.4f", f.significance().joint()));
      }
    }
    return t.close();
  }

  /** Every class of the hidden label. */
  static String people(AuditResult result, List<ClassFinding> people) {
    ReportTables t = new ReportTables(result);
    t.open(
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
          number("%.1f", 100 * p.recall()),
          number("%.1f – %.1f", 100 * p.low(), 100 * p.high()),
          number("%.1f", 100 * p.expected()),
          number("%.4f", p.p()),
          number("%.1f", 100 * p.detectable()),
          String.valueOf(p.rows()),
          p.adversary());
    }
    return t.close();
  }

  /** People nobody learned. */
  static String linkage(AuditResult result) {
    ReportTables t = new ReportTables(result);
    t.open(
        "Linking two rows of one "
            + result.hide()
            + " never learned; shares in %, 95 % limits by "
            + result.hide(),
        "rows",
        "AUC#",
        "limits#",
        "equal error#",
        "limits#",
        "most alike row is theirs#",
        "limits#",
        "at random#");
    for (Linkage l : result.linkage()) {
      t.row(
          l.stage(),
          number("%.3f", l.auc()),
          number("%.3f – %.3f", l.aucLow(), l.aucHigh()),
          number("%.1f", 100 * l.equalErrorRate()),
          number("%.1f – %.1f", 100 * l.equalErrorRateLow(), 100 * l.equalErrorRateHigh()),
          number("%.1f", 100 * l.rankOne()),
          number("%.1f – %.1f", 100 * l.rankOneLow(), 100 * l.rankOneHigh()),
          number("%.1f", 100 * l.rankOneChance()));
    }
    return t.close();
  }

  /** What had to come out. */
  static String controls(AuditResult result) {
    ReportTables t = new ReportTables(result);
    t.open(
        "Controls: runs whose outcome is known beforehand; accuracy in %",
        "control", "accuracy#", "p#", "as it must be", "what");
    for (Control c : result.controls()) {
      t.row(
          c.name(),
          number("%.1f", 100 * c.accuracy()),
          number("%.4f", c.p()),
          c.passed() ? "yes" : "NO",
          c.explanation());
    }
    return t.close();
  }

  /** What the release costs the label to keep. */
  static String costs(AuditResult result) {
    ReportTables t = new ReportTables(result);
    t.open(
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
          number("%.1f", 100 * c.accuracy()),
          number("%+.1f", 100 * c.cost()),
          number("%+.1f – %+.1f", 100 * c.low(), 100 * c.high()));
    }
    return t.close();
  }

  /** Every release compared. */
  static String frontier(AuditResult result, Frontier frontier) {
    ReportTables t = new ReportTables(result);
    t.open(
        "Releases compared before the test rows were looked at; accuracy in %",
        "release", "columns#", result.keep() + "#", result.hide() + "#", "by", "");
    for (Frontier.Point p : frontier.points()) {
      t.row(
          p.name(),
          String.valueOf(p.columns()),
          number("%.1f", 100 * p.utility()),
          number("%.1f", 100 * p.privacy()),
          p.adversary(),
          p.equals(frontier.pick()) ? "picked" : frontier.dominated(p) ? "dominated" : "");
    }
    return t.close();
  }

  private void open(String caption, String... headings) {
    page.append("<div class=\"wide\"><table><caption>")
        .append(Xml.text(caption))
        .append("</caption><thead><tr>");
    for (String heading : headings) {
      boolean number = heading.endsWith("#");
      page.append(number ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">")
          .append(Xml.text(number ? heading.substring(0, heading.length() - 1) : heading))
          .append("</th>");
    }
    numbers = new boolean[headings.length];
    for (int i = 0; i < headings.length; i++) {
      numbers[i] = headings[i].endsWith("#");
    }
    page.append("</tr></thead><tbody>\n");
  }

  private void row(String... cells) {
    page.append("<tr>");
    for (int i = 0; i < cells.length; i++) {
      String tag = i == 0 ? "th scope=\"row\"" : "td";
      page.append('<').append(tag).append(numbers[i] ? " class=\"n\">" : ">");
      page.append(Xml.text(cells[i])).append(i == 0 ? "</th>" : "</td>");
    }
    page.append("</tr>\n");
  }

  private String close() {
    return page.append("</tbody></table></div>\n").toString();
  }

  /** A dash where a figure does not exist. */
  private static String number(String pattern, double... values) {
    Object[] boxed = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        return "–";
      }
      boxed[i] = values[i];
    }
    return Xml.format(pattern, boxed);
  }
}
