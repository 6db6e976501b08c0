package ml.tacit.audit.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which rows hang together, and how much. */
class UnitsTest {
  @Test
  void blocksAreNumberedInTheOrderOfTheirValues() {
    Blocks blocks = Blocks.numbered(new long[] {5, -2, 5, Long.MIN_VALUE, 7});
    assertArrayEquals(new int[] {2, 1, 2, 0, 3}, blocks.of());
    assertEquals(4, blocks.count());
    assertArrayEquals(new int[] {1, 1, 2, 1}, blocks.sizes());
    assertArrayEquals(new int[] {4, 6, 3, 8}, blocks.shared(new int[] {3, 6, 3, 4, 8}));
    assertArrayEquals(new int[] {0, 1, 2}, Blocks.single(3).of());
    // A code of −1 is one like the others, in either place.
    long[] cells = Blocks.cells(new int[] {0, 0, 1, -1, 0}, new int[] {-1, 1, -1, 0, -1});
    assertEquals(4, Arrays.stream(cells).distinct().count());
    assertEquals(cells[0], cells[4]);
  }

  @Test
  void blocksWithinUnitsAreTheirCells() {
    int[] unit = {0, 0, 0, 1, 1, 1};
    int[] keep = {0, 0, 1, 1, 1, 0};
    int[] hide = {0, 1, 0, 0, 0, 0};
    Blocks within = Blocks.within(unit, keep, hide);
    assertEquals(5, within.count());
    assertEquals(within.of()[3], within.of()[4]);
  }

  @Test
  void fewCellsAreCutIntoEqualPartsOfFiveRowsAtLeast() {
    // Seven cells: five parts each make 35 blocks; a cell of 12 rows has room for two.
    int[] cell = new int[6 * 50 + 12];
    Arrays.setAll(cell, i -> Math.min(6, i / 50));
    Blocks cut = Blocks.of(new int[cell.length], cell);
    assertEquals(6 * 5 + 2, cut.count());
    int[] sizes = cut.sizes();
    assertArrayEquals(new int[] {10, 6, 6}, Arrays.copyOfRange(sizes, 29, 32));
    // Of fewer than five rows a cell is one block.
    assertEquals(1, Blocks.of(new int[4], new int[4]).count());
    assertEquals(2, Blocks.of(new int[10], new int[10]).count());
  }

  /** The analysis of variance, written out for blocks of one size. */
  @Test
  void correlationIsThatOfTheAnalysisOfVariance() {
    Random random = new Random(2);
    int blocks = 12;
    int size = 5;
    int[] of = new int[blocks * size];
    boolean[] right = new boolean[of.length];
    for (int row = 0; row < of.length; row++) {
      of[row] = row % blocks;
      right[row] = random.nextInt(10) < (of[row] % 2 == 0 ? 8 : 3);
    }
    double[] rate = new double[blocks];
    double mean = 0;
    for (int row = 0; row < of.length; row++) {
      rate[of[row]] += right[row] ? 1.0 / size : 0;
      mean += right[row] ? 1.0 / of.length : 0;
    }
    double between = 0;
    double inside = 0;
    for (double r : rate) {
      between += size * (r - mean) * (r - mean) / (blocks - 1);
      inside += size * r * (1 - r) / (blocks * (size - 1));
    }
    double expected = (between - inside) / (between + (size - 1) * inside);
    Blocks cut = new Blocks(of, blocks);
    assertTrue(expected > 0.1, "the rows do hang together: " + expected);
    assertEquals(expected, cut.correlation(right, new int[of.length]), 1e-12);
    // Compared within groups of blocks that answer alike, there is none left.
    int[] group = Arrays.stream(of).map(b -> b % 2).toArray();
    assertTrue(cut.correlation(right, group) < 0.1 * expected + 0.1);
  }

