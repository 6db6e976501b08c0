package ml.tacit.table;

import java.io.IOException;
import java.util.List;

/**
 * What a format has to give: a header, then one row after the other into the caller's arrays.
 * {@link BlockReader} makes blocks of them.
 *
 * <p>Every message of what is wrong with a row names the file, the row (data rows from 1) and the
 * column.
 */
interface RowCursor extends AutoCloseable {

  /** Reads the header; called once, first. A name that is not blank stands once. */
  List<String> header() throws IOException;

  /** The names as they stand in the file, of which {@link #header} may have changed some. */
  List<String> names();

  /** The columns that hold neither numbers nor texts; asked for after the header. */
  default List<String> unreadable() {
    return List.of();
  }

  /** Fixes where the columns go; called once, after the header. */
  void layout(ColumnLayout layout);

  /**
   * Reads the next row: numbers to {@code numbers[offset + slot]}, texts to {@code texts[t][row]}.
   *
   * @return false at the end
   */
  boolean next(double[] numbers, int offset, String[][] texts, int row) throws IOException;

  /** Bytes consumed of the file on disk; may be asked by another thread. */
  long bytesRead();

  @Override
  void close() throws IOException;
}
