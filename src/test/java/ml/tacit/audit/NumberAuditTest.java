package ml.tacit.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** A private number is found where it is planted, and only there. */
class NumberAuditTest {
  private static final int ROWS = 600;
  private static final int COLUMNS = 5;

  /** How the age, standardised within the utility class, is written into a row. */
  private interface Leak {
    void write(double[] row, double age, Random random);
  }

  /** R² is ½ at best: as much noise as age. */
  private static final Leak LINEAR = (row, age, random) -> row[2] += age;

  /** The size of an age's distance from the mean shows, on a side drawn at random. */
  private static final Leak FOLDED =
      (row, age, random) ->
          row[2] = (random.nextBoolean() ? 3 : -3) * Math.exp(age / 2) + row[2] / 4;

  private static final Leak NONE = (row, age, random) -> {};

  @Test
  void aLinearLeakIsFoundByBothAndItsSizeIsRight() {
    List<NumberFinding> found = NumberAudit.of("keep", "age").run(rows(LINEAR, 1));
    assertEquals(2, found.size());
    for (NumberFinding one : found) {
      assertTrue(one.leak(), one.toString());
      assertTrue(one.meanError() < one.blindError(), one.toString());
    }
    NumberFinding ridge = found.get(0);
    assertTrue(ridge.low() < 0.5 && 0.5 < ridge.high(), "best possible R² is ½: " + ridge);
  }

  @Test
  void whatOnlyTreesSeeIsFoundByThem() {
    List<NumberFinding> found = NumberAudit.of("keep", "age").run(rows(FOLDED, 2));
    assertFalse(found.get(0).leak(), found.get(0).toString());
    assertTrue(found.get(1).leak(), found.get(1).toString());
  }

  @Test
  void whatTheUtilityClassTellsIsNoLeak() {
    int alarms = 0;
    for (int seed = 0; seed < 10; seed++) {
      List<NumberFinding> found = NumberAudit.of("keep", "age").run(rows(NONE, 10 + seed));
      alarms += found.stream().anyMatch(NumberFinding::leak) ? 1 : 0;
    }
    assertTrue(alarms <= 1, alarms + " of 10");
  }

  @Test
  void beforeAndAfterAreTold() {
    List<NumberFinding> found =
        NumberAudit.of("keep", "age").run(rows(LINEAR, 1), released(rows(LINEAR, 1)));
    assertEquals(
        List.of(true, true, false, false), found.stream().map(NumberFinding::leak).toList());
  }

  @Test
  void aWordIsRefusedByName() {
    String message =
        assertThrows(BadDataException.class, () -> NumberAudit.of(null, "word").run(rows(NONE, 1)))
            .getMessage();
    assertEquals("private number 'word': 'b' given, a finite number expected", message);
  }

  private static AuditRows rows(Leak leak, long seed) {
    return new AuditRows(part(leak, new Random(seed)), part(leak, new Random(~seed)));
  }

  /** The column that tells is taken out. */
  private static AuditRows released(AuditRows rows) {
    return new AuditRows(without(rows.train()), without(rows.test()));
  }

  private static LabelledRows without(LabelledRows rows) {
    DMatrixRMaj values = rows.rows().copy();
    for (int i = 0; i < values.numRows; i++) {
      values.set(i, 2, 0);
    }
    return rows.withRows(rows.features(), values);
  }

  private static LabelledRows part(Leak leak, Random random) {
    DMatrixRMaj rows = new DMatrixRMaj(ROWS, COLUMNS);
    String[] keep = new String[ROWS];
    String[] age = new String[ROWS];
    String[] word = new String[ROWS];
    for (int i = 0; i < ROWS; i++) {
      int kind = random.nextInt(2);
      double within = random.nextGaussian();
      double[] row = random.doubles(COLUMNS).toArray();
      for (int j = 0; j < COLUMNS; j++) {
        row[j] = random.nextGaussian();
      }
      row[0] += 3 * kind;
      leak.write(row, within, random);
      System.arraycopy(row, 0, rows.data, i * COLUMNS, COLUMNS);
      keep[i] = kind == 0 ? "low" : "high";
      age[i] = Double.toString(40 + 10 * kind + 8 * within);
      word[i] = "b";
    }
    Map<String, Labels> labels = new LinkedHashMap<>();
    labels.put("keep", Labels.of(keep));
    labels.put("age", Labels.of(age));
    labels.put("word", Labels.of(word));
    return new LabelledRows(Synthetic.names(COLUMNS), rows, labels);
  }
}
