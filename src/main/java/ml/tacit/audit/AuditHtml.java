package ml.tacit.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** An audit as one self-contained page: style and charts inline, nothing loaded from elsewhere. */
public final class AuditHtml {
  private static final List<String> NOT_TESTED =
      List.of(
          "aggregation: many rows of one person combined",
          "linkage: whether two rows belong to the same unseen person",
          "reconstruction of the raw values",
          "membership: whether somebody was among the fitted rows",
          "several releases of the same rows, held together",
          "whoever holds the model file as well",
          "attackers with many more labelled rows than the training rows here",
          "neural networks, boosted trees and other families not listed above",
          "any label other than the one named here");

  private final AuditResult result;
  private final StringBuilder page = new StringBuilder();

  private AuditHtml(AuditResult result) {
    this.result = result;
  }

  /**
   * The whole page, well-formed XHTML in UTF-8.
   *
   * @param result the audit
   * @param title heading and window title, plain text
   * @param facts what was released, name to value in the order shown (method, ridge, removed rank,
   *     …), plain text; may be empty
   * @return the page
   */
  public static String page(AuditResult result, String title, Map<String, String> facts) {
    AuditHtml html = new AuditHtml(result);
    html.head(title);
    html.verdict(title);
    html.figures();
    html.charts();
    html.facts(facts);
    html.scope();
    html.numbers();
    html.method();
    html.add("</main></body></html>");
    return html.page.toString();
  }

  private void head(String title) {
    add("<!DOCTYPE html>");
    add("<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\"><head><meta charset=\"utf-8\"/>");
    add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>");
    add("<title>%s</title><style>%s</style></head><body><main>", Xml.text(title), style());
  }

  private void verdict(String title) {
    String kind = result.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-');
    add("<header><h1>%s</h1>", Xml.text(title));
    String kept = keeps() ? "Keep <b>" + Xml.text(result.keep()) + "</b>, hide" : "Hide";
    add(
        "<p class=\"lead\">%s <b>%s</b>: what adversaries still find out.</p>",
        kept, Xml.text(result.hide()));
    add("<div class=\"verdict %s\"><span>%s</span>", kind, Xml.text(result.verdict().words()));
    add("<p>%s.</p></div></header>", Xml.text(sentence(result.reason())));
  }

  private void figures() {
    add("<section class=\"figures\">");
    figure("strongest adversary on " + result.hide(), Finding.PRIVACY);
    if (keeps()) {
      figure("best learner of " + result.keep(), Finding.UTILITY);
    }
    add(
        "<div><b>%s</b><small>bound: largest upper limit of these adversaries</small></div>",
        rate(result.bound()));
    add(
        "<div><b>%s</b><small>majority guess; uniform chance %s</small></div></section>",
        rate(result.majority()), rate(result.chance()));
  }

  private boolean keeps() {
    return result.keep() != null;
  }

  private void figure(String what, String role) {
    Optional<Finding> before = result.best(role, Finding.BEFORE);
    Optional<Finding> after = result.best(role, Finding.AFTER);
    String value = before.map(f -> rate(f.accuracy())).orElse("–");
    if (after.isPresent()) {
      value += " → " + rate(after.get().accuracy());
    }
    add("<div><b>%s</b><small>%s</small></div>", value, Xml.text(what));
  }

  private void charts() {
    add("<section class=\"charts\">");
    chart("Who guesses " + result.hide(), Finding.PRIVACY, "hide");
    add("<div>");
    if (keeps()) {
      chart("Who learns " + result.keep(), Finding.UTILITY, "keep");
    }
    legend();
    add("</div></section>");
  }

  private void chart(String title, String role, String colour) {
    boolean privacy = role.equals(Finding.PRIVACY);
    add("<figure><figcaption>%s</figcaption>", Xml.text(title));
    page.append(
        BarChart.of(
            title + ", share of test rows named rightly",
            result.findings(role, Finding.BEFORE),
            result.findings(role, Finding.AFTER),
            privacy ? result.majority() : result.utilityMajority(),
            privacy ? result.chance() : result.utilityChance(),
            colour));
    add("</figure>");
  }

