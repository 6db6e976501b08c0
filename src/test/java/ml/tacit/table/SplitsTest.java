package ml.tacit.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class SplitsTest {
  private static final double[][] FRACTIONS = {
    {1}, {0.3}, {0.5, 0.5}, {0.7, 0.3}, {0.1, 0.2, 0.7}, {0.25, 0.25}, {0.1, 0.1, 0.8 + 1e-12}
  };

  @Test
  void stratifiedIsDisjointCoversAndKeepsProportions() {
    Random random = new Random(5);
    for (int round = 0; round < 100; round++) {
      Labels labels = randomLabels(random, 50 + random.nextInt(500), 1 + random.nextInt(40));
      double[] fractions = FRACTIONS[round % FRACTIONS.length];
      Split split = Splits.stratified(labels, round, fractions);
      assertDisjointAndAscending(split, labels.size());
      int[] all = labels.counts();
      double sum = 0;
      for (int k = 0; k < fractions.length; k++) {
        int[] part = labels.select(split.part(k)).counts();
        for (int c = 0; c < all.length; c++) {
          assertEquals(fractions[k] * all[c], part[c], 2, "class within two rows of its share");
        }
        assertEquals(fractions[k] * labels.size(), split.part(k).length, 2, "part size");
        sum += fractions[k];
      }
      if (sum > 1 - 1e-9) {
        assertEquals(labels.size(), inParts(split), "every row is in a part");
      }
    }
  }

  @Test
  void stratifiedDealsOutClassesOfOneRow() {
    // Rounding each class alone would put all of them on one side.
    int[] every = new int[100];
    Arrays.setAll(every, i -> i);
    Split split = Splits.stratified(Labels.of(every), 1, 0.75, 0.25);
    assertEquals(75, split.part(0).length);
    assertEquals(25, split.part(1).length);
  }

  @Test
  void groupsStayWholeAndEveryPartHasOne() {
    Random random = new Random(6);
    for (int round = 0; round < 100; round++) {
      Labels groups = randomLabels(random, 300, 3 + random.nextInt(20));
      double[] fractions = FRACTIONS[round % FRACTIONS.length];
      Split split = Splits.groupOut(groups, round, fractions);
      assertDisjointAndAscending(split, groups.size());
      Map<Integer, Integer> partOf = new HashMap<>();
      for (int k = 0; k < fractions.length; k++) {
        assertTrue(split.part(k).length > 0);
        int[] part = groups.select(split.part(k)).counts();
        int[] all = groups.counts();
        for (int g = 0; g < all.length; g++) {
          assertTrue(part[g] == 0 || part[g] == all[g], "group is whole");
          if (part[g] > 0) {
            assertEquals(null, partOf.put(g, k), "group is in one part");
          }
        }
      }
    }
  }

  @Test
  void seedsMatterAndRepeat() {
    Labels labels = randomLabels(new Random(7), 200, 10);
    int[] first = Splits.stratified(labels, 1, 0.5, 0.5).part(0);
    assertArrayEquals(first, Splits.stratified(labels, 1, 0.5, 0.5).part(0));
    assertFalse(Arrays.equals(first, Splits.stratified(labels, 2, 0.5, 0.5).part(0)));
    int[] out = Splits.groupOut(labels, 1, 0.5, 0.5).part(0);
    assertArrayEquals(out, Splits.groupOut(labels, 1, 0.5, 0.5).part(0));
    assertFalse(Arrays.equals(out, Splits.groupOut(labels, 4, 0.5, 0.5).part(0)));
  }

  @Test
  void timeBlocksAreInOrderWithAGapBetween() {
    Random random = new Random(8);
    for (int round = 0; round < 100; round++) {
      int n = 400;
      Labels person = runs(random, n, 3);
      Labels activity = runs(random, n, 2);
      int gap = round % 4;
      double[] fractions = FRACTIONS[round % FRACTIONS.length];
      Split split = Splits.timeBlocked(person, activity, gap, fractions);
      assertDisjointAndAscending(split, n);
      int[] partOf = new int[n];
      Arrays.fill(partOf, -1);
      for (int k = 0; k < fractions.length; k++) {
        for (int row : split.part(k)) {
          partOf[row] = k;
        }
      }
      Map<String, int[]> lastOfCell = new HashMap<>(); // part, rows since its last row
      Set<String> complete = new HashSet<>();
      for (int i = 0; i < n; i++) {
        String cell = person.name(i) + "/" + activity.name(i);
        int[] last = lastOfCell.computeIfAbsent(cell, c -> new int[] {-1, 0});
        if (partOf[i] < 0) {
          last[1]++;
        } else {
          if (partOf[i] != last[0]) {
            assertEquals(last[0] + 1, partOf[i], "parts in the order given, none skipped");
            assertEquals(last[0] < 0 ? 0 : gap, last[1], "rows left out between parts");
          } else {
            assertEquals(0, last[1], "a block is contiguous");
          }
          last[0] = partOf[i];
          last[1] = 0;
          complete.add(cell);
        }
      }
      for (String cell : complete) {
        assertEquals(fractions.length - 1, lastOfCell.get(cell)[0], "every part has its block");
      }
    }
  }

  @Test
  void timeBlockedCutsTheRunsOfACellAsOneSequence() {
    Labels person = Labels.of("a", "a", "a", "b", "b", "b", "a", "a", "a", "b", "b", "b");
    Labels same = Labels.of(new int[12]);
    Split split = Splits.timeBlocked(person, same, 2, 0.5, 0.5);
    assertArrayEquals(new int[] {0, 1, 3, 4}, split.part(0));
    assertArrayEquals(new int[] {7, 8, 10, 11}, split.part(1));
  }

  @Test
  void halfOverlappingWindowsShareNoMeasurement() {
    // Row i of a cell is the window over measurements [i, i + 2) of half a window each.
    Labels cell = Labels.of(new int[60]);
    assertTrue(sharesMeasurement(Splits.timeBlocked(cell, cell, 0, 0.6, 0.4)), "control");
    assertFalse(sharesMeasurement(Splits.timeBlocked(cell, cell, 1, 0.6, 0.4)));
    assertTrue(sharesMeasurement(Splits.stratified(cell, 1, 0.6, 0.4)), "control");
  }

  @Test
  void cellsTooSmallToCutAreLeftOut() {
    Labels person = Labels.of("a", "a", "a", "b", "b");
    Labels same = Labels.of(new int[5]);
    Split split = Splits.timeBlocked(person, same, 1, 0.5, 0.5);
    assertArrayEquals(new int[] {0}, split.part(0));
    assertArrayEquals(new int[] {2}, split.part(1));
    assertMessage(
        "timeBlocked with a gap of 9: part 0 of 2 got none of 5 rows, expected at least one",
        () -> Splits.timeBlocked(person, same, 9, 0.5, 0.5));
  }

  @Test
  void badArguments() {
    Labels four = Labels.of(1, 1, 2, 2);
    assertMessage("fractions: found none, expected at least one", () -> Splits.stratified(four, 1));
    assertMessage(
        "fractions: part 1: found 0.0, expected more than 0",
        () -> Splits.stratified(four, 1, 0.5, 0));
    assertMessage(
        "fractions: part 0: found NaN, expected more than 0",
        () -> Splits.groupOut(four, 1, Double.NaN));
    assertMessage(
        "fractions: found a sum of 1.25, expected at most 1",
        () -> Splits.timeBlocked(four, four, 0, 0.75, 0.5));
    assertMessage(
        "groups: found 2 groups, expected at least one for each of 3 parts",
        () -> Splits.groupOut(four, 1, 0.3, 0.3, 0.3));
    assertMessage(
        "gap: found -1, expected at least 0", () -> Splits.timeBlocked(four, four, -1, 1));
    assertMessage(
        "activity: found 1 labels, expected 4 as for person",
        () -> Splits.timeBlocked(four, Labels.of(1), 0, 1));
    assertMessage(
        "stratified: part 0 of 1 got none of 4 rows, expected at least one",
        () -> Splits.stratified(four, 1, 0.01));
  }

  private static boolean sharesMeasurement(Split split) {
    Set<Integer> first = new HashSet<>();
    for (int row : split.part(0)) {
      first.add(row);
      first.add(row + 1);
    }
    return Arrays.stream(split.part(1)).anyMatch(r -> first.contains(r) || first.contains(r + 1));
  }

  private static void assertDisjointAndAscending(Split split, int n) {
    Set<Integer> seen = new HashSet<>();
    for (int[] part : split.parts()) {
      int last = -1;
      for (int row : part) {
        assertTrue(row > last && row < n);
        assertTrue(seen.add(row), "row in one part only");
        last = row;
      }
    }
  }

  private static int inParts(Split split) {
    return Arrays.stream(split.parts()).mapToInt(p -> p.length).sum();
  }

  private static Labels randomLabels(Random random, int n, int classes) {
    int[] values = new int[n];
    for (int i = 0; i < n; i++) {
      values[i] = i < classes ? i : (int) (classes * Math.pow(random.nextDouble(), 2));
    }
    return Labels.of(values);
  }

  private static Labels runs(Random random, int n, int classes) {
    int[] values = new int[n];
    for (int i = 1; i < n; i++) {
      values[i] = random.nextInt(15) == 0 ? random.nextInt(classes) : values[i - 1];
    }
    return Labels.of(values);
  }

  private static void assertMessage(String expected, Executable call) {
    assertEquals(expected, assertThrows(BadDataException.class, call).getMessage());
  }
}
