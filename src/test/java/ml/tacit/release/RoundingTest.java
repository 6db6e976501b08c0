package ml.tacit.release;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import ml.tacit.subspace.Dca;
import ml.tacit.subspace.Rdca;
import ml.tacit.subspace.Ridge;
import ml.tacit.subspace.Roles;
import ml.tacit.table.BadDataException;
import ml.tacit.table.ColumnRoles;
import ml.tacit.table.CsvReader;
import ml.tacit.table.CsvWriter;
import ml.tacit.table.Grid;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Released numbers are on grids, wherever they leave; what was erased does not come back. */
class RoundingTest {
  private static final int N = 3000;
  private static final List<String> NAMES =
      List.of("continuous", "thousandths", "cents", "count", "flag", "shift");

  @TempDir Path folder;

  /** Columns of every kind, each with a class mean to erase. */
  private static LabelledRows mixed() {
    Random random = new Random(3);
    DMatrixRMaj rows = new DMatrixRMaj(N, NAMES.size());
    int[] person = new int[N];
    int[] activity = new int[N];
    for (int i = 0; i < N; i++) {
      person[i] = random.nextInt(3);
      activity[i] = random.nextInt(4);
      double level = 0.6 * person[i] + 0.4 * activity[i];
      rows.set(i, 0, level + random.nextGaussian());
      rows.set(i, 1, Math.rint(1000 * (level + random.nextGaussian())) / 1000);
      rows.set(i, 2, Math.rint(100 * (7 + level + random.nextGaussian())) / 100);
      rows.set(i, 3, Math.rint(2 * (2 + level + random.nextGaussian())));
      rows.set(i, 4, random.nextDouble() < 0.1 + 0.2 * person[i] ? 1 : 0);
      rows.set(i, 5, 5 * Math.rint(100 * (1 + level + random.nextGaussian())));
    }
    Map<String, Labels> labels = new LinkedHashMap<>();
    labels.put("person", Labels.of(person));
    labels.put("activity", Labels.of(activity));
    return new LabelledRows(NAMES, rows, labels);
  }

  private static final LabelledRows MIXED = mixed();
  private static final Roles ROLES = Roles.keep("activity").withHide("person");

  private static List<Release> releases() {
    return List.of(
        Release.of(Rdca.ridge(Ridge.DEFAULT).fit(MIXED, ROLES)),
        Release.of(new Dca(Ridge.DEFAULT, 2, 0).fit(MIXED, ROLES)));
  }

  @Test
  void rowBlockStreamOrderAndFileGiveTheSameBits() throws IOException {
    Path input = folder.resolve("in.csv");
    CsvWriter.writeAll(input, MIXED);
    for (Release release : releases()) {
      DMatrixRMaj block = release.transform(MIXED.rows());
      int m = block.numCols;
      release.save(folder.resolve("model"));
      Release loaded = Release.load(folder.resolve("model"));
      assertEquals(release.steps().get(1), loaded.steps().get(1));
      assertEquals(release.info(), loaded.info());
      for (int i = 0; i < N; i++) { // backwards: neither position nor neighbours matter
        int row = N - 1 - i;
        double[] alone =
            Arrays.copyOfRange(MIXED.rows().data, row * NAMES.size(), (row + 1) * NAMES.size());
        double[] expected = Arrays.copyOfRange(block.data, row * m, (row + 1) * m);
        assertArrayEquals(expected, loaded.transform(alone));
      }
      Path output = folder.resolve("out.csv");
      loaded.transformCsv(input, output);
      ColumnRoles roles = new ColumnRoles(List.of(), release.outputs(), List.of());
      assertArrayEquals(block.data, CsvReader.readAll(output, roles).rows().data);
    }
  }

  @Test
  void cellsOfTheFileAreShortDecimals() throws IOException {
    for (Release release : releases()) {
      Path output = folder.resolve("out.csv");
      CsvWriter.writeAll(output, release.transform(MIXED));
      List<String> lines = Files.readAllLines(output);
      for (String line : lines.subList(1, lines.size())) {
        for (String cell : line.split(",")) {
          assertTrue(cell.length() <= 8, line); // -0.01922
        }
      }
      CsvWriter.writeAll(output, release.withFullPrecision().transform(MIXED));
      String second = Files.readAllLines(output).get(1);
      assertTrue(second.length() > 18 * release.outputs().size(), "control: " + second);
    }
  }

