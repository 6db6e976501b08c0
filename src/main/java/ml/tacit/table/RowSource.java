package ml.tacit.table;

import java.io.IOException;

/**
 * Rows that can be read from the first one on as often as needed: {@code () -> CsvReader.open(file,
 * columns)}.
 */
@FunctionalInterface
public interface RowSource {

  /**
   * Starts at the first row.
   *
   * @return a reader, which the caller closes; the same rows every time
   * @throws IOException if the rows cannot be read
   */
  RowReader open() throws IOException;
}
