package ml.tacit.table;

import java.io.IOException;
import java.util.List;

/**
 * Rows read one block after the other, in memory that does not grow with their number, whatever
 * file they stand in.
 *
 * <p>Not thread-safe, but the blocks it returns are free of it.
 */
public interface RowReader extends AutoCloseable {

  /**
   * The column names of the file.
   *
   * @return the names in the order of the file, immutable
   */
  List<String> header();

  /**
   * The numeric columns, in the order of the columns of {@link RowBlock#rows()}: as the roles list
   * them or, if they list none, as the header does.
   *
   * @return the names, immutable
   */
  List<String> features();

  /**
   * The text columns in the order of the header: the labels and, if the roles list the features,
   * every other column that is not dropped.
   *
   * @return the names, immutable
   */
  List<String> texts();

  /**
   * Reads the next rows.
   *
   * @param maxRows how many at most, at least 1
   * @return a block with at least one row; all blocks but the last have {@code maxRows}; null at
   *     the end
   * @throws IOException if the file cannot be read
   * @throws BadDataException if a row is not as expected, or there is no row at all; the reader is
   *     of no use afterwards
   */
  RowBlock next(int maxRows) throws IOException;

  /**
   * How far the reader has come, for progress; it reads ahead a little.
   *
   * @return bytes consumed of the file on disk, packed ones if it is packed; may be asked by
   *     another thread
   */
  long bytesRead();

  @Override
  void close() throws IOException;
}
