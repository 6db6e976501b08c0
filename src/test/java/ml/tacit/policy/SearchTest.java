package ml.tacit.policy;

import static ml.tacit.policy.Planted.BROKEN;
import static ml.tacit.policy.Planted.HISTORY;
import static ml.tacit.policy.Planted.LEAKS;
import static ml.tacit.policy.Planted.SAFE;
import static ml.tacit.policy.Planted.USELESS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import ml.tacit.audit.Frontier;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a search picks where the right answer is known, and what its figures depend on. */
class SearchTest {
  private static final Planted ROWS = Planted.rows(960);

  private static final Found USUAL = ROWS.found(LEAKS, SAFE, USELESS);

  @Test
  void picksTheReleaseThatKeepsAndDoesNotLeak() {
    assertEquals(SAFE, USUAL.pick().text(), USUAL.frontier().reason());
    assertTrue(USUAL.met());
    assertEquals(3, USUAL.compared());
    assertEquals(
        List.of(Frontier.RAW, LEAKS, SAFE, USELESS),
        USUAL.frontier().points().stream().map(Frontier.Point::name).toList());
    assertTrue(USUAL.frontier().reason().startsWith("picked"), USUAL.frontier().reason());
    assertTrue(Planted.point(USUAL, LEAKS).leakLow() > 0.2);
    assertTrue(Planted.point(USUAL, Frontier.RAW).leakLow() > 0.2);
    assertTrue(Planted.point(USUAL, SAFE).leakLow() < 0.02);
    assertTrue(Planted.point(USUAL, USELESS).utility() < 0.6);
  }

  @Test
  void figuresDoNotDependOnTestRows() {
    Found other = ROWS.withOther(2).found(LEAKS, SAFE, USELESS);
    assertEquals(USUAL.frontier(), other.frontier());
    assertEquals(USUAL.pick(), other.pick());
    assertNotEquals(
        USUAL.frontier(), ROWS.withOther(1).found(LEAKS, SAFE, USELESS).frontier(), "control");
  }

  @Test
  void figuresDoNotDependOnThreads() {
    assertEquals(
        USUAL.frontier(),
        ROWS.found(ROWS.search().withThreads(1), LEAKS, SAFE, USELESS).frontier());
  }

  @Test
  void whoSaysTheUtilityGetsItWhateverLeaks() {
    Search search = ROWS.search().withTarget(Target.utility(0.9));
    assertEquals(SAFE, ROWS.found(search, LEAKS, SAFE, USELESS).pick().text());
    Found leaking = ROWS.found(search, LEAKS, USELESS);
    assertEquals(LEAKS, leaking.pick().text());
    assertTrue(leaking.met());
    assertTrue(
        leaking.frontier().reason().contains("attackers find more than the margin"),
        leaking.frontier().reason());
  }

  @Test
  void whoSaysThePrivacyGetsTheMostUseful() {
    Search search = ROWS.search().withTarget(Target.privacy(0.45));
    assertEquals(SAFE, ROWS.found(search, USELESS, LEAKS, SAFE).pick().text());
    Found useless = ROWS.found(search, LEAKS, USELESS);
    assertEquals(USELESS, useless.pick().text());
    assertTrue(useless.met());
  }

  @Test
  void sameAsRawWithoutTargetIsNotPickedIfItLeaks() {
    Found found = ROWS.found(LEAKS, USELESS);
    assertEquals(USELESS, found.pick().text());
    assertFalse(found.met());
    assertTrue(
        found.frontier().reason().startsWith("none meets the target"), found.frontier().reason());
  }

  @Test
  void targetThatNothingMeetsGivesTheLeastShortfall() {
    Search search = ROWS.search().withTarget(Target.privacy(0.01));
    Found found = ROWS.found(search, LEAKS, USELESS);
    assertEquals(USELESS, found.pick().text());
    assertFalse(found.met());
  }

  @Test
  void ofThoseThatCannotBeToldApartTheOneOfFewestCells() {
    String more = "decide logistic | extra x3 | cells --bins x3=2";
    String numbers = "decide logistic | collapse 0 | noise 0.3";
    Found found = ROWS.found(numbers, more, SAFE);
    assertEquals(SAFE, found.pick().text(), found.frontier().toString());
    assertEquals(3, Planted.point(found, SAFE).cells());
    assertEquals(6, Planted.point(found, more).cells());
    assertFalse(Planted.point(found, numbers).finite());
    assertEquals(more, ROWS.found(numbers, more).pick().text());
  }

  @Test
  void candidateThatCannotBeFittedIsSkippedWithItsReason() {
    Found found = ROWS.found(BROKEN, SAFE);
    assertEquals(SAFE, found.pick().text());
    assertEquals(2, found.compared());
    assertEquals(List.of(BROKEN), List.copyOf(found.skipped().keySet()));
    assertTrue(found.skipped().get(BROKEN).contains("nothing"), found.skipped().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "method pca --components 99",
        "method random --components 99",
        "method dca --components 99",
        "method duca --components 99",
        "method mdr --components 99",
        "method ruca --components 99",
        "method rdca --components 99",
        "method rdca --ridge 0",
        "fairtree 4000",
      })
  void numbersBeyondTheRowsEndNoSearch(String policy) {
    Found found = ROWS.found(policy, SAFE);
    assertEquals(SAFE, found.pick().text(), found.frontier().toString());
    found.skipped().values().forEach(reason -> assertEquals(1, reason.lines().count(), reason));
  }

