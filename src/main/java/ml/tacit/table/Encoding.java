package ml.tacit.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;

/**
 * How the columns of a table become numbers: categories become 0/1 columns against a reference
 * level, missing numbers their mean and an indicator.
 *
 * <p>A column of numbers x gives x, or its {@link Numeric#fill} where x is missing, and 1[x is
 * missing] where that was fitted. A category of levels l₀, l₁, … gives 1[x = l₁], 1[x = l₂], …,
 * then 1[x is another level] and 1[x is missing] where these were fitted; l₀, the most frequent, is
 * where all of them are 0.
 *
 * <p>Encoding has two halves: texts become {@linkplain #codes(LabelledRows) codes} (n × inputs),
 * and codes become {@linkplain #encode(DMatrixRMaj) numbers} (n × outputs). Every table can be
 * encoded: a level that was not fitted counts as another one, or as the reference where none was
 * merged. Immutable and thread-safe.
 */
public final class Encoding {
  private static final String OTHER = "(other)";
  private static final String MISSING = "(missing)";

  private final List<Column> columns;
  private final List<String> inputs;
  private final List<String> outputs;

  /** Of each input its first output; one more entry, the number of outputs. */
  private final int[] first;

  /** Of each category the codes of its levels; null for numbers. */
  private final List<Map<String, Integer>> codeOf;

  /** What becomes of one column. */
  public sealed interface Column permits Numeric, Category {
    /**
     * The column's name in the table.
     *
     * @return its name
     */
    String name();

    /**
     * How many columns it becomes.
     *
     * @return the number, 0 for a category of one level
     */
    int outputs();
  }

  /**
   * A column of numbers.
   *
   * @param name its name
   * @param fill what a missing number becomes
   * @param indicator whether one more column says which numbers are missing
   */
  public record Numeric(String name, double fill, boolean indicator) implements Column {
    /** A mean this near to the middle between two numbers of a grid is in the middle. */
    private static final double TIE = 1e-9;

    /**
     * Checks the values.
     *
     * @throws BadDataException if the fill is not finite
     */
    public Numeric {
      if (!Double.isFinite(fill)) {
        throw BadDataException.of("column '%s': fill %s, a finite number is needed", name, fill);
      }
    }

    /**
     * Fits the column.
     *
     * @param name its name
     * @param mean of the numbers that are there; any number where none is
     * @param grid that these numbers keep to, if they do: the fill is on it, too
     * @param missing how many numbers are missing
     * @return the column
     */
    public static Numeric of(String name, double mean, Optional<Grid> grid, long missing) {
      return new Numeric(name, grid.map(g -> nearest(g, mean)).orElse(mean), missing > 0);
    }

    /** The same for means that differ by their rounding, where two numbers are as near. */
    private static double nearest(Grid grid, double mean) {
      double position = grid.position(mean);
      return Math.abs(position) < Grid.LARGEST
          ? grid.at((long) Math.floor(position + 0.5 + TIE))
          : grid.nearest(mean);
    }

    @Override
    public int outputs() {
      return indicator ? 2 : 1;
    }
  }

