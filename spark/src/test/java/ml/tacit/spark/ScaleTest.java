package ml.tacit.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * How the time of a fit and of a transform grows with the rows, which Spark makes up: 50 columns,
 * 30 people, 6 activities.
 *
 * <pre>mvn -f spark/pom.xml test -Dtest=ScaleTest -Dscale.rows=100000,1000000,10000000</pre>
 */
@EnabledIfSystemProperty(named = "scale.rows", matches = ".+")
class ScaleTest {
  private static final int COLUMNS = 50;
  private static final int PARTITION = 250_000;

  /** A piece of work. */
  private interface Work {
    void run();
  }

  @Test
  void timesAreInProportionToTheRows() {
    TacitEstimator estimator =
        new TacitEstimator().setHideCol("person").setKeepCol("activity").setUnitCol("person");
    estimator.fit(rows(20_000)).transform(rows(20_000)).count(); // the JIT compiler's work
    for (String count : System.getProperty("scale.rows").split(",")) {
      long n = Long.parseLong(count.strip());
      Dataset<Row> rows = rows(n);
      TacitModel[] model = new TacitModel[1];
      double made = seconds(() -> write(rows));
      double fitted = seconds(() -> model[0] = estimator.fit(rows));
      double released = seconds(() -> write(model[0].transform(rows)));
      System.out.println(line(n, "made only", made));
      System.out.println(line(n, "made and fitted", fitted));
      System.out.println(line(n, "made and released", released));
    }
  }

  private static Dataset<Row> rows(long n) {
    List<Column> columns = new ArrayList<>();
    columns.add(functions.expr("concat('p', id % 30)").as("person"));
    columns.add(functions.expr("concat('a', id % 6)").as("activity"));
    for (int j = 0; j < COLUMNS; j++) {
      columns.add(
          functions.expr("randn(" + j + ") + sin(" + (j + 1) + " * (id % 30))").as("x" + j));
    }
    int partitions = (int) Math.max(2, n / PARTITION);
    return Session.spark().range(0, n, 1, partitions).select(columns.toArray(Column[]::new));
  }

  /** Every row is made, none is kept. */
  private static void write(Dataset<Row> rows) {
    rows.write().format("noop").mode("overwrite").save();
  }

  private static double seconds(Work work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }

  private static String line(long n, String what, double seconds) {
    return String.format(
        Locale.ROOT,
        "%,d rows × %d, %s: %.1f s, %,.0f rows/s",
        n,
        COLUMNS,
        what,
        seconds,
        n / seconds);
  }
}
