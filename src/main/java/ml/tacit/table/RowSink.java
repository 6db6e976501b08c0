package ml.tacit.table;

import java.io.IOException;
import org.ejml.data.DMatrixRMaj;

/**
 * A file of rows in the making: it appears whole on {@link #commit()} or not at all.
 *
 * <p>Not thread-safe.
 */
public interface RowSink extends AutoCloseable {

  /**
   * Writes rows with the texts of a block and other numbers, say the released form of its rows.
   *
   * @param texts where the text columns come from; its numbers are not written
   * @param numbers a row per row of the block, a column per numeric column; only read
   * @throws IOException if writing fails
   * @throws BadDataException if a count differs, the block lacks a text column, or a number is not
   *     finite; the file can then not be completed
   */
  void write(RowBlock texts, DMatrixRMaj numbers) throws IOException;

  /**
   * Completes the file and puts it in place.
   *
   * @throws IOException if writing fails; the target is then untouched
   */
  void commit() throws IOException;

  /** Gives up what was not committed; does nothing after a commit. */
  @Override
  void close() throws IOException;
}
