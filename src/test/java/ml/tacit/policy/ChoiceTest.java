package ml.tacit.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.tacit.audit.Frontier;
import ml.tacit.audit.Measured;
import ml.tacit.audit.SomeMeasured;
import org.junit.jupiter.api.Test;

/** Which release is picked, for figures that are known. */
class ChoiceTest {
  private static final Measured RAW = SomeMeasured.of(Frontier.RAW, 0, 20, 500);

  private static Choice usual(Measured... releases) {
    return choice(Target.leastLeak(), releases);
  }

  private static Choice choice(Target target, Measured... releases) {
    Map<String, Measured> all = new LinkedHashMap<>();
    for (Measured release : releases) {
      all.put(release.point().name(), release);
    }
    all.put(Frontier.RAW, RAW);
    return new Choice(all, target, false);
  }

  @Test
  void ofThoseThatMeetTheTargetTheLeastLeakGoesFirst() {
    Choice choice =
        usual(
            SomeMeasured.of("useful", 0, 20, 20),
            SomeMeasured.of("tight", 0, 24, 5),
            SomeMeasured.of("useless", 0, 500, 0));
    assertEquals(List.of("tight", "useful", "useless"), choice.inOrder());
    assertTrue(choice.reason("tight", 3, "y").startsWith("picked: "), "met");
  }

  @Test
  void whereNoneMeetsItThoseWithinAnErrorGoByTheirLeak() {
    // 27 and 28 of 1,000 rows against 20 of the raw rows: 0.2 and 0.3 points short, error 0.3.
    Choice choice =
        usual(
            SomeMeasured.of("useful", 0, 27, 20),
            SomeMeasured.of("tight", 0, 28, 5),
            SomeMeasured.of("far", 0, 60, 0));
    assertEquals(List.of("tight", "useful", "far"), choice.inOrder());
    String reason = choice.reason("tight", 3, "y");
    assertFalse(choice.meets("tight"), reason);
    assertTrue(reason.contains("within a standard error of it (0.30 points short)"), reason);
  }

  @Test
  void whereAllAreFarBelowTheLeastShortfallGoesFirst() {
    Choice choice = usual(SomeMeasured.of("far", 0, 60, 10), SomeMeasured.of("farther", 0, 90, 0));
    assertEquals(List.of("far", "farther"), choice.inOrder());
    String reason = choice.reason("far", 2, "y");
    assertTrue(reason.contains("the best found (3.50 points short)"), reason);
  }

  @Test
  void aFigureOfTheCallerIsNoMatterOfErrors() {
    Choice choice =
        choice(
            Target.utility(0.975),
            SomeMeasured.of("useful", 0, 27, 20),
            SomeMeasured.of("tight", 0, 28, 5));
    assertEquals("useful", choice.inOrder().get(0));
  }

  @Test
  void whatLeaksGoesBehindWhatHolds() {
    Choice choice = usual(SomeMeasured.of("leaks", 0, 20, 100), SomeMeasured.of("holds", 0, 60, 5));
    assertEquals("holds", choice.inOrder().get(0));
    assertFalse(choice.holds("leaks"), "control");
  }

  @Test
  void ofTiedReleasesTheOneOfFewestCellsGoesFirst() {
    Choice choice =
        usual(
            SomeMeasured.of("numbers", 0, 20, 5),
            SomeMeasured.of("many cells", 24, 20, 5),
            SomeMeasured.of("few cells", 6, 20, 5));
    assertEquals("few cells", choice.inOrder().get(0));
  }

  @Test
  void ofFewRowsWhatIsUsefulGoesBeforeWhatKeepsNothing() {
    Measured inDoubt = SomeMeasured.of("in doubt", 0, 20, 40, 0.01);
    Measured holds = SomeMeasured.of("holds", 0, 300, 5);
    assertEquals("in doubt", usual(inDoubt, holds).inOrder().get(0));
    assertFalse(usual(inDoubt, holds).holds("in doubt"), "more than an error above the margin");
    Measured shown = SomeMeasured.of("in doubt", 0, 20, 40, 0.03);
    assertEquals("holds", usual(shown, holds).inOrder().get(0), "95 % limits show it");
    Measured both = SomeMeasured.of("both", 0, 20, 5);
    assertEquals("both", usual(inDoubt, holds, both).inOrder().get(0));
  }
}
