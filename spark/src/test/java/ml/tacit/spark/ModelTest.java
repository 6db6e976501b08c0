package ml.tacit.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import ml.tacit.kernel.Kernelized;
import ml.tacit.release.Release;
import ml.tacit.release.ReleaseKey;
import ml.tacit.subspace.Rdca;
import ml.tacit.subspace.Roles;
import ml.tacit.table.ColumnRoles;
import ml.tacit.table.CsvReader;
import ml.tacit.table.CsvWriter;
import ml.tacit.table.LabelledRows;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A release on Spark is that of the library and of the command line. */
class ModelTest {
  private static final LabelledRows ROWS = People.rows();
  private static final Roles ROLES = Roles.keep("activity").withHide("subject");

  @TempDir Path folder;

  @Test
  void plainColumnsAreReleasedUnderTheirNamesBesideTheLabelToKeep() {
    Release release = Release.of(Rdca.ridge(1).fit(ROWS, ROLES));
    Dataset<Row> released = TacitModel.of(release).transform(People.dataset(ROWS, 3));
    assertEquals("activity", released.columns()[0]);
    assertEquals(
        release.outputs(), Arrays.asList(released.columns()).subList(1, 1 + People.COLUMNS));
    assertEquals(1 + People.COLUMNS, released.columns().length);
    assertArrayEquals(
        release.transform(ROWS.rows()).data, People.numbers(released, release.outputs()));
    assertEquals(
        Arrays.asList(ROWS.label("activity").name(0), ROWS.label("activity").name(1)),
        released.takeAsList(2).stream().map(row -> row.getString(0)).toList());
  }

  @Test
  void aVectorIsReleasedWithTheNamesOfItsNumbers() {
    Release release = Release.of(Rdca.ridge(1).fit(ROWS, ROLES));
    Dataset<Row> released =
        TacitModel.of(release)
            .setOutputCol("released")
            .setCopyCols("device")
            .transform(People.dataset(ROWS, 2));
    assertArrayEquals(new String[] {"activity", "device", "released"}, released.columns());
    Row first = released.first();
    assertArrayEquals(
        Arrays.copyOf(release.transform(ROWS.rows()).data, People.COLUMNS),
        ((Vector) first.getAs("released")).toArray());
    // whoever reads it by name finds the outputs
    RowLayout named = RowLayout.vector(released, "released");
    assertEquals(release.outputs(), named.features());
  }

  @Test
  void noHiddenColumnIsInAnyOutput() {
    Release release = Release.of(Rdca.ridge(1).fit(ROWS, ROLES));
    Dataset<Row> rows = People.dataset(ROWS, 2).withColumnRenamed("device", "Subject ");
    for (TacitModel model :
        List.of(TacitModel.of(release), TacitModel.of(release).setOutputCol("released"))) {
      assertTrue(
          Arrays.stream(model.transform(rows).columns())
              .noneMatch(name -> name.strip().equalsIgnoreCase("subject")));
    }
    assertEquals(
        "column 'Subject ' to copy: the model was fitted to hide 'subject'",
        Refusals.of(() -> TacitModel.of(release).setCopyCols("Subject ").transform(rows)));
    assertEquals(
        "column 'x3' to copy: the model reads it, its raw values would stand beside the released ones",
        Refusals.of(() -> TacitModel.of(release).setCopyCols("x3").transform(rows)));
    Dataset<Row> withPerson = rows.withColumnRenamed("Subject ", "person");
    assertEquals(
        "column 'person' to copy: it is unitCol, which is never copied",
        Refusals.of(
            () ->
                TacitModel.of(release)
                    .setUnitCol("person")
                    .setCopyCols("person")
                    .transform(withPerson)));
  }

