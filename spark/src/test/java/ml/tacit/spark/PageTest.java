package ml.tacit.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import example.SparkExample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program on docs/spark.md does what the page says. */
class PageTest {
  @TempDir Path folder;

  @Test
  void theProgramOfThePageRuns() throws IOException {
    Dataset<Row> rows = People.dataset(People.rows(), 2);
    String saved = folder.resolve("saved").toUri().toString();
    Dataset<Row> released = SparkExample.table(rows, saved);
    List<String> columns = List.of(released.columns());
    assertEquals(List.of("activity", "device"), columns.subList(0, 2));
    assertEquals(People.features(), columns.subList(2, columns.size()));

    PipelineModel pipeline = SparkExample.pipeline(rows);
    Dataset<Row> predicted = pipeline.transform(rows);
    assertFalse(Arrays.asList(predicted.columns()).contains("subject"));
    assertTrue(Arrays.asList(predicted.columns()).contains("prediction"));

    Dataset<Row> again = SparkExample.fromFile(rows, saved + "/" + TacitModel.FILE);
    assertEquals(
        released.drop("device").collectAsList(), again.collectAsList(), "device was not asked for");
  }
}
