package ml.tacit.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import ml.tacit.table.Split;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Parts by recording: who is judged on a recording has learned from others. */
class SessionDivisionTest {
  private static final double[] PARTS = {0.4, 0.36, 0.24};
  private static final int PEOPLE = 6;
  private static final int WINDOWS = 30;

  /** What a column of a row shows. */
  private interface Column {
    double of(int person, int activity, int trial, Random random);
  }

  /** Six people; walking has three trials, sitting two; a recording of one person has an id. */
  private static LabelledRows rows(Column... columns) {
    Random random = new Random(4);
    int n = PEOPLE * 5 * WINDOWS;
    String[] person = new String[n];
    String[] activity = new String[n];
    String[] trial = new String[n];
    String[] recording = new String[n];
    DMatrixRMaj x = new DMatrixRMaj(n, columns.length);
    for (int i = 0; i < n; i++) {
      int who = i / (5 * WINDOWS);
      int which = i / WINDOWS % 5;
      person[i] = "p" + who;
      activity[i] = which < 3 ? "walking" : "sitting";
      trial[i] = "t" + which;
      recording[i] = who + "-" + which;
      for (int j = 0; j < columns.length; j++) {
        x.set(i, j, columns[j].of(who, which < 3 ? 1 : 0, which, random));
      }
    }
    Map<String, Labels> labels = new LinkedHashMap<>();
    labels.put("person", Labels.of(person));
    labels.put("activity", Labels.of(activity));
    labels.put("trial", Labels.of(trial));
    labels.put("recording", Labels.of(recording));
    return new LabelledRows(Synthetic.names(columns.length), x, labels);
  }

  private static final Column NOISE = (person, activity, trial, random) -> random.nextGaussian();

  private static Set<String> names(LabelledRows rows, String label, int[] part) {
    return Arrays.stream(part).mapToObj(rows.label(label)::name).collect(Collectors.toSet());
  }

  private static Split split(LabelledRows rows, String session, long seed, double... parts) {
    return Division.bySession(session, Unit.BLOCKS)
        .split(rows, "activity", List.of("person"), seed, parts);
  }

  @Test
  void oneTrialOfEachActivityIsJudgedAndTheSeedSaysWhich() {
    LabelledRows rows = rows(NOISE);
    Set<Set<String>> judged = new HashSet<>();
    for (long seed = 1; seed <= 6; seed++) {
      Split split = split(rows, "trial", seed, PARTS);
      Set<String> tested = names(rows, "trial", split.part(2));
      assertEquals(2, tested.size());
      assertEquals(2, names(rows, "activity", split.part(2)).size());
      assertEquals(PEOPLE * 2 * WINDOWS, split.part(2).length, "whole trials");
      for (int part = 0; part < 2; part++) {
        assertTrue(names(rows, "trial", split.part(part)).stream().noneMatch(tested::contains));
        assertEquals(3, names(rows, "trial", split.part(part)).size(), "each trial is cut");
      }
      double share = (double) split.part(0).length / (split.part(0).length + split.part(1).length);
      assertEquals(0.4 / 0.76, share, 0.03);
      judged.add(tested);
    }
    assertEquals(6, judged.size(), "three trials of one activity, two of the other");
  }

  @Test
  void twoRowsAreLeftOutBetweenFitAndAttack() {
    LabelledRows rows = rows(NOISE);
    Split split = split(rows, "trial", 1, PARTS);
    Set<Integer> fit = Arrays.stream(split.part(0)).boxed().collect(Collectors.toSet());
    for (int row : split.part(1)) {
      assertFalse(fit.contains(row - 1) || fit.contains(row - 2), "row " + row);
    }
  }

  @Test
  void recordingsOfOnePersonEachAreJudgedForEveryPerson() {
    LabelledRows rows = rows(NOISE);
    Split split = split(rows, "recording", 1, PARTS);
    assertEquals(PEOPLE, names(rows, "person", split.part(2)).size());
    assertEquals(2 * PEOPLE, names(rows, "recording", split.part(2)).size());
  }

