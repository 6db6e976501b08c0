package ml.tacit.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import ml.tacit.table.Split;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditPartsTest {
  private static final LabelledRows ROWS =
      Synthetic.part(2, 4, 60, 5, new Random(2), Synthetic.GAUSSIAN);
  private static final AuditParts PARTS =
      AuditParts.timeBlocked(ROWS, "keep", "hide", 2, 0.4, 0.36, 0.24);
  private static final Audit AUDIT = Audit.of("keep", "hide").quick();

  @Test
  void fittedRowsFromElsewhereAreRefused() {
    AuditRows attacked = PARTS.attacked();
    LabelledRows fitted = PARTS.fit().rows();
    AUDIT.run(attacked, attacked, PARTS.fit()); // the control: disjoint parts pass
    int[] mixed = IntStream.range(0, attacked.test().size()).toArray();
    LabelledRows one = replaced(attacked.test(), 5, fitted, 9);
    assertEquals(mixed.length, one.size());
    String message =
        assertThrows(
                BadDataException.class,
                () -> {
                  AuditRows rows = new AuditRows(attacked.train(), one);
                  AUDIT.run(rows, rows, FitRows.of(fitted));
                })
            .getMessage();
    assertTrue(message.startsWith("test: row 6 is one of the fitted rows"), message);
    assertThrows(
        BadDataException.class,
        () -> {
          AuditRows rows = new AuditRows(fitted, attacked.test());
          AUDIT.run(rows, rows, FitRows.of(fitted));
        });
  }

  @Test
  void rowsThatRepeatByNatureAreAWarning() {
    LabelledRows coarse = rounded(ROWS);
    AuditParts parts = AuditParts.timeBlocked(coarse, "keep", "hide", 2, 0.4, 0.36, 0.24);
    AuditResult result = AUDIT.run(parts);
    assertTrue(
        result.warnings().stream().anyMatch(w -> w instanceof LeakWarning.RowsOnBothSides),
        result.warnings().toString());
  }

  @Test
  void theAuditPutsTheOtherPartsThroughTheReleaseItself() {
    List<Integer> seen = new ArrayList<>();
    AuditResult result =
        AUDIT.run(
            PARTS,
            rows -> {
              seen.add(rows.size());
              DMatrixRMaj two = new DMatrixRMaj(rows.size(), 2);
              for (int i = 0; i < rows.size(); i++) {
                two.set(i, 0, rows.rows().get(i, 0));
                two.set(i, 1, rows.rows().get(i, 2));
              }
              return new LabelledRows(List.of("a", "b"), two, Map.of());
            });
    assertEquals(List.of(PARTS.trainRows(), PARTS.testRows()), seen);
    assertTrue(result.released());
    List<String> references =
        result.costs().stream().map(UtilityCost::reference).distinct().toList();
    assertEquals(List.of("raw", "PCA", "random projection"), references);
    for (UtilityCost cost : result.costs()) {
      assertEquals(cost.reference().equals("raw") ? 5 : 2, cost.dimension());
      assertTrue(cost.low() <= cost.cost() && cost.cost() <= cost.high(), cost.toString());
    }
    assertThrows(
        BadDataException.class, () -> AUDIT.run(PARTS, rows -> rows.select(new int[] {0, 1})));
  }

  @Test
  void splitsMustBeDisjointAndInThree() {
    Split overlapping = new Split(new int[][] {{0, 1}, {2, 3}, {3, 4}});
    assertBad("split: row 4 is in two parts", () -> AuditParts.of(ROWS, overlapping));
    assertBad("split: found 1 parts", () -> AuditParts.of(ROWS, new Split(new int[][] {{0}})));
  }

  @Test
  void rowsThatAreUnitsGoToTheFitInRandomOrderAndBlocksInTheirOwn() {
    int n = 200;
    DMatrixRMaj sorted = new DMatrixRMaj(n, 1);
    String[] label = new String[n];
    for (int i = 0; i < n; i++) {
      sorted.data[i] = i;
      label[i] = i % 2 == 0 ? "a" : "b";
    }
    LabelledRows rows = new LabelledRows(List.of("x"), sorted, Map.of("hide", Labels.of(label)));
    int turns = turns(AuditParts.byRow(rows, null, "hide", 1, 0.4, 0.36, 0.24));
    assertTrue(turns > 20, "as far down as up: " + turns);
    assertEquals(0, turns(AuditParts.timeBlocked(rows, null, "hide", 2, 0.4, 0.36, 0.24)));
  }

  /** How often a fitted row is below the one before. */
  private static int turns(AuditParts parts) {
    double[] x = parts.fit().rows().rows().data;
    return (int) IntStream.range(1, x.length).filter(i -> x[i] < x[i - 1]).count();
  }

  @Test
  void tuningPartsNeverHoldATestRow() {
    AuditParts tuning = PARTS.forTuning("keep", "hide");
    FitRows judged = FitRows.of(PARTS.attacked().test());
    assertEquals(0, judged.among(tuning.attacked().train()).length);
    assertEquals(0, judged.among(tuning.attacked().test()).length);
    assertTrue(tuning.testRows() > 0 && tuning.trainRows() > tuning.testRows());
  }

  @Test
  void namesRowNumbersAndTellingColumnsAreWarnedOf() {
    DMatrixRMaj values = new DMatrixRMaj(ROWS.size(), 6);
    Labels hide = ROWS.label("hide");
    for (int i = 0; i < ROWS.size(); i++) {
      values.set(i, 0, ROWS.rows().get(i, 0));
      values.set(i, 1, i);
      values.set(i, 2, 10 * hide.code(i));
      values.set(i, 3, ROWS.rows().get(i, 3));
      values.set(i, 4, 100 * hide.code(i) + ROWS.rows().get(i, 4));
      values.set(i, 5, ROWS.rows().get(i, 2));
    }
    List<String> names = List.of("x", "n", "code", "device_id", "telling", "meanFreq-id3ntity");
    AuditParts parts =
        AuditParts.timeBlocked(ROWS.withRows(names, values), "keep", "hide", 2, 0.4, 0.36, 0.24);
    List<LeakWarning> warnings = AUDIT.run(parts).warnings();
    List<String> named =
        warnings.stream()
            .filter(w -> w instanceof LeakWarning.NameAmongFeatures)
            .map(w -> ((LeakWarning.NameAmongFeatures) w).column())
            .toList();
    assertEquals(List.of("n", "code", "device_id"), named);
    List<String> telling =
        warnings.stream()
            .filter(w -> w instanceof LeakWarning.IdentifyingFeature)
            .map(w -> ((LeakWarning.IdentifyingFeature) w).column())
            .toList();
    assertTrue(telling.containsAll(List.of("code", "telling")), telling.toString());
    assertFalse(telling.contains("x"));
    assertTrue(warnings.stream().anyMatch(w -> w instanceof LeakWarning.TooFewPeople));
    assertTrue(warnings.stream().allMatch(w -> w.sentence().indexOf('\n') < 0));
  }

  @Test
  void aTinyFittedClassIsWarnedOf() {
    LabelledRows fitted = PARTS.fit().rows();
    int[] some =
        IntStream.range(0, fitted.size())
            .filter(i -> fitted.label("hide").code(i) != 2 || i % 16 == 0)
            .toArray();
    AuditResult result =
        AUDIT.run(PARTS.attacked(), PARTS.attacked(), FitRows.of(fitted.select(some)));
    LeakWarning.TinyClass tiny =
        result.warnings().stream()
            .filter(w -> w instanceof LeakWarning.TinyClass)
            .map(w -> (LeakWarning.TinyClass) w)
            .findFirst()
            .orElseThrow();
    assertEquals("2", tiny.name());
  }

  @Test
  void anInterruptedAuditGoesOnWhereItStopped(@TempDir Path folder) throws Exception {
    AuditResult whole = AUDIT.run(PARTS);
    Audit resuming = AUDIT.resumingIn(folder.resolve("kept"));
    assertEquals(whole, resuming.run(PARTS));
    List<Path> files;
    try (Stream<Path> list = Files.list(folder.resolve("kept"))) {
      files = list.sorted().toList();
    }
    Files.delete(files.get(0)); // an attack that had not finished
    byte[] bytes = Files.readAllBytes(files.get(1)); // one that was cut short
    Files.write(files.get(1), Arrays.copyOf(bytes, bytes.length / 2));
    byte[] altered = Files.readAllBytes(files.get(2));
    altered[altered.length / 2] ^= 1;
    Files.write(files.get(2), altered);
    List<String> lines = Collections.synchronizedList(new ArrayList<>());
    assertEquals(whole, resuming.onProgress(lines::add).run(PARTS));
    long kept = lines.stream().filter(line -> line.endsWith("(kept from an earlier run)")).count();
    assertEquals(lines.size() - 3, kept);
    // Another seed is another audit.
    lines.clear();
    resuming.withSeed(5).onProgress(lines::add).run(PARTS);
    assertTrue(lines.stream().noneMatch(line -> line.endsWith("(kept from an earlier run)")));
  }

  @Test
  void aUnitColumnMakesPersonsTheUnit() {
    // A sex per person, told by a column; twelve persons on each side, none on both.
    Map<String, Labels> labels = new LinkedHashMap<>();
    AuditRows rows = new AuditRows(persons(0, labels, 3), persons(12, labels, 4));
    AuditResult result = Audit.of("keep", "sex").withUnit("person").quick().run(rows);
    assertEquals(12, result.blocks());
    assertEquals(Verdict.LEAK_SHOWN, result.verdict(), result.reason());
    assertFalse(hasUnitsOnBothSides(result));
    AuditRows same = new AuditRows(rows.train(), persons(0, labels, 5));
    assertTrue(hasUnitsOnBothSides(Audit.of("keep", "sex").withUnit("person").quick().run(same)));
  }

  private static boolean hasUnitsOnBothSides(AuditResult result) {
    return result.warnings().stream().anyMatch(w -> w instanceof LeakWarning.UnitsOnBothSides);
  }

  private static LabelledRows persons(int first, Map<String, Labels> labels, long seed) {
    LabelledRows rows = Synthetic.part(2, 12, 10, 4, new Random(seed), Synthetic.INDEPENDENT);
    int[] person = new int[rows.size()];
    int[] sex = new int[rows.size()];
    DMatrixRMaj values = rows.rows().copy();
    for (int i = 0; i < rows.size(); i++) {
      person[i] = first + rows.label("hide").code(i);
      sex[i] = person[i] % 2;
      values.add(i, 1, 2.5 * sex[i]);
    }
    labels.clear();
    labels.put("keep", rows.label("keep"));
    labels.put("person", Labels.of(person));
    labels.put("sex", Labels.of(sex));
    return new LabelledRows(rows.features(), values, labels);
  }

  private static LabelledRows replaced(LabelledRows rows, int row, LabelledRows by, int other) {
    DMatrixRMaj values = rows.rows().copy();
    int d = values.numCols;
    System.arraycopy(by.rows().data, other * d, values.data, row * d, d);
    return rows.withRows(rows.features(), values);
  }

  private static LabelledRows rounded(LabelledRows rows) {
    DMatrixRMaj values = rows.rows().copy();
    for (int i = 0; i < values.data.length; i++) {
      values.data[i] = Math.rint(values.data[i] / 2);
    }
    return rows.withRows(rows.features(), values);
  }

  private static void assertBad(String start, Runnable action) {
    String message = assertThrows(BadDataException.class, action::run).getMessage();
    assertTrue(message.startsWith(start), message);
  }
}
