package ml.tacit.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SplitPlanTest {
  private static final LabelledRows ROWS = rows();

  /** Ten people, three trials of walking and two of sitting, 20 windows each. */
  private static LabelledRows rows() {
    int trials = 5;
    int windows = 20;
    int n = 10 * trials * windows;
    String[] person = new String[n];
    String[] activity = new String[n];
    String[] trial = new String[n];
    String[] gender = new String[n];
    for (int i = 0; i < n; i++) {
      int who = i / (trials * windows);
      int which = i / windows % trials;
      person[i] = "" + who;
      activity[i] = which < 3 ? "walking" : "sitting";
      trial[i] = "" + which;
      gender[i] = who % 2 == 0 ? "female" : "male";
    }
    Map<String, Labels> labels = new LinkedHashMap<>();
    labels.put("person", Labels.of(person));
    labels.put("activity", Labels.of(activity));
    labels.put("trial", Labels.of(trial));
    labels.put("gender", Labels.of(gender));
    return new LabelledRows(List.of("x"), new DMatrixRMaj(n, 1), labels);
  }

  static Stream<SplitPlan> plans() {
    return Stream.of(
        SplitPlan.paper("person"),
        SplitPlan.thirds("person"),
        SplitPlan.blocks("person", "activity"),
        SplitPlan.blocks("person", "activity").atMost(50),
        SplitPlan.sessions("person", "activity", "trial"),
        SplitPlan.people("person", "gender"));
  }

  @ParameterizedTest
  @MethodSource("plans")
  void testRowsAreNeverSeenAndStrictPartsAreDisjoint(SplitPlan plan) {
    Set<List<Integer>> tests = new HashSet<>();
    for (int seed = 1; seed <= 5; seed++) {
      SplitPlan.Parts parts = plan.cut().parts(ROWS, seed);
      Set<Integer> test = set(parts.test());
      assertTrue(test.size() >= 50 && parts.fit().length >= 50 && parts.learn().length >= 50);
      assertTrue(set(parts.fit()).stream().noneMatch(test::contains));
      assertTrue(set(parts.learn()).stream().noneMatch(test::contains));
      boolean shared = set(parts.fit()).stream().anyMatch(set(parts.learn())::contains);
      assertEquals(plan.protocol() == Protocol.PAPER, shared);
      tests.add(Arrays.stream(parts.test()).boxed().toList());
    }
    assertTrue(tests.size() >= 3, "seeds give other splits, found " + tests.size());
  }

  @Test
  void sessionsTestWholeTrialsAndPeopleAreInOnePartOnly() {
    for (int seed = 1; seed <= 5; seed++) {
      SplitPlan.Parts parts =
          SplitPlan.sessions("person", "activity", "trial").cut().parts(ROWS, seed);
      Set<String> tested = names("trial", parts.test());
      assertEquals(2, tested.size(), "one of each activity");
      assertTrue(names("trial", parts.fit()).stream().noneMatch(tested::contains));
      assertTrue(names("trial", parts.learn()).stream().noneMatch(tested::contains));

      parts = SplitPlan.people("person", "gender").cut().parts(ROWS, seed);
      Set<String> fit = names("person", parts.fit());
      Set<String> learn = names("person", parts.learn());
      Set<String> test = names("person", parts.test());
      assertEquals(10, fit.size() + learn.size() + test.size());
      assertFalse(test.stream().anyMatch(p -> fit.contains(p) || learn.contains(p)));
      for (int[] part : List.of(parts.fit(), parts.learn(), parts.test())) {
        assertEquals(2, names("gender", part).size());
      }
    }
  }

  private static Set<String> names(String label, int[] rows) {
    Set<String> names = new HashSet<>();
    for (int row : rows) {
      names.add(ROWS.label(label).name(row));
    }
    return names;
  }

  private static Set<Integer> set(int[] values) {
    return new HashSet<>(Arrays.stream(values).boxed().toList());
  }
}
