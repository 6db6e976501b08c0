package ml.tacit.audit.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ml.tacit.audit.AuditResult;
import ml.tacit.audit.ClassFinding;
import ml.tacit.audit.Evidence;
import ml.tacit.audit.Finding;
import ml.tacit.audit.Frontier;

/** An audit as one self-contained page: style and charts inline, nothing loaded from elsewhere. */
public final class AuditHtml {
  private static final List<String> NOT_TESTED =
      List.of(
          "membership: whether somebody was among the fitted rows",
          "several releases of the same rows, held together",
          "whoever holds the model file, other than by searching for raw rows",
          "any label other than the one named here");

  /** What a bound on every attacker makes up for. */
  private static final List<String> NOT_TRIED =
      List.of(
          "attackers with many more labelled rows than the training rows here",
          "families of learners not listed above");

  private final AuditResult result;
  private final ReportContext context;
  private final StringBuilder page = new StringBuilder();

  private AuditHtml(AuditResult result, ReportContext context) {
    this.result = result;
    this.context = context;
  }

  /**
   * The whole page, well-formed XHTML in UTF-8.
   *
   * @param result the audit
   * @param context what the page says in addition to its figures
   * @return the page
   */
  public static String page(AuditResult result, ReportContext context) {
    AuditHtml html = new AuditHtml(result, context);
    html.head();
    html.page.append(FirstPage.of(result, context));
    html.compared();
    html.warnings();
    html.page.append(NumberReport.sections(context.numbers()));
    html.reason();
    html.charts();
    html.page.append(CertifiedReport.section(result));
    html.restored();
    html.people();
    html.together();
    html.linkage();
    html.page.append(NewPeopleReport.section(context.newPeople()));
    html.costs();
    html.facts("What was released", context.release());
    html.page.append(ColumnRead.section(context.columns(), context.droppedRows()));
    html.scope();
    html.trust();
    html.details();
    html.method();
    html.provenance();
    html.add("</main></body></html>");
    return html.page.toString();
  }

  /** What was found of private numbers, where no label is hidden. */
  static String numbersAlone(ReportContext context) {
    AuditHtml html = new AuditHtml(null, context);
    html.head();
    html.add("<h1>%s</h1>", Xml.text(context.title()));
    html.page.append(NumberReport.sections(context.numbers()));
    html.facts("What was attacked", context.release());
    html.page.append(ColumnRead.section(context.columns(), context.droppedRows()));
    html.facts("Where the figures come from", context.provenance());
    html.add("<section><h2>To run it again</h2>");
    html.add("<pre><code>%s</code></pre></section>", Xml.text(context.again()));
    html.add("</main></body></html>");
    return html.page.toString();
  }

  private void head() {
    add("<!DOCTYPE html>");
    add("<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\"><head><meta charset=\"utf-8\"/>");
    // Nothing but the inline style: whatever slips into a text, the browser loads nothing for it.
    add("<meta http-equiv=\"Content-Security-Policy\"");
    add(" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>");
    add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>");
    add(
        "<title>%s</title><style>%s</style></head><body><main>",
        Xml.text(context.title()), style());
  }

  private boolean keeps() {
    return result.keep() != null;
  }

  private void warnings() {
    if (result.warnings().isEmpty()) {
      return;
    }
    add("<section class=\"warnings\"><h2>Warnings, whatever the adversaries found</h2><ul>");
    WarningLines.of(result.warnings()).forEach(w -> add("<li>%s.</li>", Xml.text(sentence(w))));
    add("</ul></section>");
  }

