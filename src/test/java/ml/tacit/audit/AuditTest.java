package ml.tacit.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import ml.tacit.audit.attack.Adversary;
import ml.tacit.matrix.Dense;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class AuditTest {
  /** A place of their own for each of up to eight, in three columns. */
  private static final Synthetic.Recipe PLACED =
      (row, keep, hide, random) -> {
        Synthetic.INDEPENDENT.fill(row, keep, hide, random);
        for (int j = 0; j < 3; j++) {
          row[j + 1] += 4 * (hide >> j & 1);
        }
      };

  private static final Audit AUDIT = Audit.of("keep", "hide").quick();

  @Test
  void showsALeakThatTheReleaseLeft() {
    AuditRows raw = rows(200, Synthetic.GAUSSIAN);
    AuditResult result = AUDIT.run(raw, raw);
    assertEquals(Verdict.LEAK_SHOWN, result.verdict());
    assertEquals(0.5, result.majority());
    assertEquals(0.5, result.chance());
    for (Finding finding : result.findings()) {
      assertTrue(finding.low() <= finding.accuracy() && finding.accuracy() <= finding.high());
      assertTrue(finding.high() <= result.bound() || finding.role().equals(Finding.UTILITY));
      assertEquals((finding.accuracy() - 0.5) / 0.5, finding.advantage(), 1e-12);
    }
  }

  @Test
  void findsNoLeakWhereTheReleaseRemovedIt() {
    AuditRows raw = rows(500, Synthetic.GAUSSIAN);
    AuditRows released =
        rows(
            500,
            (row, keep, hide, random) -> {
              Synthetic.INDEPENDENT.fill(row, keep, hide, random);
              row[3] = -row[3]; // no raw row is among them
            });
    AuditResult result = AUDIT.run(raw, released);
    assertEquals(Verdict.NO_LEAK_FOUND, result.verdict(), result.reason());
    assertTrue(result.bound() < 0.60 && result.bound() >= 0.5, "bound " + result.bound());
    double utility = result.best(Finding.UTILITY, Finding.AFTER).orElseThrow().accuracy();
    assertTrue(utility > 0.95, "utility " + utility);
  }

  @Test
  void isTooWeakWithoutAPositiveControl() {
    AuditRows noise = rows(200, Synthetic.INDEPENDENT);
    assertEquals(Verdict.TOO_WEAK, AUDIT.run(noise, fresh(200)).verdict());
    assertEquals(Verdict.TOO_WEAK, AUDIT.run(noise).verdict());
  }

  @Test
  void isTooWeakWithFewTestRows() {
    AuditRows raw = rows(200, Synthetic.GAUSSIAN);
    AuditRows noise = fresh(200);
    int[] few = new int[40];
    Arrays.setAll(few, i -> i * 20);
    AuditResult result =
        AUDIT.run(
            new AuditRows(raw.train(), raw.test().select(few)),
            new AuditRows(noise.train(), noise.test().select(few)));
    assertEquals(Verdict.TOO_WEAK, result.verdict(), result.reason());
  }

  @Test
  void linearErasureAloneIsNotEnough() {
    AuditRows raw = rows(150, Synthetic.CONDITIONAL);
    AuditResult result = AUDIT.run(raw, raw);
    assertEquals(Verdict.LEAK_SHOWN, result.verdict());
    assertTrue(named(result, "logistic").low() < 0.5);
    assertTrue(named(result, "logistic per predicted keep").low() > 0.9);
  }

  @Test
  void rarelyCriesWolf() {
    int alarms = 0;
    for (int seed = 0; seed < 20; seed++) {
      AuditRows noise = Synthetic.rows(2, 2, 60, 4, 100 + seed, Synthetic.INDEPENDENT);
      alarms += AUDIT.run(noise).verdict() == Verdict.LEAK_SHOWN ? 1 : 0;
    }
    // Each run errs with at most 2.5 %: three or more of twenty would have probability 0.01.
    assertTrue(alarms <= 2, alarms + " false alarms of 20");
  }

  @Test
  void sameBitsForAnyNumberOfThreads() {
    AuditRows raw = Synthetic.rows(3, 8, 16, 12, 4, Synthetic.GAUSSIAN);
    AuditRows released = Synthetic.rows(3, 8, 16, 12, 4, Synthetic.XOR);
    Audit full = Audit.of("keep", "hide").withSeed(9);
    AuditResult one = full.withThreads(1).run(raw, released);
    assertEquals(one, full.withThreads(4).run(raw, released));
    assertEquals(one, full.withThreads(2).run(raw, released));
  }

  @Test
  void rawRowsAlone() {
    AuditResult result = AUDIT.run(rows(100, Synthetic.GAUSSIAN));
    assertEquals(Verdict.LEAK_SHOWN, result.verdict());
    assertEquals(Finding.BEFORE, result.judgedStage());
    assertEquals(onRawRows(), result.findings(Finding.PRIVACY, Finding.BEFORE).size());
    assertTrue(result.findings(Finding.PRIVACY, Finding.AFTER).isEmpty());
  }

  @Test
  void whoHasRawRowsBesideUndoesTheMixing() {
    int columns = 16;
    AuditRows raw =
        Synthetic.rows(
            2,
            2,
            150,
            columns,
            11,
            (row, keep, hide, random) -> {
              Synthetic.XOR.fill(row, keep, hide, random);
              for (int j = 3; j < row.length; j++) {
                row[j] *= 10; // loud in every released column
              }
            });
    DMatrixRMaj mix = new DMatrixRMaj(columns, columns);
    Random random = new Random(4);
    Arrays.setAll(mix.data, i -> random.nextGaussian());
    AuditRows released = new AuditRows(mixed(raw.train(), mix), mixed(raw.test(), mix));
    AuditResult result = AUDIT.run(raw, released);
    String who = "RBF kernel ridge on reconstructed rows";
    double plain =
        result.finding(Finding.PRIVACY, Finding.AFTER, "RBF kernel ridge").orElseThrow().accuracy();
    Finding again = result.finding(Finding.PRIVACY, Finding.AFTER, who).orElseThrow();
    assertTrue(plain < 0.65, "plain " + plain);
    assertTrue(again.accuracy() > plain + 0.1, again + ", plain " + plain);
    assertTrue(result.finding(Finding.PRIVACY, Finding.BEFORE, who).isEmpty());
    List<String> all = result.adversaries(Finding.PRIVACY);
    assertEquals(who, all.get(all.size() - 1));
    assertEquals(
        Adversary.forPrivacy().stream()
            .filter(each -> !each.needsCoarse() && !each.needsCells())
            .count(),
        all.size());
  }

  @Test
  void aReleaseOfNothingGivesNothingAway() {
    AuditRows raw = Synthetic.rows(2, 4, 40, 4, 2, PLACED);
    AuditRows constant = new AuditRows(zeros(raw.train()), zeros(raw.test()));
    AuditResult result = AUDIT.run(raw, constant);
    assertNotEquals(Verdict.LEAK_SHOWN, result.verdict(), result.reason());
    for (Finding finding : result.findings(Finding.PRIVACY, Finding.AFTER)) {
      assertEquals(0.25, finding.accuracy(), finding.adversary());
    }
    Linkage after = result.linkage().get(1);
    assertEquals(0.5, after.auc());
    assertEquals(0.5, after.equalErrorRate());
  }

  @Test
  void linksThoseNobodyLearned() {
    AuditRows raw = Synthetic.rows(2, 8, 30, 6, 2, PLACED);
    AuditRows noise = Synthetic.rows(2, 8, 30, 6, 3, Synthetic.INDEPENDENT);
    List<Linkage> linkage = AUDIT.run(raw, noise).linkage();
    assertEquals(2, linkage.size());
    assertEquals(Finding.BEFORE, linkage.get(0).stage());
    assertTrue(linkage.get(0).aucLow() > 0.7, linkage.get(0).toString());
    assertEquals(Finding.AFTER, linkage.get(1).stage());
    assertEquals(0.5, linkage.get(1).auc(), 0.05);
    assertEquals(1, AUDIT.run(raw).linkage().size());
    assertEquals(List.of(), AUDIT.run(rows(40, Synthetic.GAUSSIAN)).linkage()); // two classes
  }

  @Test
  void majorityIsTheCommonestTrainingClassOnTheTestRows() {
    AuditRows rows = rows(50, Synthetic.GAUSSIAN);
    int[] mostlyZero = new int[130];
    Arrays.setAll(mostlyZero, i -> i); // rows 0..99 are hide=0, then hide=1
    int[] mostlyOne = new int[130];
    Arrays.setAll(mostlyOne, i -> 199 - i);
    AuditResult result =
        AUDIT.run(new AuditRows(rows.train().select(mostlyZero), rows.test().select(mostlyOne)));
    assertEquals(30.0 / 130, result.majority(), 1e-12);
  }

  @Test
  void aClassWithoutTrainingRowsIsAMiss() {
    AuditRows three = Synthetic.rows(2, 3, 40, 4, 1, Synthetic.GAUSSIAN);
    int[] firstTwo = IntStream.range(0, 160).toArray();
    AuditResult result = AUDIT.run(new AuditRows(three.train().select(firstTwo), three.test()));
    assertEquals(List.of("0", "1"), result.hideClasses());
    assertTrue(result.best(Finding.PRIVACY, Finding.BEFORE).orElseThrow().accuracy() <= 2 / 3.0);
  }

  @Test
  void tellsProgressOncePerAttack() {
    List<String> lines = Collections.synchronizedList(new ArrayList<>());
    AUDIT.onProgress(lines::add).run(rows(30, Synthetic.GAUSSIAN));
    long attacks =
        onRawRows() + Adversary.forUtility().stream().filter(who -> !who.needsCells()).count();
    assertEquals(attacks + 4, lines.size()); // and four controls
  }

  @Test
  void refusesBadInputInOneLine() {
    AuditRows rows = rows(20, Synthetic.GAUSSIAN);
    assertBad("hide", () -> Audit.of("keep", "keep"));
    assertBad("no label column 'who'", () -> Audit.of("keep", "who").run(rows));

    LabelledRows broken = rows.test().select(IntStream.range(0, rows.test().size()).toArray());
    broken.rows().set(3, 2, Double.NaN);
    assertBad(
        "before test: row 4, column 'x2' is NaN, a finite number, 1.0E150 at most, expected",
        () -> AUDIT.run(new AuditRows(rows.train(), broken)));

    int[] oneClass = IntStream.range(0, 40).toArray();
    assertBad(
        "label 'hide': 1 class (0) in the training rows, at least 2 expected",
        () -> AUDIT.run(new AuditRows(rows.train().select(oneClass), rows.test())));

    int[] turned = IntStream.range(0, 80).toArray();
    turned[0] = 79;
    turned[79] = 0;
    AuditRows shuffled = new AuditRows(rows.train().select(turned), rows.test());
    assertBad("after train: row 1, label 'keep'", () -> AUDIT.run(rows, shuffled));
    AuditRows shorter = new AuditRows(rows.train().select(new int[] {0, 50}), rows.test());
    assertBad("after train: 2 rows, the 80 of before expected", () -> AUDIT.run(rows, shorter));
    assertBad("train: 0 rows", () -> new AuditRows(rows.train().select(new int[0]), rows.test()));
    assertBad(
        "test: columns",
        () ->
            new AuditRows(
                rows.train(), Synthetic.part(2, 2, 3, 2, new Random(1), Synthetic.GAUSSIAN)));
  }

  @Test
  void labelsAreMatchedByNameNotByCode() {
    AuditRows rows = rows(100, Synthetic.GAUSSIAN);
    LabelledRows test = rows.test();
    // A test part whose labels were read elsewhere: class '0' is missing, so codes shift by one.
    int[] ones = IntStream.range(200, 400).toArray();
    Map<String, Labels> labels = new LinkedHashMap<>();
    LabelledRows half = test.select(ones);
    labels.put("keep", half.label("keep"));
    String[] names = new String[ones.length];
    Arrays.fill(names, "1");
    labels.put("hide", Labels.of(names));
    DMatrixRMaj values = half.rows();
    AuditResult result =
        AUDIT.run(new AuditRows(rows.train(), new LabelledRows(test.features(), values, labels)));
    assertTrue(named(result, "logistic").accuracy() > 0.7);
  }

  private static Finding named(AuditResult result, String adversary) {
    return result.findings(Finding.PRIVACY, result.judgedStage()).stream()
        .filter(finding -> finding.adversary().equals(adversary))
        .findFirst()
        .orElseThrow();
  }

  private static AuditRows rows(int perCell, Synthetic.Recipe recipe) {
    return Synthetic.rows(2, 2, perCell, 4, 21, recipe);
  }

  /** Nothing about the hidden label, and no row of {@link #rows}. */
  private static AuditRows fresh(int perCell) {
    return Synthetic.rows(2, 2, perCell, 4, 22, Synthetic.INDEPENDENT);
  }

  private static void assertBad(String start, Runnable action) {
    String message = assertThrows(BadDataException.class, action::run).getMessage();
    assertTrue(message.startsWith(start), message);
    assertTrue(message.indexOf('\n') < 0, message);
  }

  private static long onRawRows() {
    return Adversary.forPrivacy().stream()
        .filter(who -> !who.needsRaw() && !who.needsCoarse() && !who.needsCells())
        .count();
  }

  private static LabelledRows mixed(LabelledRows rows, DMatrixRMaj mix) {
    return rows.withRows(Synthetic.names(mix.numCols), Dense.multiply(rows.rows(), mix));
  }

  private static LabelledRows zeros(LabelledRows rows) {
    return rows.withRows(Synthetic.names(2), new DMatrixRMaj(rows.size(), 2));
  }
}
