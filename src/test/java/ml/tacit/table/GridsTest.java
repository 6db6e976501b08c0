package ml.tacit.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GridsTest {
  private static final int ROWS = 500;

  private final SplittableRandom random = new SplittableRandom(7);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void decimals(int decimals) {
    // A range of 3000 units, so that no grid is too fine for it.
    double[] column = column(i -> decimal(random.nextInt(-1000, 2000), decimals));
    assertEquals(Optional.of(new Grid(0, 1, decimals)), found(column));
  }

  @Test
  void commonDivisorsOfDifferences() {
    assertEquals(Optional.of(new Grid(0, 5, 0)), found(column(i -> 5.0 * random.nextInt(-50, 50))));
    assertEquals(
        Optional.of(new Grid(2, 5, 0)), found(column(i -> 2 + 5.0 * random.nextInt(-50, 50))));
    Grid grid = found(column(i -> random.nextInt(-4000, 4000) / 1024.0)).orElseThrow();
    assertEquals(1 / 1024.0, grid.width());
    assertEquals(3, grid.position(3 / 1024.0));
  }

  @Test
  void wholeNumbersFarFromZero() {
    assertEquals(Optional.of(new Grid(0, 1, 0)), found(column(i -> 1e12 + random.nextInt(1000))));
    assertEquals(Optional.of(new Grid(0, 1, 0)), found(column(i -> -1e12 - random.nextInt(1000))));
  }

  @Test
  void columnsOfAnyScale() {
    assertEquals(
        Optional.of(new Grid(0, 1, 18)), found(column(i -> decimal(random.nextInt(5000), 18))));
    assertEquals(
        Optional.of(new Grid(0, 1_000_000, 0)), found(column(i -> 1e6 * random.nextInt(5000))));
  }

  @Test
  void levelsThatAreNoDecimals() {
    double low = -Math.sqrt(1 / 3.0);
    double high = Math.sqrt(3);
    Grid flag = found(column(i -> i % 4 == 0 ? high : low)).orElseThrow();
    assertEquals(high - low, flag.width(), 1e-14);
    assertEquals(low, flag.nearest(low), 1e-14);
    assertEquals(high, flag.nearest(high), 1e-14);
    // A few levels rounded to many digits, as a standardised count in a file.
    double[] levels = {-1.2247, -0.8165, 0.0123, 1.7891};
    Grid count = found(column(i -> levels[i % 4])).orElseThrow();
    assertEquals(1.7768, count.width(), 1e-12);
  }

  @Test
  void fewValuesThatDoNotRepeatAreNoLevels() {
    Grids grids = new Grids(1);
    grids.accept(new DMatrixRMaj(new double[][] {{Math.PI}, {Math.E}, {Math.sqrt(2)}}));
    assertEquals(Optional.empty(), grids.grid(0));
  }

  @Test
  void continuousColumnsHaveNone() {
    Random gaussian = new Random(3);
    for (double scale : new double[] {1e-140, 1e-12, 1e-3, 1, 1e5, 1e15, 1e140}) {
      Grids grids =
          Grids.of(new DMatrixRMaj(ROWS, 1, true, column(i -> scale * gaussian.nextGaussian())));
      assertEquals(Optional.empty(), grids.grid(0), "scale " + scale);
    }
    // As the files of HAR have them: 8 significant digits.
    double[] har =
        column(
            i -> new BigDecimal(random.nextDouble() - 0.5).round(new MathContext(8)).doubleValue());
    assertEquals(Optional.empty(), found(har));
  }

  @Test
  void constantColumns() {
    assertEquals(Optional.of(new Grid(0, 1, 2)), found(column(i -> 3.25)));
    assertEquals(Optional.of(new Grid(0, 1, 0)), found(column(i -> 0)));
    assertEquals(Optional.empty(), found(column(i -> Math.PI)));
    assertEquals(Optional.empty(), new Grids(1).grid(0));
  }

  @Test
  void negativeNumbersAndTheTwoZeros() {
    double[] column = column(i -> i % 3 == 0 ? -0.0 : decimal(-random.nextInt(100), 1));
    assertEquals(Optional.of(new Grid(0, 1, 1)), found(column));
  }

  /** Standardised counts: no decimals, or so many that they tell nothing. */
  @Test
  void manyLevelsHaveTheSmallestGap() {
    for (int levels : new int[] {17, 73, 96}) {
      double unit = 1 / Math.sqrt(levels * Math.PI);
      Grid grid = found(4 * levels, i -> (i % levels - 0.37) * unit).orElseThrow();
      assertEquals(unit, grid.width(), 1e-12);
      assertEquals(grid.nearest(0.63 * unit), 0.63 * unit, 1e-12);
      Grid written =
          found(4 * levels, i -> Math.rint((i % levels - 0.37) * unit * 1e9) / 1e9).orElseThrow();
      assertEquals(unit, written.width(), 1e-8);
      Optional<Grid> once = found(3 * levels, i -> (i % levels - 0.37) * unit);
      assertEquals(Optional.empty(), once, "they do not repeat");
    }
    assertEquals(Optional.empty(), found(4000, i -> i % 97 * Math.PI));
  }

  private static Optional<Grid> found(int rows, IntToDoubleFunction value) {
    double[] column = new double[rows];
    Arrays.setAll(column, value);
    return found(column);
  }

  @Test
  void theResultDoesNotDependOnThePartition() {
    for (int trial = 0; trial < 300; trial++) {
      int rows = random.nextInt(1, 120);
      DMatrixRMaj table = mixed(rows);
      Grids whole = Grids.of(table);
      Grids merged = new Grids(table.numCols);
      int parts = random.nextInt(1, 6);
      for (int[] part : partition(rows, parts)) {
        Grids one = new Grids(table.numCols);
        int middle = part.length / 2;
        one.accept(select(table, Arrays.copyOf(part, middle)));
        one.accept(select(table, Arrays.copyOfRange(part, middle, part.length)));
        merged = random.nextBoolean() ? merged.combine(one) : one.combine(merged);
      }
      assertEquals(whole.all(), merged.all());
    }
  }

  @Test
  void aSnapshotStaysAsItIs() {
    Grids grids = new Grids(1).accept(new DMatrixRMaj(new double[][] {{5}, {10}}));
    Grids before = grids.snapshot();
    grids.accept(new DMatrixRMaj(new double[][] {{0.5}}));
    assertEquals(Optional.of(new Grid(0, 5, 0)), before.grid(0));
    assertEquals(Optional.of(new Grid(0, 5, 1)), grids.grid(0));
  }

  @Test
  void finerGridsAreFoundWhereAskedFor() {
    double[] column = column(i -> decimal(random.nextInt(-200_000_000, 200_000_000), 7));
    assertEquals(Optional.empty(), found(column));
    Grids fine = new Grids(1, 1e-12).accept(new DMatrixRMaj(ROWS, 1, true, column));
    assertEquals(Optional.of(new Grid(0, 1, 7)), fine.grid(0));
    assertThrows(IllegalArgumentException.class, () -> fine.combine(new Grids(1)));
  }

  @Test
  void numbersOfAFileGiveTheSameGridsWhateverThePartition() {
    for (int trial = 0; trial < 100; trial++) {
      int rows = random.nextInt(1000, 1400); // each part has every level 4 times and more
      DMatrixRMaj table = mixed(rows);
      Grids whole = Grids.of(table);
      Grids merged = new Grids(table.numCols);
      for (int[] part : partition(rows, 2)) {
        Grids one = Grids.of(select(table, part));
        Grids read = Grids.of(table.numCols, part.length, one.numbers());
        assertArrayEquals(one.numbers(), read.numbers());
        merged = random.nextBoolean() ? merged.combine(read) : read.combine(merged);
      }
      assertEquals(whole.all(), merged.all());
    }
  }

  @Test
  void numbersOfAFileHoldNoValueOfARow() {
    DMatrixRMaj rows = new DMatrixRMaj(12, 2);
    for (int i = 0; i < 12; i++) {
      rows.set(i, 0, Math.sqrt(i + 2));
      rows.set(i, 1, decimal(random.nextInt(1_000_000, 2_000_000), 3));
    }
    double[] numbers = Grids.of(rows).numbers();
    assertEquals(0, numbers[0], "continuous");
    for (double number : numbers) {
      for (double value : rows.data) {
        assertNotEquals(value, number);
        assertNotEquals(Math.rint(value * 1000), number);
      }
    }
  }

  @Test
  void damagedNumbersAreRefused() {
    double[] numbers =
        Grids.of(new DMatrixRMaj(new double[][] {{1}, {2}, {2}, {2}, {1}, {1}, {1}, {2}}))
            .numbers();
    for (int cut = 0; cut < numbers.length; cut++) {
      double[] few = Arrays.copyOf(numbers, cut);
      assertThrows(BadDataException.class, () -> Grids.of(1, 8, few));
    }
    for (int at : new int[] {0, 1, 6, 7, 8}) {
      double[] changed = numbers.clone();
      changed[at] = 0.5;
      String message =
          assertThrows(BadDataException.class, () -> Grids.of(1, 8, changed)).getMessage();
      assertTrue(message.startsWith("grids: number " + (at + 1) + " is 0.5"), message);
    }
    assertThrows(BadDataException.class, () -> Grids.of(2, 8, numbers));
    assertThrows(BadDataException.class, () -> Grids.of(0, 8, numbers));
  }

  @Test
  void nothingIsKnownOnceAPartIsUnknown() {
    Grids flags = Grids.of(new DMatrixRMaj(new double[][] {{0}, {1}}));
    assertEquals(Optional.empty(), flags.combine(Grids.unknown(1)).grid(0));
    assertEquals(
        "other: 2 columns, 1 are expected",
        assertThrows(IllegalArgumentException.class, () -> flags.combine(new Grids(2)))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> flags.accept(new DMatrixRMaj(1, 2)));
  }

  /** Columns of every kind, some of which change their kind from row to row. */
  private DMatrixRMaj mixed(int rows) {
    double fine = Math.pow(10, -random.nextInt(9));
    double rare = random.nextDouble();
    IntToDoubleFunction[] kinds = {
      i -> random.nextInt(2),
      i -> random.nextInt(30) * 5,
      i -> decimal(random.nextInt(100_000), 4),
      i -> random.nextDouble(),
      i -> random.nextDouble() < rare ? random.nextInt(10) : decimal(random.nextInt(100), 3),
      i -> random.nextInt(3) * Math.PI,
      i -> random.nextDouble() < 0.02 ? random.nextDouble() : random.nextInt(4),
      i -> Math.rint(random.nextDouble() * 40 / fine) * fine,
      i -> 1e12 + random.nextInt(1_000_000),
      i -> random.nextDouble() < 0.02 ? 1e14 : random.nextInt(50),
      i -> 7.5,
      i -> random.nextInt(1 << 20) / 1024.0,
      i -> random.nextInt(12) * 0.333,
      i -> random.nextInt(25) * Math.E,
      i -> Math.rint(random.nextInt(30) * Math.PI * 1e9) / 1e9,
    };
    DMatrixRMaj table = new DMatrixRMaj(rows, kinds.length);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < kinds.length; j++) {
        table.set(i, j, kinds[j].applyAsDouble(i));
      }
    }
    return table;
  }

  private int[][] partition(int rows, int parts) {
    int[] of = new int[rows];
    Arrays.setAll(of, i -> random.nextInt(parts));
    int[][] partition = new int[parts][];
    for (int p = 0; p < parts; p++) {
      int part = p;
      partition[p] = IntStream.range(0, rows).filter(i -> of[i] == part).toArray();
    }
    return partition;
  }

  private static DMatrixRMaj select(DMatrixRMaj table, int[] rows) {
    DMatrixRMaj selected = new DMatrixRMaj(rows.length, table.numCols);
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(
          table.data, rows[i] * table.numCols, selected.data, i * table.numCols, table.numCols);
    }
    return selected;
  }

  private static Optional<Grid> found(double[] column) {
    return Grids.of(new DMatrixRMaj(column.length, 1, true, column)).grid(0);
  }

  private static double[] column(IntToDoubleFunction value) {
    double[] column = new double[ROWS];
    Arrays.setAll(column, value);
    return column;
  }

  private static double decimal(long units, int decimals) {
    return BigDecimal.valueOf(units, decimals).doubleValue();
  }
}
