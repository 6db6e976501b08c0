package ml.tacit.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ml.tacit.kernel.Kernelized;
import ml.tacit.release.Release;
import ml.tacit.subspace.Dca;
import ml.tacit.subspace.Duca;
import ml.tacit.subspace.Mdr;
import ml.tacit.subspace.Model;
import ml.tacit.subspace.Pca;
import ml.tacit.subspace.Rdca;
import ml.tacit.subspace.Ridge;
import ml.tacit.subspace.Roles;
import ml.tacit.subspace.Ruca;
import ml.tacit.subspace.Standardized;
import ml.tacit.subspace.Trainer;
import ml.tacit.table.LabelledRows;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A fit on Spark is that of the library, whatever the partitions. */
class FitTest {
  private static final LabelledRows ROWS = People.rows();
  private static final Roles ROLES = Roles.keep("activity").withHide("subject");

  static Stream<Arguments> methods() {
    return Stream.of(
        Arguments.of(estimator("rdca").setRidge(1), Rdca.ridge(1), ROLES),
        Arguments.of(estimator("rdca"), Rdca.ridge(Ridge.DEFAULT), ROLES),
        Arguments.of(
            estimator("rdca").setComponents(3),
            Rdca.ridge(Ridge.DEFAULT).withNoiseComponents(3),
            ROLES),
        Arguments.of(
            estimator("rdca").setStandardize(true),
            new Standardized(Rdca.ridge(Ridge.DEFAULT)),
            ROLES),
        Arguments.of(
            estimator("rdca").setGivenCol("activity").setKeepCol("activity"),
            Rdca.ridge(Ridge.DEFAULT),
            ROLES.withGiven("activity")),
        Arguments.of(estimator("dca"), new Dca(Ridge.DEFAULT, 0, 0), ROLES),
        Arguments.of(
            estimator("duca").setAlpha(2).setBeta(0.5).setComponents(2),
            new Duca(Ridge.DEFAULT, 2, 0.5, 2),
            ROLES),
        Arguments.of(
            estimator("mdr").setRidgeRelative(0.01), new Mdr(Ridge.relative(0.01), 0), ROLES),
        Arguments.of(estimator("ruca").setPrice(3), Ruca.ridge(Ridge.DEFAULT).withPrice(3), ROLES),
        Arguments.of(estimator("pca").setComponents(4), Pca.components(4), ROLES),
        Arguments.of(
            estimator("pca").setStandardize(false).setComponents(4),
            Pca.components(4).withoutStandardization(),
            ROLES));
  }

  private static TacitEstimator estimator(String method) {
    return new TacitEstimator()
        .setMethod(method)
        .setKeepCol("activity")
        .setHideCol("subject")
        .setUnitCol("subject")
        .setCopyCols("device")
        .setDigits("full");
  }

  @ParameterizedTest
  @MethodSource("methods")
  void everyLinearMethodIsThatOfTheLibraryInAnyPartitions(
      TacitEstimator estimator, Trainer trainer, Roles roles) {
    Release expected = Release.of(trainer.fit(ROWS, roles)).withFullPrecision();
    double[] numbers = expected.transform(ROWS.rows()).data;
    for (int partitions : new int[] {1, 2, 7}) {
      Release found = estimator.fit(People.dataset(ROWS, partitions)).release();
      assertEquals(expected.inputs(), found.inputs());
      assertEquals(expected.outputs(), found.outputs());
      assertEquals(expected.info().roles(), found.info().roles());
      assertClose(numbers, found.transform(ROWS.rows()).data);
    }
  }

  @Test
  void theSameRowsInTheSamePartitionsGiveTheSameBytes() throws IOException {
    TacitEstimator estimator = estimator("rdca").setDigits("3");
    Dataset<Row> rows = People.dataset(ROWS, 7);
    byte[] first = bytes(estimator.fit(rows));
    for (int run = 0; run < 5; run++) {
      assertArrayEquals(first, bytes(estimator.fit(rows)));
    }
  }

  @Test
  void aKernelOnLandmarksIsThatOfTheLibraryToTheLastBit() {
    TacitEstimator estimator = estimator("kdca").setKernel("rbf").setLandmarks(20);
    Model expected =
        Kernelized.of("rbf", new Dca(Kernelized.RIDGE, 0, 0))
            .withMethod("kdca")
            .withLandmarks(20)
            .fit(ROWS, ROLES);
    Release found = estimator.fit(People.dataset(ROWS, 3)).release();
    assertArrayEquals(expected.transform(ROWS.rows()).data, found.transform(ROWS.rows()).data);
    assertEquals("kdca1", found.outputs().get(0));
  }

  @Test
  void randomFeaturesToo() {
    TacitEstimator estimator = estimator("rdca").setKernel("rbf:gamma=0.1").setRandomFeatures(32);
    Model expected =
        Kernelized.of("rbf:gamma=0.1", Rdca.ridge(Kernelized.RIDGE))
            .withRandomFeatures(32)
            .fit(ROWS, ROLES);
    Release found = estimator.fit(People.dataset(ROWS, 2)).release();
    assertArrayEquals(expected.transform(ROWS.rows()).data, found.transform(ROWS.rows()).data);
  }

  @Test
  void aVectorGivesTheModelOfItsPlainColumns() throws IOException {
    Dataset<Row> rows = People.dataset(ROWS, 2);
    Dataset<Row> assembled =
        new VectorAssembler()
            .setInputCols(new String[] {"x0", "x5", "x3"})
            .setOutputCol("features")
            .transform(rows.withColumnRenamed("acc.mean()-X", "x1"));
    TacitModel plain = estimator("dca").setInputCols("x0", "x5", "x3").fit(rows);
    TacitModel vector = estimator("dca").setFeaturesCol("features").fit(assembled);
    assertEquals(List.of("x0", "x5", "x3"), vector.release().inputs());
    assertArrayEquals(
        plain.release().transform(new double[] {1, 2, 3}),
        vector.release().transform(new double[] {1, 2, 3}));
    // a vector of another order: found by name
    Dataset<Row> other =
        new VectorAssembler()
            .setInputCols(new String[] {"x3", "x0", "x5"})
            .setOutputCol("features")
            .transform(rows.withColumnRenamed("acc.mean()-X", "x1"));
    assertArrayEquals(
        People.numbers(plain.transform(rows), plain.release().outputs()),
        People.numbers(vector.transform(other), plain.release().outputs()));
  }

  @Test
  void labelsMayBeNumbersAndAreReadAsSparkWritesThem() {
    Dataset<Row> rows =
        People.dataset(ROWS, 2)
            .withColumn("subject", functions.expr("cast(substring(subject, 2) as int)"));
    Release release = estimator("rdca").fit(rows).release();
    assertEquals(
        Map.of(
            "activity",
            List.of("run", "sit", "walk"),
            "subject",
            List.of("0", "1", "2", "3", "4", "5")),
        release.info().classes());
    assertFalse(release.inputs().contains("subject"));
  }

  private static byte[] bytes(TacitModel model) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    model.release().writeTo(bytes);
    return bytes.toByteArray();
  }

  /** To 1e-12 of the largest number: a component's sign is part of its definition. */
  private static void assertClose(double[] expected, double[] found) {
    double largest = 0;
    for (double value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertArrayEquals(expected, found, 1e-12 * largest);
  }
}
