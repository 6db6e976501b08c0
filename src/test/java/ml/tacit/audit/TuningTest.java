package ml.tacit.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import ml.tacit.audit.Tuning.Effort;
import ml.tacit.release.Release;
import ml.tacit.subspace.Pca;
import ml.tacit.subspace.Roles;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** What is measured on tuning rows, where it is known what it should be. */
class TuningTest {
  /** Classes to keep and to hide go together: who knows one guesses the other. */
  private static LabelledRows correlated(int n, int hides) {
    Random random = new Random(3);
    DMatrixRMaj rows = new DMatrixRMaj(n, 3);
    String[] keep = new String[n];
    String[] hide = new String[n];
    for (int i = 0; i < n; i++) {
      int z = random.nextInt(hides);
      int y = random.nextDouble() < 0.7 ? z % 2 : random.nextInt(2);
      keep[i] = "y" + y;
      hide[i] = "z" + z;
      rows.set(i, 0, y);
      rows.set(i, 1, z + 0.3 * random.nextGaussian());
      rows.set(i, 2, random.nextGaussian());
    }
    Map<String, Labels> labels = new LinkedHashMap<>();
    labels.put("keep", Labels.of(keep));
    labels.put("hide", Labels.of(hide));
    return new LabelledRows(List.of("kept", "hidden", "noise"), rows, labels);
  }

  private static Map<String, Measured> measured(
      LabelledRows rows, Effort effort, Map<String, UnaryOperator<LabelledRows>> releases) {
    AuditParts parts = AuditParts.timeBlocked(rows, "keep", "hide", 0, 0.3, 0.5, 0.2);
    Tuning.Batch batch = Tuning.of(parts, "keep", "hide").with(1, 2).batch(effort).addRaw(true);
    Release any = Release.of(Pca.components(1).fit(parts.fit().rows(), Roles.NONE));
    releases.forEach((name, how) -> batch.add(name, "", any, how.apply(rows)));
    return batch.run();
  }

  private static UnaryOperator<LabelledRows> only(String column) {
    return rows -> rows.withRows(List.of("out"), rows.columns(List.of(column)));
  }

  private static void assertNoLeak(Measured measured) {
    Frontier.Point point = measured.point();
    assertTrue(point.leakLow() < 0.02, point.toString());
    assertTrue(point.leak() < 0.02 + 3 * measured.leakError(), point.toString());
  }

  @Test
  void leakIsThatBeyondTheClassToKeep() {
    for (int hides : new int[] {2, 3}) {
      Map<String, Measured> all =
          measured(
              correlated(1600, hides),
              Effort.SOME,
              Map.of("noise", only("noise"), "kept", only("kept"), "hidden", only("hidden")));
      assertNoLeak(all.get("noise"));
      assertNoLeak(all.get("kept"));
      assertTrue(all.get("kept").point().utility() > 0.99);
      assertTrue(all.get("hidden").point().leakLow() > 0.2);
      assertTrue(all.get(Frontier.RAW).point().leakLow() > 0.2);
    }
  }

  @Test
  void ofTwoHiddenClassesTheFigureIsTheAreaWithinTheClassesToKeep() {
    LabelledRows rows = correlated(1600, 2);
    // The released number is the score of every attacker that is a monotone function of it.
    Map<String, Measured> all = measured(rows, Effort.FEW, Map.of("hidden", only("hidden")));
    Frontier.Point point = all.get("hidden").point();
    AuditParts parts = AuditParts.timeBlocked(rows, "keep", "hide", 0, 0.3, 0.5, 0.2);
    LabelledRows judged = parts.forTuning("keep", "hide").attacked().test();
    double direct = areaWithin(judged);
    assertEquals(direct, point.privacy(), 0.01);
    assertEquals(direct - 0.5, point.leak(), 0.03);
  }

  /** The share of pairs of one class to keep, other to hide, that stand in the right order. */
  private static double areaWithin(LabelledRows rows) {
    Labels keep = rows.label("keep");
    Labels hide = rows.label("hide");
    double[] right = new double[2];
    double[] pairs = new double[2];
    double[] ones = new double[2];
    for (int i = 0; i < rows.size(); i++) {
      for (int j = 0; j < rows.size(); j++) {
        if (keep.code(i) == keep.code(j) && hide.code(i) == 1 && hide.code(j) == 0) {
          double difference = rows.rows().get(i, 1) - rows.rows().get(j, 1);
          right[keep.code(i)] += difference > 0 ? 1 : difference == 0 ? 0.5 : 0;
          pairs[keep.code(i)]++;
        }
      }
      ones[keep.code(i)] += hide.code(i);
    }
    double sum = ones[0] + ones[1];
    return ones[0] / sum * right[0] / pairs[0] + ones[1] / sum * right[1] / pairs[1];
  }

