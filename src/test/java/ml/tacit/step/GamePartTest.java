package ml.tacit.step;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import ml.tacit.subspace.Roles;
import ml.tacit.subspace.Step;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.junit.jupiter.api.Test;

/** Cells by the releaser's game: the bound holds, and the label to keep goes through. */
class GamePartTest {
  private static final Roles ROLES = Roles.keep("activity").withHide("person");
  private static final String SCORE = " --score logistic";

  @Test
  void nearestCellsLeakAndTheGameKeepsTheBoundAtLittleCost() {
    LabelledRows rows = MadeUpRows.of(1, 8000, 2, 2);
    LabelledRows others = MadeUpRows.of(2, 20_000, 2, 2);
    StepsModel nearest = fit("game 8 --leak 0.5" + SCORE, rows);
    StepsModel game = fit("game 8 --leak 0.02" + SCORE, rows);
    Leak leak = leak(game);
    assertTrue(leak.reached() <= leak.bound() + 1e-9, leak.sentence());
    assertTrue(leak(nearest).reached() > leak.bound() + 0.05, "positive control");
    double open = counted(nearest, others);
    double closed = counted(game, others);
    assertTrue(open > leak.bound() + 0.05, "nearest cells leak on fresh rows: " + open);
    assertTrue(closed < leak.bound() + 0.03, "the game's hardly: " + closed);
    assertEquals(closed, leak.fresh(), 3 * Math.sqrt(0.25 / 2000), "as was said");
    double kept = decided(game, others);
    assertTrue(kept > decided(nearest, others) - 0.03, "utility: " + kept);
    assertTrue(kept > 0.85, "utility: " + kept);
  }

  @Test
  void anAttackerWhoKnowsNothingIsBoundedByItself() {
    LabelledRows rows = MadeUpRows.of(1, 3000, 2, 2);
    StepsModel game = fit("game 6 --leak 0.01 --unknown --balanced" + SCORE, rows);
    assertEquals("", leak(game).known());
    assertEquals(0.5, leak(game).prior(), 1e-9);
    assertTrue(leak(game).reached() <= 0.51 + 1e-9);
    LabelledRows others = MadeUpRows.of(2, 20_000, 2, 2);
    Labels nothing = Labels.of(new int[others.size()]);
    assertTrue(MadeUpRows.counted(cells(game, others), others.label("person"), nothing) < 0.54);
  }

  @Test
  void manyPeopleAndActivitiesAndSeveralHiddenLabelsTogether() {
    LabelledRows rows = MadeUpRows.of(1, 3000, 5, 3);
    Steps plan = Steps.parse("game 6 --leak 0.03" + SCORE).withSeed(1);
    StepsModel game = plan.fit(rows, Roles.keep("activity").withHide("person", "flag"));
    Leak leak = leak(game);
    assertEquals("person × flag", leak.hidden());
    assertEquals("activity", leak.known());
    assertTrue(leak.prior() > 0.1 && leak.prior() < 0.14, leak.sentence());
    assertTrue(leak.reached() <= leak.prior() + 0.03 + 1e-9, leak.sentence());
    LabelledRows others = MadeUpRows.of(2, 20_000, 5, 3);
    Labels both = others.label("person").crossed(others.label("flag"));
    double counted = MadeUpRows.counted(cells(game, others), both, others.label("activity"));
    assertTrue(counted < leak.bound() + 0.03, counted + " " + leak.sentence());
    assertTrue(decided(game, others) > 0.8, "utility " + decided(game, others));
  }

  @Test
  void smoothedCountsLeakLessOnFreshRowsWhereFewRowsAreFitted() {
    String plan = "game 8 --leak 0 --balanced --atoms 150" + SCORE;
    double plain = 0;
    double less = 0;
    double kept = 0;
    for (int seed = 1; seed <= 3; seed++) {
      LabelledRows rows = MadeUpRows.of(seed, 800, 6, 2);
      LabelledRows others = MadeUpRows.of(100 + seed, 20_000, 6, 2);
      StepsModel counted = fit(plan, rows);
      StepsModel smoothed = fit(plan + " --smooth 100", rows);
      assertTrue(leak(counted).reached() <= leak(counted).bound() + 1e-9);
      assertTrue(leak(smoothed).reached() > leak(smoothed).bound(), "V is of the counts");
      assertTrue(leak(smoothed).sentence().contains("smoothed counts"));
      plain += counted(counted, others) / 3;
      less += counted(smoothed, others) / 3;
      kept += (decided(smoothed, others) - decided(counted, others)) / 3;
    }
    assertTrue(less < plain - 0.004, "on fresh rows " + less + ", without " + plain);
    assertTrue(kept > -0.02, "utility " + kept);
  }