  @Test
  void whereNoneCanBeFittedTheFirstReasonIsSaid() {
    BadDataException e =
        assertThrows(BadDataException.class, () -> ROWS.found(BROKEN, BROKEN + "2"));
    assertTrue(
        e.getMessage().startsWith("no release can be fitted; " + BROKEN + ": "), e.getMessage());
    assertThrows(BadDataException.class, () -> ROWS.found());
  }

  @Test
  void ownHistoryNeedsAColumnOfDevices() {
    Found without = ROWS.found(SAFE, HISTORY);
    assertTrue(without.skipped().get(HISTORY).contains("--device"), without.skipped().toString());
    Found with = ROWS.found(ROWS.search().replaying(ROWS.all(), "hide"), SAFE, HISTORY);
    assertEquals(Map.of(), with.skipped());
    assertTrue(Planted.point(with, HISTORY).utility() > 0.9);
    assertThrows(BadDataException.class, () -> ROWS.search().replaying(ROWS.all(), "phone"));
  }

  @Test
  void budgetIsHowManyAreCompared() {
    Found found = ROWS.found(ROWS.search().withBudget(1), USELESS, SAFE);
    assertEquals(1, found.compared());
    assertEquals(USELESS, found.pick().text());
    assertEquals(1, ROWS.found(SAFE, SAFE).compared(), "the same twice is one");
    assertThrows(IllegalArgumentException.class, () -> ROWS.search().withBudget(0));
    assertThrows(IllegalArgumentException.class, () -> ROWS.search().withThreads(0));
  }

  @Test
  void severalHiddenLabelsAreOneTogether() {
    Planted rows = Planted.of(960, List.of("hide", "also"), new int[] {0, 1, 2});
    String hidesOne = "method rdca";
    Found found = rows.found(LEAKS, hidesOne, SAFE);
    assertEquals(SAFE, found.pick().text());
    assertTrue(Planted.point(found, Frontier.RAW).leakLow() > 0.2);
    assertEquals(1.0 / 8, found.frontier().majority(), 0.05);
  }

  @Test
  void pickLeavesUnderAKeyOfItsOwn() {
    Policy noisy = Policy.parse("decide logistic | collapse 0 | noise 0.3");
    Fits fits = ROWS.fits();
    LabelledRows drawn = fits.fit(noisy).transform(ROWS.all());
    assertEquals(0, far(drawn, fits.fit(noisy).transform(ROWS.all())), "control: of the seed");
    Found found = ROWS.search().run(ROWS.parts(), List.of(noisy), fits);
    assertTrue(found.release().hasKey());
    assertTrue(far(drawn, found.release().transform(ROWS.all())) > 0.01);
    Found again = ROWS.search().run(ROWS.parts(), List.of(noisy), fits);
    assertEquals(found.frontier(), again.frontier());
    assertTrue(
        far(found.release().transform(ROWS.all()), again.release().transform(ROWS.all())) > 0.01);
  }

  private static double far(LabelledRows a, LabelledRows b) {
    double far = 0;
    for (int i = 0; i < a.rows().data.length; i++) {
      far = Math.max(far, Math.abs(a.rows().data[i] - b.rows().data[i]));
    }
    return far;
  }

  @Test
  void utilityOfTwoUnequalClassesIsAnArea() {
    Planted rows = Planted.of(960, List.of("hide"), new int[] {0, 0, 0, 0, 1});
    Found found = rows.found(LEAKS, SAFE);
    assertEquals("AUC", found.frontier().utilityMeasure());
    assertEquals("accuracy", found.frontier().privacyMeasure());
    assertEquals(0.5, found.frontier().utilityMajority());
    assertTrue(Planted.point(found, SAFE).utility() > 0.95);
    assertTrue(found.frontier().reason().contains("AUC"), found.frontier().reason());
    assertEquals("accuracy", USUAL.frontier().utilityMeasure(), "control");
  }

  @Test
  void resumedSearchDoesNotAttackAgain(@TempDir Path folder) {
    List<String> first = Collections.synchronizedList(new ArrayList<>());
    List<String> second = Collections.synchronizedList(new ArrayList<>());
    Search search = ROWS.search().resumingIn(folder);
    Found found = ROWS.found(search.onProgress(first::add), LEAKS, SAFE, USELESS);
    assertEquals(USUAL.frontier(), found.frontier());
    assertEquals(
        found.frontier(),
        ROWS.found(search.onProgress(second::add), LEAKS, SAFE, USELESS).frontier());
    assertTrue(first.stream().noneMatch(SearchTest::kept));
    List<String> attacks = second.stream().filter(line -> line.contains(": ")).toList();
    attacks = attacks.stream().filter(line -> !line.startsWith("comparing")).toList();
    assertTrue(attacks.size() > 10, second.toString());
    assertTrue(attacks.stream().allMatch(SearchTest::kept), second.toString());
  }

  private static boolean kept(String line) {
    return line.endsWith("(kept from an earlier run)");
  }

  @Test
  void fewRowsAreAttackedOnceThoughThereAreRounds() {
    List<String> lines = Collections.synchronizedList(new ArrayList<>());
    ROWS.found(ROWS.search().onProgress(lines::add), LEAKS, SAFE);
    Map<String, Long> times =
        lines.stream()
            .filter(line -> line.endsWith(" s)"))
            .collect(
                Collectors.groupingBy(
                    line -> line.substring(0, line.lastIndexOf(" (")), Collectors.counting()));
    assertTrue(times.size() > 10, times.toString());
    // Twice: once for the label to hide, once for that to keep.
    assertTrue(times.values().stream().allMatch(count -> count <= 2), times.toString());
  }
}
