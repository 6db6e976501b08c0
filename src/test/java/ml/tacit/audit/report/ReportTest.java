package ml.tacit.audit.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import ml.tacit.audit.Audit;
import ml.tacit.audit.AuditResult;
import ml.tacit.audit.Finding;
import ml.tacit.audit.LeakWarning;
import ml.tacit.audit.LeftOut;
import ml.tacit.audit.Linkage;
import ml.tacit.audit.Scope;
import ml.tacit.audit.Synthetic;
import ml.tacit.audit.attack.Adversary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

class ReportTest {
  private static final ReportContext TITLE = ReportContext.of("t");
  private static final AuditResult RAW =
      Audit.of("keep", "hide").quick().run(Synthetic.rows(2, 2, 40, 4, 2, Synthetic.GAUSSIAN));
  static final AuditResult BOTH = both();
  private static final AuditResult MANY =
      Audit.of("keep", "hide").quick().run(Synthetic.rows(2, 6, 20, 4, 2, Synthetic.GAUSSIAN));

  @Test
  void jsonHasTheFieldsScriptsRelyOn() throws Exception {
    JsonNode root = new ObjectMapper().readTree(AuditJson.toJson(BOTH, TITLE));
    assertEquals(BOTH.verdict().words(), root.get("verdict").asText());
    assertEquals(BOTH.bound(), root.get("bound").asDouble());
    assertEquals(0.5, root.get("majority").asDouble());
    assertEquals(0.5, root.get("chance").asDouble());
    JsonNode adversaries = root.get("adversaries");
    List<Adversary> all =
        Adversary.forPrivacy().stream()
            .filter(who -> !who.needsCoarse() && !who.needsCells())
            .toList();
    assertEquals(all.size(), adversaries.size());
    long onRaw = all.stream().filter(who -> !who.needsRaw()).count();
    assertEquals(onRaw, root.get("before").size());
    assertTrue(onRaw < all.size(), "some need both raw and released rows");
    assertEquals(root.get("after"), adversaries);
    for (JsonNode adversary : adversaries) {
      assertTrue(adversary.get("name").isTextual());
      assertTrue(adversary.get("low").asDouble() <= adversary.get("accuracy").asDouble());
      assertTrue(adversary.get("accuracy").asDouble() <= adversary.get("high").asDouble());
      assertTrue(adversary.get("advantage").isNumber());
    }
    assertEquals(2, root.get("utility").get("after").size());
  }

  @Test
  void jsonKeepsToItsSchema() throws Exception {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(AuditJson.schema());
    Compared search = SomeFrontier.compared(SomeFrontier.point("a", 3, 0.9, 0.6));
    ReportContext full =
        new ReportContext("t", Map.of("method", "none"), Map.of("rows", "here"), "x", search);
    ObjectMapper mapper = new ObjectMapper();
    for (AuditResult result : new AuditResult[] {RAW, BOTH, MANY}) {
      for (ReportContext context : new ReportContext[] {TITLE, full}) {
        JsonNode root = mapper.readTree(AuditJson.toJson(result, context));
        assertEquals(Set.of(), schema.validate(root));
        ((ObjectNode) root).remove("bound");
        assertEquals(1, schema.validate(root).size());
        ((ObjectNode) root).put("bound", "much");
        assertEquals(1, schema.validate(root).size());
      }
    }
  }

  @Test
  void theSchemaKnowsEveryKindOfWarning() throws Exception {
    JsonNode kinds = new ObjectMapper().readTree(AuditJson.schema()).findPath("kind").get("enum");
    Set<String> known = new TreeSet<>();
    kinds.forEach(kind -> known.add(kind.asText()));
    Set<String> all = new TreeSet<>();
    for (Class<?> member : LeakWarning.class.getPermittedSubclasses()) {
      all.add(member.getSimpleName());
    }
    assertEquals(all, known);
  }

  @Test
  void whatWasNotAttackedIsInAllReports() throws Exception {
    Scope scope =
        Scope.WHOLE
            .withNotAttacked(List.of("city"))
            .withLeftOut(List.of(new LeftOut("few <3>", 2)))
            .withWithheld(5, 3);
    AuditResult result =
        Audit.of("keep", "hide")
            .quick()
            .withScope(scope)
            .run(Synthetic.rows(2, 2, 40, 4, 2, Synthetic.GAUSSIAN));
    assertEquals(scope, result.scope());
    JsonNode root = new ObjectMapper().readTree(AuditJson.toJson(result, TITLE));
    assertEquals("city", root.get("notAttacked").get(0).asText());
    assertEquals(2, root.get("leftOut").get(0).get("rows").asInt());
    assertEquals("few <3>", root.get("leftOut").get(0).get("name").asText());
    assertEquals(5, root.get("withheld").get("rows").asInt());
    assertEquals(3, root.get("withheld").get("classes").asInt());
    String page = AuditHtml.page(result, TITLE);
    for (String remark : scope.remarks("hide")) {
      assertTrue(result.reason().contains(remark), remark);
      assertTrue(AuditText.table(result).contains(remark), remark);
      assertTrue(page.contains("<li>" + Xml.text(remark) + "</li>"), remark);
    }
  }

  @Test
  void withoutAReleaseTheAdversariesAreThoseOnRawRows() throws Exception {
    JsonNode root = new ObjectMapper().readTree(AuditJson.toJson(RAW, TITLE));
    assertEquals(root.get("before"), root.get("adversaries"));
    assertEquals(0, root.get("after").size());
  }

