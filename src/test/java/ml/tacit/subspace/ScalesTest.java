package ml.tacit.subspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Units change nothing: columns of any scale, offset and flatness side by side get the right
 * answer, or one line that names the column. An erasure never half works.
 */
class ScalesTest {
  private static final int N = 400;
  private static final int D = 7;
  private static final int PERSONS = 4;
  private static final Roles BOTH = Roles.keep("activity").withHide("person");

  /** Every method with its default, relative ridge. */
  static Stream<Trainer> methods() {
    return Stream.of(
        Rdca.ridge(Ridge.DEFAULT),
        Rdca.ridge(Ridge.relative(0.1)),
        Rdca.ridge(Ridge.DEFAULT).withNoiseComponents(),
        Dca.ridge(Ridge.DEFAULT),
        Duca.ridge(Ridge.DEFAULT).withWeights(1, 0.05),
        Mdr.ridge(Ridge.relative(0.01)),
        Ruca.ridge(Ridge.DEFAULT).withPrice(3),
        Pca.components(3),
        new RandomProjection(3, 1),
        new Standardized(Rdca.ridge(1)),
        new Standardized(Dca.ridge(1)));
  }

  /** Deviations of about 1, persons and activities apart by about that, scaled and moved. */
  private static LabelledRows rows(IntToDoubleFunction scale, IntToDoubleFunction offset) {
    Random random = new Random(5);
    DMatrixRMaj rows = new DMatrixRMaj(N, D);
    int[] person = new int[N];
    int[] activity = new int[N];
    double[][] means = new double[PERSONS + 3][D];
    for (double[] mean : means) {
      Arrays.setAll(mean, j -> random.nextGaussian());
    }
    for (int i = 0; i < N; i++) {
      person[i] = i % PERSONS;
      activity[i] = (i / PERSONS) % 3;
      double common = random.nextGaussian();
      for (int j = 0; j < D; j++) {
        double x =
            means[person[i]][j] + means[PERSONS + activity[i]][j] + common + random.nextGaussian();
        rows.set(i, j, offset.applyAsDouble(j) + scale.applyAsDouble(j) * x);
      }
    }
    Map<String, Labels> labels = new LinkedHashMap<>();
    labels.put("person", Labels.of(person));
    labels.put("activity", Labels.of(activity));
    List<String> names = IntStream.range(0, D).mapToObj(j -> "x" + j).toList();
    return new LabelledRows(names, rows, labels);
  }

  private static LabelledRows plain() {
    return rows(j -> 1, j -> 0);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void scalesOfPowersOfTwoChangeNothing(Trainer trainer) {
    unitsChangeNothing(trainer, j -> Math.scalb(1.0, 40 * (j - 3)), 1e-12);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void scalesChangeNothing(Trainer trainer) {
    unitsChangeNothing(trainer, j -> Math.pow(10, 4 * (j - 3)), 1e-9);
    unitsChangeNothing(trainer, j -> Math.pow(10, 35 * (j - 3)), 1e-9);
    unitsChangeNothing(trainer, j -> j == 2 ? 1.6e-22 : 1, 1e-9); // a column in coulomb
    unitsChangeNothing(trainer, j -> j == 4 ? 1e10 : 1, 1e-9); // a column in nanoseconds
  }

  private static void unitsChangeNothing(
      Trainer trainer, IntToDoubleFunction scale, double tolerance) {
    LabelledRows before = plain();
    LabelledRows after = rows(scale, j -> 0);
    SubspaceModel a = trainer.fit(before, BOTH);
    SubspaceModel b = trainer.fit(after, BOTH);
    assertEquals(a.removed().rank(), b.removed().rank());
    assertEquals(a.removed().residualSpread(), b.removed().residualSpread(), 1e-9);
    DMatrixRMaj expected = a.transform(before.rows());
    DMatrixRMaj found = b.transform(after.rows());
    double[] largest = largest(expected);
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < expected.numCols; j++) {
        double unit = a.keepsColumns() ? scale.applyAsDouble(j) : 1;
        assertEquals(
            expected.get(i, j), found.get(i, j) / unit, tolerance * largest[j], "column " + j);
      }
    }
  }

  private static double[] largest(DMatrixRMaj rows) {
    double[] largest = new double[rows.numCols];
    for (int i = 0; i < rows.data.length; i++) {
      int j = i % rows.numCols;
      largest[j] = Math.max(largest[j], Math.abs(rows.data[i]));
    }
    return largest;
  }