  /** Donner's size of a typical block, (n − Σ m²/n) / (B − 1), for unequal ones. */
  @Test
  void unequalBlocksCountByTheirTypicalSize() {
    int[] of = {0, 0, 0, 0, 1, 1, 2, 2};
    boolean[] right = {true, true, true, false, false, false, true, true};
    double n0 = (8 - (16 + 4 + 4) / 8.0) / 2;
    double mean = 5 / 8.0;
    double between =
        (4 * Math.pow(0.75 - mean, 2) + 2 * mean * mean + 2 * Math.pow(1 - mean, 2)) / 2;
    double inside = 4 * 0.75 * 0.25 / 5;
    assertEquals(
        (between - inside) / (between + (n0 - 1) * inside),
        new Blocks(of, 3).correlation(right, new int[8]),
        1e-12);
  }

  @Test
  void noCorrelationWhereNoneCanBeSeen() {
    boolean[] right = {true, false, true, false};
    int[] none = new int[4];
    assertEquals(0, Blocks.single(4).correlation(right, none), "blocks of one row");
    assertEquals(0, new Blocks(none, 1).correlation(right, none), "one block");
    assertEquals(0, new Blocks(new int[] {0, 0, 1, 1}, 2).correlation(new boolean[4], none));
    assertEquals(0, new Blocks(new int[] {0, 0, 1, 1}, 2).correlation(right, none), "less than 0");
    assertEquals(1, new Blocks(new int[] {0, 1, 0, 1}, 2).correlation(right, none), "wholly alike");
  }

  @Test
  void aUnitOfOneHiddenClassIsPermutedWhole() {
    int[] unit = {7, 7, 8, 8, 9, 9};
    int[] hide = {0, 0, 1, 1, -1, -1};
    int[] keep = {0, 1, 0, 1, 0, 1};
    Design nested = Design.of(keep, hide, unit);
    assertEquals(3, nested.exchanged().count());
    assertEquals(nested.exchanged(), nested.independent());
    assertEquals(6, nested.blocks().count());
    assertArrayEquals(new int[] {0, 1, -1}, nested.label());
    assertArrayEquals(new int[3], nested.stratum(), "units do both: one stratum");
    // What is known: the utility class, in the one stratum.
    assertArrayEquals(keep, nested.known(keep));
    // Each unit has one utility class: it is permuted among those of the same.
    int[] single = {0, 0, 1, 1, 1, 1};
    assertArrayEquals(new int[] {0, 1, 1}, Design.of(single, hide, unit).stratum());
    assertArrayEquals(single, Design.of(single, hide, unit).known(single));
  }

  @Test
  void aUnitOfSeveralHiddenClassesIsAStratum() {
    int[] unit = {3, 3, 3, 4, 4, 4};
    int[] hide = {0, 1, 1, 1, 0, 0};
    int[] keep = {0, 0, 1, 0, 0, 1};
    Design crossed = Design.of(keep, hide, unit);
    assertEquals(6, crossed.exchanged().count());
    assertEquals(4, Arrays.stream(crossed.stratum()).distinct().count());
    int[] known = crossed.known(keep);
    assertEquals(known[0], known[1]);
    assertEquals(4, Arrays.stream(known).distinct().count());
    assertEquals(crossed.blocks(), crossed.independent());
  }

  /** 1000 orders are enough for cells; 720 are not, and cells are cut. */
  @Test
  void cellsAreCutWhereTheyCanBeOrderedInTooFewWays() {
    int[] seven = new int[70];
    int[] six = new int[60];
    Arrays.setAll(seven, i -> i / 10);
    Arrays.setAll(six, i -> i / 10);
    assertEquals(7, Design.of(new int[70], seven).exchanged().count());
    assertEquals(12, Design.of(new int[60], six).exchanged().count());
    Design rows = Design.ofRows(new int[] {0, 1}, new int[] {1, 0});
    assertArrayEquals(new int[] {1, 0}, rows.label());
    assertArrayEquals(new int[] {0, 1}, rows.stratum());
    assertEquals(2, rows.blocks().count());
  }

  @Test
  void rowsOfABlockAndBlocksOfAUnitCountAlike() {
    int[] unit = {0, 0, 0, 1, 1};
    int[] hide = {0, 0, 0, 1, 1};
    int[] keep = {0, 0, 1, 0, 0};
    assertArrayEquals(
        new double[] {0.25, 0.25, 0.5, 0.5, 0.5}, Design.of(keep, hide, unit).rowWeights(), 1e-15);
  }
}
