package ml.tacit.spark;

import org.apache.spark.sql.SparkSession;

/** One session for all tests: it takes seconds to start. */
final class Session {
  private static final SparkSession SPARK =
      SparkSession.builder()
          .master("local[2]")
          .appName("tacit-spark tests")
          .config("spark.ui.enabled", "false")
          .config("spark.sql.shuffle.partitions", "2")
          .config("spark.driver.host", "127.0.0.1")
          .config("spark.driver.bindAddress", "127.0.0.1")
          .getOrCreate();

  private Session() {}

  static SparkSession spark() {
    return SPARK;
  }
}