  @Test
  void attackersMayLearnFromAllOtherSessions() {
    LabelledRows rows = rows(NOISE);
    Split split = split(rows, "trial", 1, 0.6, 0.4);
    assertEquals(2, split.parts().length);
    assertEquals(rows.size(), split.part(0).length + split.part(1).length);
  }

  @Test
  void anActivityOfOneSessionIsNamed() {
    LabelledRows all = rows(NOISE);
    int[] some =
        IntStream.range(0, all.size())
            .filter(row -> !all.label("trial").name(row).equals("t4"))
            .toArray();
    BadDataException e =
        assertThrows(BadDataException.class, () -> split(all.select(some), "trial", 1, PARTS));
    assertTrue(
        e.getMessage().contains("session 'trial': found one session, 't3', of 'sitting' in"),
        e.getMessage());
    BadDataException none =
        assertThrows(BadDataException.class, () -> split(all, "activity", 1, PARTS));
    assertTrue(none.getMessage().contains("no class has two sessions"), none.getMessage());
  }

  @Test
  void aDivisionSaysItsSession() {
    Division division = Division.bySession("trial", Unit.ROWS);
    assertEquals(Unit.BLOCKS, division.unit());
    assertEquals(
        "unit: block of a 'trial'; one 'trial' of each class to keep judged, the others by time, 2 rows left out"
            + " between",
        division.sentence());
    assertThrows(
        BadDataException.class, () -> new Division(Unit.BLOCKS, Division.Order.SESSIONS, 2));
    assertThrows(
        BadDataException.class, () -> new Division(Unit.BLOCKS, Division.Order.TIME, 2, "trial"));
  }

  /**
   * A sensor that each trial mounts anew tells the person within a trial, and not across trials.
   */
  @Test
  void whatHoldsWithinATrialOnlyIsNoLeakAcrossTrials() {
    Column mounted =
        (person, activity, trial, random) ->
            3 * ((person + 2 * trial) % PEOPLE) + 0.3 * random.nextGaussian();
    LabelledRows rows = rows(mounted, NOISE, (p, a, t, random) -> 4 * t + random.nextGaussian());
    Audit audit = Audit.of("activity", "person").quick();
    AuditParts across =
        AuditParts.divided(
            rows,
            Division.bySession("trial", Unit.BLOCKS),
            "activity",
            List.of("person"),
            1,
            PARTS);
    AuditParts within = AuditParts.timeBlocked(rows, "trial", "person", 2, 0.4, 0.36, 0.24);
    double seen = best(audit.run(within));
    double carried = best(audit.run(across));
    assertTrue(seen > 0.6, "positive control: " + seen);
    assertTrue(carried < seen - 0.2, "across trials " + carried + ", within " + seen);
  }

  private static double best(AuditResult result) {
    return result.best(Finding.PRIVACY, Finding.BEFORE).orElseThrow().accuracy();
  }

  /** The release: a cell that is the activity. */
  private static LabelledRows second(LabelledRows rows) {
    DMatrixRMaj cell = new DMatrixRMaj(rows.size(), 1);
    Arrays.setAll(cell.data, row -> rows.rows().get(row, 1));
    return rows.withRows(List.of("cell"), cell);
  }

  @Test
  void theJudgedSessionAloneIsCertified() {
    LabelledRows rows = rows(NOISE, (p, activity, t, random) -> activity);
    AuditParts parts =
        AuditParts.divided(
            rows,
            Division.bySession("trial", Unit.BLOCKS),
            "activity",
            List.of("person"),
            1,
            PARTS);
    Certified certified =
        Audit.of("activity", "person")
            .quick()
            .withCandidates(7)
            .run(parts, SessionDivisionTest::second)
            .certified()
            .orElseThrow();
    assertEquals("trial", certified.session().orElseThrow());
    assertEquals(1, certified.candidates(), "its rows chose nothing");
    assertEquals(
        PEOPLE * 2 * WINDOWS, certified.strongest().rows() + certified.strongest().lookedAt());
    assertTrue(
        certified.strongest().assumptions().stream()
            .anyMatch(line -> line.contains("judged 'trial'") && line.contains("to come")));
  }
}
