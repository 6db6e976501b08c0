package ml.tacit.table;

/** Libraries that a caller adds where its files need them. */
enum OptionalLibrary {
  ZSTD("zstd", "com.github.luben.zstd.ZstdInputStream", "com.github.luben:zstd-jni:1.5.7-15"),
  JSON("JSON", "com.fasterxml.jackson.core.JsonFactory", "com.fasterxml.jackson.core:jackson-core"),
  PARQUET(
      "Parquet",
      "blue.strategic.parquet.ParquetReader",
      "blue.strategic.parquet:parquet-floor:2.3");

  private final String format;
  private final String type;
  private final String coordinates;

  OptionalLibrary(String format, String type, String coordinates) {
    this.format = format;
    this.type = type;
    this.coordinates = coordinates;
  }

  /**
   * Throws if the library is not on the class path; called before the class that uses it is linked.
   *
   * @param where the file that needs it
   */
  void require(String where) {
    try {
      Class.forName(type, false, OptionalLibrary.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      throw new BadDataException(
          where
              + ": "
              + format
              + " needs "
              + coordinates
              + " on the class path, which is not there",
          e);
    }
  }
}
