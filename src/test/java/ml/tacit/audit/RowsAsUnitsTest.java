package ml.tacit.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ml.tacit.audit.report.AuditHtml;
import ml.tacit.audit.report.AuditText;
import ml.tacit.audit.report.ReportContext;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** A table of independent people, six unequal classes and two outcomes: no windows of a person. */
class RowsAsUnitsTest {
  private static final double[] SHARES = {0.51, 0.34, 0.08, 0.05, 0.015, 0.005};

  private static LabelledRows table(int n, long seed) {
    Random random = new Random(seed);
    DMatrixRMaj x = new DMatrixRMaj(n, 5);
    String[] race = new String[n];
    String[] outcome = new String[n];
    for (int i = 0; i < n; i++) {
      double draw = random.nextDouble();
      int c = 0;
      while (draw > SHARES[c] && c < 5) {
        draw -= SHARES[c++];
      }
      race[i] = "r" + c;
      boolean yes = random.nextDouble() < (c == 0 ? 0.5 : 0.4);
      outcome[i] = yes ? "yes" : "no";
      for (int j = 0; j < 5; j++) {
        x.set(i, j, random.nextGaussian());
      }
      x.add(i, 0, c == 0 ? 0.6 : 0);
      x.add(i, 1, yes ? 0.7 : 0);
    }
    Map<String, Labels> labels = new LinkedHashMap<>();
    labels.put("race", Labels.of(race));
    labels.put("outcome", Labels.of(outcome));
    return new LabelledRows(List.of("a", "b", "c", "d", "e"), x, labels);
  }

  @Test
  void limitsAreThoseOfARowBootstrapAndTheLeakIsShown() {
    LabelledRows rows = table(9000, 1);
    Division division = Division.of(Unit.found(rows, "outcome", "race"), rows, List.of("race"));
    assertEquals(Unit.ROWS, division.unit());
    AuditParts parts =
        AuditParts.divided(rows, division, "outcome", List.of("race"), 1, 0.3, 0.3, 0.4);
    AuditResult result = Audit.of("outcome", "race").quick().run(parts);
    assertEquals(Verdict.LEAK_SHOWN, result.verdict(), result.reason());
    for (Finding f : result.findings(Finding.PRIVACY, Finding.BEFORE)) {
      // The bootstrap of single rows of a share is binomial.
      double[] limits = bootstrap(f.accuracy(), result.testRows());
      assertEquals(limits[0], f.low(), 0.01, f.adversary());
      assertEquals(limits[1], f.high(), 0.01, f.adversary());
    }
    for (Finding f : result.findings(Finding.UTILITY, Finding.BEFORE)) {
      double[] limits = bootstrap(f.accuracy(), result.testRows());
      assertEquals(limits[0], f.low(), 0.01, f.adversary());
      assertEquals(limits[1], f.high(), 0.01, f.adversary());
    }
    assertTrue(result.together().isEmpty());
    assertTrue(result.linkage().isEmpty());
    ReportContext context = new ReportContext("t", Map.of(), Map.of(), "", null);
    for (String said :
        List.of(result.reason(), AuditText.table(result), AuditHtml.page(result, context))) {
      for (String absurd :
          List.of("of one person", "one race", "at least 10 wanted", "linked", "single people")) {
        assertFalse(said.contains(absurd), absurd);
      }
    }
  }

  private static double[] bootstrap(double share, int n) {
    Random random = new Random(5);
    boolean[] right = new boolean[n];
    Arrays.fill(right, 0, (int) Math.round(share * n), true);
    double[] means = new double[2000];
    for (int r = 0; r < means.length; r++) {
      int hits = 0;
      for (int i = 0; i < n; i++) {
        hits += right[random.nextInt(n)] ? 1 : 0;
      }
      means[r] = (double) hits / n;
    }
    Arrays.sort(means);
    return new double[] {means[50], means[1949]};
  }

  /** The same rows taken for windows of a person, as before: nothing like it. */
  @Test
  void blocksOfCellsWouldHaveNoSuchLimits() {
    LabelledRows rows = table(9000, 1);
    AuditParts parts = AuditParts.byRow(rows, "outcome", "race", 1, 0.3, 0.3, 0.4);
    AuditResult result = Audit.of("outcome", "race").quick().withUnit(Unit.BLOCKS).run(parts);
    Finding best = result.best(Finding.PRIVACY, Finding.BEFORE).orElseThrow();
    assertTrue(best.high() - best.low() > 0.2, best.toString());
  }
}
