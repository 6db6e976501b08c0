package ml.tacit.table;

import java.io.IOException;
import java.util.ArrayList;
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
    this.labels = List.copyOf(search.roles.labels());
    this.numbers = List.copyOf(search.numbers);
    this.categories = List.copyOf(search.categories);
    this.inputs = List.copyOf(search.inputs);
    this.leftOut = List.copyOf(search.leftOut);
    this.dropped = List.copyOf(search.roles.drop());
    this.others = List.copyOf(search.others);
    this.notes = List.copyOf(search.notes);
  }

  /**
   * Looks at the first rows; those of a pipe are still to be read.
   *
   * @param input the rows
   * @param roles labels; columns to drop; features, if no other column is to be one
   * @param categorical columns of categories, whatever they look like
   * @return what the columns are
   * @throws IOException if a file cannot be read
   * @throws BadDataException if a row is not as expected, a column is missing or refused, or none
   *     is left as a feature
   */
  public static ColumnTypes found(RowInput input, ColumnRoles roles, Set<String> categorical)
      throws IOException {
    try (RowCursor rows = input.look()) {
      List<String> header = rows.header();
      ColumnNames.sayRenamed(input.name(), rows.names(), header, roles.named());
      Search search =
          new Search(input.name(), header, roles, categorical, input.dialect().decimal());
      rows.layout(ColumnLayout.texts(header, j -> search.looks[j] != null));
      String[][] cells = new String[header.size()][1];
      for (int row = 0; row < ROWS && rows.next(new double[0], 0, cells, 0); row++) {
        for (int j = 0; j < cells.length; j++) {
          search.add(j, cells[j][0], row);
        }
      }
      return search.found();
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
    return ColumnRoles.ofTable(labels, numbers, drop);
  }

  /**
   * The same where no column is read that is neither label nor feature.
   *
   * @return the roles
   */
  public ColumnRoles rolesAlone() {
    List<String> drop = new ArrayList<>(roles().drop());
    drop.addAll(others);
    return ColumnRoles.ofTable(labels, numbers, drop);
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

  /** One look at a table. */
  static final class Search {
    private final String where;
    private final List<String> header;
    private final ColumnRoles roles;
    private final Set<String> categorical;
    private final Set<String> listed;

    /** A column of a role has none. */
    private final ColumnLook[] looks;

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

    /** {@code where} opens messages. */
    Search(
        String where,
        List<String> header,
        ColumnRoles roles,
        Set<String> categorical,
        char decimal) {
      this.where = where;
      this.header = header;
      this.roles = roles;
      this.categorical = categorical;
      this.listed = new HashSet<>(roles.features());
      this.looks = new ColumnLook[header.size()];
      requirePresent();
      Set<String> labels = new HashSet<>(roles.labels());
      Set<String> drop = new HashSet<>(roles.drop());
      for (int j = 0; j < looks.length; j++) {
        String name = header.get(j);
        if (labels.contains(name) || drop.contains(name) || name.isBlank()) {
          continue;
        }
        if (!listed.isEmpty() && !listed.contains(name)) {
          others.add(name);
        } else if (categorical.contains(name)) {
          categories.add(name);
        } else {
          looks[j] = new ColumnLook(name, decimal);
        }
      }
    }

    private void requirePresent() {
      List<String> named = categorical.stream().sorted().toList();
      for (List<String> names : List.of(roles.labels(), roles.features(), roles.drop(), named)) {
        for (String name : names) {
          if (!header.contains(name)) {
            throw ColumnNames.missing(where, name, header);
          }
        }
      }
    }

    void add(int column, String cell, int row) {
      if (looks[column] != null) {
        looks[column].add(cell, row);
      }
    }

    /** Throws if a column is refused, or none is left. */
    ColumnTypes found() {
      for (ColumnLook look : looks) {
        if (look == null) {
          continue;
        }
        if (look.numbers() == look.values()) {
          numbers.add(look.name());
          noteNumbers(look);
        } else if (look.isOtherwiseDecimal()) {
          strays.add(
              String.format(
                  Locale.ROOT,
                  "row %d, column '%s': '%s' is a number with another decimal mark; --decimal %s reads it, --categorical %s"
                      + " takes it as text",
                  look.strayRow() + 1,
                  look.name(),
                  shown(look.stray()),
                  look.otherMark(),
                  quoted(look.name())));
        } else if (2 * look.numbers() >= look.values()) {
          numbersAndTexts(look);
        } else {
          texts(look);
        }
      }
      refuse();
      order();
      return new ColumnTypes(this);
    }

    private void noteNumbers(ColumnLook look) {
      if (look.values() >= FEWEST_NAMED && look.isCounting()) {
        notes.add(
            String.format(
                Locale.ROOT,
                "column '%s': whole numbers, all different in %d rows; it is kept: --drop it if it names rows",
                look.name(),
                look.values()));
      }
    }

    /** Few numbers are levels, as 0, 1, 2, 3+; else a text among them is a slip of somebody. */
    private void numbersAndTexts(ColumnLook look) {
      String name = look.name();
      String stray = shown(look.stray());
      int row = look.strayRow() + 1;
      if (look.distinct() <= FEW_NUMBERS && look.values() >= REPEATS * look.distinct()) {
        categories.add(name);
        notes.add(
            String.format(
                Locale.ROOT,
                "column '%s' is read as texts: '%s' in row %d is no number; --missing %s if it stands for no value",
                name,
                stray,
                row,
                quoted(stray)));
      } else {
        strays.add(
            String.format(
                Locale.ROOT,
                "row %d, column '%s': '%s' is not a finite number, as %d of %d values are; --missing %s if it stands"
                    + " for no value, --categorical %s if these are categories, or --drop it",
                row,
                name,
                stray,
                look.numbers(),
                look.values(),
                quoted(stray),
                quoted(name)));
      }
    }

    private void texts(ColumnLook look) {
      String name = look.name();
      Optional<String> date = DatesAndTimes.of(look.counts());
      int levels = look.filled(EncodingRules.DEFAULT.rows());
      if (date.isPresent()) {
        dates.put(name, date.get());
      } else if (listed.contains(name)) {
        categories.add(name);
      } else if (look.values() >= FEWEST_NAMED && look.distinct() > IDENTIFIER * look.values()) {
        leftOut.add(name);
        notes.add(
            String.format(
                Locale.ROOT,
                "column '%s' is left out: %d different texts in %d rows name rows; --categorical %s reads them as categories",
                name,
                look.distinct(),
                look.values(),
                quoted(name)));
      } else if (levels > MOST_LEVELS) {
        manyLevels.put(name, levels);
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
      if (numbers.isEmpty() && categories.isEmpty()) {
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
      List<String> all = roles.features().isEmpty() ? header : roles.features();
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
