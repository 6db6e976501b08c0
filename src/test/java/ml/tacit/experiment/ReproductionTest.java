package ml.tacit.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import ml.tacit.sensing.Simulator;
import ml.tacit.table.LabelledRows;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The experiment on simulated motion data, small and quick. */
class ReproductionTest {
  private static LabelledRows rows;
  private static List<Outcome> outcomes;

  @BeforeAll
  static void run() {
    rows = Simulator.standard().withPeople(8).generate();
    outcomes = Reproduction.of("activity", "subject").quick().run(rows);
  }

  @Test
  void onTheFittedRowsALinearAttackerIsLeftWithTheMajorityGuess() {
    Outcome raw = find("paper", "raw", Outcome.PRIVACY, "logistic");
    Outcome released = find("paper", "rdca", Outcome.PRIVACY, "logistic");
    assertTrue(raw.accuracy() > 0.7, "control: " + raw);
    assertTrue(released.accuracy() < released.majority() + 0.05, released.toString());
    double before = find("paper", "raw", Outcome.UTILITY, "logistic").accuracy();
    double after = find("paper", "rdca", Outcome.UTILITY, "logistic").accuracy();
    assertEquals(before, after, 0.02);
  }

  @Test
  void onFreshRowsHeIsNot() {
    Outcome released = find("strict", "rdca", Outcome.PRIVACY, "logistic");
    assertTrue(released.low() > released.majority(), released.toString());
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void testRowsAreNeverLearnedFromAndStrictPartsAreDisjoint(Protocol protocol) {
    Protocol.Parts parts = protocol.split(rows, "activity", "subject");
    Set<Integer> test = set(parts.test());
    Set<Integer> learn = set(parts.learn());
    assertTrue(test.size() > 100 && learn.size() > 100);
    assertTrue(learn.stream().noneMatch(test::contains));
    assertTrue(set(parts.fit()).stream().noneMatch(test::contains));
    boolean shared = set(parts.fit()).stream().anyMatch(learn::contains);
    assertEquals(protocol == Protocol.PAPER, shared);
  }

  @Test
  void figuresAreWrittenAsJsonAndText() throws IOException {
    JsonNode results =
        new ObjectMapper().readTree(OutcomeJson.toJson("simulator", outcomes)).get("results");
    assertEquals(outcomes.size(), results.size());
    for (JsonNode result : results) {
      for (String field :
          "protocol method role label learner accuracy low high majority chance".split(" ")) {
        assertTrue(result.hasNonNull(field), field);
      }
    }
    String text = OutcomeText.table(outcomes);
    assertTrue(text.contains("protocol paper") && text.contains("protocol strict"), text);
  }

  private static Outcome find(String protocol, String method, String role, String learner) {
    return outcomes.stream()
        .filter(o -> o.protocol().equals(protocol) && o.method().equals(method))
        .filter(o -> o.role().equals(role) && o.learner().equals(learner))
        .findFirst()
        .orElseThrow();
  }

  private static Set<Integer> set(int[] values) {
    Set<Integer> set = new HashSet<>();
    for (int value : values) {
      set.add(value);
    }
    return set;
  }
}
