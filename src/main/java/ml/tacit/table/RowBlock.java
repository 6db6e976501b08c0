package ml.tacit.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Some consecutive rows of a file: their numbers and their texts.
 *
 * <p>The block owns its arrays and the reader keeps none of them, so it may be handed to another
 * thread. {@link #rows()} and {@link #text} are handed out without a copy.
 */
public final class RowBlock {
  private final long firstRow;
  private final DMatrixRMaj rows;
  private final Map<String, String[]> texts;

  /**
   * A block of rows that some reader read.
   *
   * @param firstRow number of its first row among all data rows, from 0
   * @param rows n × d, n at least 1; owned by the block from now on
   * @param texts n texts for each text column; owned by the block from now on
   */
  public RowBlock(long firstRow, DMatrixRMaj rows, Map<String, String[]> texts) {
    this.firstRow = firstRow;
    this.rows = rows;
    this.texts = texts;
  }

  /**
   * Number of the first row of this block among the data rows of the file.
   *
   * @return the row number, from 0
   */
  public long firstRow() {
    return firstRow;
  }

  /**
   * Number of rows.
   *
   * @return the number of rows, at least 1
   */
  public int size() {
    return rows.numRows;
  }

  /**
   * The numbers: a row per data row, a column per feature.
   *
   * @return the numbers, all finite; not copied
   */
  public DMatrixRMaj rows() {
    return rows;
  }

  /**
   * The cells of a text column, as they stand in the file (without their quotes).
   *
   * @param column a text column, see {@link RowReader#texts()}
   * @return a text per row; not copied
   * @throws BadDataException if there is no such text column
   */
  public String[] text(String column) {
    String[] found = texts.get(column);
    if (found == null) {
      List<String> present = new ArrayList<>(texts.keySet());
      throw ColumnNames.missing("text columns", column, present);
    }
    return found;
  }

  /**
   * A text column as labels. The classes are those of this block only, so codes of two blocks do
   * not compare; names do.
   *
   * @param column a text column
   * @return the labels of this block
   * @throws BadDataException if there is no such text column
   */
  public Labels labels(String column) {
    return Labels.of(text(column));
  }

  /** The same texts beside other numbers. */
  RowBlock withRows(DMatrixRMaj numbers) {
    return new RowBlock(firstRow, numbers, texts);
  }

  /**
   * The rows in which nothing is missing.
   *
   * @param columns text columns to look at, beside all numbers
   * @return the rows without a NaN or an empty text, copied; this block itself if these are all
   * @throws BadDataException if there is no such text column
   */
  public RowBlock complete(List<String> columns) {
    int d = rows.numCols;
    List<String[]> looked = columns.stream().map(this::text).toList();
    int[] chosen =
        IntStream.range(0, size())
            .filter(
                i ->
                    looked.stream().noneMatch(cells -> cells[i].isEmpty())
                        && IntStream.range(i * d, (i + 1) * d)
                            .noneMatch(at -> Double.isNaN(rows.data[at])))
            .toArray();
    if (chosen.length == size()) {
      return this;
    }
    DMatrixRMaj numbers = new DMatrixRMaj(chosen.length, d);
    Map<String, String[]> cells = new LinkedHashMap<>();
    for (int i = 0; i < chosen.length; i++) {
      System.arraycopy(rows.data, chosen[i] * d, numbers.data, i * d, d);
    }
    texts.forEach(
        (name, all) ->
            cells.put(name, IntStream.of(chosen).mapToObj(i -> all[i]).toArray(String[]::new)));
    return new RowBlock(firstRow, numbers, cells);
  }

  /**
   * Whether a number is missing.
   *
   * @return whether some number is NaN
   */
  public boolean hasGaps() {
    for (double x : rows.data) {
      if (Double.isNaN(x)) {
        return true;
      }
    }
    return false;
  }
}
