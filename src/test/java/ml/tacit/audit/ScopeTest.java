package ml.tacit.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ml.tacit.release.Release;
import ml.tacit.subspace.Rdca;
import ml.tacit.subspace.Roles;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import ml.tacit.table.Split;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class ScopeTest {
  private static final String HIDE = "person";
  private static final int N = 80;
  private static final Labels PERSON = labels(row -> "p" + row % 4);

  private interface Name {
    String of(int row);
  }

  private static Labels labels(Name name) {
    return Labels.of(IntStream.range(0, N).mapToObj(name::of).toArray(String[]::new));
  }

  private static LabelledRows released(String column, Labels values) {
    DMatrixRMaj rows = new DMatrixRMaj(N, 1);
    Arrays.setAll(rows.data, row -> Math.sin(row));
    return new LabelledRows(List.of("x"), rows, Map.of(column, values));
  }

  @Test
  void theHiddenLabelIsFoundByNameAndByValues() {
    for (String spelled : List.of("person", "Person", "per son ", "ｐｅｒｓｏｎ")) {
      Scope scope = Scope.of(released(spelled, PERSON), "task", HIDE, PERSON);
      assertTrue(scope.inClear().get(0).named(), spelled);
    }
    Labels who = labels(row -> "ann bob eve joe".split(" ")[row % 4]);
    Scope copy = Scope.of(released("who", who), "task", HIDE, PERSON);
    assertFalse(copy.inClear().get(0).named());
    assertEquals(List.of("who"), copy.notAttacked());
    Labels session = labels(row -> "s" + row % 8);
    assertEquals(1, Scope.of(released("s", session), null, HIDE, PERSON).inClear().size());
    assertEquals(1, Scope.of(released("s", session), "s", HIDE, PERSON).inClear().size());
    Labels weekday = labels(row -> "d" + row % 7);
    Scope other = Scope.of(released("day", weekday), "task", HIDE, PERSON);
    assertEquals(List.of(), other.inClear());
    assertEquals(List.of("day"), other.notAttacked());
    assertEquals(Scope.WHOLE, Scope.of(released("task", weekday), "task", HIDE, PERSON));
  }

  @Test
  void aFeatureOneToOneWithTheHiddenLabelIsTheLabelInClear() {
    DMatrixRMaj rows = new DMatrixRMaj(N, 2);
    for (int i = 0; i < N; i++) {
      rows.set(i, 0, Math.sin(i));
      rows.set(i, 1, 10 - i % 4);
    }
    LabelledRows released = new LabelledRows(List.of("x", "code"), rows, Map.of());
    Scope scope = Scope.of(released, "task", HIDE, PERSON);
    assertEquals(List.of(new LeakWarning.LabelInClear("code", HIDE, false)), scope.inClear());
    assertEquals(List.of(), scope.notAttacked());
  }

  @Test
  void noLeakIsNotSaidOfAReleaseThatWasNotAttackedWhole() {
    for (Verdict verdict : Verdict.values()) {
      Judgement before = new Judgement(verdict, "so");
      assertEquals(before, before.within(Scope.WHOLE, HIDE, true));
      Scope some = Scope.WHOLE.withNotAttacked(List.of("day", "city"));
      Judgement within = before.within(some, HIDE, true);
      Verdict expected = verdict == Verdict.NO_LEAK_FOUND ? Verdict.TOO_WEAK : verdict;
      assertEquals(expected, within.verdict());
      assertTrue(within.reason().endsWith("columns 'day', 'city' were not attacked"));
      assertEquals(verdict, before.within(some, HIDE, false).verdict(), "raw rows, no release");
      Judgement clear =
          before.within(Scope.of(released("who", PERSON), null, HIDE, PERSON), HIDE, true);
      assertEquals(Verdict.LEAK_SHOWN, clear.verdict());
      assertTrue(clear.reason().startsWith("column 'who' of the release tells"), clear.reason());
    }
  }

  @Test
  void classesAndRowsThatNobodyAttackedAreInTheVerdict() {
    List<LeftOut> few = Stream.of(1, 2, 3, 4, 5, 6, 7).map(k -> new LeftOut("p" + k, k)).toList();
    Judgement none = new Judgement(Verdict.NO_LEAK_FOUND, "so");
    Judgement within = none.within(Scope.WHOLE.withLeftOut(few), HIDE, true);
    assertEquals(Verdict.NO_LEAK_FOUND, within.verdict());
    assertEquals(
        "so; nothing is said of 7 classes of 'person' that have no test row (28 rows in all): 'p1',"
            + " 'p2', 'p3', 'p4', 'p5' and 2 more",
        within.reason());
    assertEquals(
        "so; 4 rows of 2 classes are withheld, too few to be fitted and attacked",
        none.within(Scope.WHOLE.withWithheld(4, 2), HIDE, true).reason());
  }

  @Test
  void partsSayWhichClassesTheyLeaveOut() {
    Labels person = labels(row -> row < 3 ? "few" : row == 3 ? "one" : "p" + row % 4);
    LabelledRows rows = released(HIDE, person);
    AuditParts parts = AuditParts.timeBlocked(rows, null, HIDE, 1, 0.4, 0.4, 0.2);
    assertEquals(List.of(new LeftOut("few", 3), new LeftOut("one", 1)), parts.leftOut(HIDE));
    int[][] thirds = {{0, 1, 2, 3}, {4, 5, 6, 7, 8, 9}, IntStream.range(10, N).toArray()};
    assertEquals(2, AuditParts.of(rows, new Split(thirds)).leftOut(HIDE).size());
  }

  @Test
  void aKeptLabelThatTellsTheHiddenOneIsALeakWithoutAnAdversary() {
    AuditRows synthetic = Synthetic.rows(4, 3, 60, 4, 2, Synthetic.GAUSSIAN);
    LabelledRows all = withTask(synthetic.train());
    AuditParts parts = AuditParts.timeBlocked(all, "task", "hide", 1, 0.4, 0.35, 0.25);
    Release release =
        Release.of(Rdca.ridge(1).fit(parts.fit().rows(), Roles.hide("hide").withKeep("task")));
    AuditResult result = Audit.of("task", "hide").quick().run(parts, release);
    assertEquals(Verdict.LEAK_SHOWN, result.verdict(), result.reason());
    assertTrue(result.reason().contains("'task'"), result.reason());
    assertTrue(
        result.warnings().contains(new LeakWarning.DependentLabels("task", "hide", true, false)));
    AuditResult other = Audit.of("keep", "hide").quick().run(parts, release);
    assertTrue(other.warnings().stream().noneMatch(LeakWarning.DependentLabels.class::isInstance));
  }

  @Test
  void rowsReleasedAsTheyAreAreNoRelease() {
    AuditRows rows = Synthetic.rows(2, 2, 40, 4, 2, Synthetic.GAUSSIAN);
    LeakWarning none = new LeakWarning.Unchanged();
    assertTrue(Audit.of("keep", "hide").quick().run(rows, rows).warnings().contains(none));
    AuditRows other = Synthetic.rows(2, 2, 40, 4, 2, Synthetic.INDEPENDENT);
    assertFalse(Audit.of("keep", "hide").quick().run(rows, other).warnings().contains(none));
  }

  /** Each class of the hidden label has two tasks of its own. */
  private static LabelledRows withTask(LabelledRows rows) {
    Map<String, Labels> labels = new LinkedHashMap<>(rows.labels());
    Labels hide = rows.label("hide");
    labels.put(
        "task",
        Labels.of(
            IntStream.range(0, rows.size())
                .mapToObj(i -> "t" + hide.code(i) + i % 2)
                .toArray(String[]::new)));
    return new LabelledRows(rows.features(), rows.rows(), labels);
  }
}
