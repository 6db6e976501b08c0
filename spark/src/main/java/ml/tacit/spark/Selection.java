package ml.tacit.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** What is read of each row: numbers, categories, labels; and what is done where one is missing. */
final class Selection implements Serializable {
  private static final long serialVersionUID = 1L;

  private final RowLayout numbers;
  private final ArrayList<String> categories;
  private final ArrayList<String> labels;
  private final String invalid;

  Selection(RowLayout numbers, List<String> categories, List<String> labels, String invalid) {
    this.numbers = numbers;
    this.categories = new ArrayList<>(categories);
    this.labels = new ArrayList<>(labels);
    this.invalid = invalid;
  }

  RowLayout numbers() {
    return numbers;
  }

  List<String> categories() {
    return categories;
  }

  List<String> labels() {
    return labels;
  }

  /** Whether rows need an encoding: numbers alone, all there, are numbers already. */
  boolean isTable() {
    return !categories.isEmpty() || takesMissing();
  }

  boolean takesMissing() {
    return invalid.equals(ColumnParams.KEEP);
  }

  boolean skipsMissing() {
    return invalid.equals(ColumnParams.SKIP);
  }

  /** Numbers, categories and labels as {@link #blocks} reads them, and then these columns. */
  Dataset<Row> of(Dataset<?> rows, List<Column> others) {
    Stream<Column> texts =
        Stream.concat(categories.stream(), labels.stream())
            .map(name -> RowLayout.column(rows, name).cast(DataTypes.StringType));
    return numbers.select(rows, Stream.concat(texts, others.stream()).toList());
  }

  /** How many columns stand in front of the others. */
  int width() {
    return numbers.width() + categories.size() + labels.size();
  }

  /** Selected rows as blocks. */
  RowBlocks blocks(Iterator<Row> rows, String place) {
    return new RowBlocks(rows, this, place);
  }
}
