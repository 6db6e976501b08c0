package ml.tacit.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import ml.tacit.table.Split;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class DivisionTest {
  private static final double[] PARTS = {0.4, 0.36, 0.24};

  private static LabelledRows rows(int n, long seed) {
    Random random = new Random(seed);
    int[] person = new int[n];
    int[] sex = new int[n];
    int[] race = new int[n];
    int[] income = new int[n];
    for (int i = 0; i < n; i++) {
      person[i] = i / 6;
      sex[i] = person[i] % 2;
      race[i] = random.nextInt(10) / 4;
      income[i] = random.nextInt(2);
    }
    Map<String, Labels> labels = new LinkedHashMap<>();
    labels.put("person", Labels.of(person));
    labels.put("sex", Labels.of(sex));
    labels.put("race", Labels.of(race));
    labels.put("income", Labels.of(income));
    return new LabelledRows(List.of("x"), new DMatrixRMaj(n, 1), labels);
  }

  private static int total(Split split) {
    int rows = 0;
    for (int[] part : split.parts()) {
      rows += part.length;
    }
    return rows;
  }

  @Test
  void rowsAtRandomLeaveNothingOutAndKeepTheSharesOfEveryCell() {
    LabelledRows rows = rows(600, 1);
    Division division = Division.of(Unit.ROWS, rows, List.of("race", "sex"));
    Split split = division.split(rows, "income", List.of("race", "sex"), 1, PARTS);
    assertEquals(600, total(split));
    for (String label : List.of("race", "sex")) {
      int[] all = rows.label(label).counts();
      for (int k = 0; k < 3; k++) {
        int[] here = rows.label(label).select(split.part(k)).counts();
        for (int c = 0; c < all.length; c++) {
          assertEquals(PARTS[k] * all[c], here[c], 4, label + " " + c + " in part " + k);
        }
      }
    }
    Split again = division.split(rows, "income", List.of("race", "sex"), 1, PARTS);
    assertArrayEquals(split.parts(), again.parts());
    Split other = division.split(rows, "income", List.of("race", "sex"), 2, PARTS);
    assertTrue(!java.util.Arrays.equals(split.part(0), other.part(0)));
  }

  @Test
  void equalClassesAreEquallyCommonInEveryPart() {
    // 4 classes of 10 rows, 3 utility classes: shares that no part can have exactly.
    int[] hide = new int[40];
    int[] keep = new int[40];
    for (int i = 0; i < 40; i++) {
      hide[i] = i % 4;
      keep[i] = i / 4 % 3;
    }
    Map<String, Labels> labels = new LinkedHashMap<>();
    labels.put("hide", Labels.of(hide));
    labels.put("keep", Labels.of(keep));
    LabelledRows rows = new LabelledRows(List.of("x"), new DMatrixRMaj(40, 1), labels);
    Split split =
        Division.of(Unit.ROWS, rows, List.of("hide"))
            .split(rows, "keep", List.of("hide"), 1, PARTS);
    for (int k = 0; k < 3; k++) {
      int[] counts = rows.label("hide").select(split.part(k)).counts();
      assertArrayEquals(new int[] {counts[0], counts[0], counts[0], counts[0]}, counts);
    }
  }

  @Test
  void unitsStayWholeAndEveryClassIsInEveryPart() {
    LabelledRows rows = rows(600, 1);
    Division division = Division.of(Unit.column("person"), rows, List.of("sex"));
    assertEquals(Division.Order.UNITS, division.order());
    Split split = division.split(rows, "income", List.of("sex"), 1, PARTS);
    assertEquals(600, total(split));
    Set<Integer> seen = new HashSet<>();
    int people = 0;
    for (int k = 0; k < 3; k++) {
      Set<Integer> here = new HashSet<>();
      for (int row : split.part(k)) {
        here.add(rows.label("person").code(row));
      }
      people += here.size();
      seen.addAll(here);
      int[] sexes = rows.label("sex").select(split.part(k)).counts();
      assertEquals(sexes[0], sexes[1], "as many of either sex");
    }
    assertEquals(100, people);
    assertEquals(100, seen.size());
  }

  @Test
  void labelThatChangesWithinAUnitIsDividedByTimeWithinIt() {
    LabelledRows rows = rows(6000, 1);
    Division division = Division.of(Unit.column("sex"), rows, List.of("race"));
    assertEquals(Division.Order.TIME, division.order());
    assertEquals(Division.GAP, division.gap());
    Split split = division.split(rows, "income", List.of("race"), 1, PARTS);
    assertTrue(total(split) < 6000, "rows are left out between");
    BadDataException e =
        assertThrows(
            BadDataException.class,
            () ->
                new Division(Unit.column("sex"), Division.Order.UNITS, 0)
                    .split(rows, "income", List.of("race"), 1, PARTS));
    assertTrue(e.getMessage().startsWith("unit '0': found rows of"), e.getMessage());
  }

  @Test
  void contradictionsAreRefusedInOneLine() {
    assertRefused("gap: found -1, at least 0 expected", Unit.BLOCKS, Division.Order.TIME, -1);
    assertRefused(
        "gap: found 2, 0 expected where the split is random", Unit.ROWS, Division.Order.RANDOM, 2);
    assertRefused(
        "split: found time, random expected where each row is a unit of its own",
        Unit.ROWS,
        Division.Order.TIME,
        0);
    assertRefused(
        "split: found random, time expected where blocks are the unit",
        Unit.BLOCKS,
        Division.Order.RANDOM,
        0);
    assertRefused(
        "split: found whole units, a column that names them expected",
        Unit.ROWS,
        Division.Order.UNITS,
        0);
  }

  private static void assertRefused(String message, Unit unit, Division.Order order, int gap) {
    BadDataException e = assertThrows(BadDataException.class, () -> new Division(unit, order, gap));
    assertEquals(message, e.getMessage());
  }
}