  /** From where squares underflow to where they overflow, side by side. */
  @ParameterizedTest
  @MethodSource("methods")
  void anyScaleIsErasedOrRefusedByName(Trainer trainer) {
    for (int most = 20; most <= 160; most += 20) {
      double exponent = most;
      LabelledRows rows = rows(j -> Math.pow(10, exponent * (j - 3) / 3), j -> 0);
      try {
        SubspaceModel model = trainer.fit(rows, BOTH);
        if (model.method().equals("rdca")) {
          assertErased(model, rows, 1e-9);
        }
        assertTrue(most <= 140, "right up to there, or silently wrong");
      } catch (BadDataException e) {
        assertTrue(most > 100, e.getMessage());
        assertTrue(e.getMessage().matches(".*column 'x[06]'.*"), e.getMessage());
        assertFalse(e.getMessage().contains("\n"));
      }
    }
  }

  /** The class means of released rows, in deviations of the raw column or of the component. */
  private static void assertErased(SubspaceModel model, LabelledRows rows, double tolerance) {
    DMatrixRMaj released = model.transform(rows.rows());
    double[] left = spread(released, model.keepsColumns() ? rows.rows() : released, rows);
    double[] raw = spread(rows.rows(), rows.rows(), rows);
    assertTrue(Arrays.stream(raw).max().orElseThrow() > 0.3, "control");
    for (double each : left) {
      assertTrue(each <= tolerance, Arrays.toString(left));
    }
    assertEquals(PERSONS - 1, model.eigenvalues().length);
  }

  private static double[] spread(DMatrixRMaj rows, DMatrixRMaj units, LabelledRows labels) {
    ScatterSnapshot all =
        new Scatter(rows.numCols, "person").accept(rows, labels.label("person")).snapshot();
    double[] unit = new Scatter(units.numCols).accept(units).snapshot().totalDiagonal();
    DMatrixRMaj between = all.betweenFactor("person");
    double[] spread = new double[rows.numCols];
    for (int j = 0; j < spread.length; j++) {
      for (int c = 0; c < between.numCols; c++) {
        double meanOffset = Math.abs(between.get(j, c)) / Math.sqrt(N / (double) PERSONS);
        spread[j] = Math.max(spread[j], unit[j] == 0 ? 0 : meanOffset / Math.sqrt(unit[j] / N));
      }
    }
    return spread;
  }

