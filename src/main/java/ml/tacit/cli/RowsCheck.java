package ml.tacit.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import ml.tacit.release.CopyColumns;
import ml.tacit.release.Release;
import ml.tacit.table.BadDataException;
import ml.tacit.table.ColumnRoles;
import ml.tacit.table.CsvReader;
import ml.tacit.table.Encoding;
import ml.tacit.table.Formulas;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.RowInput;

/** Whether released rows are what a model makes of the rows that it is said to have got. */
final class RowsCheck {
  private RowsCheck() {}

  /**
   * What differs first, if anything does.
   *
   * @param release the model, with its key
   * @throws BadDataException if the rows cannot be those
   */
  static Optional<FolderCheck.Finding> of(
      Path folder, Contents contents, Release release, RowInput input) throws IOException {
    Contents.Source source = contents.input();
    if (source == null) {
      throw BadDataException.of(
          "%s: the rows were simulated, no --input can be those", folder.resolve(Manifest.NAME));
    }
    CsvReader.DigestedRows read = input.readDigested(roles(contents, release, input));
    if (!read.sha256().equals(source.sha256())) {
      return Optional.of(
          new FolderCheck.Finding(
              ReleaseFolder.RELEASED,
              String.format(
                  Locale.ROOT,
                  "was made of other rows: %s has sha256 %s, expected %s of %s",
                  input.name(),
                  read.sha256(),
                  source.sha256(),
                  source.name())));
    }
    LabelledRows rows = read.rows().select(places(folder, source, read.rows().size()));
    LabelledRows expected =
        contents.device() == null
            ? release.transform(rows)
            : release.replay(contents.device()).transform(rows, CopyColumns.KEPT);
    Path file = folder.resolve(ReleaseFolder.RELEASED);
    List<String> header = CsvReader.headerOf(file);
    List<String> outputs = release.outputs().stream().map(name -> written(name, header)).toList();
    LabelledRows found =
        CsvReader.readAll(file, ColumnRoles.ofTable(List.of(), outputs, List.of()));
    return difference(found, expected, header)
        .map(what -> new FolderCheck.Finding(ReleaseFolder.RELEASED, what));
  }

  /** Numbers and texts that the model takes, labels to keep, and the device; nothing else. */
  private static ColumnRoles roles(Contents contents, Release release, RowInput input)
      throws IOException {
    List<String> numbers = release.encoding().map(Encoding::numbers).orElseGet(release::inputs);
    Set<String> needed = new HashSet<>(release.inputs());
    needed.addAll(release.info().roles().toKeep());
    needed.add(contents.device());
    List<String> others = new ArrayList<>(input.header());
    others.removeAll(needed);
    return ColumnRoles.ofTable(List.of(), numbers, others);
  }

  private static int[] places(Path folder, Contents.Source source, int rows) {
    List<Integer> places = new ArrayList<>();
    for (Contents.Span span : source.released()) {
      int last = places.isEmpty() ? 0 : places.get(places.size() - 1) + 1;
      if (span.first() <= last || span.rows() < 1 || span.rows() > rows - span.first() + 1) {
        throw BadDataException.of(
            "%s: found %d rows from row %d on, expected rows after %d of %d",
            folder.resolve(Manifest.NAME), span.rows(), span.first(), last, rows);
      }
      for (int i = 0; i < span.rows(); i++) {
        places.add(span.first() - 1 + i);
      }
    }
    return places.stream().mapToInt(Integer::intValue).toArray();
  }

  /** A name may have got an apostrophe ({@code --guard-formulas}). */
  private static String written(String name, List<String> header) {
    return !header.contains(name) && Formulas.isFormula(name) ? "'" + name : name;
  }

  private static boolean isText(String found, String expected) {
    return found.equals(expected) || (Formulas.isFormula(expected) && found.equals("'" + expected));
  }

  private static Optional<String> difference(
      LabelledRows found, LabelledRows expected, List<String> header) {
    List<String> labels = List.copyOf(expected.labels().keySet());
    List<String> texts = labels.stream().map(name -> written(name, header)).toList();
    if (found.size() != expected.size()) {
      return Optional.of(
          String.format(
              Locale.ROOT, "has %d rows, the model makes %d", found.size(), expected.size()));
    }
    if (!found.labels().keySet().equals(Set.copyOf(texts))) {
      return Optional.of(
          "has the texts " + found.labels().keySet() + ", the model passes on " + labels);
    }
    for (int i = 0; i < found.size(); i++) {
      for (int k = 0; k < labels.size(); k++) {
        String one = found.label(texts.get(k)).name(i);
        String other = expected.label(labels.get(k)).name(i);
        if (!isText(one, other)) {
          return Optional.of(row(i, labels.get(k), "'" + one + "'", "'" + other + "'"));
        }
      }
      for (int j = 0; j < expected.features().size(); j++) {
        double one = found.rows().get(i, j);
        double other = expected.rows().get(i, j);
        if (one != other) {
          String name = expected.features().get(j);
          return Optional.of(row(i, name, Double.toString(one), Double.toString(other)));
        }
      }
    }
    return Optional.empty();
  }

  private static String row(int row, String column, String found, String made) {
    return String.format(
        Locale.ROOT,
        "is not what the model makes of the rows: row %d, column '%s': found %s, the model makes %s",
        row + 1,
        column,
        found,
        made);
  }
}