  /** The verdict as the statistics have it. */
  private void reason() {
    Evidence evidence = result.evidence();
    Summary summary = Summary.of(result);
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("joint p-value", HtmlTable.number("%.4f", evidence.p()));
    facts.put(
        "gain over chance, at most",
        HtmlTable.number(
                "accuracy %+.1f points, balanced accuracy %+.1f points",
                100 * evidence.excess(), 100 * evidence.excessBalanced())
            + HtmlTable.number(", AUC %+.3f", evidence.excessAuc()));
    facts.put(
        "margin that counts as none",
        Xml.format("%.1f points, AUC %.3f", 100 * evidence.margin(), evidence.marginAuc()));
    List<String> noticed = new ArrayList<>();
    if (!Double.isNaN(summary.detectable())) {
      noticed.add("balanced accuracy " + Measure.BALANCED.text(summary.detectable()));
    }
    if (!Double.isNaN(summary.detectableAuc())) {
      noticed.add("AUC " + Measure.AUC.text(summary.detectableAuc()));
    }
    if (!noticed.isEmpty()) {
      facts.put(
          Xml.format("would be noticed (power %.0f %%)", 100 * evidence.power()),
          String.join(", ", noticed));
    }
    if (!Double.isNaN(summary.bits())) {
      facts.put(
          "leaked bits per row, at least",
          Xml.format("%.2f of %.2f", summary.bits(), evidence.entropy()));
    }
    add("<section><h2>Why this verdict</h2><p>%s.</p>", Xml.text(sentence(result.reason())));
    factTable(facts);
    add("</section>");
  }

  private void charts() {
    Measure measure = Summary.of(result).best().map(Claim::measure).orElse(Measure.ACCURACY);
    add("<section class=\"charts\"><h2>Who guesses %s</h2>", Xml.text(result.hide()));
    add("<p>%s on the %s rows.</p>", sentence(measure.words()), stage());
    page.append(new Charts(result).adversaries(measure));
    add("<ul class=\"legend\"><li><i class=\"swatch hide\"></i>shown to find something</li>");
    add("<li><i class=\"swatch unshown\"></i>not shown to find more than the margin</li>");
    String guess = measure.text(measure.guess(result));
    legend(
        measure == Measure.ACCURACY ? "always the commonest class: " + guess : "guess: " + guess);
    if (measure == Measure.ACCURACY) {
      String chance = Xml.percent(result.chance());
      add("<li><i class=\"rule chance\"></i>every class at random: %s</li>", chance);
    }
    add("</ul>");
    if (keeps()) {
      add("<h2>Who learns %s</h2><p>Accuracy.</p>", Xml.text(result.keep()));
      page.append(new Charts(result).learners());
      add("<ul class=\"legend\"><li><i class=\"swatch keep\"></i>%s rows</li>", stage());
      legend("always the commonest class: " + Xml.percent(result.utilityMajority()));
      String chance = Xml.percent(result.utilityChance());
      add("<li><i class=\"rule chance\"></i>every class at random: %s</li></ul>", chance);
    }
    add("</section>");
  }

  /** The entries that both charts have. */
  private void legend(String guess) {
    if (result.released()) {
      add("<li><i class=\"swatch before\"></i>the same on raw rows</li>");
    }
    add("<li><i class=\"whiskers\"></i>95 %% limits</li>");
    add("<li><i class=\"rule majority\"></i>%s</li>", guess);
  }

  private String stage() {
    return result.released() ? "released" : "raw";
  }

  private void compared() {
    Compared search = context.search();
    if (search == null) {
      return;
    }
    Frontier frontier = search.frontier();
    add("<section><h2>Releases compared</h2><figure>");
    page.append(FrontierChart.of(frontier, result.keep(), result.hide()));
    add(
        "<figcaption>Each number is a release of the table: up, the label to keep is learned better;");
    add(
        "to the right, an attacker gains more over what it knows without the release (by square roots:");
    add(
        "small gains have more room). Top left is best. Grey: another release keeps as much and gives away less. Ring: the pick.");
    add("</figcaption></figure>");
    add(
        "<p><b>%s</b>. %s.</p>",
        Xml.text(frontier.picked()), Xml.text(sentence(frontier.reason())));
    if (!search.met()) {
      add("<p class=\"note\">No release met the target; this one came nearest.</p>");
    }
    folded("The releases by number", ReportTables.compared(result, search));
    if (!search.skipped().isEmpty()) {
      folded("Not compared", ReportTables.skipped(search));
    }
    add("</section>");
  }