  @Test
  void aPipelineIsSavedAndLoaded() throws IOException {
    Dataset<Row> rows = People.dataset(ROWS, 2);
    Pipeline pipeline =
        new Pipeline()
            .setStages(
                new PipelineStage[] {
                  new VectorAssembler()
                      .setInputCols(new String[] {"x0", "x3", "x4", "x5", "x6", "x7", "x8", "x9"})
                      .setOutputCol("features"),
                  new TacitEstimator()
                      .setFeaturesCol("features")
                      .setOutputCol("released")
                      .setHideCol("subject")
                      .setKeepCol("activity")
                      .setUnitCol("subject")
                      .setRidge(0.5),
                  new StringIndexer().setInputCol("activity").setOutputCol("label"),
                  new LogisticRegression().setFeaturesCol("released").setMaxIter(5)
                });
    String saved = folder.resolve("pipeline").toUri().toString();
    pipeline.save(saved);
    PipelineModel fitted = Pipeline.load(saved).fit(rows);
    String savedModel = folder.resolve("model").toUri().toString();
    fitted.save(savedModel);
    fitted.write().overwrite().save(savedModel);
    PipelineModel loaded = PipelineModel.load(savedModel);
    List<Row> expected = fitted.transform(rows).collectAsList();
    assertEquals(expected, loaded.transform(rows).collectAsList());
    assertFalse(Arrays.asList(loaded.transform(rows).columns()).contains("subject"));
    assertTrue(fitted.stages()[1] instanceof TacitModel);
    assertEquals("0.5", ((TacitModel) loaded.stages()[1]).release().info().settings().get("ridge"));
  }

  @Test
  void theModelFileOfASavedFolderIsThatOfTheCommandLine() throws IOException {
    Dataset<Row> rows = People.dataset(ROWS, 2);
    TacitModel model =
        new TacitEstimator()
            .setHideCol("subject")
            .setKeepCol("activity")
            .setCopyCols("device")
            .fit(rows);
    model.save(folder.resolve("saved").toUri().toString());
    Path input = folder.resolve("rows.csv");
    CsvWriter.writeAll(input, ROWS);
    Path output = folder.resolve("released.csv");
    Commands.run(
        "transform",
        "--model",
        folder.resolve("saved").resolve(TacitModel.FILE).toString(),
        "--input",
        input.toString(),
        "--output",
        output.toString());
    LabelledRows released = CsvReader.readAll(output, ColumnRoles.labels("activity"));
    assertEquals(model.release().outputs(), released.features());
    assertArrayEquals(
        released.rows().data,
        People.numbers(
            TacitModel.load(folder.resolve("saved").toUri().toString())
                .setCopyCols()
                .transform(rows),
            model.release().outputs()));
  }

  @Test
  void aModelOfTheCommandLineGivesItsBitsWithAKeyToo() throws IOException {
    // whole numbers of few values: rounded at random under a key
    LabelledRows coarse = coarse();
    Path input = folder.resolve("rows.csv");
    CsvWriter.writeAll(input, coarse);
    Path file = folder.resolve("model.safetensors");
    Path key = folder.resolve("key");
    Commands.run(
        "fit",
        "--method",
        "rdca",
        "--hide",
        "subject",
        "--keep",
        "activity",
        "--drop",
        "device",
        "--input",
        input.toString(),
        "--model",
        file.toString(),
        "--for-release",
        "--key",
        key.toString());
    Path output = folder.resolve("released.csv");
    Commands.run(
        "transform",
        "--model",
        file.toString(),
        "--key",
        key.toString(),
        "--input",
        input.toString(),
        "--output",
        output.toString());
    double[] expected = CsvReader.readAll(output, ColumnRoles.labels("activity")).rows().data;

    TacitModel keyless = TacitModel.fromFile(file.toUri().toString());
    assertFalse(keyless.release().drawnColumns().isEmpty());
    TacitModel model = keyless.withKey(ReleaseKey.read(key));
    for (int partitions : new int[] {1, 5}) {
      Dataset<Row> released = model.transform(People.dataset(coarse, partitions));
      assertArrayEquals(expected, People.numbers(released, model.release().outputs()));
    }
  }

  @Test
  void aKernelModelGivesTheSameBits() {
    Release release =
        Release.of(
            Kernelized.of("rbf", Rdca.ridge(Kernelized.RIDGE)).withLandmarks(15).fit(ROWS, ROLES));
    assertArrayEquals(
        release.transform(ROWS.rows()).data,
        People.numbers(
            TacitModel.of(release).transform(People.dataset(ROWS, 4)), release.outputs()));
  }

  private static LabelledRows coarse() {
    var rows = ROWS.rows().copy();
    for (int at = 0; at < rows.data.length; at++) {
      rows.data[at] = Math.rint(rows.data[at] / 2);
    }
    return ROWS.withRows(ROWS.features(), rows);
  }
}
