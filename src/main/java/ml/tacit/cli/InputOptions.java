package ml.tacit.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import ml.tacit.table.BadDataException;
import ml.tacit.table.ColumnRoles;
import ml.tacit.table.ColumnTypes;
import ml.tacit.table.Dialect;
import ml.tacit.table.EncodingRules;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.NamesInText;
import ml.tacit.table.RowBlock;
import ml.tacit.table.RowInput;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * How files of rows are written, which of their columns are labels and which are features; shared
 * by the commands that read rows.
 */
final class InputOptions {
  @Option(
      names = "--features",
      parameterConsumer = NameList.class,
      paramLabel = "LIST",
      description =
          "Columns to use as features; no other is read as a number. In every list, a name with a comma goes in double quotes.")
  List<String> features = new ArrayList<>();

  @Option(
      names = "--drop",
      parameterConsumer = NameList.class,
      paramLabel = "LIST",
      description = "Columns to ignore; \"\" is those without a name.")
  List<String> drop = new ArrayList<>();

  @Mixin private DialectOptions dialect;

  @Option(
      names = "--categorical",
      parameterConsumer = NameList.class,
      paramLabel = "LIST",
      description =
          "Columns of categories, though they look like numbers, dates or names of rows. Columns with texts are found.")
  private List<String> categorical = new ArrayList<>();

  @Option(
      names = "--impute",
      paramLabel = "mean|drop",
      defaultValue = "mean",
      description =
          "A missing number becomes the mean, beside a column that says so, and a missing category one of its own; or"
              + " rows with missing values are left out. Default: ${DEFAULT-VALUE}.")
  private Impute impute = Impute.mean;

  @Option(
      names = "--rare",
      paramLabel = "ROWS[,PEOPLE]",
      description =
          "Categories of fewer rows, or of fewer people where a column names them, are merged into one; no model names"
              + " them. Default: 10,5.")
  private String rare;

  /** Rows that lacked a value and were left out. */
  private int dropped;

  /** What becomes of missing values; in the words of the option. */
  enum Impute {
    mean,
    drop
  }

  /**
   * Where the rows come from.
   *
   * @param what files, patterns, folders, {@code -} for the standard input
   */
  RowInput rows(List<String> what) throws IOException {
    return RowInput.of(what, dialect.dialect());
  }

  /** A file that was released: written as all files here are, with the same words for no value. */
  RowInput released(Path file) {
    return RowInput.of(file, Dialect.CSV.withMissing(dialect.dialect().missing()));
  }

  /** How rows are read once their columns are known. */
  interface Reading {
    LabelledRows read(ColumnRoles roles) throws IOException;
  }

  /**
   * Reads a table with what its columns are found to be.
   *
   * @param asked as {@link #roles}
   * @param notes takes what is to be said of the columns
   * @throws BadDataException if a column is refused, or a row is not as the first ones
   */
  RawTable read(ColumnRoles asked, RowInput input, Reading reading, List<String> notes)
      throws IOException {
    ColumnTypes types = ColumnTypes.found(input, asked, Set.copyOf(categorical));
    notes.addAll(types.notes());
    ColumnRoles roles = types.roles();
    // Labels are texts here, which may be blank: how many are is said, or their rows are left out.
    ColumnRoles texts = ColumnRoles.ofTable(List.of(), roles.features(), roles.drop());
    return new RawTable(reading.read(texts), types.inputs());
  }

  /** What the columns of rows are; a look at the first of them, before any work. */
  ColumnTypes types(RowInput input, List<String> labels) throws IOException {
    return ColumnTypes.found(input, roles(labels), Set.copyOf(categorical));
  }

  /** A block without its rows that lack a value, if that is asked for; else with every label. */
  RowBlock complete(RowBlock block, ColumnTypes types, List<String> labels) {
    if (impute == Impute.drop) {
      return block.complete(labels(types.categories(), labels));
    }
    for (String label : labels) {
      String[] cells = block.text(label);
      for (int i = 0; i < cells.length; i++) {
        if (cells[i].isEmpty()) {
          throw BadDataException.of(
              "row %d, column '%s': no value, a label was expected; --impute drop leaves rows with missing values out",
              block.firstRow() + i + 1, label);
        }
      }
    }
    return block;
  }

