package ml.tacit.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ml.tacit.release.Release;
import ml.tacit.step.Steps;
import ml.tacit.subspace.Rdca;
import ml.tacit.subspace.Roles;
import ml.tacit.table.LabelledRows;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;

/** Bad input is refused in one line that says what to do. */
class BadInputTest {
  private static final LabelledRows ROWS = People.rows();
  private static final Roles ROLES = Roles.keep("activity").withHide("subject");
  private static final String DROP =
      "; drop such rows by na().drop(), or setHandleInvalid(\"skip\")";

  private static TacitEstimator estimator() {
    return new TacitEstimator().setKeepCol("activity").setHideCol("subject").setCopyCols("device");
  }

  /** With a bad value in row 41. */
  private static Dataset<Row> rows(String column, String value) {
    return People.dataset(ROWS, 2)
        .withColumn(
            column,
            functions.expr(
                "if(monotonically_increasing_id() = 40, " + value + ", `" + column + "`)"));
  }

  @Test
  void nullAndNanAreRefusedByPlace() {
    assertEquals(
        "partition 0, row 41 (from 1), column 'x4': found null, a finite number is expected" + DROP,
        Refusals.of(() -> estimator().fit(rows("x4", "null"))));
    assertEquals(
        "partition 0, row 41 (from 1), column 'heart rate': found NaN, a finite number is expected"
            + DROP,
        Refusals.of(() -> estimator().fit(rows("heart rate", "double('NaN')"))));
    assertEquals(
        "partition 0, row 41 (from 1), column 'subject': found null, a value is expected" + DROP,
        Refusals.of(() -> estimator().fit(rows("subject", "null"))));
    assertEquals(
        "rows, row 41 (from 1), column 'x4': found null, a finite number is expected" + DROP,
        Refusals.of(() -> estimator().setMethod("kdca").fit(rows("x4", "null"))));
    TacitModel model = TacitModel.of(Release.of(Rdca.ridge(1).fit(ROWS, ROLES)));
    assertEquals(
        "partition 0, row 41 (from 1), column 'x4': found null, a finite number is expected" + DROP,
        Refusals.ofJob(() -> model.transform(rows("x4", "null")).collectAsList()));
  }

  @Test
  void suchRowsAreLeftOutOnDemand() {
    TacitModel model = estimator().setHandleInvalid("skip").fit(rows("x4", "double('NaN')"));
    assertEquals(ROWS.size() - 1, model.transform(rows("x4", "null")).count());
    assertEquals(ROWS.size(), model.setCopyCols().transform(People.dataset(ROWS, 2)).count());
  }

  @Test
  void missingColumnsAreNamedWithWhatThereIs() {
    Dataset<Row> rows = People.dataset(ROWS, 2);
    assertTrue(Refusals.of(() -> estimator().setHideCol("person").fit(rows)).contains("'person'"));
    assertTrue(Refusals.of(() -> estimator().setUnitCol("home").fit(rows)).contains("'home'"));
    assertTrue(Refusals.of(() -> estimator().setInputCols("x99").fit(rows)).contains("'x99'"));
    TacitModel model = TacitModel.of(Release.of(Rdca.ridge(1).fit(ROWS, ROLES)));
    assertTrue(Refusals.of(() -> model.transform(rows.drop("x6"))).contains("'x6'"));
    assertTrue(
        Refusals.of(() -> model.transform(rows.withColumnRenamed("x6", "X6"))).contains("'x6'"));
  }

  @Test
  void columnsOfAnotherTypeAreRefusedBeforeAnyRowIsRead() {
    Dataset<Row> rows = People.dataset(ROWS, 2);
    assertEquals(
        "column 'when': found type timestamp, a numeric type is expected; texts and booleans are"
            + " categories, other types are left out by inputCols",
        Refusals.of(() -> estimator().fit(rows.withColumn("when", functions.current_timestamp()))));
    assertEquals(
        "featuresCol 'x0': found type double, a vector is expected; name plain columns by inputCols",
        Refusals.of(() -> estimator().setFeaturesCol("x0").fit(rows)));
  }

  @Test
  void parametersThatDoNotGoTogetherAreRefused() {
    Dataset<Row> rows = People.dataset(ROWS, 1);
    assertEquals(
        "ridge and ridgeRelative exclude each other",
        Refusals.of(() -> estimator().setRidge(1).setRidgeRelative(1).fit(rows)));
    assertEquals(
        "landmarks and randomFeatures need a kernel",
        Refusals.of(() -> estimator().setLandmarks(5).fit(rows)));
    assertEquals(
        "featuresCol and inputCols exclude each other",
        Refusals.of(() -> estimator().setFeaturesCol("f").setInputCols("x0").fit(rows)));
    assertEquals(
        "unitCol 'x0' is among inputCols",
        Refusals.of(() -> estimator().setInputCols("x0", "x3").setUnitCol("x0").fit(rows)));
  }

  @Test
  void noRowsAndOneClassAreRefused() {
    Dataset<Row> rows = People.dataset(ROWS, 2);
    assertTrue(Refusals.of(() -> estimator().fit(rows.limit(0))).startsWith("rows: none"));
    assertTrue(
        Refusals.of(() -> estimator().fit(rows.where("subject = 'p1'"))).contains("subject"));
  }

  @Test
  void aStepOfOwnHistoryHasNoPlaceInADataSet() {
    Release own =
        Release.of(Steps.parse("decide logistic | residual 2 | rank 20").fit(ROWS, ROLES));
    assertTrue(Refusals.of(() -> TacitModel.of(own)).startsWith("model: a step compares a row"));
  }
}