  @Test
  void aColumnKeepsItsGridAndACoarseOneIsDrawn() {
    List<Rounding.Column> columns = releases().get(0).rounding().orElseThrow().columns();
    assertEquals(new Grid(0, 2, 3), columns.get(0).grid().orElseThrow(), "1e-3 of 1.2");
    assertEquals(new Grid(0, 2, 3), columns.get(1).grid().orElseThrow(), "not its thousandths");
    assertEquals(new Grid(0, 1, 2), columns.get(2).grid().orElseThrow(), "its own");
    assertEquals(new Grid(0, 1, 0), columns.get(3).grid().orElseThrow(), "whole numbers");
    assertEquals(new Grid(0, 1, 0), columns.get(4).grid().orElseThrow(), "a flag");
    assertEquals(new Grid(0, 5, 0), columns.get(5).grid().orElseThrow(), "multiples of 5");
    boolean[] drawn = {false, false, false, true, true, false};
    for (int j = 0; j < drawn.length; j++) {
      assertEquals(drawn[j], columns.get(j).random(), NAMES.get(j));
    }
    DMatrixRMaj exact = releases().get(0).withFullPrecision().transform(MIXED.rows());
    DMatrixRMaj rounded = releases().get(0).transform(MIXED.rows());
    for (int at = 0; at < exact.data.length; at++) {
      Rounding.Column column = columns.get(at % NAMES.size());
      double off = Math.abs(exact.data[at] - rounded.data[at]);
      assertTrue(off <= column.tolerance() * (1 + 1e-9), NAMES.get(at % NAMES.size()));
      assertEquals(rounded.data[at], column.grid().orElseThrow().nearest(rounded.data[at]));
    }
  }

  @Test
  void aDrawnNumberIsRightOnAverage() {
    Rounding.Column drawn = new Rounding.Column(Optional.of(new Grid(1, 2, 1)), true, 1e-6);
    Rounding.Column other = new Rounding.Column(Optional.empty(), false, 1e-6);
    Rounding rounding = new Rounding(List.of(drawn, other, drawn), key(1));
    int n = 40_000;
    Random random = new Random(5);
    for (double y : new double[] {0.1, 0.13, -0.22, 12.34}) {
      double[] data = new double[3 * n];
      for (int i = 0; i < n; i++) {
        data[3 * i] = y;
        data[3 * i + 1] = random.nextGaussian();
        data[3 * i + 2] = y;
      }
      double[] out = rounding.apply(DMatrixRMaj.wrap(n, 3, data)).data;
      double share = (y - 0.1) / 0.2 - Math.floor((y - 0.1) / 0.2 + 1e-12);
      double error = 0.2 * Math.sqrt(share * (1 - share) / n);
      double both = 0;
      for (int i = 0; i < n; i++) {
        assertTrue(Math.abs(out[3 * i] - y) < 0.2, "one of the two neighbours");
        assertEquals(data[3 * i + 1], out[3 * i + 1], "no grid: as it is");
        both += (out[3 * i] - y) * (out[3 * i + 2] - y);
      }
      for (int column : new int[] {0, 2}) {
        double mean = IntStream.range(0, n).mapToDouble(i -> out[3 * i + column]).sum() / n;
        assertEquals(y, mean, 4.5 * error + 1e-9, "column " + column + ", y " + y);
      }
      assertEquals(0, both / n, 4.5 * error * error * Math.sqrt(n) + 1e-9, "drawn independently");
    }
  }

  private static byte[] key(int seed) {
    byte[] key = new byte[KeyedCoins.KEY_BYTES];
    new Random(seed).nextBytes(key);
    return key;
  }

  /** Six flags whose rates differ by class; the control of what plain rounding does to them. */
  private static LabelledRows flags(int others) {
    Random random = new Random(11);
    int n = 4000;
    DMatrixRMaj rows = new DMatrixRMaj(n, 6 + others);
    int[] person = new int[n];
    for (int i = 0; i < n; i++) {
      person[i] = random.nextInt(2);
      for (int j = 0; j < 6; j++) {
        double rate = (j % 2 == 0 ? 0.35 : 0.5) + (person[i] == 1 ? 0.03 * (j + 3) : 0);
        rows.set(i, j, random.nextDouble() < rate ? 1 : 0);
      }
      for (int j = 6; j < 6 + others; j++) {
        rows.set(i, j, random.nextGaussian() + 0.3 * person[i]);
      }
    }
    List<String> names = IntStream.range(0, 6 + others).mapToObj(j -> "flag" + j).toList();
    return new LabelledRows(names, rows, Map.of("person", Labels.of(person)));
  }