  /** How many rows were left out. */
  static String dropped(long rows, long of) {
    return String.format(
        Locale.ROOT, "%d of %d rows lack a value and are left out (--impute drop)", rows, of);
  }

  /** Without rows that lack a value, if that is asked for; else every label must be there. */
  RawTable complete(RawTable table, List<String> labels, List<String> notes) {
    RawTable complete = impute == Impute.drop ? table.complete(labels) : table;
    dropped = table.rows().size() - complete.rows().size();
    if (dropped > 0) {
      notes.add(dropped(dropped, table.rows().size()));
    }
    complete.requireLabels(labels);
    return complete;
  }

  /** The numbers of the rows that {@link #complete} leaves. */
  int[] places(RawTable table, List<String> labels) {
    return impute == Impute.drop
        ? table.completeRows(labels)
        : IntStream.range(0, table.rows().size()).toArray();
  }

  /** How many rows were left out as they lacked a value; known once the table is complete. */
  int droppedRows() {
    return dropped;
  }

  /**
   * The table as numbers.
   *
   * @param fit numbers of the rows that the encoding is fitted to
   * @param person the label that names people, or null
   */
  EncodedTable encoded(RawTable table, int[] fit, String person, List<String> notes) {
    EncodedTable encoded =
        EncodedTable.of(table, fit, rules(), person, labels(features, categorical));
    if (!encoded.constant().isEmpty()) {
      notes.add(
          "left out, as they have one value in the rows to fit on: "
              + String.join(", ", encoded.constant()));
    }
    String line = encoded.line();
    if (!line.isEmpty()) {
      notes.add(line);
    }
    return encoded;
  }

  /** Which categories are merged. */
  EncodingRules rules() {
    if (rare == null) {
      return EncodingRules.DEFAULT;
    }
    if (!rare.matches("[0-9]{1,9}(,[0-9]{1,9})?")) {
      throw BadDataException.of(
          "--rare: found '%s', one or two whole numbers expected: --rare 10,5", rare);
    }
    String[] counts = rare.split(",");
    return new EncodingRules(
        Integer.parseInt(counts[0]),
        counts.length > 1 ? Integer.parseInt(counts[1]) : EncodingRules.DEFAULT.people());
  }

  /** Roles of the columns, given the labels that a command reads. */
  ColumnRoles roles(List<String> labels) {
    return new ColumnRoles(labels, features, drop);
  }

  /** What must be said to have the same again. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    if (!features.isEmpty()) {
      words.addAll(List.of("--features", NamesInText.join(features)));
    }
    if (!drop.isEmpty()) {
      words.addAll(List.of("--drop", NamesInText.join(drop)));
    }
    words.addAll(dialect.words());
    if (!categorical.isEmpty()) {
      words.addAll(List.of("--categorical", NamesInText.join(categorical)));
    }
    if (impute != Impute.mean) {
      words.addAll(List.of("--impute", impute.name()));
    }
    if (rare != null) {
      words.addAll(List.of("--rare", rare));
    }
    return words;
  }

  /** The labels of several options, each once, in order. */
  @SafeVarargs
  static List<String> labels(List<String>... lists) {
    Set<String> all = new LinkedHashSet<>();
    for (List<String> list : lists) {
      all.addAll(list);
    }
    return List.copyOf(all);
  }

  static List<String> optional(String label) {
    return label == null ? List.of() : List.of(label);
  }

  /** What must be said of --input; only names, as paths are nobody's business. */
  static List<String> inputWords(List<String> input) {
    List<String> words = new ArrayList<>();
    for (String one : input) {
      Path name = Path.of(one).getFileName();
      words.addAll(List.of("--input", name == null ? one : name.toString()));
    }
    return words;
  }

  /** "F.csv: " before what a fit had to say about its rows. */
  static String prefix(Path input, String message) {
    return prefix(input.toString(), message);
  }

  /** The same for rows of several files. */
  static String prefix(String input, String message) {
    return message.startsWith(input) ? message : input + ": " + message;
  }
}
