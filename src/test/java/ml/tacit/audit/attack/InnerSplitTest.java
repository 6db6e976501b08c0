package ml.tacit.audit.attack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InnerSplitTest {

  @Test
  void tuningIsBlockedInTimeWithAGap() {
    int[] keep = new int[80];
    int[] hide = new int[80];
    Arrays.setAll(hide, i -> i / 40);
    InnerSplit split = InnerSplit.of(keep, hide);
    assertArrayEquals(
        new int[] {30, 31, 32, 33, 34, 35, 36, 37, 38, 39},
        Arrays.stream(split.tune()).filter(row -> row < 40).toArray());
    Set<Integer> fit = new HashSet<>(Arrays.stream(split.fit()).boxed().toList());
    assertTrue(fit.contains(27) && !fit.contains(28) && !fit.contains(29) && !fit.contains(30));
  }

  @Test
  void smallCellsAreFittedRatherThanTunedOn() {
    int[] cells = {0, 0, 0, 1, 1, 1, 1, 2};
    InnerSplit split = InnerSplit.of(new int[8], cells);
    assertArrayEquals(new int[] {6}, split.tune());
    assertTrue(Arrays.stream(split.fit()).anyMatch(row -> row == 7));
    for (int row : split.tune()) {
      assertTrue(Arrays.stream(split.fit()).noneMatch(fitted -> fitted == row));
    }
  }
}