  @Test
  void whatWasErasedFromFlagsComesBackByPlainRoundingAndNotByDrawing() {
    LabelledRows rows = flags(1);
    Release release = Release.of(Rdca.ridge(Ridge.DEFAULT).fit(rows, Roles.hide("person")));
    assertEquals(rows.features().subList(0, 6), release.drawnColumns());
    DMatrixRMaj exact = release.withFullPrecision().transform(rows.rows());
    Labels person = rows.label("person");
    assertEquals(0, worst(exact, exact, person), 1e-3, "erased");

    DMatrixRMaj plain = rounded(exact);
    assertTrue(worst(plain, exact, person) > 0.3, "control: " + worst(plain, exact, person));
    assertTrue(share(plain, rows.rows()) > 0.3, "control: " + share(plain, rows.rows()));

    DMatrixRMaj drawn = release.transform(rows.rows());
    double error = 2 / Math.sqrt(drawn.numRows); // of a difference of means of deviation 1
    assertTrue(worst(drawn, exact, person) < 3 * error, "drawn: " + worst(drawn, exact, person));
  }

  /** The nearest whole numbers in the six flags. */
  private static DMatrixRMaj rounded(DMatrixRMaj rows) {
    DMatrixRMaj plain = rows.copy();
    for (int i = 0; i < plain.numRows; i++) {
      for (int j = 0; j < 6; j++) {
        plain.set(i, j, Math.rint(plain.get(i, j)));
      }
    }
    return plain;
  }

  /** How many rows have the same six flags. */
  private static double share(DMatrixRMaj a, DMatrixRMaj b) {
    long same =
        IntStream.range(0, a.numRows)
            .filter(i -> IntStream.range(0, 6).allMatch(j -> a.get(i, j) == b.get(i, j)))
            .count();
    return (double) same / a.numRows;
  }

  /** Equal rows are drawn alike, so that 64 kinds of row are drawn 64 times, not 4,000. */
  @Test
  void whereRowsAreOfFewKindsClassMeansAreEqualOverKeys() {
    LabelledRows rows = flags(0);
    Release release = Release.of(Rdca.ridge(Ridge.DEFAULT).fit(rows, Roles.hide("person")));
    DMatrixRMaj exact = release.withFullPrecision().transform(rows.rows());
    Labels person = rows.label("person");
    double plain = worst(rounded(exact), exact, person);
    int runs = 60;
    for (int j = 0; j < 6; j++) {
      double sum = 0;
      double squares = 0;
      for (int run = 0; run < runs; run++) {
        Rounding rounding = new Rounding(release.rounding().orElseThrow().columns(), key(run));
        double difference = difference(rounding.apply(exact), person, j) / deviation(exact, j);
        sum += difference;
        squares += difference * difference;
      }
      double spread = Math.sqrt(squares / runs);
      assertEquals(0, sum / runs, 4 * spread / Math.sqrt(runs), "flag" + j);
      assertTrue(spread < plain / 2, "flag" + j + ": " + spread + ", plain " + plain);
    }
  }

  private static double worst(DMatrixRMaj rows, DMatrixRMaj scale, Labels person) {
    return IntStream.range(0, rows.numCols)
        .mapToDouble(j -> Math.abs(difference(rows, person, j)) / deviation(scale, j))
        .max()
        .orElseThrow();
  }

  private static double difference(DMatrixRMaj rows, Labels person, int j) {
    double[] sum = new double[2];
    int[] count = new int[2];
    for (int i = 0; i < rows.numRows; i++) {
      sum[person.code(i)] += rows.get(i, j);
      count[person.code(i)]++;
    }
    return sum[1] / count[1] - sum[0] / count[0];
  }

