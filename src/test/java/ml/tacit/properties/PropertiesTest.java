package ml.tacit.properties;

import static ml.tacit.properties.RandomTable.ROLES;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import ml.tacit.properties.Fit.Property;
import ml.tacit.release.Release;
import ml.tacit.subspace.Model;
import ml.tacit.subspace.Scatter;
import ml.tacit.subspace.ScatterSnapshot;
import ml.tacit.table.ColumnRoles;
import ml.tacit.table.CsvReader;
import ml.tacit.table.CsvWriter;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every public fit promises whatever the table, tried on random ones. */
class PropertiesTest {
  /** Rounding, with the condition of the problem on top. */
  static final double ROUNDING = 1e-7;

  private static final int SEEDS = 3;

  @TempDir private Path folder;

  static List<Fit> all() {
    return Stream.concat(withoutPlans().stream(), Fit.plans().stream()).toList();
  }

  /** Plans have tests of their own that every way in gives the same bits. */
  static List<Fit> withoutPlans() {
    return Stream.of(Fit.linear(), Fit.usual(), Fit.rotating(), Fit.kernels())
        .flatMap(List::stream)
        .toList();
  }

  static List<Fit> ofStatistic() {
    return all().stream().filter(fit -> fit.trainer() != null).toList();
  }

  @ParameterizedTest
  @MethodSource("all")
  void whatIsPromisedHolds(Fit fit) {
    for (Property property : fit.promises()) {
      // A kernel or a plan costs as much as ten linear fits.
      for (long seed = 0; seed < (fit.trainer() == null ? 1 : SEEDS); seed++) {
        double difference = Changes.difference(fit, property, seed);
        assertTrue(difference <= ROUNDING, Changes.text(fit, property, seed, difference));
      }
    }
  }

  /**
   * On fewer rows than columns, too, where the statistic of a part keeps rows, and a large one
   * none.
   */
  @ParameterizedTest
  @MethodSource("ofStatistic")
  void whatIsPromisedHoldsForFewRowsOfManyColumns(Fit fit) {
    for (Property property : fit.promises()) {
      double difference = Changes.difference(fit, property, RandomTable.wide(1), 1);
      assertTrue(difference <= ROUNDING, Changes.text(fit, property, 1, difference));
    }
  }

  /** The checks see a difference where there is one: where the theory says that there must be. */
  @ParameterizedTest
  @EnumSource(
      value = Property.class,
      names = {"UNITS", "ROTATION", "COPIES"})
  void theChecksSeeWhatIsNotPromised(Property property) {
    List<Fit> not =
        Stream.of(Fit.linear(), Fit.rotating())
            .flatMap(List::stream)
            .filter(fit -> !fit.promises(property))
            .toList();
    assertTrue(not.size() >= 6);
    for (Fit fit : not) {
      double difference = Changes.difference(fit, property, 1);
      assertTrue(difference > 1e3 * ROUNDING, () -> Changes.text(fit, property, 1, difference));
    }
  }

  /** And one row whose label is another changes every fit that has labels. */
  @ParameterizedTest
  @MethodSource("ofStatistic")
  void oneLabelMakesADifference(Fit fit) {
    LabelledRows data = RandomTable.of(3);
    LabelledRows other = RandomTable.withAnotherClass(data, 5);
    double difference =
        Changes.apart(fit.to(data), data.rows(), fit.to(other).transform(data.rows()));
    boolean looksAtLabels = !fit.name().matches("pca.*|random projection");
    assertEquals(looksAtLabels, difference > 1e2 * ROUNDING, fit + " differs by " + difference);
  }