  /**
   * A column of texts. The first of its levels, then <em>other</em>, then <em>missing</em>, as far
   * as there are such, is the reference, which has no column.
   *
   * @param name its name
   * @param levels the levels that have a column, after the reference; none is blank
   * @param other whether levels were merged
   * @param missing whether missing values are a level
   */
  public record Category(String name, List<String> levels, boolean other, boolean missing)
      implements Column {

    /**
     * Copies the levels.
     *
     * @throws BadDataException if there is no level at all, one is empty or occurs twice
     */
    public Category {
      levels = List.copyOf(levels);
      if (levels.isEmpty() && !other && !missing) {
        throw BadDataException.of("column '%s': no level, at least one is needed", name);
      }
      Set<String> seen = new HashSet<>();
      for (String level : levels) {
        if (level.isEmpty() || !seen.add(level)) {
          throw BadDataException.of(
              "column '%s': level '%s' %s",
              name, level, level.isEmpty() ? "is empty" : "occurs twice");
        }
      }
    }

    /**
     * Fits the column. The reference is the level of most rows, of equal ones the first by name;
     * the others follow by name ({@link Labels#NAME_ORDER}).
     *
     * @param name its name
     * @param rows how many rows each level has, missing values left out
     * @param people how many people each of these levels has
     * @param peopleInAll how many people there are; 0 where none are named
     * @param missing how many values are missing
     * @param rules which levels are merged
     * @return the column
     * @throws BadDataException if there is neither a level nor a missing value
     */
    public static Category of(
        String name,
        Map<String, Long> rows,
        Map<String, Integer> people,
        int peopleInAll,
        long missing,
        EncodingRules rules) {
      boolean counted = rules.countsPeople(peopleInAll);
      List<String> levels = new ArrayList<>();
      rows.forEach(
          (level, count) -> {
            if (!rules.isRare(count, people.getOrDefault(level, 0), counted)) {
              levels.add(level);
            }
          });
      boolean other = levels.size() < rows.size();
      levels.sort(Labels.NAME_ORDER);
      String reference = null;
      for (String level : levels) {
        reference = reference == null || rows.get(level) > rows.get(reference) ? level : reference;
      }
      if (reference != null) {
        levels.remove(reference);
        levels.add(0, reference);
      }
      return new Category(name, levels, other, missing > 0);
    }

    @Override
    public int outputs() {
      return levels.size() + (other ? 1 : 0) + (missing ? 1 : 0) - 1;
    }

    /**
     * Which output a level has.
     *
     * @param level any text; empty where it is missing
     * @return the place in the list of the levels, <em>other</em> and <em>missing</em>: 0 for the
     *     reference, k for the k-th output
     */
    public int place(String level) {
      int known = levels.indexOf(level);
      return place(level.isEmpty() ? Double.NaN : known < 0 ? levels.size() : known);
    }

    /**
     * Which of the levels, <em>other</em> and <em>missing</em> a code stands for.
     *
     * @return the place in that list, 0 for the reference; −1 for a number that is no code
     */
    int place(double code) {
      int others = other ? levels.size() : 0;
      if (Double.isNaN(code)) {
        return missing ? levels.size() + (other ? 1 : 0) : others;
      }
      int whole = (int) code;
      if (whole != code || whole < 0 || whole > levels.size()) {
        return -1;
      }
      return whole < levels.size() ? whole : others;
    }

    private List<String> outputNames() {
      List<String> names = new ArrayList<>();
      levels.forEach(level -> names.add(name + "=" + quoted(level)));
      if (other) {
        names.add(name + "=" + OTHER);
      }
      if (missing) {
        names.add(name + "=" + MISSING);
      }
      return names.subList(1, names.size());
    }

    /** A level that looks like a name given here stands in quotes. */
    private static String quoted(String level) {
      boolean taken = level.equals(OTHER) || level.equals(MISSING) || level.startsWith("\"");
      return taken ? '"' + level + '"' : level;
    }
  }

  private Encoding(List<Column> columns) {
    this.columns = List.copyOf(columns);
    this.inputs = this.columns.stream().map(Column::name).toList();
    ColumnNames.requireDistinct("columns", inputs);
    this.first = new int[inputs.size() + 1];
    this.codeOf = new ArrayList<>();
    for (int j = 0; j < inputs.size(); j++) {
      first[j + 1] = first[j] + columns.get(j).outputs();
      codeOf.add(columns.get(j) instanceof Category category ? codes(category.levels()) : null);
    }
    this.outputs = outputNames(this.columns);
  }

