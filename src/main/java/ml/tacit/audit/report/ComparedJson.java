package ml.tacit.audit.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ml.tacit.audit.Frontier;

/** A search as the object {@code policy} of a report's JSON. */
final class ComparedJson {
  private ComparedJson() {}

  static void write(ObjectNode into, Compared search) {
    Frontier frontier = search.frontier();
    ArrayNode want = into.putArray("want");
    search.want().forEach(want::add);
    into.put("target", search.target());
    into.put("met", search.met());
    into.put("pick", frontier.picked());
    into.put("reason", frontier.reason());
    into.put("compared", search.compared());
    into.put("utilityMeasure", frontier.utilityMeasure());
    into.put("privacyMeasure", frontier.privacyMeasure());
    AuditJson.number(into, "utilityGuess", frontier.utilityMajority());
    AuditJson.number(into, "privacyGuess", frontier.majority());
    into.putNull("raw");
    ArrayNode points = into.putArray("points");
    for (Frontier.Point point : frontier.points()) {
      if (Compared.isRaw(point)) {
        point(into.putObject("raw"), frontier, point);
      } else {
        point(points.addObject(), frontier, point);
      }
    }
    ArrayNode skipped = into.putArray("skipped");
    search
        .skipped()
        .forEach((name, reason) -> skipped.addObject().put("name", name).put("reason", reason));
  }

  private static void point(ObjectNode node, Frontier frontier, Frontier.Point p) {
    node.put("name", p.name());
    node.put("want", Compared.isRaw(p) ? null : p.kind());
    node.put("columns", p.columns());
    node.put("cells", p.finite() ? p.cells() : null);
    node.put("round", p.round());
    AuditJson.number(node, "utility", p.utility());
    AuditJson.number(node, "utilityLow", p.utilityLow());
    AuditJson.number(node, "utilityHigh", p.utilityHigh());
    AuditJson.number(node, "privacy", p.privacy());
    node.put("adversary", p.adversary());
    AuditJson.number(node, "leak", p.leak());
    AuditJson.number(node, "leakLow", p.leakLow());
    AuditJson.number(node, "leakHigh", p.leakHigh());
    node.put("dominated", frontier.dominated(p));
  }
}
