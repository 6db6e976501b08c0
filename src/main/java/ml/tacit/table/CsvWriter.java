package ml.tacit.table;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.zip.GZIPOutputStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Writes a CSV file whose columns are texts and numbers in any order; the file appears whole on
 * {@link #commit()} or not at all.
 *
 * <p>Lines end with LF. Texts are written as they are, quoted only if needed. A number is the
 * shortest decimal (of at least two digits, as in {@code 1.0}) that reads back to the same bits,
 * the same on every Java version. The file is gzip if its name ends in {@code .gz}. Not
 * thread-safe.
 *
 * <pre>{@code
 * try (CsvReader in = CsvReader.open(input, roles);
 *     CsvWriter out = CsvWriter.create(output, in.header(), in.features())) {
 *   for (RowBlock block = in.next(4096); block != null; block = in.next(4096)) {
 *     out.write(block, map.apply(block.rows()));
 *   }
 *   out.commit();
 * }
 * }</pre>
 */
public final class CsvWriter implements RowSink {
  private static final int GZIP_BUFFER = 1 << 16;

  private final String where;
  private final AtomicFile file;
  private final OutputStream out;
  private final CsvBuffer buffer;
  private final List<String> header;
  private final int numberCount;

  /** Column of the numbers per header column, or -1 for a text. */
  private final int[] numberAt;

  private long rowsWritten;

  private CsvWriter(
      String where, AtomicFile file, OutputStream out, List<String> header, List<String> numbers) {
    this.where = where;
    this.file = file;
    this.out = out;
    this.buffer = new CsvBuffer(out);
    this.header = header;
    this.numberCount = numbers.size();
    Map<String, Integer> positions = ColumnLayout.positions(numbers);
    this.numberAt = header.stream().mapToInt(name -> positions.getOrDefault(name, -1)).toArray();
  }

  /**
   * Begins a file with its header.
   *
   * @param target the file to appear on {@link #commit()}; its directory must exist
   * @param header all columns, in the order of the file
   * @param numbers the columns of the matrices to be written, in their order; each is in the
   *     header, and every other column of the header is a text
   * @return the writer
   * @throws IOException if the directory cannot be written to
   * @throws BadDataException if a column name is blank or occurs twice, or a numeric column is not
   *     in the header
   */
  public static CsvWriter create(Path target, List<String> header, List<String> numbers)
      throws IOException {
    String where = target.toString();
    ColumnNames.requireNamed(where, header);
    ColumnNames.requireDistinct(where, header);
    ColumnNames.requireDistinct(where, numbers);
    for (String name : numbers) {
      if (!header.contains(name)) {
        throw ColumnNames.missing(where, name, header);
      }
    }
    AtomicFile file = AtomicFile.create(target);
    try {
      Path name = target.getFileName();
      boolean packed = name.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
      OutputStream out = packed ? new Gzip(file.stream()) : file.stream();
      CsvWriter writer = new CsvWriter(where, file, out, List.copyOf(header), numbers);
      writer.writeHeader();
      return writer;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /**
   * Writes a whole file: the labels first, then the features.
   *
   * @param target the file
   * @param rows what to write
   * @throws IOException if writing fails; the target is then untouched
   * @throws BadDataException if a number is not finite; the target is then untouched
   */
  public static void writeAll(Path target, LabelledRows rows) throws IOException {
    List<String> header = new ArrayList<>(rows.labels().keySet());
    header.addAll(rows.features());
    try (CsvWriter writer = create(target, header, rows.features())) {
      writer.write(rows);
      writer.commit();
    }
  }

  @Override
  public void write(RowBlock texts, DMatrixRMaj numbers) throws IOException {
    List<IntFunction<String>> columns = new ArrayList<>();
    for (int j = 0; j < numberAt.length; j++) {
      if (numberAt[j] >= 0) {
        columns.add(null);
      } else {
        String[] column = texts.text(header.get(j));
        columns.add(i -> column[i]);
      }
    }
    write(texts.size(), columns, numbers);
  }

  /**
   * Writes rows with their labels as texts and their numbers.
   *
   * @param rows what to write; as many features as numeric columns, in the same order
   * @throws IOException if writing fails
   * @throws BadDataException if a count differs, a label column is missing, or a number is not
   *     finite; the file can then not be completed
   */
  public void write(LabelledRows rows) throws IOException {
    List<IntFunction<String>> columns = new ArrayList<>();
    for (int j = 0; j < numberAt.length; j++) {
      columns.add(numberAt[j] >= 0 ? null : rows.label(header.get(j))::name);
    }
    write(rows.size(), columns, rows.rows());
  }

  @Override
  public void commit() throws IOException {
    buffer.flush();
    if (out instanceof Gzip packed) {
      packed.finish();
    }
    file.commit();
  }

  @Override
  public void close() throws IOException {
    if (out instanceof Gzip packed) {
      packed.end();
    }
    file.close();
  }

  private void writeHeader() throws IOException {
    for (int j = 0; j < numberAt.length; j++) {
      separate(j);
      buffer.text(header.get(j));
    }
    buffer.mark('\n');
  }

  private void write(int n, List<IntFunction<String>> columns, DMatrixRMaj numbers)
      throws IOException {
    if (numbers.numRows != n || numbers.numCols != numberCount) {
      throw BadDataException.of(
          "%s: found %d x %d numbers, expected %d rows x %d columns",
          where, numbers.numRows, numbers.numCols, n, numberCount);
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < numberAt.length; j++) {
        separate(j);
        if (numberAt[j] >= 0) {
          writeNumber(numbers.data[i * numberCount + numberAt[j]], j);
        } else {
          writeText(columns.get(j).apply(i));
        }
      }
      buffer.mark('\n');
      rowsWritten++;
    }
  }

  private void separate(int column) throws IOException {
    if (column > 0) {
      buffer.mark(',');
    }
  }

  private void writeNumber(double value, int column) throws IOException {
    if (!Double.isFinite(value)) {
      throw BadDataException.of(
          "%s: row %d, column '%s': found %s, a file holds finite numbers only",
          where, rowsWritten + 1, header.get(column), value);
    }
    buffer.number(value);
  }

  private void writeText(String text) throws IOException {
    if (text.isEmpty() && numberAt.length == 1) {
      buffer.emptyCell(); // a blank line is no row
    } else {
      buffer.text(text);
    }
  }

  /** Its deflater holds memory that no collector sees: {@link #end} gives it back. */
  private static final class Gzip extends GZIPOutputStream {
    Gzip(OutputStream out) throws IOException {
      super(out, GZIP_BUFFER);
    }

    void end() {
      def.end();
    }
  }
}