  /**
   * An encoding of these columns.
   *
   * @param columns in the order of the table, at least one
   * @return the encoding
   * @throws BadDataException if there is no column, a name occurs twice, or nothing comes out
   */
  public static Encoding of(List<Column> columns) {
    Encoding encoding = new Encoding(columns);
    if (encoding.outputs.isEmpty()) {
      throw new BadDataException(
          "columns: "
              + columns.size()
              + ", each of one level only; at least one that varies is needed");
    }
    return encoding;
  }

  /**
   * Fits an encoding to rows in memory.
   *
   * @param raw numbers among the features, NaN where missing; categories among the labels, empty
   *     where missing; only read
   * @param inputs the columns to encode, in the order wanted: features and labels
   * @param rules which levels are merged
   * @param person the label that names people, the privacy unit say; null if there is none
   * @return the encoding
   * @throws BadDataException if a column is not there, a number is infinite, or nothing comes out
   */
  public static Encoding fit(
      LabelledRows raw, List<String> inputs, EncodingRules rules, String person) {
    Labels people = person == null ? null : raw.label(person);
    Map<String, Integer> features = ColumnLayout.positions(raw.features());
    List<Column> columns = new ArrayList<>();
    for (String name : inputs) {
      Integer feature = features.get(name);
      columns.add(
          feature != null
              ? numeric(name, raw.rows(), feature)
              : category(name, label(raw, name), people, rules));
    }
    return of(columns);
  }

  private static Numeric numeric(String name, DMatrixRMaj rows, int column) {
    double[] present = new double[rows.numRows];
    int n = 0;
    double sum = 0; // of differences to the first, which keeps digits
    for (int i = 0; i < rows.numRows; i++) {
      double x = rows.get(i, column);
      if (Double.isInfinite(x)) {
        throw BadDataException.of(
            "row %d (from 1), column '%s': %s is not a finite number", i + 1, name, x);
      }
      if (!Double.isNaN(x)) {
        present[n++] = x;
        sum += x - present[0];
      }
    }
    double mean = n == 0 ? 0 : present[0] + sum / n;
    Optional<Grid> grid = Grids.of(DMatrixRMaj.wrap(n, 1, present)).grid(0);
    return Numeric.of(name, mean, grid, rows.numRows - n);
  }

  private static Category category(String name, Labels cells, Labels people, EncodingRules rules) {
    Map<String, Long> rows = new LinkedHashMap<>();
    int[] counts = cells.counts();
    long missing = 0;
    for (int code = 0; code < counts.length; code++) {
      String level = cells.classes().get(code);
      if (level.isEmpty()) {
        missing = counts[code];
      } else if (counts[code] > 0) {
        rows.put(level, (long) counts[code]);
      }
    }
    Map<String, Integer> byLevel = new HashMap<>();
    Set<Integer> inAll = new HashSet<>();
    Set<Long> pairs = new HashSet<>();
    for (int i = 0; people != null && i < cells.size(); i++) {
      int person = people.code(i);
      inAll.add(person);
      if (pairs.add(((long) cells.code(i) << 32) | person)) {
        byLevel.merge(cells.name(i), 1, Integer::sum);
      }
    }
    return Category.of(name, rows, byLevel, inAll.size(), missing, rules);
  }

  private static Labels label(LabelledRows raw, String name) {
    Labels found = raw.labels().get(name);
    if (found == null) {
      List<String> present = new ArrayList<>(raw.features());
      present.addAll(raw.labels().keySet());
      throw ColumnNames.missing("columns", name, present);
    }
    return found;
  }

  /**
   * What becomes of each column.
   *
   * @return the columns in the order of the table, immutable
   */
  public List<Column> columns() {
    return columns;
  }

  /**
   * The columns of the table.
   *
   * @return their names, immutable
   */
  public List<String> inputs() {
    return inputs;
  }

  /**
   * The columns of numbers that come out: {@code age}, {@code age missing}, {@code work=Private},
   * {@code work=(other)}, {@code work=(missing)}. A level that is called {@code (other)} or {@code
   * (missing)} or begins with a quote stands in quotes, and a name that is taken gets a number.
   *
   * @return their names, all different, immutable
   */
  public List<String> outputs() {
    return outputs;
  }

