package ml.tacit.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.tacit.kernel.Kernelized;
import ml.tacit.release.Release;
import ml.tacit.subspace.Rdca;
import ml.tacit.subspace.Ridge;
import ml.tacit.subspace.Roles;
import ml.tacit.table.Encoding;
import ml.tacit.table.EncodingRules;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns of texts and missing numbers are encoded as the library encodes them. */
class TableTest {
  private static final LabelledRows ROWS = People.rows();
  private static final Roles ROLES = Roles.keep("activity").withHide("subject");

  @TempDir Path folder;

  /** In memory: x4 is missing in each row of walkers on d0, and city is a category. */
  private static LabelledRows raw() {
    var numbers = ROWS.rows().copy();
    String[] city = new String[ROWS.size()];
    for (int i = 0; i < city.length; i++) {
      boolean walks = ROWS.label("activity").name(i).equals("walk");
      if (walks && ROWS.label("device").name(i).equals("d0")) {
        numbers.set(i, 4, Double.NaN);
      }
      city[i] =
          i % 500 == 7 ? "rare" : i % 11 == 3 ? "" : walks ? "port" : i % 3 == 0 ? "hill" : "vale";
    }
    Map<String, Labels> labels = new LinkedHashMap<>(ROWS.labels());
    labels.put("city", Labels.of(city));
    return new LabelledRows(ROWS.features(), numbers, labels);
  }

  /** The same rows, with nulls. */
  private static Dataset<Row> dataset(LabelledRows raw, int partitions) {
    Map<String, Labels> all = raw.labels();
    return People.dataset(
            new LabelledRows(
                raw.features(),
                raw.rows(),
                Map.of(
                    "subject", all.get("subject"),
                    "activity", all.get("activity"),
                    "device", crossed(all.get("device"), all.get("city")))),
            partitions)
        .withColumn("city", functions.expr("nullif(substring_index(device, '/', -1), '')"))
        .withColumn("device", functions.expr("substring_index(device, '/', 1)"))
        .withColumn("x4", functions.expr("nanvl(x4, null)"));
  }

  private static Labels crossed(Labels one, Labels other) {
    String[] names = new String[one.size()];
    for (int i = 0; i < names.length; i++) {
      names[i] = one.name(i) + "/" + other.name(i);
    }
    return Labels.of(names);
  }

  private static TacitEstimator estimator() {
    return new TacitEstimator()
        .setKeepCol("activity")
        .setHideCol("subject")
        .setCopyCols("device")
        .setHandleInvalid("keep")
        .setDigits("full");
  }

  private static Encoding encoding(LabelledRows raw) {
    List<String> inputs = new ArrayList<>(raw.features());
    inputs.add("city");
    return Encoding.fit(raw, inputs, EncodingRules.DEFAULT, "subject");
  }

  @Test
  void aTableIsEncodedAndFittedAsInMemoryInAnyPartitions() {
    LabelledRows raw = raw();
    Encoding encoding = encoding(raw);
    Release expected =
        Release.of(Rdca.ridge(Ridge.DEFAULT).fit(encoding.encode(raw), ROLES))
            .withFullPrecision()
            .withEncoding(encoding);
    double[] numbers = expected.transform(raw).rows().data;
    assertTrue(expected.outputs().contains("city=(missing)"));
    for (int partitions : new int[] {1, 2, 7}) {
      TacitModel model = estimator().fit(dataset(raw, partitions));
      assertEquals(expected.inputs(), model.release().inputs());
      assertEquals(expected.outputs(), model.release().outputs());
      Dataset<Row> released = model.transform(dataset(raw, 3));
      assertArrayEquals(numbers, People.numbers(released, expected.outputs()), 1e-9);
      assertEquals("device", released.columns()[1]);
    }
  }