  private void restored() {
    if (!result.restored().isEmpty()) {
      add("<section><h2>Rows restored exactly</h2>");
      add("<p>Attacks that look for the raw row behind a released one, on the grid of the raw");
      add("readings. A control, set on what the release gives before it rounds, is no part of the");
      add("verdict.</p>");
      page.append(ReportTables.restored(result));
      add("</section>");
    }
  }

  private void people() {
    List<ClassFinding> people =
        result.people().stream().filter(p -> p.stage().equals(result.judgedStage())).toList();
    if (people.isEmpty()) {
      return;
    }
    String many = result.wording().many();
    add("<section><h2>%s of %s, each alone</h2>", sentence(many), Xml.text(result.hide()));
    long shown = people.stream().filter(p -> Summary.isShown(result, p)).count();
    add(
        "<p>A mean hides single %s. Of %d %s, %d %s recognised more often than if the rows said nothing"
            + " (joint p at most %.2f).</p>",
        many, people.size(), many, shown, shown == 1 ? "is" : "are", 1 - result.evidence().level());
    List<ClassFinding> sorted =
        people.stream()
            .sorted(
                Comparator.comparing((ClassFinding p) -> !Summary.isShown(result, p))
                    .thenComparing(p -> p.expected() - p.recall()))
            .toList();
    page.append(new Charts(result).classes(sorted));
    add("<ul class=\"legend\"><li><i class=\"swatch hide\"></i>shown to be recognised</li>");
    add("<li><i class=\"swatch unshown\"></i>not shown</li>");
    add("<li><i class=\"rule majority\"></i>share if the rows said nothing</li></ul>");
    folded("All " + many + ", in figures", ReportTables.people(result, sorted));
    add("</section>");
  }

  private void together() {
    if (result.together().stream().noneMatch(t -> t.stage().equals(result.judgedStage()))) {
      return;
    }
    String one = Xml.text(result.wording().together());
    add("<section><h2>Several rows of one %s together</h2>", one);
    add("<p>An attacker may know that some rows are of one %s.", one);
    add("Always naming the commonest is right in %s.</p>", rate(result.majority()));
    folded("By attacker and number of rows", ReportTables.together(result, result.judgedStage()));
    add("</section>");
  }

  private void linkage() {
    if (result.linkage().isEmpty()) {
      return;
    }
    String who = Xml.text(result.hide());
    add("<section><h2>Linking those never learned</h2>");
    add(
        "<p>Do two rows come from one %s? Asked of the %d classes of %s in halves: directions that tell"
            + " one from another are learned on one half, rows of the other half are compared in them,"
            + " then the halves change places. <b>AUC</b> is the probability that two rows of one %s are"
            + " more alike than rows of two; 0.5 is chance. No part of the verdict.</p>",
        who, result.linkage().get(0).people(), who, who);
    page.append(ReportTables.linkage(result.hide(), result.linkage()));
    add("</section>");
  }

  private void costs() {
    if (!result.costs().isEmpty()) {
      add("<section><h2>What the release costs</h2>");
      page.append(ReportTables.costs(result));
      add("</section>");
    }
  }

  private void facts(String heading, Map<String, String> facts) {
    if (facts.isEmpty()) {
      return;
    }
    add("<section><h2>%s</h2>", heading);
    factTable(facts);
    add("</section>");
  }

  private void factTable(Map<String, String> facts) {
    add("<table class=\"facts\"><tbody>");
    facts.forEach(
        (name, value) ->
            add("<tr><th scope=\"row\">%s</th><td>%s</td></tr>", Xml.text(name), Xml.text(value)));
    add("</tbody></table>");
  }