  @Test
  void differencesHaveTheSignThatIsSaid() {
    Map<String, Measured> all =
        measured(
            correlated(800, 2), Effort.FEW, Map.of("hidden", only("hidden"), "kept", only("kept")));
    Measured hidden = all.get("hidden");
    Measured kept = all.get("kept");
    assertTrue(hidden.lossAgainst(kept).mean() > 0.05, "hidden is the less useful");
    assertEquals(-kept.lossAgainst(hidden).mean(), hidden.lossAgainst(kept).mean(), 1e-12);
    assertEquals(
        kept.point().utility() - hidden.point().utility(), hidden.lossAgainst(kept).mean(), 1e-12);
    assertTrue(hidden.leakOver(kept).mean() > 0.2, "hidden leaks more");
    assertEquals(-kept.leakOver(hidden).mean(), hidden.leakOver(kept).mean(), 1e-12);
    assertEquals(0, kept.lossAgainst(kept).mean());
    assertEquals(0, kept.lossAgainst(kept).error());
    assertEquals(0, hidden.leakOver(hidden).mean());
    assertEquals(0, hidden.leakOver(hidden).error());
    assertTrue(hidden.leakError() > 0);
  }

  @Test
  void rawRowsThatNobodyAttacksHaveNoLeak() {
    AuditParts parts = AuditParts.timeBlocked(correlated(400, 2), "keep", "hide", 0, 0.3, 0.5, 0.2);
    Measured raw =
        Tuning.of(parts, "keep", "hide").batch(Effort.FEW).addRaw(false).run().get(Frontier.RAW);
    assertTrue(Double.isNaN(raw.point().leak()));
    assertTrue(raw.point().utility() > 0.95);
  }

  @Test
  void manyRowsAreThinnedAlikeInEachCellAndStayInOrder() {
    int n = 40_000;
    LabelledRows rows = inTurns(n);
    AuditParts parts = AuditParts.timeBlocked(rows, "keep", "hide", 0, 0.1, 0.8, 0.1);
    AuditParts tuning = parts.forTuning("keep", "hide");
    TuningTask task =
        new TuningTask(tuning, "keep", "hide", new TuningMeasures(false, false), 2_000);
    for (LabelledRows some : List.of(task.rows.train(), task.rows.test())) {
      assertTrue(some.size() >= 2_000 && some.size() < 2_010, some.size() + " rows");
      for (int i = 1; i < some.size(); i++) {
        assertTrue(some.rows().get(i - 1, 0) < some.rows().get(i, 0), "in order");
      }
      // Every other row is of the same class: each 12th row of all would be of one.
      int[] counts = some.label("hide").counts();
      for (int count : counts) {
        assertEquals(some.size() / 4.0, count, 3);
      }
      assertTrue(some.label("keep").counts()[1] >= 2, "the rare class stays");
    }
    AuditRows all = tuning.attacked();
    assertEquals(task.rows.train().rows().get(5, 0), task.some(all).train().rows().get(5, 0));
  }

  /** Four hidden classes in turns; of the label to keep one is rare. */
  private static LabelledRows inTurns(int n) {
    DMatrixRMaj rows = new DMatrixRMaj(n, 1);
    String[] keep = new String[n];
    String[] hide = new String[n];
    for (int i = 0; i < n; i++) {
      rows.set(i, 0, i);
      keep[i] = i % 4000 < 4 ? "rare" : "common";
      hide[i] = "z" + i % 4;
    }
    Map<String, Labels> labels = new LinkedHashMap<>();
    labels.put("keep", Labels.of(keep));
    labels.put("hide", Labels.of(hide));
    return new LabelledRows(List.of("time"), rows, labels);
  }