  @Test
  void pageIsWellFormedAndLoadsNothing() throws Exception {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("method <&>", "rdca \"quoted\" \u0001");
    for (AuditResult result : new AuditResult[] {RAW, BOTH, MANY}) {
      String page =
          AuditHtml.page(
              result,
              new ReportContext("A & B <i>", facts, facts, "tacit audit --hide '<a>'", null));
      Document document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)));
      assertEquals("A & B <i>", document.getElementsByTagName("h1").item(0).getTextContent());
      assertEquals(
          0, document.getElementsByTagName("svg").getLength(), "without releases compared");
      assertEquals(0, document.getElementsByTagName("script").getLength());
      assertEquals(0, document.getElementsByTagName("link").getLength());
      String elsewhere = withoutPolicy(page).replace("http://www.w3.org/1999/xhtml", "");
      for (String load : new String[] {"http", "src=", "url(", "@import", "href="}) {
        assertFalse(elsewhere.contains(load), load);
      }
      assertTrue(page.contains(result.verdict().words()));
      assertTrue(page.contains("What was not tested"));
    }
  }

  /** Arabic and Devanagari have digits of their own, German a comma, Turkish another i. */
  @ParameterizedTest
  @ValueSource(strings = {"de-DE", "ar-EG-u-nu-arab", "hi-IN-u-nu-deva", "tr-TR"})
  void reportsReadTheSameInAnyLocale(String tag) {
    Locale before = Locale.getDefault();
    Compared search =
        SomeFrontier.compared(
            SomeFrontier.point("a", 3, 0.914, 0.62), SomeFrontier.point("b", 1234, 0.8, 0.8));
    ReportContext full =
        new ReportContext(
            "t", Map.of("method", "none", "rows", "12"), Map.of("rows", "here"), "x", search);
    String result = everything();
    String reports = reports(full);
    assertTrue(result.contains("Control[name=permuted labels"), "controls with counts");
    assertTrue(result.contains("TooFewPeople"), "warnings with counts");
    try {
      Locale.setDefault(Locale.forLanguageTag(tag));
      assertNotEquals("1.5", String.format(Locale.getDefault(), "%.1f", 1.5), "control");
      assertEquals(result, everything());
      assertEquals(reports, reports(full));
    } finally {
      Locale.setDefault(before);
    }
  }

  /** A whole audit anew: its figures, warnings, controls, reason, settings. */
  private static String everything() {
    AuditResult result =
        Audit.of("keep", "hide").quick().run(Synthetic.rows(2, 6, 8, 4, 2, Synthetic.GAUSSIAN));
    List<String> said = result.warnings().stream().map(LeakWarning::sentence).toList();
    return result + " " + said;
  }

  private static String reports(ReportContext context) {
    StringBuilder all = new StringBuilder();
    for (AuditResult result : new AuditResult[] {RAW, BOTH, MANY}) {
      all.append(AuditText.table(result))
          .append(AuditJson.toJson(result, context))
          .append(AuditHtml.page(result, context));
    }
    return all.toString();
  }

  @Test
  void noReportPromisesAnything() {
    for (AuditResult result : new AuditResult[] {RAW, BOTH}) {
      String all =
          AuditText.table(result)
              + AuditJson.toJson(result, TITLE)
              + withoutPolicy(AuditHtml.page(result, TITLE));
      String words = all.toLowerCase(Locale.ROOT).replace("safetensors", ""); // a format
      for (String promise : new String[] {"is private", "safe", "anonymous", "guarantee"}) {
        assertFalse(words.contains(promise), promise);
      }
    }
  }

  @Test
  void tableShowsEveryoneAndTheReferenceRates() {
    String table = AuditText.table(BOTH);
    for (Finding finding : BOTH.findings()) {
      assertTrue(table.contains(finding.adversary()));
    }
    assertTrue(table.contains("majority guess") && table.contains("uniform chance"));
    assertTrue(table.contains("verdict: " + BOTH.verdict().words()));
    assertTrue(table.lines().noneMatch(line -> line.endsWith(" ")));
  }

  @Test
  void linkageIsShownWhereItWasTried() throws Exception {
    assertTrue(AuditHtml.page(BOTH, TITLE).contains("linkage: whether"));
    String page = AuditHtml.page(MANY, TITLE);
    assertFalse(page.contains("linkage: whether"));
    assertTrue(page.contains("Linking those never learned"));
    assertFalse(AuditText.table(BOTH).contains("linked though"));
    String line =
        AuditText.table(MANY).lines().filter(l -> l.startsWith("linked though")).findFirst().get();
    Linkage linkage = MANY.linkage().get(0);
    assertTrue(line.contains(String.format(Locale.ROOT, "AUC %.2f [", linkage.auc())), line);
    JsonNode root = new ObjectMapper().readTree(AuditJson.toJson(MANY, TITLE));
    assertEquals(linkage.auc(), root.get("linkage").get(0).get("auc").asDouble());
  }

  @Test
  void whoWasTriedOnReleasedRowsOnlyIsInTheChart() {
    String who = "RBF kernel ridge on reconstructed rows";
    assertTrue(AuditHtml.page(BOTH, TITLE).contains("<span class=\"who\">" + who + "</span>"));
    assertFalse(AuditHtml.page(RAW, TITLE).contains(who));
  }

  private static AuditResult both() {
    return Audit.of("keep", "hide")
        .quick()
        .run(
            Synthetic.rows(2, 2, 100, 4, 2, Synthetic.GAUSSIAN),
            Synthetic.rows(2, 2, 100, 4, 2, Synthetic.INDEPENDENT));
  }

  /** The page without the line that forbids the browser to load anything. */
  private static String withoutPolicy(String page) {
    return page.replaceFirst("(?s)<meta http-equiv=.*?/>", "");
  }
}
