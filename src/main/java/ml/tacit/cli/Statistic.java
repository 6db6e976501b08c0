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

  /** Of rows that are to be read. */
  static Statistic of(ColumnTypes types, boolean mayMiss, List<String> labels) {
    return types.categories().isEmpty() && !mayMiss
        ? new Statistic(new Scatter(types.numbers(), labels), null)
        : new Statistic(
            null, new TableScatter(types.inputs(), Set.copyOf(types.categories()), labels));
  }

  static Statistic of(TableScatter read) {
    Optional<Scatter> plain = read.numbers();
    return plain.isPresent() ? new Statistic(plain.get(), null) : new Statistic(null, read);
  }

  void accept(RowBlock block, List<String> features) {
    if (table == null) {
      numbers.accept(block);
    } else {
      table.accept(block, features);
    }
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
