package ml.tacit.table;

import java.util.List;
import java.util.Set;

/**
 * How a text file of rows is written; an immutable value. Formats that say it themselves look at
 * {@link #missing} only.
 *
 * @param delimiter between the cells of a row
 * @param decimal the mark before the decimals of a number, {@code '.'} or {@code ','}
 * @param hasHeader whether the first line names the columns
 * @param columns names of the columns of a file without a header, or in place of its own; none for
 *     those of the header
 * @param missing cells that say a value is missing, without the blanks around them: a number is NaN
 *     then, a text empty; none where every cell must have a value
 */
public record Dialect(
    char delimiter, char decimal, boolean hasHeader, List<String> columns, Set<String> missing) {

  /** Commas, decimal points, a header, no cell missing. */
  public static final Dialect CSV = new Dialect(',', '.', true, List.of(), Set.of());

  /** The same where values may be missing: a cell that is empty, {@code NA} or {@code ?}. */
  public static final Dialect TABLE = CSV.withMissing(Set.of("", "NA", "?"));

  /**
   * Copies its lists.
   *
   * <p>The delimiter may be the decimal mark: numbers with one stand in quotes then.
   *
   * @throws BadDataException if the delimiter is a point, a quote or a line end, or the decimal
   *     mark is neither point nor comma
   */
  public Dialect {
    columns = List.copyOf(columns);
    missing = Set.copyOf(missing);
    if (decimal != '.' && decimal != ',') {
      throw new BadDataException("decimal: found '" + decimal + "', expected '.' or ','");
    }
    if (".\"\r\n".indexOf(delimiter) >= 0) {
      throw new BadDataException(
          "delimiter: found '"
              + delimiter
              + "', which is a point, a quote or a line end; another is needed");
    }
  }

  /**
   * The same with other words for a missing value.
   *
   * @param words cells that say a value is missing
   * @return the dialect
   */
  public Dialect withMissing(Set<String> words) {
    return new Dialect(delimiter, decimal, hasHeader, columns, words);
  }
}
