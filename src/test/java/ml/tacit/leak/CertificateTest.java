package ml.tacit.leak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Labels;
import org.junit.jupiter.api.Test;

/** What holds of V and its certificate whatever the rows are. */
class CertificateTest {
  private static final int ROWS = 1200;

  /** Five people, three activities, uneven. */
  private final SplittableRandom random = new SplittableRandom(4);

  private final Labels hide = drawn(5);
  private final Labels given = drawn(3);

  private Labels drawn(int classes) {
    return Labels.of(
        IntStream.range(0, ROWS)
            .map(i -> Math.min(random.nextInt(classes), random.nextInt(classes)))
            .toArray());
  }

  @Test
  void withOneCellThePriorIsAllThatAnybodyReaches() {
    Certificate one = Certificate.of(Labels.of(new int[ROWS]), hide, given, 1);
    assertEquals(one.prior(), one.plugIn(), 1e-12);
    assertEquals(one.prior(), one.certified(), 1e-12);
    assertEquals(one.prior(), one.floor(), 1e-12);
    one.together().forEach(t -> assertEquals(t.prior(), t.certified(), 1e-12));
  }

  @Test
  void cellsThatAreThePersonTellEverything() {
    Certificate all = Certificate.of(hide, hide, given, 1);
    assertEquals(1, all.plugIn(), 1e-12);
    assertEquals(1, all.certified(), 1e-12);
    assertTrue(all.floor() < 0.6);
  }

  @Test
  void thePriorIsThatOfTheDefinition() {
    int[][] counts = new int[3][5];
    for (int i = 0; i < ROWS; i++) {
      counts[given.code(i)][hide.code(i)]++;
    }
    int most = Arrays.stream(counts).mapToInt(row -> Arrays.stream(row).max().orElseThrow()).sum();
    Labels cells = drawn(7);
    assertEquals((double) most / ROWS, Certificate.of(cells, hide, given, 1).prior(), 1e-12);
    int unknown = Arrays.stream(hide.counts()).max().orElseThrow();
    assertEquals((double) unknown / ROWS, Certificate.of(cells, hide, null, 1).prior(), 1e-12);
  }

  /** A maximum of sums is at most the sum of maxima. */
  @Test
  void mergingCellsNeverRaisesV() {
    for (int trial = 0; trial < 50; trial++) {
      Labels fine = drawn(12);
      int[] merged = new int[12];
      Arrays.setAll(merged, c -> random.nextInt(4));
      Labels coarse = Labels.of(Arrays.stream(fine.codes()).map(c -> merged[c]).toArray());
      for (Labels y : new Labels[] {given, null}) {
        Runs few = Runs.of(coarse, hide, y, null, Weighting.ROWS);
        Runs many = Runs.of(fine, hide, y, null, Weighting.ROWS);
        assertTrue(few.plugIn() <= many.plugIn() + 1e-12);
        assertTrue(few.prior() <= few.plugIn() + 1e-12);
      }
    }
  }

  /** Positive control: with few rows it is well above. */
  @Test
  void theMeanOfThePlugInIsAboveV() {
    Simulated.Setting setting =
        new Simulated.Setting(10, 2, 8, 40, 0, Simulated.Channel.NOISE, true, Weighting.ROWS);
    Simulated simulated = new Simulated(setting, 2);
    double mean = 0;
    for (int r = 0; r < 200; r++) {
      Labels cells = simulated.draw(random);
      mean += Runs.of(cells, simulated.hide, simulated.given, null, Weighting.ROWS).plugIn() / 200;
    }
    double truth = simulated.truth(null);
    assertTrue(mean > truth + 0.02, mean + " and " + truth);
  }

  @Test
  void withoutCellsTheFloorIsTheFigure() {
    SplittableRandom dice = new SplittableRandom(9);
    Labels noise = Labels.of(dice.ints(ROWS, 0, 7).toArray());
    Certificate c = Certificate.of(noise, hide, given, 1);
    assertEquals(c.floor(), c.plugIn(), 0.02);
    assertTrue(c.floor() > c.prior() + 0.005, "few rows alone");
    Certificate told = Certificate.of(hide.crossed(noise), hide, given, 1);
    assertTrue(told.plugIn() > told.floor() + 0.3, "positive control");
  }

