package example;

import java.io.IOException;
import ml.tacit.spark.TacitEstimator;
import ml.tacit.spark.TacitModel;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Rows with the texts subject, activity and device, and numbers in every other column. */
public final class SparkExample {
  private SparkExample() {}

  /** Plain columns in, plain columns out: a table to hand on. */
  public static Dataset<Row> table(Dataset<Row> rows, String folder) throws IOException {
    TacitModel model =
        new TacitEstimator()
            .setMethod("rdca")
            .setHideCol("subject")
            .setKeepCol("activity")
            .setUnitCol("subject")
            .setCopyCols("device")
            .fit(rows);
    System.out.println(model.release().warnings());
    model.write().overwrite().save(folder); // with folder/model.safetensors
    return TacitModel.load(folder).transform(rows); // activity, device, and the released columns
  }

  /** A vector out: what comes after it in a pipeline learns from released rows alone. */
  public static PipelineModel pipeline(Dataset<Row> rows) {
    PipelineStage[] stages = {
      new TacitEstimator()
          .setHideCol("subject")
          .setKeepCol("activity")
          .setUnitCol("subject")
          .setCopyCols("device")
          .setOutputCol("released"),
      new StringIndexer().setInputCol("activity").setOutputCol("label"),
      new LogisticRegression().setFeaturesCol("released")
    };
    return new Pipeline().setStages(stages).fit(rows);
  }

  /** A model file of the command line: the same numbers. */
  public static Dataset<Row> fromFile(Dataset<Row> rows, String file) throws IOException {
    return TacitModel.fromFile(file).transform(rows);
  }
}