  private void legend() {
    add("<ul class=\"legend\">");
    add("<li><i class=\"swatch before\"></i>raw rows (before)</li>");
    if (result.released()) {
      add(
          "<li><i class=\"swatch hide\"></i><i class=\"swatch keep\"></i>released rows (after)</li>");
    }
    add("<li><i class=\"whiskers\"></i>95 %% limits</li>");
    String majority = rate(result.majority()) + " of " + Xml.text(result.hide());
    String chance = rate(result.chance());
    if (keeps()) {
      majority += ", " + rate(result.utilityMajority()) + " of " + Xml.text(result.keep());
      chance += ", " + rate(result.utilityChance());
    }
    add("<li><i class=\"rule majority\"></i>majority guess: %s</li>", majority);
    add("<li><i class=\"rule chance\"></i>uniform chance: %s</li></ul>", chance);
  }

  private void facts(Map<String, String> facts) {
    if (facts.isEmpty()) {
      return;
    }
    add("<section><h2>What was released</h2><table class=\"facts\"><tbody>");
    facts.forEach(
        (name, value) ->
            add("<tr><th scope=\"row\">%s</th><td>%s</td></tr>", Xml.text(name), Xml.text(value)));
    add("</tbody></table></section>");
  }

  private void scope() {
    add("<section class=\"scope\"><div><h2>What was tested</h2>");
    add(
        "<p>An attacker who knows the method and holds %d labelled %s rows, of the same %d classes of"
            + " %s as the %d test rows, and who learns and tunes each of these on them:</p><ul>",
        result.trainRows(),
        result.released() ? "released" : "raw",
        result.hideClasses().size(),
        Xml.text(result.hide()),
        result.testRows());
    for (Finding finding : result.findings(Finding.PRIVACY, result.judgedStage())) {
      add("<li>%s</li>", Xml.text(finding.adversary()));
    }
    add("</ul>");
    if (result.quick()) {
      add("<p class=\"note\"><b>Quick audit</b>: smaller grids and fewer rows, so weaker");
      add("adversaries than a full audit sets. For a first look.</p>");
    }
    add("</div><div><h2>What was not tested</h2><ul>");
    NOT_TESTED.forEach(item -> add("<li>%s</li>", Xml.text(item)));
    add("</ul></div></section>");
  }

  private void numbers() {
    add("<section><h2>All figures</h2><div class=\"wide\"><table><thead><tr><th>role</th>");
    add("<th>who</th><th>rows</th><th class=\"n\">accuracy</th><th class=\"n\">95 %% limits</th>");
    add("<th class=\"n\">advantage</th><th>chosen settings</th></tr></thead><tbody>");
    for (Finding f : result.findings()) {
      add(
          "<tr><td>%s</td><td>%s</td><td>%s</td>",
          Xml.text(f.role()), Xml.text(f.adversary()), Xml.text(f.stage()));
      add(
          "<td class=\"n\">%s</td><td class=\"n\">%.1f – %.1f</td>",
          rate(f.accuracy()), 100 * f.low(), 100 * f.high());
      add("<td class=\"n\">%.3f</td><td>%s</td></tr>", f.advantage(), Xml.text(f.tuned()));
    }
    add("</tbody></table></div></section>");
  }

  private void method() {
    add("<section class=\"method\"><h2>How to read this</h2>");
    add("<p><b>Accuracy</b> is the share of test rows named rightly. <b>Majority guess</b> always");
    add("names the commonest training class; <b>advantage</b> is 0 there and 1 without error.");
    add(
        "Adversaries are tuned on the last quarter, in time, of each cell of the training rows, then");
    add("learn from all of them and meet the test rows once.</p>");
    add(
        "<p><b>Limits</b> come from a bootstrap of %d whole blocks of dependent test rows, not of",
        result.blocks());
    add(
        "single rows. Those of the adversaries hold jointly (Bonferroni); they speak of new rows of");
    add("the same people. <b>Bound</b> is the largest upper limit.</p>");
    add("<p><b>Verdict</b>: <i>leak shown</i> if a lower limit lies above the majority guess;");
    add(
        "<i>audit too weak</i> if no adversary beats it even on the raw rows, or the bound lies more");
    add(
        "than 10 points above it; else <i>no leak found</i>, which speaks of these adversaries and");
    add("these rows only. Seed %d.</p></section>", result.seed());
  }

  private static String rate(double share) {
    return Xml.percent(share);
  }

  private static String sentence(String reason) {
    return reason.substring(0, 1).toUpperCase(Locale.ROOT) + reason.substring(1);
  }

  private static String style() {
    try (InputStream in = AuditHtml.class.getResourceAsStream("report.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("report.css cannot be read from the class path", e);
    }
  }

  private void add(String pattern, Object... values) {
    page.append(Xml.format(pattern, values)).append('\n');
  }
}
