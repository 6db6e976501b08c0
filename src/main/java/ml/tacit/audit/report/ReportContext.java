package ml.tacit.audit.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import ml.tacit.audit.Frontier;

/**
 * What a report says in addition to the audit's figures. Plain texts; maps keep their order.
 *
 * @param title heading
 * @param release what was released, name to value (method, ridge, removed rank, …); may be empty
 * @param provenance where the figures come from (files and their hashes, versions, …); may be empty
 * @param again the command that runs the audit again, or "" if there is none
 * @param frontier the releases this one was chosen from, or null if there was no choice
 */
public record ReportContext(
    String title,
    Map<String, String> release,
    Map<String, String> provenance,
    String again,
    Frontier frontier) {

  /** Copies the maps. */
  public ReportContext {
    release = Collections.unmodifiableMap(new LinkedHashMap<>(release));
    provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
  }

  /**
   * A title and nothing else.
   *
   * @param title heading
   * @return the context
   */
  public static ReportContext of(String title) {
    return new ReportContext(title, Map.of(), Map.of(), "", null);
  }
}
