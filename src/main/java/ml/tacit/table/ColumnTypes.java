package ml.tacit.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the columns of a table hold, by its first {@value #ROWS} rows: numbers or categories. What
 * is of no use as either is found here, before any work:
 *
 * <ul>
 *   <li>a column of texts that are nearly all different names rows: it is left out, and that is
 *       said;
 *   <li>a column of very many levels, of dates or times, or of numbers with a stray text among them
 *       is refused, in one line that says what to do.
 * </ul>
 *
 * <p>A column is text if one of its values is. Missing values say nothing. Immutable.
 */
public final class ColumnTypes {
  /** So many rows are looked at. */
  public static final int ROWS = 10_000;

  /** More levels than this, each of enough rows to be a column, are refused. */
  static final int MOST_LEVELS = 100;

  /** Whole numbers and texts that are so nearly all different, in so many rows at least. */
  private static final double IDENTIFIER = 0.9;

  private static final int FEWEST_NAMED = 20;

  /** Numbers beside texts are levels if they are few, each in several rows. */
  private static final int FEW_NUMBERS = 20;

  private static final int REPEATS = 3;

  private static final int SHOWN = 40;

  private final List<String> labels;
  private final List<String> numbers;
  private final List<String> categories;
  private final List<String> inputs;
  private final List<String> leftOut;
  private final List<String> dropped;
  private final List<String> others;
  private final List<String> notes;

  private ColumnTypes(Search search) {
    this.labels = List.copyOf(search.wanted.roles().labels());
    this.numbers = List.copyOf(search.numbers);
    this.categories = List.copyOf(search.categories);
    this.inputs = List.copyOf(search.inputs);
    this.leftOut = List.copyOf(search.leftOut);
    this.dropped = List.copyOf(search.wanted.roles().drop());
    this.others = List.copyOf(search.others);
    this.notes = List.copyOf(search.notes);
  }

  /**
   * What is known of the columns beforehand.
   *
   * @param roles labels; columns to drop; features, if no other column is to be one
   * @param categorical columns of categories, whatever they look like
   * @param missing texts that stand for no value, beside the empty one
   * @param decimal the sign before the fraction of a number
   */
  record Wanted(ColumnRoles roles, Set<String> categorical, Set<String> missing, char decimal) {
    Wanted {
      categorical = Set.copyOf(categorical);
      missing = Set.copyOf(missing);
    }

    private boolean isMissing(String cell) {
      return cell.isEmpty() || missing.contains(cell);
    }

    private boolean isNumber(String cell) {
      char[] text =
          (decimal == '.' ? cell : cell.replace('.', 'x').replace(decimal, '.')).toCharArray();
      return Double.isFinite(Decimals.parse(text, 0, text.length));
    }
  }

  /**
   * Looks at the first rows.
   *
   * @param where opens messages
   * @param header the names of all columns
   * @param cells of each column its first cells, at most {@value #ROWS}
   * @throws BadDataException if a column is missing or refused, or none is left as a feature
   */
  static ColumnTypes of(String where, List<String> header, String[][] cells, Wanted wanted) {
    Search search = new Search(where, header, wanted);
    search.requirePresent();
    for (int j = 0; j < cells.length; j++) {
      search.look(j, cells[j]);
    }
    search.refuse();
    return new ColumnTypes(search);
  }

  /**
   * Looks at the first rows of a file.
   *
   * @param file a CSV file with a header; no pipe
   * @param roles labels; columns to drop; features, if no other column is to be one
   * @param categorical columns of categories, whatever they look like
   * @return what its columns are
   * @throws IOException if the file cannot be read
   * @throws BadDataException if a row is not as expected, a column is missing or refused, or none
   *     is left as a feature
   */
  public static ColumnTypes found(Path file, ColumnRoles roles, Set<String> categorical)
      throws IOException {
    try (TextSource source = TextSource.open(file, null);
        CsvRows rows = new CsvRows(file.toString(), source)) {
      List<String> header = rows.header();
      rows.layout(ColumnLayout.texts(header));
      String[][] cells = new String[header.size()][ROWS];
      int n = 0;
      while (n < ROWS && rows.next(new double[0], 0, cells, n)) {
        n++;
      }
      for (int j = 0; j < cells.length; j++) {
        cells[j] = Arrays.copyOf(cells[j], n);
      }
      return of(file.toString(), header, cells, new Wanted(roles, categorical, Set.of(), '.'));
    }
  }

  /**
   * The roles to read the rows with: numbers are features, every other column is a text, but those
   * that name rows.
   *
   * @return the roles
   */
  public ColumnRoles roles() {
    List<String> drop = new ArrayList<>(dropped);
    drop.addAll(leftOut);
    return new ColumnRoles(labels, numbers, drop);
  }

  /**
   * The columns that are read as numbers.
   *
   * @return their names, as listed among the features or in the order of the table; immutable
   */
  public List<String> numbers() {
    return numbers;
  }

  /**
   * The columns that are read as categories.
   *
   * @return their names, in the order of {@link #inputs()}; immutable
   */
  public List<String> categories() {
    return categories;
  }

  /**
   * Numbers and categories together.
   *
   * @return their names, as listed among the features or in the order of the table; immutable
   */
  public List<String> inputs() {
    return inputs;
  }

  /**
   * The columns that are not read, as they name rows.
   *
   * @return their names, in the order of the table; immutable
   */
  public List<String> leftOut() {
    return leftOut;
  }

  /**
   * The columns that are neither label nor feature, because features are listed.
   *
   * @return their names, in the order of the table; immutable
   */
  public List<String> others() {
    return others;
  }

  /**
   * The labels that were asked for.
   *
   * @return their names, immutable
   */
  public List<String> labels() {
    return labels;
  }

  /**
   * What a user should know of the columns.
   *
   * @return a line each, immutable
   */
  public List<String> notes() {
    return notes;
  }

  /** A column with what was seen of it. */
  private record Seen(String name, int values, int distinct, int wellFilled, int numbers) {}

  /** One look at a table. */
  private static final class Search {
    private final String where;
    private final List<String> header;
    private final Wanted wanted;
    private final Set<String> labels;
    private final Set<String> drop;
    private final Set<String> listed;
    private final List<String> numbers = new ArrayList<>();
    private final List<String> categories = new ArrayList<>();
    private final List<String> inputs = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();
    private final List<String> others = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** Dates and times by column, each with its first value. */
    private final Map<String, String> dates = new LinkedHashMap<>();

    private final Map<String, Integer> manyLevels = new LinkedHashMap<>();
    private final List<String> strays = new ArrayList<>();

    Search(String where, List<String> header, Wanted wanted) {
      this.where = where;
      this.header = header;
      this.wanted = wanted;
      this.labels = new HashSet<>(wanted.roles().labels());
      this.drop = new HashSet<>(wanted.roles().drop());
      this.listed = new HashSet<>(wanted.roles().features());
    }

    void requirePresent() {
      for (List<String> names :
          List.of(
              wanted.roles().labels(),
              wanted.roles().features(),
              wanted.roles().drop(),
              wanted.categorical().stream().sorted().toList())) {
        for (String name : names) {
          if (!header.contains(name)) {
            throw ColumnNames.missing(where, name, header);
          }
        }
      }
    }

    void look(int column, String[] cells) {
      String name = header.get(column);
      if (labels.contains(name) || drop.contains(name) || name.isBlank()) {
        return;
      }
      if (!listed.isEmpty() && !listed.contains(name)) {
        others.add(name);
        return;
      }
      if (wanted.categorical().contains(name)) {
        categories.add(name);
        return;
      }
      Map<String, Integer> counts = new LinkedHashMap<>();
      for (String cell : cells) {
        if (!wanted.isMissing(cell)) {
          counts.merge(cell, 1, Integer::sum);
        }
      }
      Seen seen = seen(name, counts);
      if (seen.numbers() == seen.values()) {
        numbers.add(name);
        noteNumbers(seen, counts.keySet());
      } else if (2 * seen.numbers() >= seen.values()) {
        numbersAndTexts(seen, cells);
      } else {
        texts(seen, counts);
      }
    }

    private Seen seen(String name, Map<String, Integer> counts) {
      int values = 0;
      int wellFilled = 0;
      int numeric = 0;
      for (Map.Entry<String, Integer> cell : counts.entrySet()) {
        int count = cell.getValue();
        values += count;
        wellFilled += count >= EncodingRules.DEFAULT.rows() ? 1 : 0;
        numeric += wanted.isNumber(cell.getKey()) ? count : 0;
      }
      return new Seen(name, values, counts.size(), wellFilled, numeric);
    }

    private void noteNumbers(Seen seen, Set<String> values) {
      boolean whole = values.stream().allMatch(value -> value.strip().matches("[-+]?\\d+"));
      if (whole && seen.values() >= FEWEST_NAMED && seen.distinct() == seen.values()) {
        notes.add(
            String.format(
                Locale.ROOT,
                "column '%s': whole numbers, all different in %d rows; it is kept: --drop it if it names rows",
                seen.name(),
                seen.values()));
      }
    }

    /** Few numbers are levels, as 0, 1, 2, 3+; else a text among them is a slip of somebody. */
    private void numbersAndTexts(Seen seen, String[] cells) {
      String name = seen.name();
      int row = 0;
      while (wanted.isMissing(cells[row]) || wanted.isNumber(cells[row])) {
        row++;
      }
      if (seen.distinct() <= FEW_NUMBERS && seen.values() >= REPEATS * seen.distinct()) {
        categories.add(name);
        notes.add(
            String.format(
                Locale.ROOT,
                "column '%s' is read as texts: '%s' in row %d is no number; --missing %s if it stands for no value",
                name,
                shown(cells[row]),
                row + 1,
                quoted(shown(cells[row]))));
        return;
      }
      strays.add(
          String.format(
              Locale.ROOT,
              "row %d, column '%s': '%s' is not a finite number, as %d of %d values are; --missing %s if it stands"
                  + " for no value, --categorical %s if these are categories, or --drop it",
              row + 1,
              name,
              shown(cells[row]),
              seen.numbers(),
              seen.values(),
              quoted(shown(cells[row])),
              quoted(name)));
    }

    private void texts(Seen seen, Map<String, Integer> counts) {
      String name = seen.name();
      Optional<String> date = DatesAndTimes.of(counts);
      if (date.isPresent()) {
        dates.put(name, date.get());
      } else if (listed.contains(name)) {
        categories.add(name);
      } else if (seen.values() >= FEWEST_NAMED && seen.distinct() > IDENTIFIER * seen.values()) {
        leftOut.add(name);
        notes.add(
            String.format(
                Locale.ROOT,
                "column '%s' is left out: %d different texts in %d rows name rows; --categorical %s reads them as categories",
                name,
                seen.distinct(),
                seen.values(),
                quoted(name)));
      } else if (seen.wellFilled() > MOST_LEVELS) {
        manyLevels.put(name, seen.wellFilled());
      } else {
        categories.add(name);
      }
    }

    /** Says the first of what is wrong, and of its kind all. */
    void refuse() {
      if (!strays.isEmpty()) {
        throw new BadDataException(where + ": " + strays.get(0));
      }
      if (!dates.isEmpty()) {
        String name = dates.keySet().iterator().next();
        throw BadDataException.of(
            "%s: column '%s' has dates or times ('%s'), numbers or categories expected; make a number of it, the days"
                + " or hours since some event, or leave it out: --drop %s",
            where, name, dates.get(name), list(dates.keySet()));
      }
      if (!manyLevels.isEmpty()) {
        String name = manyLevels.keySet().iterator().next();
        throw BadDataException.of(
            "%s: column '%s' has %d categories of at least %d rows each, at most %d expected; --drop %s, or"
                + " --categorical %s to use them all the same",
            where,
            name,
            manyLevels.get(name),
            EncodingRules.DEFAULT.rows(),
            MOST_LEVELS,
            list(manyLevels.keySet()),
            list(manyLevels.keySet()));
      }
      order();
      if (inputs.isEmpty()) {
        throw BadDataException.of(
            "%s: none of the %d columns is left as a feature%s",
            where,
            header.size(),
            leftOut.isEmpty()
                ? ""
                : "; left out, as they name rows: " + String.join(", ", leftOut));
      }
    }

    /** As listed, else as in the table. */
    private void order() {
      List<String> all = wanted.roles().features().isEmpty() ? header : wanted.roles().features();
      Set<String> texts = new HashSet<>(categories);
      Set<String> read = new HashSet<>(numbers);
      numbers.clear();
      categories.clear();
      for (String name : all) {
        if (texts.contains(name) || read.contains(name)) {
          inputs.add(name);
          (texts.contains(name) ? categories : numbers).add(name);
        }
      }
    }

    private static String list(Set<String> names) {
      return quoted(NamesInText.join(List.copyOf(names)));
    }

    /** A word of a command line. */
    private static String quoted(String word) {
      return word.matches("[\\w.,?+-]+") ? word : "'" + word + "'";
    }

    private static String shown(String cell) {
      String plain = cell.replaceAll("\\p{Cntrl}", "?");
      return plain.length() > SHOWN ? plain.substring(0, SHOWN) + "..." : plain;
    }
  }

  @Override
  public String toString() {
    return inputs.stream()
        .map(name -> name + (categories.contains(name) ? ": text" : ": number"))
        .collect(Collectors.joining(", "));
  }
}
