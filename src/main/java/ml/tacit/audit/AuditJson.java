package ml.tacit.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** An audit as JSON, for scripts. */
public final class AuditJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private AuditJson() {}

  /**
   * One object: {@code verdict}, {@code reason}, {@code bound}, {@code majority}, {@code chance},
   * {@code adversaries} (privacy, on the rows the verdict is about), then everything else. Rates
   * are shares between 0 and 1.
   *
   * @param result the audit
   * @return indented JSON text, ending in a line break
   */
  public static String toJson(AuditResult result) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("verdict", result.verdict().words());
    root.put("reason", result.reason());
    root.put("bound", result.bound());
    root.put("majority", result.majority());
    root.put("chance", result.chance());
    root.put("keep", result.keep());
    root.put("hide", result.hide());
    root.put("released", result.released());
    root.put("trainRows", result.trainRows());
    root.put("testRows", result.testRows());
    root.put("blocks", result.blocks());
    root.put("quick", result.quick());
    root.put("seed", result.seed());
    names(root.putArray("keepClasses"), result.keepClasses());
    names(root.putArray("hideClasses"), result.hideClasses());
    list(root.putArray("adversaries"), result, Finding.PRIVACY, result.judgedStage());
    list(root.putArray("before"), result, Finding.PRIVACY, Finding.BEFORE);
    list(root.putArray("after"), result, Finding.PRIVACY, Finding.AFTER);
    if (result.keep() != null) {
      ObjectNode utility = root.putObject("utility");
      utility.put("majority", result.utilityMajority());
      utility.put("chance", result.utilityChance());
      list(utility.putArray("before"), result, Finding.UTILITY, Finding.BEFORE);
      list(utility.putArray("after"), result, Finding.UTILITY, Finding.AFTER);
    }
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values could not be written", e);
    }
  }

  private static void names(ArrayNode into, List<String> names) {
    names.forEach(into::add);
  }

  private static void list(ArrayNode into, AuditResult result, String role, String stage) {
    for (Finding finding : result.findings(role, stage)) {
      ObjectNode node = into.addObject();
      node.put("name", finding.adversary());
      node.put("accuracy", finding.accuracy());
      node.put("low", finding.low());
      node.put("high", finding.high());
      node.put("advantage", finding.advantage());
      node.put("tuned", finding.tuned());
    }
  }
}
