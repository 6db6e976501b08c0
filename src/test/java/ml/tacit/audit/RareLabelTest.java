package ml.tacit.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import ml.tacit.audit.report.AuditText;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hidden labels that are rare, or that hang together with the label to keep. */
class RareLabelTest {
  private static final Audit QUICK = Audit.of("outcome", "disease").quick();

  /** The last raw column gives the label away; in the release it is noise. */
  private static final int TOLD = 5;

  @Test
  void oneInTenWithAnAreaUnderTheCurveOf64IsALeak(@TempDir Path answers) {
    LabelledRows raw = rows(6000, 0.1, 0, 0.5);
    AuditParts parts = AuditParts.byRow(raw, "outcome", "disease", 1, 0.36, 0.40, 0.24);
    Audit audit = QUICK.resumingIn(answers); // the second run judges the same answers
    AuditResult result = audit.run(parts, noiseFor(TOLD));
    assertEquals(Verdict.LEAK_SHOWN, result.verdict(), result.reason());
    assertTrue(result.reason().contains("with AUC 0.6"), result.reason());
    assertTrue(result.reason().contains("or an AUC of 0.6"), result.reason());
    assertTrue(result.evidence().detectableAuc() < 0.64, "power " + result.evidence());
    assertTrue(result.evidence().bits() > 0);
    assertEquals(result.majority(), result.prior(), 0.01);
    Finding best = result.best(Finding.PRIVACY, Finding.AFTER).orElseThrow();
    assertTrue(best.accuracy() < result.majority() + 0.01, "nobody is named: " + best);
    assertTrue(AuditText.table(result).contains("TPR at 1 % FPR"));
    AuditResult wide = audit.withMargin(0.5).withAucMargin(0.5).run(parts, noiseFor(TOLD));
    assertNotEquals(Verdict.LEAK_SHOWN, wide.verdict(), wide.reason());
    assertEquals(result.evidence().p(), wide.evidence().p());
    assertTrue(wide.evidence().equivalent(), "within half of everything");
    // Which the fairness of the utility learner does not show.
    assertTrue(result.gaps().stream().allMatch(gap -> gap.parity() < 0.2), "" + result.gaps());
  }

  @Test
  void rareAndBlindIsNoLeak() {
    LabelledRows raw = rows(6000, 0.1, 0, 0);
    AuditParts parts = AuditParts.byRow(raw, "outcome", "disease", 1, 0.36, 0.40, 0.24);
    AuditResult result = QUICK.run(parts, noiseFor(TOLD));
    assertNotEquals(Verdict.LEAK_SHOWN, result.verdict(), result.reason());
  }

  /** What the label to keep says of the hidden one was never to be hidden. */
  @Test
  void theKeptLabelAloneIsNoLeakHoweverMuchItSays() {
    LabelledRows raw = rows(4000, 0.5, 0.3, 0);
    AuditParts byRow = AuditParts.byRow(raw, "outcome", "disease", 1, 0.36, 0.40, 0.24);
    AuditParts byTime = AuditParts.timeBlocked(raw, "outcome", "disease", 0, 0.36, 0.40, 0.24);
    for (AuditParts parts : List.of(byRow, byTime)) {
      AuditResult result = QUICK.run(parts, RareLabelTest::keptLabelAlone);
      assertNotEquals(Verdict.LEAK_SHOWN, result.verdict(), result.reason());
      Finding best = result.best(Finding.PRIVACY, Finding.AFTER).orElseThrow();
      assertTrue(best.accuracy() > 0.75, "the label to keep tells it: " + best);
      assertEquals(0.8, result.prior(), 0.03);
      assertTrue(result.evidence().excess() < 0.04, "beyond it nothing: " + result.evidence());
      assertEquals(0, result.evidence().bits(), 1e-12);
    }
  }

  /**
   * Rows of six columns: what the disease shifts, what the outcome shifts, noise, and a column that
   * gives the disease away.
   *
   * @param share of the rows that are ill
   * @param tied how much more often among those with the outcome, and less among the others
   */
  private static LabelledRows rows(int n, double share, double tied, double shift) {
    Random random = new Random(3);
    String[] disease = new String[n];
    String[] outcome = new String[n];
    DMatrixRMaj values = new DMatrixRMaj(n, TOLD + 1);
    for (int i = 0; i < n; i++) {
      int y = random.nextInt(2);
      boolean ill = random.nextDouble() < share + tied * (2 * y - 1);
      outcome[i] = y == 1 ? "good" : "bad";
      disease[i] = ill ? "yes" : "no";
      for (int j = 0; j <= TOLD; j++) {
        values.set(i, j, random.nextGaussian());
      }
      values.add(i, 0, ill ? shift : 0);
      values.add(i, 1, 1.5 * y);
      values.add(i, TOLD, ill ? 4 : 0);
    }
    Map<String, Labels> labels = new LinkedHashMap<>();
    labels.put("outcome", Labels.of(outcome));
    labels.put("disease", Labels.of(disease));
    return new LabelledRows(List.of("a", "b", "c", "d", "e", "f"), values, labels);
  }

  private static UnaryOperator<LabelledRows> noiseFor(int column) {
    return part -> {
      Random random = new Random(9);
      DMatrixRMaj values = part.rows().copy();
      for (int i = 0; i < values.numRows; i++) {
        values.set(i, column, random.nextGaussian());
      }
      return part.withRows(part.features(), values);
    };
  }

  private static LabelledRows keptLabelAlone(LabelledRows part) {
    Random random = new Random(part.size());
    DMatrixRMaj values = new DMatrixRMaj(part.size(), 2);
    for (int i = 0; i < values.numRows; i++) {
      boolean good = part.label("outcome").name(i).equals("good");
      values.set(i, 0, (good ? 4 : 0) + random.nextGaussian());
      values.set(i, 1, random.nextGaussian());
    }
    return part.withRows(List.of("kept", "noise"), values);
  }
}
