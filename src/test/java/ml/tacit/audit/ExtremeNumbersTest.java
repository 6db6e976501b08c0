package ml.tacit.audit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import ml.tacit.audit.Tuning.Effort;
import ml.tacit.audit.attack.Learner;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An audit ends on any numbers: with figures, or in one line that names row and column. */
class ExtremeNumbersTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Audit AUDIT = Audit.of("keep", "hide").quick();

  /** Enough people for linkage, which compares likenesses. */
  private static final AuditRows ROWS = Synthetic.rows(2, 5, 14, 4, 2, Synthetic.GAUSSIAN);

  /** Every public way in, given training and test rows. */
  private static final Map<String, Consumer<AuditRows>> ENTRIES = new LinkedHashMap<>();

  static {
    ENTRIES.put("rows", AUDIT::run);
    ENTRIES.put("after", rows -> AUDIT.run(ROWS, rows));
    ENTRIES.put("fitted", rows -> AUDIT.run(ROWS, ROWS, FitRows.of(rows.train())));
    ENTRIES.put("parts", rows -> AUDIT.run(parts(rows)));
    ENTRIES.put("release", rows -> AUDIT.run(parts(ROWS), like(rows)));
    ENTRIES.put("linkage", rows -> Linkage.of(Finding.BEFORE, rows, "hide", 1));
    ENTRIES.put(
        "learner", rows -> LearnerScore.of(Learner.LOGISTIC, rows, "hide", "keep", true, 1));
    ENTRIES.put(
        "tuning",
        rows -> Tuning.of(parts(rows), "keep", "hide").batch(Effort.FEW).addRaw(true).run());
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        1e151
      })
  void whatIsNoMeasurementIsRefusedWithRowAndColumn(double bad) {
    for (var entry : ENTRIES.entrySet()) {
      for (AuditRows rows : List.of(with(bad, true), with(bad, false))) {
        if (entry.getKey().equals("fitted") && rows.train() == ROWS.train()) {
          continue; // takes no test rows
        }
        String message =
            assertTimeoutPreemptively(
                    LIMIT,
                    () ->
                        assertThrows(
                            BadDataException.class,
                            () -> entry.getValue().accept(rows),
                            entry.getKey()),
                    entry.getKey() + " " + bad)
                .getMessage();
        assertTrue(
            message.matches("(?s).*row \\d+, column 'x2' is " + bad + ", .*expected"), message);
        assertEquals(1, message.lines().count(), message);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e150, -1e150, 1e100, 1e38, Double.MIN_VALUE, 1e-300})
  void anyOtherNumberEndsWithFigures(double odd) {
    for (boolean train : new boolean[] {true, false}) {
      AuditRows rows = with(odd, train);
      assertTimeoutPreemptively(
          LIMIT,
          () -> {
            AuditResult result = AUDIT.run(rows, rows);
            for (Finding finding : result.findings()) {
              assertTrue(Double.isFinite(finding.accuracy()), finding.toString());
              assertTrue(Double.isFinite(finding.low() + finding.high()), finding.toString());
              assertTrue(Double.isFinite(finding.scores().bits()), finding.toString());
            }
            for (Linkage linkage : result.linkage()) {
              assertTrue(linkage.auc() >= 0 && linkage.auc() <= 1, linkage.toString());
              assertTrue(
                  linkage.equalErrorRate() >= 0 && linkage.equalErrorRate() <= 1,
                  linkage.toString());
            }
          },
          odd + " in " + (train ? "train" : "test"));
    }
  }

  /** A leak is seen in whatever unit its column is, and wherever its zero lies. */
  @Test
  void unitsAndOffsetsHideNothing() {
    AuditRows plain = Synthetic.rows(2, 2, 100, 4, 2, Synthetic.GAUSSIAN);
    double known = logistic(plain);
    assertTrue(known > 0.75, "control " + known);
    for (double unit : new double[] {1e-305, 1e-200, 1e-22, 1e22, 1e148}) {
      assertEquals(known, logistic(affine(plain, unit, 0)), 1e-9, "unit " + unit);
    }
    for (double offset : new double[] {1e9, -1e13}) {
      assertEquals(known, logistic(affine(plain, 1, offset)), 0.02, "offset " + offset);
    }
  }

  /** Where likenesses are no numbers, as the ones that once never ended. */
  @Test
  void aMarkerOfMissingValuesIsFoundAtOnce() {
    AuditRows rows = with(Double.MAX_VALUE, false);
    assertTimeoutPreemptively(
        LIMIT, () -> assertThrows(BadDataException.class, () -> AUDIT.run(rows)));
    assertDoesNotThrow(() -> AUDIT.run(ROWS));
  }

  private static double logistic(AuditRows rows) {
    return LearnerScore.of(Learner.LOGISTIC, rows, "hide", "keep", true, 1).accuracy();
  }

  private static AuditRows affine(AuditRows rows, double unit, double offset) {
    return new AuditRows(affine(rows.train(), unit, offset), affine(rows.test(), unit, offset));
  }

  private static LabelledRows affine(LabelledRows rows, double unit, double offset) {
    DMatrixRMaj values = rows.rows().copy();
    for (int i = 0; i < values.numRows; i++) {
      values.set(i, 1, offset + unit * values.get(i, 1));
    }
    return rows.withRows(rows.features(), values);
  }

  private static AuditRows with(double value, boolean train) {
    return new AuditRows(
        train ? with(value, ROWS.train()) : ROWS.train(),
        train ? ROWS.test() : with(value, ROWS.test()));
  }

  private static LabelledRows with(double value, LabelledRows rows) {
    DMatrixRMaj values = rows.rows().copy();
    for (int i = 3; i < values.numRows; i += 7) {
      values.set(i, 2, value);
    }
    return rows.withRows(rows.features(), values);
  }

  /** Training rows in three parts. */
  private static AuditParts parts(AuditRows rows) {
    LabelledRows all = rows.train() == ROWS.train() ? rows.test() : rows.train();
    return AuditParts.timeBlocked(all, "keep", "hide", 0, 0.4, 0.36, 0.24);
  }

  /** A release that writes the odd value where these rows have it. */
  private static UnaryOperator<LabelledRows> like(AuditRows rows) {
    LabelledRows odd = rows.train() == ROWS.train() ? rows.test() : rows.train();
    return in -> with(odd.rows().get(3, 2), in);
  }
}
