package ml.tacit.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Files of rows in the making, in the format that their name says: what reads rows knows a format
 * by its first bytes, but a file to be written has only its name.
 */
public final class RowOutput {
  private static final Set<String> NOT_WRITTEN =
      Set.of("arff", "arrow", "avro", "feather", "json", "orc", "xls", "xlsx", "zip");

  private RowOutput() {}

  /**
   * Begins a file.
   *
   * @param target the file to appear on {@link RowSink#commit()}; its directory must exist. A name
   *     that ends in {@code .parquet} is for Parquet, in {@code .jsonl} or {@code .ndjson} for JSON
   *     lines, and after these or any other name but Parquet's {@code .gz} is for gzip and {@code
   *     .zst} for zstd. The standard output, and every name that says nothing else, is CSV
   * @param header all columns, in the order of the file
   * @param numbers the columns of the matrices to be written, in their order; each is in the
   *     header, and every other column of the header is a text
   * @return the sink; the caller commits and closes it
   * @throws IOException if the directory cannot be written to
   * @throws BadDataException if a column name is blank or occurs twice, or a numeric column is not
   *     in the header, the library that the format needs is not on the class path, or the name is
   *     of a format that is not written
   */
  public static RowSink create(Path target, List<String> header, List<String> numbers)
      throws IOException {
    return create(target, header, numbers, Formulas.asTheyAre());
  }

  /**
   * Begins a file, as {@link #create(Path, List, List)} does.
   *
   * @param target the file
   * @param header all columns
   * @param numbers the columns of the matrices to be written
   * @param formulas what becomes of texts in CSV that a spreadsheet would run, and what counts
   *     them; other formats are not opened by double click
   * @return the sink; the caller commits and closes it
   * @throws IOException if the directory cannot be written to
   * @throws BadDataException as there
   */
  public static RowSink create(
      Path target, List<String> header, List<String> numbers, Formulas formulas)
      throws IOException {
    String name = target.getFileName().toString().toLowerCase(Locale.ROOT);
    String packed = name.replaceFirst("\\.(gz|zst)$", "");
    String format = packed.substring(packed.lastIndexOf('.') + 1);
    if (NOT_WRITTEN.contains(format)) {
      throw BadDataException.of(
          "%s: .%s is not written; name it .csv, .csv.gz, .csv.zst, .jsonl or .parquet",
          target, format);
    }
    return switch (format) {
      case "jsonl", "ndjson" -> JsonSink.create(target, header, numbers);
      case "parquet" -> {
        if (!packed.equals(name)) {
          throw BadDataException.of("%s: Parquet is packed inside; name it %s", target, packed);
        }
        OptionalLibrary.PARQUET.require(target.toString());
        yield ParquetSink.create(target, header, numbers);
      }
      default -> CsvWriter.create(target, header, numbers, formulas);
    };
  }
}
