package ml.tacit.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import ml.tacit.release.Digits;
import ml.tacit.subspace.Roles;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is tried follows from numbers of rows, columns and classes, and can be fitted. */
class PoliciesTest {
  private static final Roles ROLES = Roles.keep("keep").withHide("hide");
  private static final Set<Want> ALL = EnumSet.allOf(Want.class);

  /** Rows whose classes have shares of 1, or the first of them a larger one. */
  private static LabelledRows rows(int n, int d, int keep, int hide, double first, long seed) {
    Random random = new Random(seed);
    int[] y = IntStream.range(0, n).map(i -> drawn(random, keep, first)).toArray();
    int[] z = IntStream.range(0, n).map(i -> drawn(random, hide, first)).toArray();
    DMatrixRMaj x = new DMatrixRMaj(n, d);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < d; j++) {
        double mean = (j % keep == y[i] ? 2 : 0) + (j % hide == z[i] ? 1.5 : 0);
        x.set(i, j, mean + random.nextGaussian());
      }
    }
    List<String> names = IntStream.range(0, d).mapToObj(j -> "x" + j).toList();
    return new LabelledRows(names, x, Map.of("keep", Labels.of(y), "hide", Labels.of(z)));
  }

  private static int drawn(Random random, int classes, double first) {
    double mark = random.nextDouble() * (classes - 1 + first) - first;
    return mark < 0 ? 0 : 1 + (int) mark;
  }

  private static List<String> texts(LabelledRows rows, Set<Want> wants, boolean device) {
    return Policies.of(rows, ROLES, wants, device).stream().map(Policy::text).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "400,12,3,6,1",
    "400,12,2,2,1",
    "400,12,2,2,3",
    "40,5,2,2,1",
    "60,5,2,12,1",
    "300,6,12,2,4"
  })
  void everyCandidateCanBeFittedAndEachIsTriedOnce(int n, int d, int keep, int hide, double first) {
    LabelledRows rows = rows(n, d, keep, hide, first, 1);
    List<Policy> policies = Policies.of(rows, ROLES, ALL, false);
    assertTrue(policies.size() <= 24, policies.toString());
    assertEquals(policies.size(), new HashSet<>(policies).size());
    Fits fits = Fits.of(rows, ROLES, Digits.DEFAULT, null, 1);
    for (Policy policy : policies) {
      try {
        assertTrue(fits.fit(policy).outputs().size() > 0);
      } catch (BadDataException e) {
        assertTrue(n < 100, policy + ": " + e.getMessage());
      }
    }
  }

  @Test
  void baselinesStandLastAndThereIsOneOfEachKindInAnyTable() {
    for (int n : new int[] {30, 1000}) {
      List<Policy> policies = Policies.of(rows(n, 8, 3, 4, 1, 1), ROLES, ALL, true);
      List<Boolean> plans = policies.stream().map(policy -> policy.plan() != null).toList();
      assertEquals(plans.stream().sorted((a, b) -> Boolean.compare(b, a)).toList(), plans);
      for (Want want : Want.values()) {
        assertTrue(policies.stream().anyMatch(policy -> policy.want() == want), want + " " + n);
      }
    }
  }

  @Test
  void wantsAndDevicesChoose() {
    LabelledRows rows = rows(500, 8, 3, 4, 1, 1);
    for (Want want : Want.values()) {
      assertTrue(
          Policies.of(rows, ROLES, EnumSet.of(want), true).stream()
              .allMatch(policy -> policy.want() == want));
    }
    assertTrue(texts(rows, ALL, true).stream().anyMatch(text -> text.contains("relative")));
    assertFalse(texts(rows, ALL, false).stream().anyMatch(text -> text.contains("relative")));
  }

  @Test
  void unequalHiddenClassesAreBalancedAndUnequalKeptOnesNeedNoDecisionAlone() {
    List<String> equal = texts(rows(2000, 8, 2, 2, 1, 1), ALL, false);
    List<String> unequal = texts(rows(2000, 8, 2, 2, 3, 1), ALL, false);
    assertFalse(equal.toString().contains("--balanced"));
    assertTrue(unequal.stream().filter(text -> text.contains(" --leak ")).count() > 4);
    assertTrue(
        unequal.stream()
            .filter(text -> text.contains(" --leak "))
            .allMatch(text -> text.contains("--balanced")));
    assertTrue(equal.contains("decide"));
    assertFalse(unequal.contains("decide"));
  }

  @Test
  void thePageHasTheTable() throws IOException {
    List<String> page =
        Files.readAllLines(Path.of("docs/policies.md")).stream()
            .dropWhile(line -> !line.startsWith("| candidate"))
            .skip(2)
            .takeWhile(line -> line.startsWith("|"))
            .map(line -> line.substring(line.indexOf('`') + 1, line.lastIndexOf("` |")))
            .map(text -> text.contains("`") ? text.substring(0, text.indexOf('`')) : text)
            .map(text -> text.replace("\\|", "|"))
            .toList();
    assertEquals(Policies.table(), page);
  }

  @Test
  void whatIsTriedDoesNotDependOnTheNumbersOfTheRows() {
    assertEquals(
        texts(rows(900, 8, 3, 4, 1, 1), ALL, true), texts(rows(900, 8, 3, 4, 1, 2), ALL, true));
  }
}
