package ml.tacit.audit.report;

import java.util.Locale;
import ml.tacit.audit.AuditResult;

/** What a reader sees first, and what is printed on one page: verdict, meaning, next steps. */
final class FirstPage {
  private FirstPage() {}

  static String of(AuditResult result, ReportContext context) {
    Summary summary = Summary.of(result);
    StringBuilder html = new StringBuilder("<div class=\"first\">\n");
    String kind = result.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-');
    html.append(
        Xml.format(
            "<header><h1>%s</h1>%n<p class=\"lead\">%s<br/>%s.</p>%n",
            Xml.text(context.title()), subject(result), Xml.text(upper(summary.unit()))));
    html.append(
        Xml.format(
            "<div class=\"verdict %s\"><span>%s</span><p>%s</p></div></header>%n",
            kind, Xml.text(result.verdict().words()), text(Sentences.verdict(summary))));
    html.append(numbers(result));
    html.append("<section class=\"meaning\"><h2>What this means</h2><ul>\n");
    Sentences.meaning(summary)
        .forEach(sentence -> html.append("<li>").append(text(sentence)).append("</li>\n"));
    html.append("</ul></section>\n<section class=\"next\"><h2>What you can do now</h2><ol>\n");
    NextSteps.of(result, context)
        .forEach(
            step -> {
              html.append("<li>").append(Xml.text(step.text()));
              if (!step.command().isEmpty()) {
                html.append("<code>").append(command(step.command())).append("</code>");
              }
              html.append("</li>\n");
            });
    html.append("</ol></section>\n<section class=\"key\"><h2>Main figures</h2>\n");
    Measure first = summary.best().map(Claim::measure).orElseGet(() -> Measure.fitFor(result));
    html.append(KeyTable.of(result, first)).append("</section>\n</div>\n");
    return html.toString();
  }

  /** What those tried reached, and what nobody can exceed; both beside one another. */
  private static String numbers(AuditResult result) {
    return Xml.format(
        "<section class=\"two\"><div><h2>Best attacker tried: <b class=\"number\">%s</b></h2><p>%s.</p></div>%n"
            + "<div><h2>No attacker can exceed: <b class=\"number\">%s</b></h2><p>%s</p></div></section>%n",
        Xml.text(TwoNumbers.reachedFigure(result)),
        text(upper(TwoNumbers.reached(result))),
        Xml.text(TwoNumbers.boundFigure(result)),
        text(
            CertifiedReport.sentence(result)
                .orElseGet(() -> upper(TwoNumbers.bound(result)) + ".")));
  }

  /** The dashes of an option are no place for a line break. */
  private static String command(String command) {
    return Xml.text(command).replaceAll("(^| )(--?[\\w-]+)", "$1<span class=\"option\">$2</span>");
  }

  /** A number and its % stay on one line. */
  private static String text(String sentence) {
    return Xml.text(sentence.replace(" %", "\u00A0%"));
  }

  private static String upper(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static String subject(AuditResult result) {
    String hide = "Hide <b>" + Xml.text(result.hide()) + "</b>";
    return (result.keep() == null ? hide : hide + ", keep <b>" + Xml.text(result.keep()) + "</b>")
        + Xml.format(
            ". %d test rows, %d classes to hide.", result.testRows(), result.hideClasses().size());
  }
}
