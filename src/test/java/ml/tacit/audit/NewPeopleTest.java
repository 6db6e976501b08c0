package ml.tacit.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ml.tacit.audit.report.AuditHtml;
import ml.tacit.audit.report.AuditJson;
import ml.tacit.audit.report.NewPeopleReport;
import ml.tacit.audit.report.ReportContext;
import ml.tacit.release.Digits;
import ml.tacit.release.Release;
import ml.tacit.step.Steps;
import ml.tacit.subspace.Roles;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Who was never fitted or learned: linked by what is raw, and not by a decision. */
class NewPeopleTest {
  private static final int PEOPLE = 18;
  private static final int EACH = 40;
  private static final Roles ROLES = Roles.NONE.withKeep("activity").withHide("person");

  /** Two columns of a person's own, one of the sex, one of the activity; two of noise. */
  private static LabelledRows rows() {
    Random random = new Random(7);
    int n = PEOPLE * 2 * EACH;
    DMatrixRMaj x = new DMatrixRMaj(n, 6);
    String[] person = new String[n];
    String[] activity = new String[n];
    String[] sex = new String[n];
    double[][] habit = new double[PEOPLE][2];
    for (double[] own : habit) {
      own[0] = 2 * random.nextGaussian();
      own[1] = 2 * random.nextGaussian();
    }
    for (int i = 0; i < n; i++) {
      int who = i / (2 * EACH);
      int what = i / EACH % 2;
      person[i] = "p" + who;
      activity[i] = what == 0 ? "sit" : "walk";
      sex[i] = who % 2 == 0 ? "f" : "m";
      for (int j = 0; j < 6; j++) {
        x.set(i, j, random.nextGaussian());
      }
      x.add(i, 0, habit[who][0]);
      x.add(i, 1, habit[who][1]);
      x.add(i, 2, who % 2 == 0 ? -1.5 : 1.5);
      x.add(i, 3, 6 * what);
    }
    Map<String, Labels> labels = new LinkedHashMap<>();
    labels.put("person", Labels.of(person));
    labels.put("activity", Labels.of(activity));
    labels.put("sex", Labels.of(sex));
    return new LabelledRows(Synthetic.names(6), x, labels);
  }

  private static NewPeople.Settings settings(double share) {
    return new NewPeople.Settings(
        "person", "activity", List.of("person", "sex"), null, share, true, 1);
  }

  private static Function<LabelledRows, Release> plan(String steps) {
    return rows -> Release.of(Steps.parse(steps).fit(rows, ROLES, null), Digits.DEFAULT);
  }

  private static final NewPeople FOUND =
      NewPeople.of(rows(), settings(0.3), plan("decide"), Release::transform);

  @Test
  void everybodyIsNewOnceAndNoRowOfTheirsIsFitted() {
    LabelledRows rows = rows();
    List<Set<String>> without = new ArrayList<>();
    NewPeople.of(
        rows,
        settings(0.3),
        fitted -> {
          Set<String> out = new TreeSet<>(rows.label("person").classes());
          Set<String> in =
              IntStream.range(0, fitted.size())
                  .mapToObj(fitted.label("person")::name)
                  .collect(Collectors.toSet());
          out.removeAll(in);
          without.add(out);
          return plan("decide").apply(fitted);
        },
        Release::transform);
    assertEquals(3, without.size());
    assertEquals(PEOPLE, without.stream().mapToInt(Set::size).sum());
    assertEquals(PEOPLE, without.stream().flatMap(Set::stream).distinct().count());
    for (Set<String> group : without) {
      long even = group.stream().filter(p -> Integer.parseInt(p.substring(1)) % 2 == 0).count();
      assertEquals(3, even, "each sex is dealt out evenly: " + group);
    }
  }

  @Test
  void rawRowsLinkThemAndADecisionDoesNot() {
    assertEquals(PEOPLE, FOUND.people());
    assertEquals(3, FOUND.groups());
    Linkage raw = FOUND.linkage(Finding.BEFORE).orElseThrow();
    Linkage after = FOUND.linkage(Finding.AFTER).orElseThrow();
    assertTrue(raw.aucLow() > 0.65, "positive control: " + raw);
    assertTrue(raw.rankOne() > 2 * raw.rankOneChance(), raw.toString());
    assertEquals(0.5, after.auc(), 0.03, after.toString());
    assertEquals(PEOPLE, after.people());
    Linkage rawKnown = FOUND.linkageKnown(Finding.BEFORE).orElseThrow();
    assertTrue(rawKnown.auc() > raw.auc() - 0.01, "who knows more links no less: " + rawKnown);
    Linkage known = FOUND.linkageKnown(Finding.AFTER).orElseThrow();
    assertEquals(0.5, known.auc(), 0.03, known.toString());
    assertEquals(PEOPLE, known.people());
  }

  @Test
  void theLabelToKeepIsReadAndTheTraitOnlyFromRawRows() {
    assertEquals(List.of("activity", "sex"), FOUND.labels());
    for (String stage : List.of(Finding.BEFORE, Finding.AFTER)) {
      assertTrue(FOUND.best("activity", stage).orElseThrow().accuracy() > 0.97, stage);
    }
    NewPeople.Score raw = FOUND.best("sex", Finding.BEFORE).orElseThrow();
    assertTrue(raw.low() > 0.6 && raw.together() > 0.9, "positive control: " + raw);
    NewPeople.Score after = FOUND.best("sex", Finding.AFTER).orElseThrow();
    assertEquals(0.5, after.majority(), 0.01);
    assertTrue(after.low() <= after.majority() && after.majority() <= after.high(), "" + after);
  }

  @Test
  void theSameSeedGivesTheSameFigures() {
    assertEquals(FOUND, NewPeople.of(rows(), settings(0.3), plan("decide"), Release::transform));
  }

  @Test
  void whatCannotBeMeasuredIsSaid() {
    assertThrows(BadDataException.class, () -> settings(0));
    assertThrows(BadDataException.class, () -> settings(0.6));
    BadDataException e =
        assertThrows(
            BadDataException.class,
            () -> NewPeople.of(rows(), settings(0.05), plan("decide"), Release::transform));
    assertTrue(
        e.getMessage().contains("found 18 in 'person', expected at least 40 for 20 groups of 2"),
        e.getMessage());
  }

  @Test
  void reportsHaveThem() throws IOException {
    AuditRows rows = Synthetic.rows(2, 4, 20, 2, 3, Synthetic.INDEPENDENT);
    AuditResult result = Audit.of("keep", "hide").quick().run(rows);
    ReportContext context = ReportContext.of("a release").withNewPeople(FOUND);
    JsonNode json = new ObjectMapper().readTree(AuditJson.toJson(result, context));
    assertEquals(PEOPLE, json.get("newPeople").get("people").asInt());
    assertEquals(2, json.get("newPeople").get("linkage").size());
    assertEquals(FOUND.scores().size(), json.get("newPeople").get("scores").size());
    assertEquals(
        Set.of(),
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(AuditJson.schema())
            .validate(json));
    String page = AuditHtml.page(result, context);
    assertTrue(page.contains("People whom it was not fitted to"));
    assertFalse(AuditHtml.page(result, ReportContext.of("x")).contains("not fitted to"));
    String text = NewPeopleReport.text(FOUND);
    assertTrue(text.contains("18 of 'person', new once each, in 3 groups"), text);
    assertTrue(text.contains("of new ones nothing is certified"), text);
    assertTrue(text.lines().allMatch(line -> line.length() < 200), text);
  }
}
