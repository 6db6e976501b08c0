package ml.tacit.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** What tests read from audit.json. */
final class AuditFile {
  private AuditFile() {}

  /** The highest accuracy of a list of adversaries. */
  static double best(JsonNode adversaries) {
    double best = 0;
    for (JsonNode adversary : adversaries) {
      best = Math.max(best, adversary.get("accuracy").asDouble());
    }
    return best;
  }
}
