package ml.tacit.spark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.ejml.data.DMatrixRMaj;

/** Six people who do three things, measured by twenty sensors; in memory and as a data set. */
final class People {
  static final int COLUMNS = 20;
  static final int ROWS = 1500;

  private People() {}

  /** The names of the sensors: one that Spark would take apart, and one with a blank. */
  static List<String> features() {
    List<String> names =
        new ArrayList<>(IntStream.range(0, COLUMNS).mapToObj(j -> "x" + j).toList());
    names.set(1, "acc.mean()-X");
    names.set(2, "heart rate");
    return names;
  }

  static LabelledRows rows() {
    Random random = new Random(7);
    DMatrixRMaj numbers = new DMatrixRMaj(ROWS, COLUMNS);
    String[] subject = new String[ROWS];
    String[] activity = new String[ROWS];
    String[] device = new String[ROWS];
    for (int i = 0; i < ROWS; i++) {
      int person = random.nextInt(6);
      int thing = random.nextInt(3);
      subject[i] = "p" + person;
      activity[i] = List.of("walk", "sit", "run").get(thing);
      device[i] = "d" + random.nextInt(2);
      for (int j = 0; j < COLUMNS; j++) {
        double mean = Math.sin(1 + person * (j + 1)) + Math.cos(2 + thing * (j + 2)) + 100 * j;
        numbers.set(i, j, mean + random.nextGaussian());
      }
    }
    Map<String, Labels> labels = new LinkedHashMap<>();
    labels.put("subject", Labels.of(subject));
    labels.put("activity", Labels.of(activity));
    labels.put("device", Labels.of(device));
    return new LabelledRows(features(), numbers, labels);
  }

  /** The rows in their order, in so many partitions. */
  static Dataset<Row> dataset(LabelledRows rows, int partitions) {
    StructType schema = new StructType().add("subject", DataTypes.StringType);
    for (String feature : rows.features()) {
      schema = schema.add(feature, DataTypes.DoubleType);
    }
    schema = schema.add("activity", DataTypes.StringType).add("device", DataTypes.StringType);
    List<Row> all = new ArrayList<>();
    int d = rows.features().size();
    for (int i = 0; i < rows.size(); i++) {
      Object[] cells = new Object[d + 3];
      cells[0] = rows.label("subject").name(i);
      for (int j = 0; j < d; j++) {
        cells[1 + j] = rows.rows().get(i, j);
      }
      cells[d + 1] = rows.label("activity").name(i);
      cells[d + 2] = rows.label("device").name(i);
      all.add(RowFactory.create(cells));
    }
    return Session.spark()
        .createDataFrame(
            JavaSparkContext.fromSparkContext(Session.spark().sparkContext())
                .parallelize(all, partitions),
            schema);
  }

  /** Released numbers, a row each, of plain columns. */
  static double[] numbers(Dataset<Row> released, List<String> outputs) {
    int from = released.columns().length - outputs.size();
    return released.collectAsList().stream()
        .flatMapToDouble(row -> IntStream.range(from, row.size()).mapToDouble(row::getDouble))
        .toArray();
  }
}