  @Test
  void theOrderOfRunsDoesNotMatterAndThatOfRowsOnlyForBlocks() {
    Labels cells = drawn(6);
    int[] order =
        IntStream.range(0, ROWS)
            .boxed()
            .sorted(Comparator.comparing(i -> given.code(i) * 10 + hide.code(i)))
            .mapToInt(i -> i)
            .toArray();
    Certificate one = Certificate.of(cells, hide, given, 5);
    Certificate two =
        Certificate.of(cells.select(order), hide.select(order), given.select(order), 5);
    assertEquals(one, two);
  }

  @Test
  void theRowsThatChoseTheBlockAreNotThoseOfTheBound() {
    Labels cells = drawn(6);
    BlockLength block = BlockLength.choose(cells, hide, given);
    Certificate c = Certificate.of(cells, hide, given, block, Weighting.ROWS, 1);
    assertEquals(ROWS, c.rows() + c.lookedAt());
    assertEquals(ROWS / 3.0, c.lookedAt(), 15);
    boolean[] others = block.others();
    int[] rest = IntStream.range(0, ROWS).filter(i -> others[i]).toArray();
    Certificate again =
        Certificate.of(cells.select(rest), hide.select(rest), given.select(rest), block.rows());
    assertEquals(again.certified(), c.certified(), 1e-15);
    assertTrue(c.assumptions().get(0).contains("first third"));
    Labels fewer = Labels.of(new int[ROWS - 1]);
    assertThrows(
        BadDataException.class, () -> Certificate.of(fewer, fewer, null, block, Weighting.ROWS, 1));
  }

  @Test
  void figuresAreInOrder() {
    Certificate c = Certificate.of(drawn(7), hide, given, 3);
    assertTrue(c.prior() <= c.plugIn() && c.prior() <= c.floor() && c.plugIn() < c.certified());
    for (int i = 1; i < c.sensitivity().size(); i++) {
      double shorter = c.sensitivity().get(i - 1).certified();
      assertTrue(shorter <= c.sensitivity().get(i).certified(), c.sensitivity().toString());
    }
  }

  /** With more multisets than groups counting says nothing; the distance of the people does. */
  @Test
  void manyCellsTogetherAreBoundByTheDistanceOfThePeople() {
    int rows = 60_000;
    SplittableRandom dice = new SplittableRandom(9);
    Labels cells = Labels.of(dice.ints(rows, 0, 40).toArray());
    Labels two = Labels.of(IntStream.range(0, rows).map(i -> i % 2).toArray());
    BlockLength block = BlockLength.choose(cells, two, null);
    Certificate c = Certificate.of(cells, two, null, block, Weighting.ROWS, 1, 5, 30_001);
    Certificate.Together five = c.together().get(1);
    assertTrue(five.plugIn() > 0.9 && five.byDistance(), five.toString());
    assertTrue(five.certified() < 0.7, five.toString());
    assertTrue(c.assumptions().get(4).contains("5 rows together"));
    assertTrue(Double.isNaN(c.together().get(2).plugIn()));
    assertEquals(1, c.together().get(2).certified());
    Labels told =
        Labels.of(IntStream.range(0, rows).map(i -> dice.nextInt(20 + i % 2 * 20)).toArray());
    Certificate leaks = Certificate.of(told, two, null, block, Weighting.ROWS, 5);
    assertEquals(1, leaks.together().get(0).certified(), 0.02); // positive control
  }

  @Test
  void labelsMustFitTogether() {
    Labels few = Labels.of(new int[ROWS - 1]);
    assertThrows(BadDataException.class, () -> Certificate.of(few, hide, given, 1));
    assertThrows(
        BadDataException.class, () -> Certificate.of(hide, Labels.of(new int[ROWS]), given, 1));
    assertThrows(BadDataException.class, () -> Certificate.of(hide, hide, given, 0));
  }
}
