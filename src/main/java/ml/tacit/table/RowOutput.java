package ml.tacit.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Files of rows in the making, in the format that their name says: what reads rows knows a format
 * by its first bytes, but a file to be written has only its name.
 */
public final class RowOutput {
  private RowOutput() {}

  /**
   * Begins a file.
   *
   * @param target the file to appear on {@link RowSink#commit()}; its directory must exist. A name
   *     that ends in {@code .gz} is for gzip. The standard output, and every name that says nothing
   *     else, is CSV
   * @param header all columns, in the order of the file
   * @param numbers the columns of the matrices to be written, in their order; each is in the
   *     header, and every other column of the header is a text
   * @return the sink; the caller commits and closes it
   * @throws IOException if the directory cannot be written to
   * @throws BadDataException if a column name is blank or occurs twice, or a numeric column is not
   *     in the header
   */
  public static RowSink create(Path target, List<String> header, List<String> numbers)
      throws IOException {
    return CsvWriter.create(target, header, numbers);
  }
}
