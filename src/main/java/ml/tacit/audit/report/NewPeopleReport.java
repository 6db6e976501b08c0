package ml.tacit.audit.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import ml.tacit.audit.Finding;
import ml.tacit.audit.Linkage;
import ml.tacit.audit.NewPeople;

/** What a release does for people whom it was not fitted to: their part of every report. */
public final class NewPeopleReport {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final String NO_BOUND =
      "A certificate is about the people in its rows; of new ones nothing is certified.";

  private NewPeopleReport() {}

  /**
   * A few lines for a terminal.
   *
   * @param found what was found
   * @return several lines, ending in a line break
   */
  public static String text(NewPeople found) {
    List<String> lines = new ArrayList<>();
    lines.add(
        Xml.format(
            "people whom it was not fitted to: %d of '%s', new once each, in %d groups; 95 %% limits over people",
            found.people(), found.person(), found.groups()));
    for (String stage : List.of(Finding.BEFORE, Finding.AFTER)) {
      found.linkage(stage).ifPresent(l -> lines.add(linked(l, "")));
      found
          .linkageKnown(stage)
          .ifPresent(l -> lines.add(linked(l, ", '" + keep(found) + "' known")));
    }
    for (String label : found.labels()) {
      for (String stage : List.of(Finding.BEFORE, Finding.AFTER)) {
        found.best(label, stage).ifPresent(score -> lines.add("  " + line(found, score)));
      }
    }
    lines.add("  " + NO_BOUND);
    return AuditText.shown(lines);
  }

  /** The label to keep is the first that learners were set on. */
  private static String keep(NewPeople found) {
    return found.labels().get(0);
  }

  private static String linked(Linkage l, String known) {
    return Xml.format(
        "  linked %s%s: two rows of one, AUC %.3f [%.3f, %.3f] (0.5 is chance); equal error %s; the most alike row is"
            + " theirs in %s (%s at random)",
        l.stage(),
        known,
        l.auc(),
        l.aucLow(),
        l.aucHigh(),
        Xml.percent(l.equalErrorRate()),
        Xml.percent(l.rankOne()),
        Xml.percent(l.rankOneChance()));
  }

  private static String line(NewPeople found, NewPeople.Score score) {
    String more =
        Double.isNaN(score.together())
            ? ""
            : Xml.format(
                ", the best on all rows of one %s: %s of the people",
                found.person(), Xml.percent(mostTogether(found, score)));
    return Xml.format(
        "'%s' %s: %s [%.1f, %.1f] by %s; majority %s%s",
        score.label(),
        score.stage(),
        Xml.percent(score.accuracy()),
        100 * score.low(),
        100 * score.high(),
        score.learner(),
        Xml.percent(score.majority()),
        more);
  }

  private static double mostTogether(NewPeople found, NewPeople.Score like) {
    return found.scores().stream()
        .filter(s -> s.label().equals(like.label()) && s.stage().equals(like.stage()))
        .mapToDouble(NewPeople.Score::together)
        .max()
        .orElseThrow();
  }

  /** The section of the page; "" if nobody asked. */
  static String section(NewPeople found) {
    if (found == null) {
      return "";
    }
    String who = Xml.text(found.person());
    HtmlTable table =
        new HtmlTable(
            "Labels of people never learned, named by who learned from the others; means over people in %, 95 % limits"
                + " joint over the learners",
            "label",
            "rows",
            "learner",
            "accuracy#",
            "limits#",
            "all rows of one together#",
            "majority#");
    for (NewPeople.Score s : found.scores()) {
      table.row(
          s.label(),
          s.stage(),
          s.learner(),
          HtmlTable.number("%.1f", 100 * s.accuracy()),
          HtmlTable.number("%.1f – %.1f", 100 * s.low(), 100 * s.high()),
          HtmlTable.number("%.1f", 100 * s.together()),
          HtmlTable.number("%.1f", 100 * s.majority()));
    }
    return Xml.format(
            "<section><h2>People whom it was not fitted to</h2>%n<p>The %d people of %s were dealt into %d groups. For each"
                + " group the release was fitted anew to the others, and attackers learned from the others, too. %s</p>%n",
            found.people(), who, found.groups(), NO_BOUND)
        + (found.linkage().isEmpty() ? "" : ReportTables.linkage(found.person(), found.linkage()))
        + (found.linkageKnown().isEmpty()
            ? ""
            : Xml.format(
                    "<p>By whoever knows %s: rows of one class are compared, in directions learned within it.</p>%n",
                    Xml.text(keep(found)))
                + ReportTables.linkage(found.person(), found.linkageKnown()))
        + (found.scores().isEmpty() ? "" : table.html())
        + "</section>\n";
  }

  /** The object of a report's JSON; null if nobody asked. */
  static ObjectNode json(NewPeople found) {
    if (found == null) {
      return null;
    }
    ObjectNode root = MAPPER.createObjectNode();
    root.put("person", found.person());
    root.put("people", found.people());
    root.put("groups", found.groups());
    AuditJson.linkage(root.putArray("linkage"), found.linkage());
    AuditJson.linkage(root.putArray("linkageKnown"), found.linkageKnown());
    root.putArray("scores");
    for (NewPeople.Score s : found.scores()) {
      ObjectNode node = root.withArray("scores").addObject();
      node.put("label", s.label());
      node.put("stage", s.stage());
      node.put("learner", s.learner());
      node.put("accuracy", s.accuracy());
      node.put("low", s.low());
      node.put("high", s.high());
      node.put("together", Double.isNaN(s.together()) ? null : (Double) s.together());
      node.put("majority", s.majority());
    }
    return root;
  }
}
