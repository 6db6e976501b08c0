package ml.tacit.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import ml.tacit.subspace.AffineMap;
import ml.tacit.subspace.ModelWarning;
import ml.tacit.subspace.Pca;
import ml.tacit.subspace.Rdca;
import ml.tacit.subspace.Removed;
import ml.tacit.subspace.Ridge;
import ml.tacit.subspace.Roles;
import ml.tacit.subspace.SubspaceModel;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How precisely a release may speak, and how many raw rows fit what it says. */
class PrecisionTest {
  private static final double NORMAL = 0.5 * Math.log(2 * Math.PI * Math.E) / Math.log(2);

  /** Standard normal columns of so many decimals; a class shifts the first. */
  private static LabelledRows rows(int columns, int decimals) {
    Random random = new Random(columns);
    int n = 2000;
    double scale = Math.pow(10, decimals);
    DMatrixRMaj rows = new DMatrixRMaj(n, columns);
    int[] person = new int[n];
    for (int i = 0; i < n; i++) {
      person[i] = random.nextInt(2);
      for (int j = 0; j < columns; j++) {
        double x = random.nextGaussian() + (j == 0 ? person[i] : 0);
        rows.set(i, j, Math.rint(x * scale) / scale);
      }
    }
    List<String> names = IntStream.range(0, columns).mapToObj(j -> "x" + j).toList();
    return new LabelledRows(names, rows, Map.of("person", Labels.of(person)));
  }

  private static Release components(LabelledRows rows, int k) {
    return Release.of(Pca.components(k).fit(rows, Roles.hide("person")));
  }

  /** Bits that the outputs carry never come within 2^10 of the bits that the inputs have. */
  @ParameterizedTest
  @CsvSource({"6,3,2", "6,3,5", "12,2,6", "12,2,11", "40,1,20", "3,2,1", "3,2,2"})
  void componentsLeaveManyRowsOpen(int columns, int decimals, int k) {
    Release release = components(rows(columns, decimals), k);
    List<Rounding.Column> grids = release.rounding().orElseThrow().columns();
    DMatrixRMaj exact = release.withFullPrecision().transform(rows(columns, decimals).rows());
    double in = columns * (decimals * Math.log(10) / Math.log(2) + NORMAL);
    double out = 0;
    for (int i = 0; i < k; i++) {
      double width = grids.get(i).grid().orElseThrow().width();
      double deviation = deviation(exact, i);
      assertTrue(width >= 1e-3 * deviation && width < deviation, "component " + i);
      out += Math.log(deviation / width) / Math.log(2) + NORMAL;
    }
    assertTrue(in - out >= Precision.LEAST_BITS - 0.5, in + " bits in, " + out + " bits out");
    // The chance of the best guess is 0.7 bits a column above one over the number of rows.
    assertTrue(release.info().candidates() < in - out + 0.3);
    assertTrue(release.info().candidates() > in - out - 0.8 * columns);
    assertTrue(release.warnings().isEmpty(), release.warnings().toString());
    assertEquals(
        0, release.withFullPrecision().info().candidates(), 0.3 + Math.max(0, in - 53 * k));
  }

  /** Twelve columns made of three factors carry the digits of three: the count knows it. */
  @ParameterizedTest
  @ValueSource(ints = {3, 5})
  void columnsThatFollowFromEachOtherCountOnce(int k) {
    LabelledRows rows = factors(12, 3, 1);
    SubspaceModel model = Pca.components(k).fit(rows, Roles.hide("person"));
    Release release = Release.of(model);
    assertTrue(release.info().candidates() >= Precision.LEAST_BITS);
    double width = release.rounding().orElseThrow().columns().get(0).grid().orElseThrow().width();
    double deviation = deviation(release.withFullPrecision().transform(rows.rows()), 0);
    assertTrue(width > 0.02 * deviation, width + " of " + deviation);
  }

  private static LabelledRows factors(int columns, int factors, int decimals) {
    Random random = new Random(11);
    LabelledRows plain = rows(columns, decimals);
    double scale = Math.pow(10, decimals);
    DMatrixRMaj loads = new DMatrixRMaj(factors, columns);
    Arrays.setAll(loads.data, i -> random.nextGaussian());
    DMatrixRMaj made = new DMatrixRMaj(plain.size(), columns);
    for (int i = 0; i < plain.size(); i++) {
      double[] f = random.doubles(factors, -1.7, 1.7).toArray();
      for (int j = 0; j < columns; j++) {
        double x = 0.02 * random.nextGaussian();
        for (int k = 0; k < factors; k++) {
          x += f[k] * loads.get(k, j);
        }
        made.set(i, j, Math.rint(x * scale) / scale);
      }
    }
    return plain.withRows(plain.features(), made);
  }

  private static double deviation(DMatrixRMaj rows, int j) {
    double sum = 0;
    for (int i = 0; i < rows.numRows; i++) {
      sum += rows.get(i, j) * rows.get(i, j); // components have mean 0
    }
    return Math.sqrt(sum / rows.numRows);
  }