  private void scope() {
    List<String> untested = new ArrayList<>(result.scope().remarks(result.hide()));
    if (result.certified().isEmpty()) {
      untested.addAll(NOT_TRIED);
    }
    untested.addAll(NOT_TESTED);
    add("<section class=\"scope\"><div><h2>What was tested</h2>");
    add(
        "<p>An attacker that knows the method and holds %d labelled %s rows, of the same %d classes of"
            + " %s as the %d test rows, and who learns and tunes each of these on them:</p><ul>",
        result.trainRows(),
        result.released() ? "released" : "raw",
        result.hideClasses().size(),
        Xml.text(result.hide()),
        result.testRows());
    for (Finding finding : result.findings(Finding.PRIVACY, result.judgedStage())) {
      add("<li>%s</li>", Xml.text(finding.adversary()));
    }
    if (!result.together().isEmpty()) {
      add(
          "<li>each of these with several rows of one %s together</li>",
          Xml.text(result.wording().together()));
    }
    if (!result.linkage().isEmpty()) {
      add("<li>besides: linking rows of those whom the attacker never learned</li>");
    } else if (result.unit().hidesPeople()) {
      untested.add(0, "linkage: whether two rows belong to the same unseen person");
    }
    if (result.certified().isPresent()) {
      add("<li>and, by a bound, attackers of any other kind, with any number of rows</li>");
    }
    add("</ul>");
    if (result.quick()) {
      add("<p class=\"note\"><b>Quick audit</b>: smaller grids and fewer rows, so weaker");
      add("adversaries than a full audit sets. For a first look.</p>");
    }
    add("</div><div><h2>What was not tested</h2><ul>");
    untested.forEach(item -> add("<li>%s</li>", Xml.text(item)));
    add("</ul></div></section>");
  }

  private void trust() {
    add("<section><h2>Why to trust the figures</h2>");
    page.append(ReportTables.controls(result));
    add("</section>");
  }

  private void details() {
    add("<section><h2>All figures</h2>");
    folded("Every adversary and learner, before and after", ReportTables.findings(result));
    add("</section>");
  }

  private void folded(String summary, String table) {
    add("<details><summary>%s</summary>", Xml.text(summary));
    page.append(table).append("</details>\n");
  }

  private void method() {
    Evidence evidence = result.evidence();
    add("<section class=\"method\"><h2>How to read this</h2>");
    add(
        "<p><b>Accuracy</b> is the share of test rows named rightly. <b>Balanced accuracy</b> is the");
    add("mean of that share over the classes, so that rare classes count as much as common ones.");
    add("<b>AUC</b> is the probability that a row of a class scores higher for it than a row of");
    add(
        "another class; 0.5 is chance. <b>TPR at 1 %% FPR</b> is the share of a class's rows that are");
    add("picked if at most 1 %% of the other rows are picked wrongly.</p><p>");
    add("Adversaries are tuned on a quarter of the training rows, then learn from all of them and");
    add("meet the test rows once.</p>");
    add(
        "<p><b>Joint p</b> is the probability of an outcome as extreme, over everything tried, if within"
            + " each class of the label to keep the rows said nothing about the hidden one: %d"
            + " permutations of the labels of whole units. At or below %.2f it is more than chance.</p>",
        evidence.permutations(), 1 - evidence.level());
    add(
        "<p><b>Limits</b> come from how much the %d units of test rows (%s) differ, each taken whole."
            + " Those of the adversaries hold jointly. <b>Bound</b> is the largest upper limit.</p>",
        result.blocks(), Xml.text(result.wording().units()));
    add(
        "<p><b>Verdict</b>: <i>leak shown</i>, if a statistic beats chance by more than everything tried"
            + " together allows, and the lower limit of its gain over what the label to keep tells is"
            + " above the margin (%.1f points, %.3f of AUC); <i>audit too weak</i>, if limits lie on both"
            + " sides of the margin, if the same adversaries find nothing on the raw rows either, if only"
            + " an attacker whose balanced accuracy is more than 10 points above chance would have been"
            + " seen, if bits leak for certain, or if a control fails; else <i>no leak found</i>, which"
            + " speaks of these adversaries and these rows only. Equivalence to chance within the margins"
            + " is %s.</p></section>",
        100 * evidence.margin(),
        evidence.marginAuc(),
        evidence.equivalent() ? "shown" : "not shown");
  }

  private void provenance() {
    facts("Where the figures come from", context.provenance());
    if (!context.again().isEmpty()) {
      add("<section><h2>To run it again</h2><pre><code>%s</code></pre>", Xml.text(context.again()));
      add(
          "<p>The same bits for the same rows, settings, version and seed (%d).</p></section>",
          result.seed());
    }
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
