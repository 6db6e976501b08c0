package ml.tacit.audit.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import ml.tacit.audit.Finding;
import ml.tacit.audit.NumberFinding;
import ml.tacit.audit.NumberResult;

/** What attackers find out about private numbers: their part of every report. */
public final class NumberReport {
  private static final int CELL_WIDTH = 26;

  private NumberReport() {}

  /**
   * A private number as a table for a terminal: R² with limits and mean error of each adversary,
   * before and after, the verdict below.
   *
   * @param number what was found
   * @return several lines, ending in a line break
   */
  public static String text(NumberResult number) {
    int width = 16;
    for (NumberFinding finding : number.findings()) {
      width = Math.max(width, finding.adversary().length() + 2);
    }
    List<String> lines = new ArrayList<>();
    String heading = padded("who estimates '" + number.column() + "'", width + 2);
    lines.add(heading + (number.released() ? padded("before", CELL_WIDTH) + "  after" : "before"));
    String over = "   R² [95 % limits]  error";
    lines.add(
        (" ".repeat(width + 2) + over + (number.released() ? "  " + over : "")).stripTrailing());
    for (NumberFinding before : number.findings(Finding.BEFORE)) {
      String line = "  " + padded(before.adversary(), width) + padded(cell(before), CELL_WIDTH);
      Optional<NumberFinding> after = after(number, before.adversary());
      lines.add((line + after.map(one -> "  " + cell(one)).orElse("")).stripTrailing());
    }
    NumberFinding any = number.findings().get(0);
    String mean =
        number.keep() == null
            ? "training mean"
            : "training mean of each class of '" + number.keep() + "'";
    lines.add(
        Xml.format(
            "mean error of who says the %s: %.4g; %d test rows; limits joint over the adversaries",
            mean, any.blindError(), number.testRows()));
    lines.add(
        Xml.format(
            "verdict on '%s': %s (%s)",
            number.column(), number.verdict().words(), number.reason()));
    return AuditText.shown(lines);
  }

  /**
   * Private numbers alone, where no label is hidden, as JSON: {@code numbers} as {@link
   * AuditJson#toJson} gives them, {@code release}, {@code provenance}, {@code again}.
   *
   * @param context what is said, with its numbers
   * @return indented JSON text, ending in a line break; {@link AuditJson#schema} describes it
   */
  public static String toJson(ReportContext context) {
    return AuditJson.numbersAlone(context);
  }

  /**
   * Private numbers alone, where no label is hidden, as a page.
   *
   * @param context what is said, with its numbers
   * @return well-formed XHTML in UTF-8
   */
  public static String page(ReportContext context) {
    return AuditHtml.numbersAlone(context);
  }

  static void list(ArrayNode into, List<NumberResult> numbers) {
    for (NumberResult number : numbers) {
      ObjectNode node = into.addObject();
      node.put("column", number.column());
      node.put("keep", number.keep());
      node.put("verdict", number.verdict().words());
      node.put("reason", number.reason());
      node.put("released", number.released());
      node.put("trainRows", number.trainRows());
      node.put("testRows", number.testRows());
      ArrayNode findings = node.putArray("findings");
      for (NumberFinding f : number.findings()) {
        ObjectNode one = findings.addObject();
        one.put("stage", f.stage());
        one.put("name", f.adversary());
        AuditJson.number(one, "rSquared", f.rSquared());
        AuditJson.number(one, "low", f.low());
        AuditJson.number(one, "high", f.high());
        AuditJson.number(one, "meanError", f.meanError());
        AuditJson.number(one, "blindError", f.blindError());
        AuditJson.number(one, "p", f.p());
        one.put("leak", f.leak());
      }
    }
  }

  /** A section for each private number. */
  static String sections(List<NumberResult> numbers) {
    StringBuilder html = new StringBuilder();
    for (NumberResult number : numbers) {
      String column = Xml.text(number.column());
      html.append(Xml.format("<section><h2>Who estimates %s</h2>", column))
          .append(
              Xml.format(
                  "<p>%s: <b>%s</b>. %s.</p>",
                  column, number.verdict().words(), Xml.text(sentence(number.reason()))));
      HtmlTable table =
          new HtmlTable(
              "Adversaries of " + number.column() + ", " + number.testRows() + " test rows",
              "Adversary",
              "Rows",
              "R²#",
              "95 % limits, joint#",
              "mean error#",
              "of the mean guess#",
              "joint p#");
      for (NumberFinding f : number.findings()) {
        table.row(
            f.adversary(),
            f.stage().equals(Finding.AFTER) ? "released" : "raw",
            HtmlTable.number("%.3f", f.rSquared()),
            HtmlTable.number("%.3f to %.3f", f.low(), f.high()),
            HtmlTable.number("%.4g", f.meanError()),
            HtmlTable.number("%.4g", f.blindError()),
            HtmlTable.number("%.4f", f.p()));
      }
      html.append(table.html())
          .append("<p class=\"note\">R² is the share of the variance around the training mean")
          .append(number.keep() == null ? "" : " of the row's class of " + Xml.text(number.keep()))
          .append(" that the adversary explains; the mean guess is that mean. A leak is shown if")
          .append(
              Xml.format(
                  " p is at most 0.05 and the lower limit of R² above %.2f.</p></section>\n",
                  NumberFinding.MARGIN));
    }
    return html.toString();
  }

  private static Optional<NumberFinding> after(NumberResult number, String adversary) {
    return number.findings(Finding.AFTER).stream()
        .filter(one -> one.adversary().equals(adversary))
        .findFirst();
  }

  private static String cell(NumberFinding f) {
    return Xml.format("%6.3f [%.3f, %.3f] %.4g", f.rSquared(), f.low(), f.high(), f.meanError());
  }

  private static String sentence(String reason) {
    return reason.substring(0, 1).toUpperCase(Locale.ROOT) + reason.substring(1);
  }

  private static String padded(String text, int width) {
    return text.length() >= width ? text + " " : text + " ".repeat(width - text.length());
  }
}