  /** A column of many digits can be given up for one component: the others must do without it. */
  @Test
  void digitsOfOneColumnDoNotCountForTheOthers() {
    LabelledRows coarse = rows(5, 0);
    DMatrixRMaj more = new DMatrixRMaj(coarse.size(), 6);
    Random random = new Random(1);
    for (int i = 0; i < coarse.size(); i++) {
      System.arraycopy(coarse.rows().data, 5 * i, more.data, 6 * i, 5);
      more.set(i, 5, random.nextGaussian());
    }
    List<String> names = List.of("x0", "x1", "x2", "x3", "x4", "fine");
    LabelledRows mixed = coarse.withRows(names, more);
    assertTrue(components(mixed, 1).info().candidates() > Precision.LEAST_BITS);
    // Of two, one can be spent on the fine column: the other would speak of five whole numbers.
    assertTrue((5 * NORMAL + 20 - Precision.LEAST_BITS) / 2 > 10, "control: bits in all");
    assertThrows(BadDataException.class, () -> components(mixed, 2));
  }

  @Test
  void tooFewBitsAreRefusedWithTheReasonAndFullPrecisionIsNot() {
    LabelledRows coarse = rows(4, 0);
    SubspaceModel model = Pca.components(2).fit(coarse, Roles.hide("person"));
    BadDataException e = assertThrows(BadDataException.class, () -> Release.of(model));
    assertThrows(BadDataException.class, () -> components(rows(6, 3), 6), "nothing is hidden");
    assertTrue(e.getMessage().matches("components: 2 of 4 columns .*2\\^10.*"), e.getMessage());
    Release full = Release.of(model, Digits.FULL);
    assertTrue(full.rounding().isEmpty());
    assertTrue(full.warnings().contains(new ModelWarning.FullPrecision()));
  }

  /** One direction hidden in columns of two decimals leaves 400 rows open: grids must be wider. */
  @Test
  void columnsAreRoundedFurtherWhereTheirOwnGridsLeaveTooFewRowsOpen() {
    Roles roles = Roles.hide("person");
    LabelledRows rows = rows(6, 2);
    Release release = Release.of(Rdca.ridge(Ridge.DEFAULT).fit(rows, roles));
    assertTrue(release.info().candidates() >= Precision.LEAST_BITS);
    assertEquals(List.of(), release.warnings());
    for (Rounding.Column column : release.rounding().orElseThrow().columns()) {
      double width = column.grid().orElseThrow().width();
      assertTrue(width > 0.01 && width <= 0.1, "wider than hundredths: " + width);
    }
    DMatrixRMaj exact = release.withFullPrecision().transform(rows.rows());
    assertTrue(same(exact, rows.rows()) >= 4, "control: " + same(exact, rows.rows()));
    assertEquals(0, same(release.transform(rows.rows()), rows.rows()), "raw rows come back");

    Release tooFew = Release.of(Rdca.ridge(Ridge.DEFAULT).fit(rows(4, 1), roles));
    double open = tooFew.info().candidates();
    assertTrue(open < Precision.LEAST_BITS, "" + open);
    assertTrue(tooFew.warnings().contains(new ModelWarning.FewCandidates(open)));
  }

  /** How many rows are the raw ones once they are rounded to hundredths. */
  private static long same(DMatrixRMaj released, DMatrixRMaj raw) {
    return IntStream.range(0, raw.numRows)
        .filter(
            i ->
                IntStream.range(0, raw.numCols)
                    .allMatch(
                        j -> Math.rint(100 * released.get(i, j)) == Math.rint(100 * raw.get(i, j))))
        .count();
  }

  @Test
  void aModelThatDoesNotKnowItsResolutionIsNotRoundedAndSaysSo() throws IOException {
    AffineMap map = AffineMap.scaling(new double[] {1, 2}, new double[2]);
    Removed nothing = new Removed(0, Double.NaN, Double.NaN, 0, 0);
    SubspaceModel model =
        SubspaceModel.of("own", map, Roles.NONE, 0, new double[0], nothing, 10, Map.of());
    Release release = Release.of(model, List.of("a", "b"));
    assertEquals(1, release.steps().size());
    assertEquals(List.of(new ModelWarning.FullPrecision()), release.warnings());
    assertTrue(Double.isNaN(release.info().candidates()));
    assertThrows(BadDataException.class, () -> release.withDigits(3));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    components(rows(6, 3), 2).writeTo(bytes);
    Release loaded = Release.read(new ByteArrayInputStream(bytes.toByteArray()));
    assertFalse(Double.isNaN(loaded.info().candidates()));
    assertThrows(BadDataException.class, () -> loaded.withDigits(4));
    assertEquals(1, loaded.withFullPrecision().steps().size());
  }

  @ParameterizedTest
  @CsvSource({"0", "16", "-1", "three", "''", "3.5", "Full"})
  void digitsThatAreNoneAreRefused(String text) {
    BadDataException e = assertThrows(BadDataException.class, () -> Digits.parse(text));
    assertEquals(
        "digits: '" + text + "', a number from 1 to 15 or 'full' is needed", e.getMessage());
    assertEquals(Digits.FULL, Digits.parse("full"));
    assertEquals(Digits.DEFAULT, Digits.parse("3"));
    assertEquals("12", Digits.parse("12").toString());
  }
}
