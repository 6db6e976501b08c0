package ml.tacit.audit.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import ml.tacit.audit.AuditResult;
import ml.tacit.audit.Certified;
import ml.tacit.audit.Finding;
import ml.tacit.leak.Certificate;

/** What no attacker exceeds, beside what those tried reach: as a sentence, a section, an object. */
final class CertifiedReport {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private CertifiedReport() {}

  /** One sentence; empty if nothing was certified. */
  static Optional<String> sentence(AuditResult result) {
    return result
        .certified()
        .map(
            certified ->
                Xml.format(
                    "No attacker, tried or not, names '%s' of a fresh row%s in more than %s of the cases%s (%s)"
                        + "; a guess%s reaches %s.",
                    result.hide(),
                    session(certified),
                    Xml.percent(certified.bound()),
                    result.keep() == null ? "" : ", even if it knows '" + result.keep() + "'",
                    confidence(certified),
                    result.keep() == null ? "" : " from '" + result.keep() + "' alone",
                    Xml.percent(certified.strongest().prior())));
  }

  /** A line for a terminal, shorter. */
  static Optional<String> line(AuditResult result) {
    return result
        .certified()
        .map(
            certified ->
                Xml.format(
                    "certified: no attacker, known or not, above %s%s%s (%s; counted %s, chance %s, %d"
                        + " cells%s)",
                    Xml.percent(certified.bound()),
                    session(certified),
                    result.keep() == null ? "" : ", '" + result.keep() + "' known",
                    confidence(certified),
                    Xml.percent(certified.strongest().plugIn()),
                    Xml.percent(certified.strongest().prior()),
                    certified.cells(),
                    certified.noise() == 0
                        ? ""
                        : ", " + Xml.percent(certified.noise()) + " for the noise"));
  }

  /** Whose rows it is about, where parts are made by sessions. */
  static String session(Certified certified) {
    return certified.session().map(column -> " of the judged '" + column + "'").orElse("");
  }

  /** Of a release that was chosen, with what else the bound holds for. */
  private static String confidence(Certified certified) {
    String share = Xml.format("%.0f %% confidence", 100 * certified.strongest().confidence());
    return certified.candidates() == 1
        ? share
        : share + Xml.format(", for all %d candidates at once", certified.candidates());
  }

  /** The section of the page; "" if nothing was certified. */
  static String section(AuditResult result) {
    return result.certified().map(certified -> section(result, certified)).orElse("");
  }

  private static String section(AuditResult result, Certified certified) {
    StringBuilder html = new StringBuilder();
    html.append("<section class=\"charts\"><h2>What no attacker exceeds</h2>\n<p>");
    html.append(Xml.text(sentence(result).orElseThrow()));
    html.append(
        Xml.format(
            " The bound holds for attackers of any kind with any number of learned rows: the released row is one of"
                + " %d cells, and counting decides what they tell.",
            certified.cells()));
    if (certified.noise() > 0) {
      html.append(
          Xml.format(
              " The numbers beside the decision are clipped and under noise; whatever is done with them adds %s at"
                  + " most.",
              Xml.percent(certified.noise())));
    }
    html.append("</p>\n").append(bars(result, certified)).append(table(result, certified));
    html.append("<p class=\"note\">Assumed:</p><ul>");
    certified
        .strongest()
        .assumptions()
        .forEach(line -> html.append("<li>").append(Xml.text(line)).append("</li>\n"));
    return html.append("</ul></section>\n").toString();
  }

  private static String bars(AuditResult result, Certified certified) {
    Certificate strongest = certified.strongest();
    Bars bars = new Bars("accuracy: a guess, those tried, and the bound on every attacker");
    bars.row(result.keep() == null ? "a guess" : "a guess from '" + result.keep() + "' alone")
        .bar(strongest.prior(), "before")
        .value(Xml.percent(strongest.prior()), "");
    Optional<Finding> best = result.best(Finding.PRIVACY, result.judgedStage());
    best.ifPresent(
        found ->
            bars.row("the best of those tried: " + found.adversary())
                .bar(found.accuracy(), "hide")
                .limits(found.low(), found.high())
                .value(Xml.percent(found.accuracy()), "on the test rows"));
    bars.row("no attacker, known or not, above")
        .bar(certified.bound(), "certified")
        .value(Xml.percent(certified.bound()), "certified");
    return bars.html();
  }

  private static String table(AuditResult result, Certified certified) {
    HtmlTable table =
        new HtmlTable(
            Xml.format(
                "On %d rows in %d independent blocks, %s; each limit alone",
                certified.strongest().rows(),
                certified.strongest().blocks(),
                certified.candidates() == 1
                    ? "used neither to fit nor to choose"
                    : "used to fit no candidate"),
            "attacker",
            "rows together#",
            "certified#",
            "counted#",
            "chance#");
    certified.known().ifPresent(known -> rows(table, "knows '" + result.keep() + "'", known));
    boolean less = certified.known().isEmpty() || certified.blindBound() < certified.bound();
    if (less) {
      rows(table, "sees the released row only", certified.blind());
    }
    return table.html()
        + (less ? "" : "<p class=\"note\">Who knows less reaches no more.</p>\n")
        + Xml.format(
            "<p class=\"note\">Counted: what counting reaches on the very rows it counted, %s on single rows if cells"
                + " told nothing.</p>%n",
            Xml.percent(certified.strongest().floor()));
  }

  private static void rows(HtmlTable table, String who, Certificate certificate) {
    for (Certificate.Together one : certificate.together()) {
      table.row(
          who,
          String.valueOf(one.rows()),
          Xml.percent(one.certified()),
          percent(one.plugIn()),
          percent(one.prior()));
    }
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? "–" : Xml.percent(share);
  }

  /**
   * The object of a report's JSON: the fields of {@link CertificateJson} of the attacker that knows
   * most, {@code certified} with what noise adds; {@code cells}, {@code noise}, {@code given}, and
   * {@code blind} for the attacker that sees the row only. Null if nothing was certified.
   */
  static ObjectNode json(AuditResult result) {
    return result
        .certified()
        .map(
            certified -> {
              Map<String, Object> fields =
                  new LinkedHashMap<>(CertificateJson.fields(certified.strongest()));
              fields.put("cells", certified.cells());
              fields.put("noise", certified.noise());
              fields.put("given", certified.known().isPresent() ? result.keep() : null);
              fields.put("blind", CertificateJson.fields(certified.blind()));
              return MAPPER.<ObjectNode>valueToTree(fields);
            })
        .orElse(null);
  }
}
