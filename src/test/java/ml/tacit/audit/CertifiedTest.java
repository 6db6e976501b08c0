package ml.tacit.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import ml.tacit.audit.report.AuditHtml;
import ml.tacit.audit.report.AuditJson;
import ml.tacit.audit.report.AuditText;
import ml.tacit.audit.report.ReportContext;
import ml.tacit.table.LabelledRows;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Releases of few different rows: what is measured stays below what is certified. */
class CertifiedTest {
  private static final int KEEPS = 3;
  private static final int HIDES = 6;
  private static final int PER_CELL = 60;
  private static final int CELLS = 7;

  /** Raw rows that show everything. */
  private static final AuditRows RAW =
      Synthetic.rows(KEEPS, HIDES, PER_CELL, 4, 11, Synthetic.GAUSSIAN);

  /** How a cell is drawn. */
  private interface Channel {
    int cell(int keep, int hide, Random random);
  }

  /** A release of one column, a code without an order. */
  private static AuditRows released(Channel channel, long seed) {
    return new AuditRows(
        released(RAW.train(), channel, new Random(seed)),
        released(RAW.test(), channel, new Random(~seed)));
  }

  private static LabelledRows released(LabelledRows rows, Channel channel, Random random) {
    DMatrixRMaj cells = new DMatrixRMaj(rows.size(), 1);
    for (int i = 0; i < rows.size(); i++) {
      cells.set(i, 0, channel.cell(rows.label("keep").code(i), rows.label("hide").code(i), random));
    }
    return rows.withRows(List.of("cell"), cells);
  }

  /** With probability q a cell that only person and activity set, scattered over the codes. */
  private static Channel leaking(double q) {
    return (keep, hide, random) ->
        random.nextDouble() < q ? (5 * hide + 3 * keep * keep) % CELLS : random.nextInt(CELLS);
  }

  private static final Channel ACTIVITY_ONLY = (keep, hide, random) -> keep;

  private static AuditResult audit(AuditRows released) {
    return Audit.of("keep", "hide").quick().run(RAW, released);
  }

  private static double best(AuditResult result) {
    return result.best(Finding.PRIVACY, Finding.AFTER).orElseThrow().accuracy();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 1})
  void noneOfThoseTriedIsAboveTheBound(double q) {
    AuditResult result = audit(released(leaking(q), 1));
    Certified certified = result.certified().orElseThrow();
    result
        .findings(Finding.PRIVACY, Finding.AFTER)
        .forEach(f -> assertTrue(f.accuracy() <= certified.bound(), f.toString()));
    assertTrue(certified.blindBound() <= certified.bound() + 0.02);
    assertEquals(CELLS, certified.cells());
    assertEquals(0, certified.noise());
  }

  @Test
  void theStrongestAttackerOfACodeIsAsGoodAsCountingCanBe() {
    AuditRows released = released(leaking(0.5), 3);
    AuditResult result = audit(released);
    double counting = counting(released);
    assertTrue(counting > result.prior() + 0.1, "there is something to find: " + counting);
    assertEquals(counting, best(result), 0.02);
    assertTrue(
        result
            .finding(Finding.PRIVACY, Finding.AFTER, "counts per cell per known keep")
            .isPresent());
  }

  /** By the true channel: argmax over people of the probability of the cell, activity known. */
  private static double counting(AuditRows released) {
    LabelledRows test = released.test();
    int right = 0;
    for (int i = 0; i < test.size(); i++) {
      int keep = test.label("keep").code(i);
      int cell = (int) test.rows().get(i, 0);
      int guess =
          IntStream.range(0, HIDES)
              .filter(hide -> (5 * hide + 3 * keep * keep) % CELLS == cell)
              .findFirst()
              .orElse(0);
      right += guess == test.label("hide").code(i) ? 1 : 0;
    }
    return (double) right / test.size();
  }

  @Test
  void aCodeWithoutAnOrderIsLearnedForTheUtilityToo() {
    int[] code = {4, 0, 2};
    AuditResult result = audit(released((keep, hide, random) -> code[keep], 4));
    assertEquals(1, result.best(Finding.UTILITY, Finding.AFTER).orElseThrow().accuracy());
    Finding linear = result.finding(Finding.UTILITY, Finding.AFTER, "logistic").orElseThrow();
    assertEquals(1, linear.accuracy(), "a linear learner sees a column per code");
  }

  @Test
  void theKeptLabelAloneIsCertifiedNearItsPrior() {
    AuditResult result = audit(released(ACTIVITY_ONLY, 5));
    Certified certified = result.certified().orElseThrow();
    assertEquals(1.0 / HIDES, certified.strongest().prior(), 1e-12);
    assertTrue(certified.bound() < 1.0 / HIDES + 0.1, "" + certified.bound());
    assertFalse(result.verdict() == Verdict.LEAK_SHOWN);
  }

  /** The rows of the choice stay in, and the bound is wider for it. */
  @Test
  void aChosenReleaseIsCertifiedForAllCandidatesAtOnce() throws IOException {
    AuditRows released = released(leaking(0.5), 8);
    Certified alone = audit(released).certified().orElseThrow();
    AuditResult result = Audit.of("keep", "hide").quick().withCandidates(40).run(RAW, released);
    Certified chosen = result.certified().orElseThrow();
    assertEquals(40, chosen.candidates());
    assertEquals(alone.strongest().rows(), chosen.strongest().rows());
    assertEquals(alone.strongest().plugIn(), chosen.strongest().plugIn());
    assertTrue(chosen.bound() > alone.bound());
    assertTrue(AuditText.table(result).contains("95 % confidence, for all 40 candidates at once"));
    String page = AuditHtml.page(result, ReportContext.of("a release"));
    assertTrue(page.contains("any of the 40 candidates that it was chosen among"));
    assertTrue(page.contains("each at 99.875 % confidence"));
    JsonNode json =
        new ObjectMapper().readTree(AuditJson.toJson(result, ReportContext.of("a release")));
    assertEquals(40, json.get("certificate").get("candidates").asInt());
    assertThrows(IllegalArgumentException.class, () -> Audit.of("keep", "hide").withCandidates(0));
  }

  @Test
  void reportsSayTheBoundOnce() throws IOException {
    AuditResult result = audit(released(leaking(0.5), 6));
    Certified certified = result.certified().orElseThrow();
    JsonNode json =
        new ObjectMapper().readTree(AuditJson.toJson(result, ReportContext.of("a release")));
    JsonNode certificate = json.get("certificate");
    assertEquals(certified.bound(), certificate.get("certified").asDouble());
    assertEquals("keep", certificate.get("given").asText());
    for (String field : List.of("plugIn", "prior", "floor", "blockLength", "confidence")) {
      assertTrue(certificate.get(field).isNumber(), field);
    }
    assertTrue(certificate.get("assumptions").size() > 2);
    assertTrue(AuditText.table(result).contains("certified: no attacker, known or not, above"));
    String page = AuditHtml.page(result, ReportContext.of("a release"));
    assertTrue(page.contains("no attacker, known or not, above"));
    AuditResult many = Audit.of("keep", "hide").quick().run(RAW, RAW);
    assertTrue(many.certified().isEmpty(), "many different rows");
    JsonNode none = new ObjectMapper().readTree(AuditJson.toJson(many, ReportContext.of("raw")));
    assertTrue(none.get("certificate").isNull());
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(AuditJson.schema());
    assertEquals(Set.of(), schema.validate(json));
    assertEquals(Set.of(), schema.validate(none));
  }
}