  @Test
  void whatIsOpenIsChosenAndTheBoundStays() {
    LabelledRows rows = MadeUpRows.of(1, 1500, 2, 2);
    StepsModel game = fit("game --leak 0.02 --balanced" + SCORE, rows);
    assertTrue(leak(game).reached() <= leak(game).bound() + 1e-9);
    assertEquals(leak(game).prior() + 0.02, leak(game).bound(), 1e-9);
    assertTrue(game.outputLevels().get("cell").size() >= 2);
  }

  @Test
  void cellsAreInTheOrderOfTheLabelToKeep() {
    LabelledRows rows = MadeUpRows.of(1, 2000, 2, 2);
    int[] cells = cells(fit("game 6 --leak 0.05" + SCORE, rows), rows);
    double[] ones = new double[6];
    double[] all = new double[6];
    for (int i = 0; i < cells.length; i++) {
      all[cells[i]]++;
      ones[cells[i]] += rows.label("activity").code(i);
    }
    double last = -0.05;
    for (int c = 0; c < 6; c++) {
      assertTrue(all[c] == 0 || ones[c] / all[c] >= last - 0.05, "cell " + c);
      last = all[c] == 0 ? last : ones[c] / all[c];
    }
  }

  @Test
  void theSameRowsAndSeedGiveTheSameCellsAndARowGetsItsCellAlone() {
    LabelledRows rows = MadeUpRows.of(1, 1000, 2, 2);
    StepsModel one = fit("game 4 --leak 0.01" + SCORE, rows);
    StepsModel other = fit("game 4 --leak 0.01" + SCORE, rows);
    double[] block = one.transform(rows.rows()).data;
    assertArrayEquals(block, other.transform(rows.rows()).data);
    int d = rows.features().size();
    for (int i = 0; i < 50; i++) {
      double[] row = Arrays.copyOfRange(rows.rows().data, i * d, (i + 1) * d);
      assertEquals(block[i], one.transform(row)[0]);
    }
  }

  @Test
  void theTextIsReadAndWrittenAndNonsenseIsRefused() {
    for (String text :
        List.of(
            "game 8 --leak 0.02",
            "game --leak 0.5 --unknown --balanced",
            "game 3 --leak 0.0 --score kernel --atoms 50",
            "game 3 --leak 0.1 --smooth 100.0")) {
      assertEquals(text, Steps.parse(text).toString());
    }
    for (String text :
        List.of(
            "game",
            "game 8",
            "game 1 --leak 0.1",
            "game 8 --leak",
            "game 8 --leak -1",
            "game 8 --leak 0.1 --score guess",
            "game 8 --leak 0.1 --atoms 1",
            "game 8 9 --leak 0.1",
            "game 8 --leak 0.1 --other")) {
      BadDataException bad = assertThrows(BadDataException.class, () -> Steps.parse(text), text);
      assertEquals(1, bad.getMessage().lines().count());
    }
    LabelledRows rows = MadeUpRows.of(1, 100, 2, 2);
    assertThrows(
        BadDataException.class,
        () -> Steps.parse("game 2 --leak 0.1").fit(rows, Roles.hide("person")),
        "nothing to keep");
    BadDataException second =
        assertThrows(
            BadDataException.class,
            () -> fit("decide logistic | game 2 --leak 0.1 --score logistic", rows));
    assertTrue(second.getMessage().contains("'predicted_activity'"), second.getMessage());
  }

  private static StepsModel fit(String plan, LabelledRows rows) {
    return Steps.parse(plan).withSeed(1).fit(rows, ROLES);
  }

  private static Leak leak(StepsModel model) {
    for (Step step : model.steps()) {
      if (step instanceof On on && on.inner() instanceof Draw draw) {
        return draw.leak();
      }
    }
    throw new AssertionError("no channel in " + model.steps());
  }

  private static int[] cells(StepsModel model, LabelledRows rows) {
    return Arrays.stream(model.transform(rows.rows()).data).mapToInt(c -> (int) c).toArray();
  }

  private static double counted(StepsModel model, LabelledRows rows) {
    return MadeUpRows.counted(cells(model, rows), rows.label("person"), rows.label("activity"));
  }

  /** How often the likeliest activity of a cell is right. */
  private static double decided(StepsModel model, LabelledRows rows) {
    return MadeUpRows.counted(
        cells(model, rows), rows.label("activity"), Labels.of(new int[rows.size()]));
  }
}