  private static double deviation(DMatrixRMaj rows, int j) {
    double[] column = IntStream.range(0, rows.numRows).mapToDouble(i -> rows.get(i, j)).toArray();
    double mean = Arrays.stream(column).average().orElseThrow();
    return Math.sqrt(Arrays.stream(column).map(x -> (x - mean) * (x - mean)).sum() / column.length);
  }

  @Test
  void theLastBitsOfAnotherMachineChangeNextToNothing() {
    Random random = new Random(8);
    for (Release release : releases()) {
      DMatrixRMaj before = release.transform(MIXED.rows());
      DMatrixRMaj moved = MIXED.rows().copy();
      for (int at = 0; at < moved.data.length; at++) {
        moved.data[at] *= 1 + 1e-13 * random.nextGaussian();
      }
      DMatrixRMaj after = release.transform(moved);
      long changed =
          IntStream.range(0, before.data.length)
              .filter(at -> before.data[at] != after.data[at])
              .count();
      assertTrue(changed <= 1e-3 * before.data.length, changed + " of " + before.data.length);
    }
  }

  @Test
  void theKeyIsThatOfTheFitAndKeptToTheFile() {
    Rounding one = releases().get(0).rounding().orElseThrow();
    assertEquals(one, releases().get(0).rounding().orElseThrow(), "the same fit, the same key");
    LabelledRows fewer = MIXED.select(IntStream.range(1, N).toArray());
    Rounding other =
        Release.of(Rdca.ridge(Ridge.DEFAULT).fit(fewer, ROLES)).rounding().orElseThrow();
    assertEquals(64, one.keyText().length());
    assertFalse(one.keyText().equals(other.keyText()), "a row less, another key");
    assertFalse(one.toString().contains(one.keyText()));
    assertEquals("", releases().get(1).rounding().orElseThrow().keyText(), "nothing to draw");
  }

  @Test
  void otherDigitsTakeThePlaceOfTheDefault() {
    Release release = releases().get(1);
    Release finer = release.withDigits(5);
    assertEquals(release.steps().size(), finer.steps().size());
    double three = release.rounding().orElseThrow().columns().get(0).grid().orElseThrow().width();
    double five = finer.rounding().orElseThrow().columns().get(0).grid().orElseThrow().width();
    assertEquals(100, three / five, 1e-9);
    assertTrue(finer.info().candidates() < release.info().candidates());
    assertEquals(1, release.withFullPrecision().steps().size());
    assertEquals(release.steps(), release.withFullPrecision().withDigits(3).steps());
    assertThrows(BadDataException.class, () -> release.withDigits(0));
  }

  @Test
  void aStepThatCannotBeIsRefused() {
    Rounding.Column drawn = new Rounding.Column(Optional.of(new Grid(0, 1, 0)), true, 1e-6);
    assertThrows(BadDataException.class, () -> new Rounding(List.of(), new byte[0]));
    Rounding keyless = new Rounding(List.of(drawn), new byte[0]); // its key is kept elsewhere
    assertThrows(BadDataException.class, () -> keyless.apply(new double[] {0.5}));
    assertThrows(BadDataException.class, () -> new Rounding(List.of(drawn), new byte[3]));
    assertThrows(
        BadDataException.class,
        () -> new Rounding(List.of(Rounding.Column.AS_IT_IS), new byte[KeyedCoins.KEY_BYTES]));
    assertThrows(BadDataException.class, () -> new Rounding.Column(Optional.empty(), true, 1e-6));
    assertThrows(
        BadDataException.class, () -> new Rounding.Column(Optional.empty(), false, Double.NaN));
  }

  @Test
  void numbersOutOfReachAreLeftOrRoundedAsDoublesAllow() {
    Grid whole = new Grid(0, 1, 0);
    Rounding rounding =
        new Rounding(
            List.of(
                new Rounding.Column(Optional.of(whole), false, 1e-6),
                new Rounding.Column(Optional.of(whole), true, 1e-6)),
            key(2));
    double[] extreme = {Double.NaN, Double.POSITIVE_INFINITY, -1e300, 1e300, 0.0, 4.5e15, -0.0};
    for (double y : extreme) {
      double[] out = rounding.apply(new double[] {y, y});
      assertArrayEquals(new double[] {y + 0.0, y + 0.0}, out);
    }
    assertArrayEquals(new double[] {0, 0}, rounding.apply(new double[] {-0.2, 0}));
  }
}
