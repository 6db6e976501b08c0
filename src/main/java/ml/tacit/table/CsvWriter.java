package ml.tacit.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.ejml.data.DMatrixRMaj;

/**
 * Writes a CSV file whose columns are texts and numbers in any order; the file appears whole on
 * {@link #commit()} or not at all.
 *
 * <p>Lines end with LF. Texts are written as they are, quoted only if needed. A number is the
 * shortest decimal (of at least two digits, as in {@code 1.0}) that reads back to the same bits,
 * the same on every Java version. The file is gzip if its name ends in {@code .gz}, zstd if in
 * {@code .zst}. Not thread-safe.
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
  private final SinkLayout layout;
  private final PackedFile file;
  private final CsvBuffer buffer;
  private final Formulas formulas;
  private long rowsWritten;

  private CsvWriter(SinkLayout layout, PackedFile file, Formulas formulas) {
    this.layout = layout;
    this.formulas = formulas;
    this.file = file;
    this.buffer = new CsvBuffer(file.stream());
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
    return create(target, header, numbers, Formulas.asTheyAre());
  }

  static CsvWriter create(Path target, List<String> header, List<String> numbers, Formulas formulas)
      throws IOException {
    SinkLayout layout = SinkLayout.of(target.toString(), header, numbers);
    PackedFile file = PackedFile.create(target);
    try {
      CsvWriter writer = new CsvWriter(layout, file, formulas);
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
    writeAll(target, rows, Formulas.asTheyAre());
  }

  /**
   * Writes a whole file: the labels first, then the features.
   *
   * @param target the file
   * @param rows what to write
   * @param formulas what becomes of texts that a spreadsheet would run, and what counts them
   * @throws IOException if writing fails; the target is then untouched
   * @throws BadDataException if a number is not finite; the target is then untouched
   */
  public static void writeAll(Path target, LabelledRows rows, Formulas formulas)
      throws IOException {
    List<String> header = new ArrayList<>(rows.labels().keySet());
    header.addAll(rows.features());
    try (CsvWriter writer = create(target, header, rows.features(), formulas)) {
      writer.write(rows);
      writer.commit();
    }
  }

  @Override
  public void write(RowBlock texts, DMatrixRMaj numbers) throws IOException {
    List<IntFunction<String>> columns = new ArrayList<>();
    for (String[] column : layout.texts(texts)) {
      columns.add(column == null ? null : i -> column[i]);
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
    for (int j = 0; j < layout.columns(); j++) {
      columns.add(layout.isNumber(j) ? null : rows.label(layout.name(j))::name);
    }
    write(rows.size(), columns, rows.rows());
  }

  @Override
  public void commit() throws IOException {
    buffer.flush();
    file.commit();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private void writeHeader() throws IOException {
    for (int j = 0; j < layout.columns(); j++) {
      separate(j);
      buffer.name(formulas.name(layout.name(j)));
    }
    buffer.mark('\n');
  }

  private void write(int n, List<IntFunction<String>> columns, DMatrixRMaj numbers)
      throws IOException {
    layout.requireShape(n, numbers);
    int width = layout.columns();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < width; j++) {
        separate(j);
        if (layout.isNumber(j)) {
          buffer.number(layout.number(numbers, i, j, rowsWritten));
        } else {
          writeText(formulas.text(layout.name(j), columns.get(j).apply(i)));
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

  private void writeText(String text) throws IOException {
    if (text.isEmpty() && layout.columns() == 1) {
      buffer.emptyCell(); // a blank line is no row
    } else {
      buffer.text(text);
    }
  }
}