  @Test
  void aSavedModelOfATableEncodesForEver() throws Exception {
    LabelledRows raw = raw();
    TacitModel model = estimator().setOutputCol("released").fit(dataset(raw, 2));
    String saved = folder.resolve("saved").toUri().toString();
    model.save(saved);
    Dataset<Row> unseen = dataset(raw, 2).withColumn("city", functions.lit("a new town"));
    assertEquals(
        model.transform(unseen).collectAsList(),
        TacitModel.load(saved).transform(unseen).collectAsList());
    TacitModel ofFile = TacitModel.fromFile(saved + "/" + TacitModel.FILE);
    assertArrayEquals(
        model.release().transform(raw).rows().data,
        People.numbers(ofFile.transform(dataset(raw, 4)), model.release().outputs()));
  }

  /** Rows in which no value is missing. */
  private static LabelledRows filled() {
    LabelledRows raw = raw();
    var numbers = raw.rows().copy();
    String[] city = new String[raw.size()];
    for (int i = 0; i < city.length; i++) {
      numbers.set(i, 4, ROWS.rows().get(i, 4));
      String name = raw.label("city").name(i);
      city[i] = name.isEmpty() ? "plain" : name;
    }
    Map<String, Labels> labels = new LinkedHashMap<>(raw.labels());
    labels.put("city", Labels.of(city));
    return new LabelledRows(raw.features(), numbers, labels);
  }

  @Test
  void theCommandLineFitsTheSameModelToTheSameTable() throws Exception {
    LabelledRows raw = filled();
    StringBuilder csv =
        new StringBuilder(String.join(",", raw.features()) + ",subject,activity,city");
    for (int i = 0; i < raw.size(); i++) {
      csv.append('\n');
      for (int j = 0; j < raw.features().size(); j++) {
        csv.append(raw.rows().get(i, j)).append(',');
      }
      for (String label : List.of("subject", "activity", "city")) {
        csv.append(raw.label(label).name(i)).append(label.equals("city") ? "" : ",");
      }
    }
    Path input = folder.resolve("table.csv");
    Files.writeString(input, csv.append('\n'));
    Path file = folder.resolve("model.safetensors");
    Commands.run(
        "fit",
        "--method",
        "rdca",
        "--hide",
        "subject",
        "--keep",
        "activity",
        "--digits",
        "full",
        "--input",
        input.toString(),
        "--model",
        file.toString());
    Release command = Release.load(file);
    Release spark = estimator().setHandleInvalid("error").fit(dataset(raw, 3)).release();
    assertEquals(command.inputs(), spark.inputs());
    assertEquals(command.outputs(), spark.outputs());
    assertArrayEquals(command.transform(raw).rows().data, spark.transform(raw).rows().data, 1e-9);
  }

  @Test
  void aKernelReadsTheEncodedTable() {
    LabelledRows raw = raw();
    Encoding encoding = encoding(raw);
    Release expected =
        Release.of(
                Kernelized.of("rbf", Rdca.ridge(Kernelized.RIDGE))
                    .withLandmarks(10)
                    .fit(encoding.encode(raw), ROLES))
            .withFullPrecision()
            .withEncoding(encoding);
    Release found = estimator().setKernel("rbf").setLandmarks(10).fit(dataset(raw, 1)).release();
    assertArrayEquals(expected.transform(raw).rows().data, found.transform(raw).rows().data, 1e-9);
  }

  @Test
  void whatAModelCannotTakeIsRefusedInOneLine() {
    LabelledRows raw = raw();
    assertEquals(
        "handleInvalid 'keep': the model was fitted to rows without missing values; 'error' or 'skip' is needed",
        Refusals.of(
            () ->
                TacitModel.of(Release.of(Rdca.ridge(1).fit(ROWS, ROLES)))
                    .setHandleInvalid("keep")
                    .transform(People.dataset(ROWS, 1))));
    assertTrue(
        Refusals.of(() -> estimator().setHandleInvalid("error").fit(dataset(raw, 1)))
            .contains("found null, a value is expected"));
  }
}
