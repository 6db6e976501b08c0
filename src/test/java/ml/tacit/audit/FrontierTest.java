package ml.tacit.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import ml.tacit.table.LabelledRows;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class FrontierTest {
  private static Frontier.Point point(String name, double utility, double privacy) {
    return new Frontier.Point(name, 1, utility, privacy, "somebody");
  }

  @Test
  void worseOnBothIsDominatedAndBetterOnOneIsNot() {
    Frontier.Point good = point("good", 0.9, 0.4);
    Frontier.Point worse = point("worse", 0.8, 0.5);
    Frontier.Point shy = point("shy", 0.6, 0.1);
    Frontier frontier = new Frontier(List.of(worse, good, shy), 0.2, 0.1);
    assertTrue(frontier.dominated(worse));
    assertFalse(frontier.dominated(good));
    assertFalse(frontier.dominated(shy));
    // Gains: good 0.875 − 0.333 = 0.542, shy 0.5 − 0 = 0.5.
    assertEquals(good, frontier.pick());
    assertTrue(frontier.reason().startsWith("good has the largest"), frontier.reason());
  }

  @Test
  void equalPointsDoNotDominateEachOther() {
    Frontier frontier = new Frontier(List.of(point("a", 0.9, 0.4), point("b", 0.9, 0.4)), 0.2, 0.1);
    assertEquals("a", frontier.pick().name());
  }

  @Test
  void sweepPicksTheReleaseThatHidesAndKeeps() {
    AuditRows some = Synthetic.rows(3, 2, 120, 6, 3, Synthetic.GAUSSIAN);
    LabelledRows rows = some.train();
    AuditParts parts = AuditParts.timeBlocked(rows, "keep", "hide", 0, 0.4, 0.36, 0.24);
    Map<String, UnaryOperator<LabelledRows>> releases = new LinkedHashMap<>();
    releases.put("nothing hidden", UnaryOperator.identity());
    releases.put("nothing kept", FrontierTest::zeros);
    Frontier frontier = Sweep.of("keep", "hide").run(parts, releases);
    assertEquals(2, frontier.points().size());
    Frontier.Point raw = frontier.points().get(0);
    Frontier.Point zeros = frontier.points().get(1);
    assertTrue(raw.privacy() > zeros.privacy() + 0.1, frontier.toString());
    assertTrue(raw.utility() > zeros.utility() + 0.1, frontier.toString());
    assertEquals(frontier, Sweep.of("keep", "hide").run(parts, releases));
  }

  @Test
  void nothingToCompareIsRefused() {
    AuditRows some = Synthetic.rows(3, 2, 120, 6, 3, Synthetic.GAUSSIAN);
    AuditParts parts = AuditParts.timeBlocked(some.train(), "keep", "hide", 0, 0.4, 0.36, 0.24);
    assertThrows(
        IllegalArgumentException.class, () -> Sweep.of("keep", "hide").run(parts, Map.of()));
  }

  private static LabelledRows zeros(LabelledRows rows) {
    return rows.withRows(List.of("zero"), new DMatrixRMaj(rows.size(), 1));
  }
}
