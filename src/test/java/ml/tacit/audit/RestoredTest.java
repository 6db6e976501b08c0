package ml.tacit.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import ml.tacit.table.LabelledRows;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Whether raw rows that come back are seen, counted and judged. */
class RestoredTest {
  private static final Audit AUDIT = Audit.of("activity", "person").quick();

  @Test
  void rowsReleasedAsTheyAreComeBackWithoutAModel() {
    AuditRows raw = rows(GridTable.of(400, 5, 2, 2, 1));
    List<Restored> restored = AUDIT.run(raw, raw).restored();
    assertEquals(List.of(Restored.SNAPPED, Restored.MAPPED_BACK), names(restored));
    for (Restored r : restored) {
      assertEquals(100, r.restored());
      assertEquals(1, r.cells(), 1e-12);
      assertEquals(0, r.commonest());
      assertTrue(r.commonestCells() < 0.1);
      assertTrue(r.isShown(0.02));
      assertTrue(r.low() > 0.94 && r.high() == 1);
    }
  }

  @Test
  void rowsOfOtherColumnsComeBackByLeastSquares() {
    AuditRows raw = rows(GridTable.of(400, 5, 2, 2, 1));
    AuditResult result = AUDIT.run(raw, new AuditRows(mixed(raw.train()), mixed(raw.test())));
    Restored snapped = result.restored().get(0);
    assertTrue(snapped.skipped().isPresent());
    assertFalse(snapped.isShown(0));
    assertEquals(100, result.restored().get(1).restored());
    assertEquals(Verdict.LEAK_SHOWN, result.verdict());
    assertTrue(
        result.reason().startsWith("ridge map back gives 100 of 100 raw rows back exactly"),
        result.reason());
  }

  @Test
  void theCommonestRowIsNoLeak() {
    AuditRows raw = rows(GridTable.of(400, 3, 2, 2, 1));
    for (LabelledRows side : List.of(raw.train(), raw.test())) {
      DMatrixRMaj x = side.rows();
      for (int i = 0; i < x.data.length; i++) {
        x.data[i] = i / 3 % 11 == 0 ? i % 3 : 0; // ten rows of eleven are zeros
      }
    }
    Restored mappedBack = AUDIT.run(raw, raw).restored().get(1);
    assertEquals(100, mappedBack.restored());
    assertEquals(10.0 / 11, mappedBack.commonest(), 0.02);
    assertEquals(10.0 / 11 + 1.0 / 33, mappedBack.commonestCells(), 0.02);
  }

  /** Each column of the result is a sum of two columns. */
  private static LabelledRows mixed(LabelledRows rows) {
    DMatrixRMaj x = rows.rows();
    DMatrixRMaj y = new DMatrixRMaj(x.numRows, x.numCols);
    for (int i = 0; i < x.numRows; i++) {
      for (int j = 0; j < x.numCols; j++) {
        y.set(i, j, x.get(i, j) + x.get(i, (j + 1) % x.numCols));
      }
    }
    return rows.withRows(List.of("a", "b", "c", "d", "e"), y);
  }

  /** Every second row to either side. */
  private static AuditRows rows(LabelledRows all) {
    int half = all.size() / 2;
    int[] even = new int[half];
    int[] odd = new int[half];
    for (int i = 0; i < half; i++) {
      even[i] = 2 * i;
      odd[i] = 2 * i + 1;
    }
    return new AuditRows(all.select(even), all.select(odd));
  }

  private static List<String> names(List<Restored> restored) {
    return restored.stream().map(Restored::attack).toList();
  }
}
