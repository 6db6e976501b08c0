package ml.tacit.step;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ml.tacit.leak.Game;
import ml.tacit.release.Digits;
import ml.tacit.release.Release;
import ml.tacit.subspace.Roles;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FairTreeTest {
  private static final Roles ROLES = Roles.keep("income").withHide("sex");

  @TempDir private Path folder;

  /** Column 0 tells of the income, 1 of the sex, 2 of both, 3 of nothing. */
  private static LabelledRows people(int n, int sexes, long seed) {
    Random random = new Random(seed);
    DMatrixRMaj rows = new DMatrixRMaj(n, 4);
    String[] income = new String[n];
    String[] sex = new String[n];
    for (int i = 0; i < n; i++) {
      int y = random.nextInt(2);
      int z = random.nextInt(sexes);
      income[i] = y == 0 ? "low" : "high";
      sex[i] = "s" + z;
      rows.set(i, 0, y + random.nextGaussian());
      rows.set(i, 1, z + 0.5 * random.nextGaussian());
      rows.set(i, 2, Math.rint(y + z + random.nextGaussian()));
      rows.set(i, 3, random.nextGaussian());
    }
    return new LabelledRows(
        List.of("a", "b", "c", "d"),
        rows,
        Map.of("income", Labels.of(income), "sex", Labels.of(sex)));
  }

  private static FairTree fit(LabelledRows data, int leaves, double gamma) {
    return FairTreeTrainer.fit(data.rows(), data.label("income"), data.label("sex"), leaves, gamma);
  }

  /** Σ over cells of n ((1 − γ) G(income) + γ (½ − G(sex))), counted from the definition. */
  private static double cost(LabelledRows data, int[] cells, double gamma) {
    double cost = 0;
    for (int cell = 0; cell < 1000; cell++) {
      double n = 0;
      for (int other : cells) {
        n += other == cell ? 1 : 0;
      }
      if (n > 0) {
        cost +=
            n
                * ((1 - gamma) * gini(data.label("income"), cells, cell, n)
                    + gamma * (0.5 - gini(data.label("sex"), cells, cell, n)));
      }
    }
    return cost;
  }

  private static double gini(Labels labels, int[] cells, int cell, double n) {
    double[] share = new double[labels.classes().size()];
    for (int i = 0; i < cells.length; i++) {
      share[labels.code(i)] += cells[i] == cell ? 1 / n : 0;
    }
    double impurity = 1;
    for (double p : share) {
      impurity -= p * p;
    }
    return impurity / (1 - 1.0 / share.length) / 2;
  }

  private static int[] cells(FairTree tree, LabelledRows data) {
    double[] codes = tree.apply(data.rows()).data;
    int[] cells = new int[codes.length];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = (int) codes[i];
    }
    return cells;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void firstSplitIsTheBestOfAll(int sexes) {
    for (double gamma : new double[] {0, 0.2, 0.4}) {
      LabelledRows data = people(120, sexes, 5);
      double found = cost(data, cells(fit(data, 2, gamma), data), gamma);
      double least = Double.POSITIVE_INFINITY;
      for (int j = 0; j < 4; j++) {
        for (int i = 0; i < data.size(); i++) {
          int[] cells = new int[data.size()];
          int right = 0;
          for (int k = 0; k < cells.length; k++) {
            cells[k] = data.rows().get(k, j) <= data.rows().get(i, j) ? 0 : 1;
            right += cells[k];
          }
          if (right >= 10 && right <= data.size() - 10) {
            least = Math.min(least, cost(data, cells, gamma));
          }
        }
      }
      assertEquals(least, found, 1e-9);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5})
  void moreWeightOnTheHiddenLabelTellsLessOfIt(int sexes) {
    LabelledRows data = people(6000, sexes, 1);
    LabelledRows fresh = people(6000, sexes, 2);
    FairTree open = fit(data, 30, 0);
    FairTree fair = fit(data, 30, 0.7);
    double leakOpen = leak(open, fresh, "sex");
    double leakFair = leak(fair, fresh, "sex");
    assertTrue(leakOpen > 1.0 / sexes + 0.05, () -> "control: " + leakOpen);
    assertTrue(leakFair < leakOpen - 0.03, () -> leakFair + " after " + leakOpen);
    assertTrue(leak(fair, fresh, "income") <= leak(open, fresh, "income"));
    assertTrue(leak(fair, fresh, "income") > 0.6);
  }

  /** V of the cells: how often the best guess from a cell is right. */
  private static double leak(FairTree tree, LabelledRows data, String label) {
    Labels labels = data.label(label);
    DMatrixRMaj joint = new DMatrixRMaj(labels.classes().size(), tree.leaves());
    int[] cells = cells(tree, data);
    for (int i = 0; i < cells.length; i++) {
      joint.add(labels.code(i), cells[i], 1.0 / cells.length);
    }
    DMatrixRMaj same = new DMatrixRMaj(tree.leaves(), tree.leaves());
    for (int c = 0; c < tree.leaves(); c++) {
      same.set(c, c, 1);
    }
    return Game.of(joint, new int[joint.numRows], same).leak(same);
  }

  @Test
  void splitsAtMostAsOftenAsAskedAndNotWhereItOnlyHarms() {
    LabelledRows data = people(3000, 2, 3);
    assertEquals(30, fit(data, 30, 0).leaves());
    assertEquals(1, fit(data, 30, 1).leaves());
    int[] counts = new int[30];
    for (int cell : cells(fit(data, 30, 0), data)) {
      counts[cell]++;
    }
    for (int count : counts) {
      assertTrue(count >= 10, () -> "a leaf of " + count);
    }
  }

  @Test
  void planIsSavedAndGivesTheSameCellsForRowsAndBlocks() throws IOException {
    LabelledRows data = people(500, 2, 4);
    Steps plan = Steps.parse("fairtree 12 --gamma 0.3");
    assertEquals(Steps.fairTree(12, 0.3), plan);
    assertEquals("fairtree 12 --gamma 0.3", plan.toString());
    Release release = Release.of(plan.fit(data, ROLES), Digits.FULL);
    assertEquals(List.of("cell"), release.outputs());
    double[] cells = release.transform(data.rows()).data;
    Path file = folder.resolve("tree.safetensors");
    release.save(file);
    Release loaded = Release.load(file);
    assertArrayEquals(cells, loaded.transform(data.rows()).data);
    for (int i = 0; i < 50; i++) {
      double[] row = new double[4];
      System.arraycopy(data.rows().data, 4 * i, row, 0, 4);
      assertEquals(cells[i], loaded.transform(row)[0]);
    }
  }

  @Test
  void badPlansAreRefusedInOneLine() {
    LabelledRows data = people(100, 2, 4);
    assertRefused("no label to hide", () -> Steps.fairTree(5, 0).fit(data, Roles.keep("income")));
    assertRefused("no label to keep", () -> Steps.fairTree(5, 0).fit(data, Roles.hide("sex")));
    assertRefused("fairtree: 1 leaves", () -> Steps.fairTree(1, 0));
    assertRefused("gamma NaN", () -> Steps.fairTree(5, Double.NaN));
    assertRefused("--gamma", () -> Steps.parse("fairtree 5 --gamma 2"));
    assertRefused("LEAVES is missing", () -> Steps.parse("fairtree"));
  }

  private static void assertRefused(
      String part, org.junit.jupiter.api.function.Executable executable) {
    String message = assertThrows(BadDataException.class, executable).getMessage();
    assertTrue(message.contains(part), message);
    assertEquals(1, message.lines().count());
  }
}