  /**
   * Where a column's outputs begin.
   *
   * @param input the column, from 0 to their number: then the number of outputs
   * @return the first output that comes of it or of a later one
   */
  public int firstOutput(int input) {
    return first[input];
  }

  /**
   * Where columns stand among the outputs.
   *
   * @param wanted names of outputs
   * @return their positions, fresh
   * @throws BadDataException if one is no output
   */
  public int[] positions(List<String> wanted) {
    Map<String, Integer> all = ColumnLayout.positions(outputs);
    int[] positions = new int[wanted.size()];
    for (int i = 0; i < positions.length; i++) {
      Integer position = all.get(wanted.get(i));
      if (position == null) {
        throw ColumnNames.missing("encoding", wanted.get(i), outputs);
      }
      positions[i] = position;
    }
    return positions;
  }

  /**
   * The columns that are numbers.
   *
   * @return their names in the order of the table, immutable
   */
  public List<String> numbers() {
    return columns.stream().filter(Numeric.class::isInstance).map(Column::name).toList();
  }

  /**
   * The columns that are categories.
   *
   * @return their names in the order of the table, immutable
   */
  public List<String> categories() {
    return columns.stream().filter(Category.class::isInstance).map(Column::name).toList();
  }

  /**
   * Whether nothing becomes of the table: all columns are numbers and none was missing.
   *
   * @return true if rows go through as they are
   */
  public boolean isTrivial() {
    return columns.stream().allMatch(c -> c instanceof Numeric number && !number.indicator());
  }

  /**
   * The codes of rows of a file.
   *
   * @param block with all categories among its texts
   * @param features the names of the block's numbers, see {@link CsvReader#features()}
   * @return n × inputs: numbers, NaN where missing; places of levels, their number for another
   *     level, NaN for an empty text
   * @throws BadDataException if a column is not there
   */
  public DMatrixRMaj codes(RowBlock block, List<String> features) {
    DMatrixRMaj codes = numbers(block.rows(), features);
    for (int j = 0; j < inputs.size(); j++) {
      if (codeOf.get(j) != null) {
        String[] texts = block.text(inputs.get(j));
        for (int i = 0, at = j; i < texts.length; i++, at += inputs.size()) {
          codes.data[at] = code(j, texts[i]);
        }
      }
    }
    return codes;
  }

  /**
   * The codes of rows in memory.
   *
   * @param raw numbers among the features, NaN where missing; categories among the labels, empty
   *     where missing; only read
   * @return n × inputs, as of a file
   * @throws BadDataException if a column is not there
   */
  public DMatrixRMaj codes(LabelledRows raw) {
    DMatrixRMaj codes = numbers(raw.rows(), raw.features());
    for (int j = 0; j < inputs.size(); j++) {
      if (codeOf.get(j) != null) {
        Labels cells = label(raw, inputs.get(j));
        double[] ofClass = new double[cells.classes().size()];
        for (int c = 0; c < ofClass.length; c++) {
          ofClass[c] = code(j, cells.classes().get(c));
        }
        for (int i = 0, at = j; i < raw.size(); i++, at += inputs.size()) {
          codes.data[at] = ofClass[cells.code(i)];
        }
      }
    }
    return codes;
  }

  /**
   * The codes of one row of texts.
   *
   * @param row a text for each input by name, empty or null where missing; may hold others
   * @return a code for each input
   * @throws BadDataException if a column is not there, or a text is no finite number where one is
   *     expected
   */
  public double[] codes(Map<String, String> row) {
    double[] codes = new double[inputs.size()];
    for (int j = 0; j < codes.length; j++) {
      String name = inputs.get(j);
      if (!row.containsKey(name)) {
        throw ColumnNames.missing("row", name, List.copyOf(row.keySet()));
      }
      String text = row.get(name) == null ? "" : row.get(name);
      codes[j] = codeOf.get(j) == null ? number(name, text.strip()) : code(j, text);
    }
    return codes;
  }