  /** Rows that come w times are rows of weight w: by plain sums, and for every linear fit. */
  @ParameterizedTest
  @MethodSource("ofStatistic")
  void aRowThatComesSeveralTimesIsAWeight(Fit fit) {
    for (long seed = 0; seed < SEEDS; seed++) {
      LabelledRows data = RandomTable.of(seed);
      int[] weights = new Random(seed).ints(data.size(), 1, 4).toArray();
      int[] often =
          IntStream.range(0, data.size())
              .flatMap(i -> IntStream.range(0, weights[i]).map(copy -> i))
              .toArray();
      ScatterSnapshot merged =
          IntStream.rangeClosed(1, 3)
              .mapToObj(
                  level ->
                      data.select(
                          IntStream.range(0, weights.length)
                              .filter(i -> weights[i] >= level)
                              .toArray()))
              .map(part -> Scatter.of(part, ROLES.labels()))
              .reduce(Scatter::combine)
              .orElseThrow()
              .snapshot();
      assertEquals(often.length, merged.count());
      assertArrayEquals(scatter(data.rows(), weights), merged.total().data, 1e-9 * often.length);
      Model byRows = fit.to(data.select(often));
      Model byWeights = fit.trainer().fit(merged, ROLES);
      assertTrue(
          Changes.apart(byRows, data.rows(), byWeights.transform(data.rows())) <= ROUNDING,
          fit + ", seed " + seed);
    }
  }

  /** Σ w (x − μ)(x − μ)ᵀ, written out. */
  private static double[] scatter(DMatrixRMaj rows, int[] weights) {
    int d = rows.numCols;
    double[] mean = new double[d];
    double all = Arrays.stream(weights).sum();
    for (int i = 0; i < rows.numRows; i++) {
      for (int j = 0; j < d; j++) {
        mean[j] += weights[i] * rows.get(i, j) / all;
      }
    }
    double[] sums = new double[d * d];
    for (int i = 0; i < rows.numRows; i++) {
      for (int j = 0; j < d * d; j++) {
        sums[j] +=
            weights[i] * (rows.get(i, j / d) - mean[j / d]) * (rows.get(i, j % d) - mean[j % d]);
      }
    }
    return sums;
  }

  /** A row has the same bits alone, in any block, and from a file. */
  @ParameterizedTest
  @MethodSource("withoutPlans")
  void rowBlockAndStreamGiveTheSameBits(Fit fit) throws IOException {
    LabelledRows data = RandomTable.of(2);
    double[] raw = data.rows().data.clone();
    Release release = Release.of(fit.to(data));
    assertArrayEquals(raw, data.rows().data, "rows are only read");
    DMatrixRMaj whole = release.transform(data.rows());
    Random random = new Random(2);
    for (int from = 0; from < data.size(); ) {
      int to = Math.min(data.size(), from + 1 + random.nextInt(40));
      DMatrixRMaj block =
          release.transform(data.select(IntStream.range(from, to).toArray()).rows());
      int width = whole.numCols;
      assertArrayEquals(Arrays.copyOfRange(whole.data, from * width, to * width), block.data);
      assertArrayEquals(
          Arrays.copyOf(block.data, width),
          release.transform(
              Arrays.copyOfRange(
                  data.rows().data, from * data.rows().numCols, (from + 1) * data.rows().numCols)));
      from = to;
    }
    Path in = folder.resolve("in.csv");
    Path out = folder.resolve("out.csv");
    CsvWriter.writeAll(in, data);
    release.transformCsv(in, out);
    LabelledRows read =
        CsvReader.readAll(out, new ColumnRoles(List.of(), release.outputs(), List.of()));
    assertArrayEquals(whole.data, read.columns(release.outputs()).data);
  }

  /** The generator makes what it says: else the properties would be tried on next to nothing. */
  @Test
  void tablesDiffer() {
    List<LabelledRows> tables = LongStream.range(0, 40).mapToObj(RandomTable::of).toList();
    assertTrue(tables.stream().map(LabelledRows::size).distinct().count() > 20);
    assertEquals(6, tables.stream().map(t -> t.features().size()).distinct().count());
    for (String label : List.of("person", "activity")) {
      assertEquals(3, tables.stream().map(t -> t.label(label).classes().size()).distinct().count());
      for (LabelledRows table : tables) {
        Labels labels = table.label(label);
        assertTrue(Arrays.stream(labels.counts()).min().orElseThrow() >= table.size() / 20);
      }
    }
  }
}