  @Test
  void releaseThatGivesNoNumbersIsNotAdded() {
    LabelledRows rows = correlated(400, 2);
    AuditParts parts = AuditParts.timeBlocked(rows, "keep", "hide", 0, 0.3, 0.5, 0.2);
    Release any = Release.of(Pca.components(1).fit(parts.fit().rows(), Roles.NONE));
    DMatrixRMaj broken = new DMatrixRMaj(rows.size(), 1);
    broken.fill(Double.NaN);
    Tuning.Batch batch = Tuning.of(parts, "keep", "hide").batch(Effort.FEW).addRaw(false);
    String said =
        assertThrows(
                BadDataException.class,
                () -> batch.add("broken", "", any, rows.withRows(List.of("b"), broken)))
            .getMessage();
    assertTrue(said.contains("broken"), said);
    assertEquals(List.of(Frontier.RAW), List.copyOf(batch.run().keySet()));
  }

  @Test
  void cellsOfManyColumnsAreLearnedAsCells() {
    LabelledRows rows = correlated(1600, 3);
    int wide = 60;
    double[][] centres = new double[12][wide];
    Random random = new Random(5);
    for (double[] centre : centres) {
      for (int j = 0; j < wide; j++) {
        centre[j] = random.nextGaussian();
      }
    }
    DMatrixRMaj book = new DMatrixRMaj(rows.size(), wide);
    DMatrixRMaj code = new DMatrixRMaj(rows.size(), 1);
    for (int i = 0; i < rows.size(); i++) {
      int cell = Math.floorMod((int) Math.rint(2 * rows.rows().get(i, 1)), 12);
      code.set(i, 0, cell);
      System.arraycopy(centres[cell], 0, book.data, i * wide, wide);
    }
    Map<String, Measured> all =
        measured(
            rows,
            Effort.SOME,
            Map.of(
                "columns", r -> r.withRows(Synthetic.names(wide), book),
                "code", r -> r.withRows(List.of("code"), code)));
    Frontier.Point columns = all.get("columns").point();
    Frontier.Point codes = all.get("code").point();
    assertEquals(wide, columns.columns());
    assertEquals(codes.cells(), columns.cells());
    assertEquals(codes.leak(), columns.leak(), 0.03);
    assertEquals(codes.utility(), columns.utility(), 0.03);
    AuditRows released =
        new AuditRows(
            rows.withRows(Synthetic.names(wide), book), rows.withRows(Synthetic.names(wide), book));
    AuditRows seen = Cells.spread(released, Released.UNKNOWN, Cells.of(released));
    assertEquals(codes.cells(), seen.train().features().size());
    for (int i = 0; i < rows.size(); i++) {
      double sum = 0;
      for (int j = 0; j < seen.train().rows().numCols; j++) {
        sum += seen.train().rows().get(i, j);
        if (i > 0) {
          boolean alike = code.get(i, 0) == code.get(i - 1, 0);
          assertTrue(!alike || seen.train().rows().get(i, j) == seen.train().rows().get(i - 1, j));
        }
      }
      assertEquals(1, sum);
    }
  }

  @Test
  void classThatNobodyLearnedIsNamedByNobody() {
    LabelledRows rows = correlated(800, 3);
    // Units with one class each: a class to keep of one unit only may be in the judged part alone.
    String[] keep = new String[rows.size()];
    String[] unit = new String[rows.size()];
    String[] hide = new String[rows.size()];
    for (int i = 0; i < keep.length; i++) {
      int u = i / 20;
      unit[i] = "u" + u;
      hide[i] = "z" + u % 2;
      keep[i] = u % 6 == 5 && i % 2 == 0 ? "only u" + u : rows.label("keep").name(i);
    }
    Map<String, Labels> labels = new LinkedHashMap<>();
    labels.put("keep", Labels.of(keep));
    labels.put("hide", Labels.of(hide));
    labels.put("unit", Labels.of(unit));
    LabelledRows some = new LabelledRows(rows.features(), rows.rows(), labels);
    AuditParts parts = AuditParts.byUnit(some, "unit", "keep", "hide", 1, 0.3, 0.5, 0.2);
    AuditRows tuning = parts.forTuning("keep", "hide").attacked();
    assertTrue(
        Arrays.stream(ClassCodes.of("keep", tuning).test()).anyMatch(code -> code < 0),
        "some class is without training rows");
    Measured raw =
        Tuning.of(parts, "keep", "hide").batch(Effort.SOME).addRaw(true).run().get(Frontier.RAW);
    assertTrue(raw.point().utility() < 1 && raw.point().utility() > 0.5);
    assertFalse(Double.isNaN(raw.point().leak()));
  }
}
