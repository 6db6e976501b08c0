package ml.tacit.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import ml.tacit.release.Release;
import ml.tacit.subspace.Scatter;
import ml.tacit.subspace.TableScatter;
import ml.tacit.table.ColumnTypes;
import ml.tacit.table.Encoding;
import ml.tacit.table.EncodingRules;
import ml.tacit.table.RowBlock;

/**
 * What a linear method needs of rows: of numbers only, or of a table, which is encoded once all
 * rows are seen. One of the two is null.
 */
record Statistic(Scatter numbers, TableScatter table) {

  /** Of rows that are to be read, numbers without gaps. */
  static Statistic ofNumbers(ColumnTypes types, List<String> labels) {
    return new Statistic(new Scatter(types.numbers(), labels), null);
  }

  /** Of rows that are to be read, with categories or gaps. */
  static Statistic ofTable(ColumnTypes types, List<String> labels) {
    return new Statistic(
        null, new TableScatter(types.inputs(), Set.copyOf(types.categories()), labels));
  }

  /** That of numbers, if there was neither a category nor a gap. */
  Statistic simplest() {
    return table == null ? this : of(table);
  }

  static Statistic of(TableScatter read) {
    Optional<Scatter> plain = read.numbers();
    return plain.isPresent() ? new Statistic(plain.get(), null) : new Statistic(null, read);
  }

  /** False where the rows have a gap, for which numbers have no place. */
  boolean accept(RowBlock block, List<String> features) {
    if (table != null) {
      table.accept(block, features);
      return true;
    }
    if (block.hasGaps()) {
      return false;
    }
    numbers.accept(block);
    return true;
  }

  void writeTo(OutputStream out) throws IOException {
    if (table == null) {
      numbers.writeTo(out);
    } else {
      table.writeTo(out);
    }
  }

  long count() {
    return table == null ? numbers.count() : table.count();
  }

  int columns() {
    return table == null ? numbers.dimension() : table.inputs().size();
  }

  List<String> labelNames() {
    return table == null ? numbers.labelNames() : table.labelNames();
  }

  long cellsBelow(long rows) {
    return table == null ? numbers.cellsBelow(rows) : table.cellsBelow(rows);
  }

  /** How many levels of categories have fewer rows. */
  long levelsBelow(long rows) {
    return table == null ? 0 : table.levelsBelow(rows);
  }

  /** Throws if a category is a hidden label under another name; of numbers, the fit finds it. */
  void requireNoCopy(List<String> hide) {
    if (table != null) {
      hide.stream().filter(table.labelNames()::contains).forEach(table::requireNoCopy);
    }
  }

  /**
   * How the table is encoded; empty where it needs not be.
   *
   * @param hide the hidden labels: that of most classes is taken to name people
   */
  Optional<Encoding> encoding(EncodingRules rules, List<String> hide) {
    if (table == null) {
      return Optional.empty();
    }
    String person =
        hide.stream()
            .filter(table.labelNames()::contains)
            .max(Comparator.comparingInt(label -> table.classes(label).size()))
            .orElse(null);
    return Optional.of(table.encoding(rules, person));
  }

  /** The statistic of the rows as numbers. */
  Scatter encoded(Optional<Encoding> encoding) {
    return encoding.map(columns -> table.scatter(columns)).orElse(numbers);
  }

  /** The release of the encoded rows as one of the table. */
  static Release ofTable(Release release, Optional<Encoding> encoding) {
    return encoding.map(release::withEncoding).orElse(release);
  }
}
