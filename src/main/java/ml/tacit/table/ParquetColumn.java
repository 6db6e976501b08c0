package ml.tacit.table;

import java.io.IOException;
import org.apache.parquet.schema.Type;

/**
 * One column of a Parquet file that is used. Values are read some rows ahead, column after column
 * as they stand in the file, and handed on row by row.
 */
final class ParquetColumn {
  /** So many rows are read ahead: of some hundred columns they fit a cache. */
  static final int AHEAD = 256;

  /** Stands for null among the numbers: a NaN that no computation gives. */
  private static final long NULL = 0x7ff8_0000_6e75_6c6cL;

  private static final double NULL_NUMBER = Double.longBitsToDouble(NULL);

  private final String name;
  private final int column;
  private final ParquetValues values;
  private final double[] numbers;

  /** Null for a missing one. */
  private final String[] texts;

  private ParquetPages pages;
  private int filled;

  /**
   * Throws if the column holds what is neither a number nor a text.
   *
   * @param column its position in the file
   * @param isNumeric whether it is read as a number
   */
  ParquetColumn(String where, int column, Type type, boolean isNumeric) {
    this.name = type.getName();
    this.column = column;
    this.values = ParquetValues.of(where, type, isNumeric);
    this.numbers = isNumeric ? new double[AHEAD] : null;
    this.texts = isNumeric ? null : new String[AHEAD];
  }

  String name() {
    return name;
  }

  /** Goes on with the values of a row group. */
  void begin(ParquetPages group) {
    pages = group;
  }

  /** Reads values ahead, at most {@link #AHEAD}; those before are given up. */
  void fill(int rows) throws IOException {
    filled = 0;
    if (numbers != null) {
      fillNumbers(rows);
    } else {
      fillTexts(rows);
    }
  }

  /** How many were read, so that a value that cannot be read has a row. */
  int filled() {
    return filled;
  }

  private void fillNumbers(int rows) throws IOException {
    while (filled < rows) {
      numbers[filled] = pages.next() ? values.number(pages.values()) : NULL_NUMBER;
      filled++;
    }
  }

  private void fillTexts(int rows) throws IOException {
    while (filled < rows) {
      texts[filled] = pages.next() ? values.text(pages.values()) : null;
      filled++;
    }
  }

  /** Hands a value that was read ahead to the cells. */
  void give(int row, RowCells cells) {
    if (numbers != null) {
      double value = numbers[row];
      if (Double.isNaN(value) && Double.doubleToRawLongBits(value) == NULL) {
        cells.missing(column);
      } else {
        cells.number(column, value);
      }
    } else if (texts[row] == null) {
      cells.missing(column);
    } else {
      cells.text(column, texts[row]);
    }
  }
}
