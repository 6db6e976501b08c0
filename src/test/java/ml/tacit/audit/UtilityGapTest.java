package ml.tacit.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import ml.tacit.audit.attack.Predictions;
import org.junit.jupiter.api.Test;

class UtilityGapTest {
  private static final int[] HIDDEN = {0, 0, 0, 0, 1, 1, 1, 1};
  private static final int[] KEPT = {0, 0, 1, 1, 0, 0, 1, 1};

  @Test
  void differencesBetweenTheHiddenClasses() {
    // Of the first class 1 of 4 is answered 1, of the second 3 of 4.
    UtilityGap gap = gaps(new int[] {0, 0, 0, 1, 0, 1, 1, 1}, List.of("no", "yes")).get(0);
    assertEquals(0.5, gap.parity(), 1e-12);
    // False alarms: 0 of 2 against 1 of 2; hits: 1 of 2 against 2 of 2.
    assertEquals(0.5, gap.odds(), 1e-12);
    UtilityGap fair = gaps(KEPT, List.of("no", "yes")).get(0);
    assertEquals(0, fair.parity(), 1e-12);
    assertEquals(0, fair.odds(), 1e-12);
  }

  @Test
  void onlyForTwoClasses() {
    assertEquals(List.of(), gaps(KEPT, List.of("no", "yes", "maybe")));
  }

  private static List<UtilityGap> gaps(int[] named, List<String> classes) {
    return UtilityGap.of(
        Finding.AFTER,
        List.of("logistic"),
        List.of(new Predictions(named, null, "")),
        new ClassCodes(classes, KEPT, KEPT),
        new ClassCodes(List.of("a", "b"), HIDDEN, HIDDEN));
  }
}