  /** The promise holds for every ridge, also one that is huge or nothing beside a column. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-12, 1e-6, 1, 1e6, 1e12})
  void anAbsoluteRidgeErasesColumnsOfAnyScaleOrSaysWhichItCannot(double rho) {
    for (double small : new double[] {1e-24, 1e-16, 1e-8, 1, 1e8, 1e16}) {
      LabelledRows rows = rows(j -> j == 3 ? small : 1, j -> 0);
      SubspaceModel columns = Rdca.ridge(rho).fit(rows, Roles.hide("person"));
      assertErased(columns, rows, 1e-6);
    }
  }

  @ParameterizedTest
  @CsvSource({"1e9, 1e-3", "1e12, 1", "-1e11, 1", "1e14, 10"})
  void anOffsetAddsNoDirectionAndErasesToTheLastDigitOfTheRows(double offset, double deviation) {
    LabelledRows rows = rows(j -> deviation, j -> offset);
    double digit = Math.ulp(offset) / deviation;
    for (Ridge ridge : List.of(Ridge.DEFAULT, Ridge.absolute(1e-9))) {
      assertErased(Rdca.ridge(ridge).fit(rows, Roles.hide("person")), rows, digit);
      SubspaceModel dca = Dca.ridge(ridge).fit(rows, Roles.keep("activity"));
      assertEquals(2, dca.eigenvalues().length);
    }
  }

  @Test
  void aColumnFlatButForRoundingIsConstantAndDoesNotLeakItsRounding() {
    LabelledRows data = plain();
    DMatrixRMaj rows = data.rows().copy();
    int[] person = data.label("person").codes();
    for (int i = 0; i < N; i++) {
      rows.set(i, 5, person[i] == 2 ? 0.1 + 0.2 : 0.3); // names a person by its last bit
    }
    LabelledRows flat = data.withRows(data.features(), rows);
    SubspaceModel rdca = Rdca.ridge(Ridge.DEFAULT).fit(flat, Roles.hide("person"));
    assertEquals(PERSONS - 1, rdca.removed().rank());
    DMatrixRMaj released = rdca.transform(rows);
    for (int i = 1; i < N; i++) {
      assertEquals(released.get(0, 5), released.get(i, 5), "one value for all");
    }
    assertEquals(List.of("x5"), Scatter.of(flat, List.of()).snapshot().constantFeatures());
    for (Trainer trainer :
        List.of(
            Dca.ridge(Ridge.DEFAULT),
            Duca.ridge(Ridge.DEFAULT).withWeights(1, 0.05),
            Mdr.ridge(Ridge.relative(0.01)),
            Ruca.ridge(Ridge.DEFAULT),
            Rdca.ridge(Ridge.DEFAULT).withNoiseComponents(),
            Pca.components(D),
            Pca.components(D).withoutStandardization(),
            new RandomProjection(D, 1),
            new Standardized(Dca.ridge(1)))) {
      DMatrixRMaj map = trainer.fit(flat, BOTH).map().matrix();
      for (int k = 0; k < map.numRows; k++) {
        assertEquals(0, Math.abs(map.get(k, 5)), trainer + ": no part in a component");
      }
    }
    assertEquals(
        2, Dca.ridge(Ridge.DEFAULT).fit(flat, Roles.keep("activity")).eigenvalues().length);
    // Control: a column that varies by more than rounding takes part.
    DMatrixRMaj varied = rows.copy();
    varied.set(0, 5, 0.3001);
    assertEquals(
        List.of(),
        Scatter.of(data.withRows(data.features(), varied), List.of())
            .snapshot()
            .constantFeatures());
  }

  @Test
  void hidingWithinAClassThatHasOnePersonIsRefused() {
    LabelledRows data = plain();
    Map<String, Labels> labels = new LinkedHashMap<>(data.labels());
    int[] person = data.label("person").codes();
    labels.put("room", Labels.of(Arrays.stream(person).map(p -> p / 2).toArray()));
    labels.put("bed", Labels.of(Arrays.stream(person).map(p -> 7 * p).toArray()));
    LabelledRows rows = new LabelledRows(data.features(), data.rows(), labels);
    Roles hide = Roles.hide("person");
    BadDataException e =
        assertThrows(
            BadDataException.class,
            () -> Rdca.ridge(Ridge.DEFAULT).fit(rows, hide.withGiven("bed")));
    assertTrue(e.getMessage().contains("nothing to hide within"), e.getMessage());
    assertEquals(
        2, Rdca.ridge(Ridge.DEFAULT).fit(rows, hide.withGiven("room")).removed().rank(), "control");
  }

  @Test
  void aRelativeRidgeOnEqualDeviationsIsTheAbsoluteOne() {
    LabelledRows data = plain();
    double[] scatter = Scatter.of(data, List.of()).snapshot().totalDiagonal();
    double[] scale = Arrays.stream(scatter).map(Math::sqrt).toArray();
    DMatrixRMaj rows = data.rows().copy();
    for (int i = 0; i < rows.data.length; i++) {
      rows.data[i] /= scale[i % D]; // total scatter 1 in every column
    }
    LabelledRows even = data.withRows(data.features(), rows);
    double[] relative = Dca.ridge(Ridge.relative(0.3)).fit(even, BOTH).eigenvalues();
    double[] absolute = Dca.ridge(0.3).fit(even, BOTH).eigenvalues();
    assertEquals(absolute[0], relative[0], 1e-12);
    assertEquals(absolute[1], relative[1], 1e-12);
    assertTrue(Math.abs(Dca.ridge(0.3).fit(data, BOTH).eigenvalues()[0] - relative[0]) > 1e-6);
  }

  @Test
  void manyClassesInFewColumnsAreQuickOrRefusedAtOnce() {
    int classes = 30_000;
    int n = 3 * classes;
    Random random = new Random(2);
    DMatrixRMaj rows = new DMatrixRMaj(n, 5);
    int[] person = new int[n];
    for (int i = 0; i < n; i++) {
      person[i] = i % classes;
      for (int j = 0; j < 5; j++) {
        rows.set(i, j, random.nextGaussian() + Math.sin(person[i] * (j + 1)));
      }
    }
    LabelledRows data =
        new LabelledRows(
            List.of("a", "b", "c", "d", "e"), rows, Map.of("person", Labels.of(person)));
    ScatterSnapshot statistic = Scatter.of(data, List.of("person")).snapshot();
    long start = System.nanoTime();
    SubspaceModel dca = Dca.ridge(Ridge.DEFAULT).fit(statistic, Roles.keep("person"));
    assertEquals(5, dca.eigenvalues().length);
    BadDataException e =
        assertThrows(
            BadDataException.class,
            () -> Rdca.ridge(Ridge.DEFAULT).fit(statistic, Roles.hide("person")));
    assertTrue(e.getMessage().contains("30000 classes take up all 5 columns"), e.getMessage());
    double seconds = (System.nanoTime() - start) * 1e-9;
    assertTrue(seconds < 20, seconds + " s"); // minutes where cost grows with the square
  }
}
