package ml.tacit.step;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import ml.tacit.leak.Certificate;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Own history is what a plain recomputation says, bounded, and takes a person's level away. */
class HistoryTest {
  private static final int LAST = 20;
  private static final int CODES = 3;
  private static final OwnRows OWN = new OwnRows(LAST, List.of(CODES), 2);
  private static final Rank RANK = new Rank(OWN, 0);

  /** Rows of code, two coins, two channels; whole numbers where they are to repeat. */
  private static DMatrixRMaj rows(int n, long seed, boolean repeating) {
    Random random = new Random(seed);
    DMatrixRMaj rows = new DMatrixRMaj(n, RANK.inputs());
    for (int i = 0; i < n; i++) {
      rows.set(i, 0, random.nextInt(CODES));
      rows.set(i, 1, random.nextLong() >>> 12);
      rows.set(i, 2, random.nextLong() >>> 12);
      for (int j = 3; j < rows.numCols; j++) {
        rows.set(i, j, repeating ? random.nextInt(3) : random.nextGaussian());
      }
    }
    return rows;
  }

  private static DMatrixRMaj withoutCoins(DMatrixRMaj rows) {
    return Select.of(rows, new int[] {0, 3, 4});
  }

  private static double[] row(DMatrixRMaj rows, int i) {
    return Arrays.copyOfRange(rows.data, i * rows.numCols, (i + 1) * rows.numCols);
  }

  /** The values of a channel in the last rows of the code up to row i, oldest first. */
  private static double[] own(DMatrixRMaj rows, int i, int channel) {
    List<Double> own = new ArrayList<>();
    for (int k = i; k >= 0 && own.size() < LAST; k--) {
      if (rows.get(k, 0) == rows.get(i, 0)) {
        own.add(0, rows.get(k, 3 + channel));
      }
    }
    return own.stream().mapToDouble(Double::doubleValue).toArray();
  }

  @Test
  void ranksAreThoseOfAPlainRecomputation() {
    DMatrixRMaj rows = rows(400, 1, false);
    DMatrixRMaj ranks = RANK.apply(rows, RANK.memory());
    for (int i = 0; i < rows.numRows; i++) {
      for (int j = 0; j < 2; j++) {
        double value = rows.get(i, 3 + j);
        double[] own = own(rows, i, j);
        long below = Arrays.stream(own).filter(other -> other < value).count();
        assertEquals((below + 0.5) / own.length, ranks.get(i, j), 1e-15, "row " + i);
      }
    }
    assertEquals(0.5, ranks.get(0, 0), "the first row of a device");
  }

  @Test
  void differencesAreThoseOfAPlainRecomputation() {
    DMatrixRMaj rows = rows(400, 2, false);
    DMatrixRMaj plain = relative(rows, false);
    DMatrixRMaj scaled = relative(rows, true);
    for (int i = 0; i < rows.numRows; i++) {
      double[] own = own(rows, i, 1);
      double mean = Arrays.stream(own).average().orElseThrow();
      double variance =
          Arrays.stream(own).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
      double difference = rows.get(i, 4) - mean;
      assertEquals(difference, plain.get(i, 1), 1e-12, "row " + i);
      double expected = own.length == 1 ? 0 : difference / Math.sqrt(variance);
      assertEquals(expected, scaled.get(i, 1), 1e-9, "row " + i);
    }
    assertEquals(0, plain.get(0, 0), "the first row of a device");
  }

  private static DMatrixRMaj relative(DMatrixRMaj rows, boolean scaled) {
    Relative step = new Relative(OWN, scaled);
    return step.apply(withoutCoins(rows), step.memory());
  }

  @Test
  void ranksOfRepeatingValuesAreUniform() {
    int n = 60_000;
    DMatrixRMaj ranks = RANK.apply(rows(n, 3, true), RANK.memory());
    int[] counts = new int[LAST];
    int full = 0;
    for (int i = LAST * CODES * 2; i < n; i++) {
      counts[(int) (ranks.get(i, 0) * LAST)]++;
      full++;
    }
    for (int count : counts) {
      assertEquals(1.0 / LAST, (double) count / full, 0.005);
    }
  }

  /** What a certificate takes for granted of them. */
  @Test
  void successiveRanksOfExchangeableRowsAreNearlyIndependent() {
    int n = 40_000;
    Rank rank = new Rank(new OwnRows(LAST, List.of(), 1), 0);
    Random random = new Random(9);
    DMatrixRMaj rows = new DMatrixRMaj(n, 3);
    for (int i = 0; i < n; i++) {
      rows.set(i, 0, random.nextLong() >>> 12);
      rows.set(i, 1, random.nextLong() >>> 12);
      rows.set(i, 2, random.nextGaussian());
    }
    double[] ranks = rank.apply(rows, rank.memory()).data;
    for (int lag : new int[] {1, 2, 5, LAST - 1}) {
      double sum = 0;
      for (int i = LAST; i < n - lag; i++) {
        sum += (ranks[i] - 0.5) * (ranks[i + lag] - 0.5);
      }
      assertEquals(0, 12 * sum / n, 1.5 / LAST, "lag " + lag); // about −1/M at the far end
    }
  }

  @Test
  void rowsOneByOneAndInBlocksGiveTheSameBits() {
    DMatrixRMaj rows = rows(300, 4, true);
    DMatrixRMaj block = RANK.apply(rows, RANK.memory());
    Memory memory = RANK.memory();
    for (int i = 0; i < rows.numRows; i++) {
      double[] one = RANK.apply(DMatrixRMaj.wrap(1, rows.numCols, row(rows, i)), memory).data;
      assertArrayEquals(row(block, i), one, "row " + i);
    }
  }

