package ml.tacit.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import ml.tacit.table.BadDataException;
import ml.tacit.table.ColumnRoles;
import ml.tacit.table.Encoding;
import ml.tacit.table.EncodingRules;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import ml.tacit.table.RowInput;
import ml.tacit.table.TextColumns;

/**
 * A released file as attackers take it. Numbers are attacked, and texts of few levels as the
 * categories that they are; every other column is read as a text and attacked by nobody.
 */
final class ReleasedTable {
  /** Texts of more levels, or nearly all different, are no categories. */
  private static final int MOST_LEVELS = 100;

  private static final double IDENTIFIER = 0.9;

  private final RawTable table;

  private ReleasedTable(RawTable table) {
    this.table = table;
  }

  /**
   * Reads a file whose rows are those of another.
   *
   * @param file the released file; its columns decide which of them are attacked
   * @param raw the raw rows and what they are called
   * @param labels columns that must be the same in both where the file has them, and are not
   *     attacked
   * @param drop columns that are not attacked: they are read, since whoever has the file has them
   * @param numbers private numbers, which are attacked as every other column where they are
   *     released
   */
  static ReleasedTable read(
      RowInput file,
      String rawName,
      LabelledRows raw,
      List<String> labels,
      List<String> drop,
      NumberOptions numbers,
      Provenance provenance)
      throws IOException {
    Path path = file.files().get(0);
    Inputs.requireRereadable(path, "its columns decide which of them are attacked");
    List<String> texts = TextColumns.of(file);
    List<String> attacked =
        file.header().stream()
            .filter(name -> !name.isBlank() && !labels.contains(name) && !drop.contains(name))
            .toList();
    List<String> features = attacked.stream().filter(name -> !texts.contains(name)).toList();
    LabelledRows rows =
        provenance.read("released rows", file, ColumnRoles.ofTable(List.of(), features, List.of()));
    if (rows.size() != raw.size()) {
      throw BadDataException.of("%s: %d rows, %s has %d", path, rows.size(), rawName, raw.size());
    }
    for (String label : labels) {
      if (rows.labels().containsKey(label)) {
        requireSame(label, path + ": ", rows.label(label), rawName, raw.label(label));
      }
    }
    List<String> inputs = new ArrayList<>(numbers.apart(features));
    attacked.stream()
        .filter(name -> texts.contains(name) && isCategory(rows.label(name)))
        .forEach(inputs::add);
    if (inputs.isEmpty()) {
      throw new BadDataException(
          path + ": no column to attack, at least one of numbers or categories expected");
    }
    LabelledRows named = new LabelledRows(numbers.apart(features), rows.rows(), rows.labels());
    return new ReleasedTable(new RawTable(named, inputs));
  }

  private static boolean isCategory(Labels cells) {
    int[] counts = cells.counts();
    long levels = IntStream.of(counts).filter(n -> n > 0).count();
    long filled = IntStream.of(counts).filter(n -> n >= EncodingRules.DEFAULT.rows()).count();
    return levels > 1
        && levels <= IDENTIFIER * cells.size()
        && filled >= 1
        && filled <= MOST_LEVELS;
  }

  private static void requireSame(
      String label, String where, Labels other, String rawName, Labels raw) {
    for (int i = 0; i < raw.size(); i++) {
      if (!raw.name(i).equals(other.name(i))) {
        throw new BadDataException(
            String.format(
                Locale.ROOT,
                "%srow %d, column '%s': '%s', %s has '%s'",
                where,
                i + 1,
                label,
                other.name(i),
                rawName,
                raw.name(i)));
      }
    }
  }

  /** The columns of texts that are attacked. */
  List<String> categories() {
    return table.categories();
  }

  /** The rows as they were read, every text among the labels. */
  LabelledRows rows() {
    return table.filled();
  }

  /**
   * The rows as numbers, with the texts that are not attacked.
   *
   * @param fit numbers of the rows that attackers learn from
   * @param rules which levels are merged
   * @param person the label of the raw rows that names people, or null
   */
  LabelledRows encoded(int[] fit, EncodingRules rules, String person, LabelledRows raw) {
    Map<String, Labels> labels = new LinkedHashMap<>(table.rows().labels());
    if (person != null) {
      labels.put(person, raw.label(person));
    }
    LabelledRows fitted = table.withLabels(labels).select(fit).rows();
    Encoding encoding = Encoding.fit(fitted, table.inputs(), rules, person);
    return encoding.isTrivial() ? table.rows() : encoding.encode(table.rows());
  }
}