  private static double number(String name, String text) {
    if (text.isEmpty()) {
      return Double.NaN;
    }
    double number = Decimals.parse(text.toCharArray(), 0, text.length());
    if (!Double.isFinite(number)) {
      throw BadDataException.of("column '%s': found '%s', expected a finite number", name, text);
    }
    return number;
  }

  /** The numbers in their places; 0 for categories. */
  private DMatrixRMaj numbers(DMatrixRMaj rows, List<String> features) {
    Map<String, Integer> positions = ColumnLayout.positions(features);
    DMatrixRMaj codes = new DMatrixRMaj(rows.numRows, inputs.size());
    for (int j = 0; j < inputs.size(); j++) {
      if (codeOf.get(j) != null) {
        continue;
      }
      Integer from = positions.get(inputs.get(j));
      if (from == null) {
        throw ColumnNames.missing("numbers", inputs.get(j), features);
      }
      for (int i = 0, at = j, in = from; i < rows.numRows; i++) {
        codes.data[at] = rows.data[in];
        at += inputs.size();
        in += rows.numCols;
      }
    }
    return codes;
  }

  private double code(int input, String text) {
    Map<String, Integer> levels = codeOf.get(input);
    return text.isEmpty() ? Double.NaN : levels.getOrDefault(text, levels.size());
  }

  /**
   * How many codes stand for a level that has no name here: merged when it was fitted, or not
   * fitted at all.
   *
   * @param codes n × inputs, only read
   * @return the count for each input, fresh; 0 for numbers
   */
  public long[] unnamed(DMatrixRMaj codes) {
    long[] counts = new long[inputs.size()];
    for (int j = 0; j < counts.length; j++) {
      Map<String, Integer> levels = codeOf.get(j);
      for (int at = j; levels != null && at < codes.getNumElements(); at += counts.length) {
        counts[j] += codes.data[at] == levels.size() ? 1 : 0;
      }
    }
    return counts;
  }

  /**
   * How many values are missing in columns where none was when they were fitted.
   *
   * @param codes n × inputs, only read
   * @return the count for each input, fresh
   */
  public long[] missing(DMatrixRMaj codes) {
    long[] counts = new long[inputs.size()];
    for (int j = 0; j < counts.length; j++) {
      boolean fitted =
          columns.get(j) instanceof Category category
              ? category.missing()
              : ((Numeric) columns.get(j)).indicator();
      for (int at = j; !fitted && at < codes.getNumElements(); at += counts.length) {
        counts[j] += Double.isNaN(codes.data[at]) ? 1 : 0;
      }
    }
    return counts;
  }

  /**
   * Checks codes.
   *
   * @param codes n × inputs, only read
   * @throws BadDataException if the number of columns differs, a number is infinite or a category
   *     has a number that is no code of it, naming row and column
   */
  public void requireCodes(DMatrixRMaj codes) {
    requireColumns(codes);
    for (int at = 0, j = 0;
        at < codes.getNumElements();
        at++, j = j + 1 == inputs.size() ? 0 : j + 1) {
      double x = codes.data[at];
      if (columns.get(j) instanceof Category category
          ? category.place(x) < 0
          : Double.isInfinite(x)) {
        throw notOfColumn(at / inputs.size(), columns.get(j), x);
      }
    }
  }

  private void requireColumns(DMatrixRMaj codes) {
    if (codes.numCols != inputs.size()) {
      throw BadDataException.of("codes: %d columns, %d are expected", codes.numCols, inputs.size());
    }
  }