  @Test
  void memoryIsBoundedAndHoldsTheLastRows() {
    DMatrixRMaj rows = rows(5000, 5, false);
    Memory memory = RANK.memory();
    RANK.apply(rows, memory);
    for (int code = 0; code < CODES; code++) {
      int last = rows.numRows - 1;
      while (rows.get(last, 0) != code) {
        last--;
      }
      DMatrixRMaj held = memory.rows(code);
      assertEquals(LAST, held.numRows);
      assertArrayEquals(own(rows, last, 0), Select.of(held, new int[] {0}).data);
    }
  }

  @Test
  void aMemoryFilledWithWhatAnotherHoldsGoesOnWithTheSameBits() {
    DMatrixRMaj rows = rows(200, 6, true);
    Memory memory = RANK.memory();
    RANK.apply(rows, memory);
    Memory copy = RANK.memory();
    for (int code = 0; code < CODES; code++) {
      copy.add(code, memory.rows(code));
    }
    assertEquals(memory, copy);
    DMatrixRMaj next = rows(200, 7, true);
    assertArrayEquals(RANK.apply(next, memory).data, RANK.apply(next, copy).data);
  }

  @Test
  void anOffsetOfAPersonIsThereBeforeAndGoneAfter() {
    int people = 10;
    int each = 400;
    int n = people * each;
    Random random = new Random(8);
    int[] person = new int[n];
    int[] given = new int[n];
    double[] raw = new double[n];
    double[] ranked = new double[n];
    double[] scaled = new double[n];
    Relative relative = new Relative(new OwnRows(LAST, List.of(CODES), 1), true);
    Rank rank = new Rank(new OwnRows(LAST, List.of(CODES), 1), 0);
    for (int z = 0; z < people; z++) {
      Memory ofRank = rank.memory();
      Memory ofRelative = relative.memory();
      for (int k = 0; k < each; k++) {
        int i = z * each + k;
        person[i] = z;
        given[i] = random.nextInt(CODES);
        raw[i] = random.nextGaussian() + z; // what tells people apart
        double[] coins = {random.nextLong() >>> 12, random.nextLong() >>> 12};
        double[] forRank = {given[i], coins[0], coins[1], raw[i]};
        double[] forRelative = {given[i], raw[i]};
        ranked[i] = rank.apply(DMatrixRMaj.wrap(1, 4, forRank), ofRank).data[0];
        scaled[i] = relative.apply(DMatrixRMaj.wrap(1, 2, forRelative), ofRelative).data[0];
      }
    }
    double before = gain(raw, -3, 12, person, given);
    assertTrue(before > 0.2, "positive control: " + before);
    assertEquals(0, gain(ranked, 0, 1, person, given), 0.02);
    assertEquals(0, gain(scaled, -3, 3, person, given), 0.02);
  }

  /** V of the value in four bins over its floor, which is V where people are equal. */
  private static double gain(double[] values, double from, double to, int[] person, int[] given) {
    int[] bins =
        Arrays.stream(values)
            .mapToInt(v -> (int) Math.max(0, Math.min(3, 4 * (v - from) / (to - from))))
            .toArray();
    Certificate certificate =
        Certificate.of(Labels.of(bins), Labels.of(person), Labels.of(given), 1);
    return certificate.plugIn() - certificate.floor();
  }

  @Test
  void wiredAsOneOfADevice() {
    On on = new On(6, new int[] {5}, new int[] {0, 1, 2, 3, 4}, RANK);
    DeviceStep device = DeviceStep.of(on).orElseThrow();
    assertEquals(3, device.outputs());
    DMatrixRMaj rows = rows(50, 9, false);
    DMatrixRMaj wide = new DMatrixRMaj(50, 6);
    for (int i = 0; i < 50; i++) {
      System.arraycopy(rows.data, i * 5, wide.data, i * 6, 5);
      wide.data[i * 6 + 5] = i;
    }
    DMatrixRMaj wired = device.apply(wide, device.memory());
    DMatrixRMaj ranks = RANK.apply(rows, RANK.memory());
    assertArrayEquals(ranks.data, Select.of(wired, new int[] {1, 2}).data);
    assertEquals(49, wired.get(49, 0));
  }

  @Test
  void whatDoesNotFitIsRefusedInOneLine() {
    refused("needs a device", () -> RANK.apply(rows(1, 1, false)));
    refused(
        "needs a device",
        () -> new On(5, new int[0], new int[] {0, 1, 2, 3, 4}, RANK).apply(rows(1, 1, false)));
    DMatrixRMaj rows = rows(1, 1, false);
    rows.set(0, 0, CODES);
    refused("decision: 3.0, a whole number from 0 to 2", () -> RANK.apply(rows, RANK.memory()));
    refused("memory", () -> RANK.apply(rows(1, 1, false), new Memory(3, CODES, 2)));
    refused("at least 2", () -> new OwnRows(1, List.of(2), 1));
    refused("at most 16777216 numbers", () -> new OwnRows(100_000, List.of(1000), 1));
    refused("'rank 1'", () -> Steps.parse("rank 1"));
    refused("--scaled is no option of 'rank'", () -> Steps.parse("rank 20 --scaled"));
    assertEquals("relative 20 --scaled", Steps.parse("relative  20 --scaled").toString());
    assertEquals(Steps.parse("rank 20"), Steps.rank(20));
  }

  private static void refused(String part, Runnable action) {
    BadDataException e = assertThrows(BadDataException.class, action::run);
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }
}
