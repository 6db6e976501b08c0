package ml.tacit.table;

import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/**
 * Which columns of a file in the making are numbers and which are texts, and what they may hold.
 */
final class SinkLayout {
  private final String where;
  private final List<String> header;
  private final int numberCount;

  /** Column of the numbers per header column, or -1 for a text. */
  private final int[] numberAt;

  private SinkLayout(String where, List<String> header, List<String> numbers) {
    this.where = where;
    this.header = List.copyOf(header);
    this.numberCount = numbers.size();
    Map<String, Integer> positions = ColumnLayout.positions(numbers);
    this.numberAt = header.stream().mapToInt(name -> positions.getOrDefault(name, -1)).toArray();
  }

  /**
   * Throws if a column name is blank or occurs twice, or a numeric column is not in the header;
   * {@code where} opens the messages.
   */
  static SinkLayout of(String where, List<String> header, List<String> numbers) {
    ColumnNames.requireNamed(where, header);
    ColumnNames.requireDistinct(where, header);
    ColumnNames.requireDistinct(where, numbers);
    for (String name : numbers) {
      if (!header.contains(name)) {
        throw ColumnNames.missing(where, name, header);
      }
    }
    return new SinkLayout(where, header, numbers);
  }

  int columns() {
    return numberAt.length;
  }

  String name(int column) {
    return header.get(column);
  }

  boolean isNumber(int column) {
    return numberAt[column] >= 0;
  }

  /** The text columns of a block, null where the column is a number. */
  String[][] texts(RowBlock block) {
    String[][] texts = new String[numberAt.length][];
    for (int j = 0; j < numberAt.length; j++) {
      texts[j] = numberAt[j] >= 0 ? null : block.text(header.get(j));
    }
    return texts;
  }

  /** Throws if there are other counts than {@code n} rows of all numeric columns. */
  void requireShape(int n, DMatrixRMaj numbers) {
    if (numbers.numRows != n || numbers.numCols != numberCount) {
      throw BadDataException.of(
          "%s: found %d x %d numbers, expected %d rows x %d columns",
          where, numbers.numRows, numbers.numCols, n, numberCount);
    }
  }

  /** A number to be written; {@code rowsWritten} before it. */
  double number(DMatrixRMaj numbers, int row, int column, long rowsWritten) {
    double value = numbers.data[row * numberCount + numberAt[column]];
    if (!Double.isFinite(value)) {
      throw BadDataException.of(
          "%s: row %d, column '%s': found %s, a file holds finite numbers only",
          where, rowsWritten + 1, header.get(column), value);
    }
    return value;
  }
}