  /**
   * Turns codes into numbers.
   *
   * @param codes n × inputs, of {@link #codes}; only read
   * @return n × outputs, finite, fresh
   * @throws BadDataException if the number of columns differs, a number is infinite or a category
   *     has a number that is no code of it
   */
  public DMatrixRMaj encode(DMatrixRMaj codes) {
    requireColumns(codes);
    int d = inputs.size();
    DMatrixRMaj numbers = new DMatrixRMaj(codes.numRows, outputs.size());
    for (int j = 0; j < d; j++) {
      if (columns.get(j) instanceof Category category) {
        encode(category, j, codes, numbers);
      } else {
        encode((Numeric) columns.get(j), j, codes, numbers);
      }
    }
    return numbers;
  }

  private void encode(Numeric column, int j, DMatrixRMaj codes, DMatrixRMaj numbers) {
    int m = outputs.size();
    for (int i = 0, at = j, out = first[j]; i < codes.numRows; i++, at += inputs.size(), out += m) {
      double x = codes.data[at];
      if (Double.isInfinite(x)) {
        throw notOfColumn(i, column, x);
      }
      boolean missing = Double.isNaN(x);
      numbers.data[out] = missing ? column.fill() : x;
      if (missing && column.indicator()) {
        numbers.data[out + 1] = 1;
      }
    }
  }

  private void encode(Category column, int j, DMatrixRMaj codes, DMatrixRMaj numbers) {
    int m = outputs.size();
    int before = first[j] - 1;
    for (int i = 0, at = j, row = before; i < codes.numRows; i++, at += inputs.size(), row += m) {
      int place = column.place(codes.data[at]);
      if (place > 0) {
        numbers.data[row + place] = 1;
      } else if (place < 0) {
        throw notOfColumn(i, column, codes.data[at]);
      }
    }
  }

  private static BadDataException notOfColumn(int row, Column column, double x) {
    return BadDataException.of(
        "row %d (from 1), column '%s': found %s, expected %s",
        row + 1,
        column.name(),
        x,
        column instanceof Category category
            ? "a code from 0 to " + category.levels().size()
            : "a finite number");
  }

  /**
   * Encodes rows in memory.
   *
   * @param raw numbers among the features, NaN where missing; categories among the labels, empty
   *     where missing; only read
   * @return the outputs, finite, as features; the labels that are no category
   * @throws BadDataException if a column is not there, or an output has the name of a label
   */
  public LabelledRows encode(LabelledRows raw) {
    Map<String, Labels> labels = new LinkedHashMap<>(raw.labels());
    labels.keySet().removeAll(inputs);
    return new LabelledRows(outputs, encode(codes(raw)), labels);
  }

  /**
   * Encodes rows as they are read.
   *
   * @param raw numbers among the features, NaN where missing; categories among the texts
   * @return a reader of the outputs, which reads from the other and closes it; texts that are no
   *     category stay
   */
  public RowReader reader(RowReader raw) {
    return new EncodedReader(this, raw);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Encoding encoding && columns.equals(encoding.columns);
  }

  @Override
  public int hashCode() {
    return columns.hashCode();
  }

  @Override
  public String toString() {
    return columns.toString();
  }

  private static Map<String, Integer> codes(List<String> levels) {
    Map<String, Integer> codes = new HashMap<>();
    levels.forEach(level -> codes.put(level, codes.size()));
    return codes;
  }

  /** Columns of numbers keep their names; others get a number where a name is taken. */
  private static List<String> outputNames(List<Column> columns) {
    Set<String> taken = new HashSet<>();
    columns.stream().filter(Numeric.class::isInstance).forEach(column -> taken.add(column.name()));
    List<String> names = new ArrayList<>();
    for (Column column : columns) {
      if (column instanceof Category category) {
        category.outputNames().forEach(name -> names.add(free(name, taken)));
      } else {
        names.add(column.name());
        if (column.outputs() == 2) {
          names.add(free(column.name() + " missing", taken));
        }
      }
    }
    return List.copyOf(names);
  }

  private static String free(String name, Set<String> taken) {
    String free = name;
    for (int n = 2; !taken.add(free); n++) {
      free = name + " (" + n + ")";
    }
    return free;
  }
}
