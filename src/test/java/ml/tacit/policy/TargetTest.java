package ml.tacit.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ml.tacit.policy.Target.Goal;
import ml.tacit.table.BadDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
  @Test
  void goalAndValue() {
    assertEquals(new Target(Goal.UTILITY, 0.95), Target.utility(0.95));
    assertEquals(new Target(Goal.PRIVACY, 0), Target.privacy(0));
    assertEquals(new Target(Goal.PRIVACY, 1), Target.privacy(1));
    assertEquals(new Target(Goal.LEAST_LEAK, Double.NaN), Target.leastLeak());
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, 1.01, 95, Double.NaN, Double.POSITIVE_INFINITY})
  void whatIsNoShareIsRefused(double value) {
    String said = assertThrows(BadDataException.class, () -> Target.utility(value)).getMessage();
    assertTrue(said.contains("utility") && said.contains(String.valueOf(value)), said);
    said = assertThrows(BadDataException.class, () -> Target.privacy(value)).getMessage();
    assertTrue(said.contains("privacy") && said.contains(String.valueOf(value)), said);
  }
}
