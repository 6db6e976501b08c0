package ml.tacit.subspace;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;
import ml.tacit.format.Fields;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Encoding;
import ml.tacit.table.EncodingRules;
import ml.tacit.table.Grids;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import ml.tacit.table.OneToOne;
import ml.tacit.table.RowBlock;
import org.ejml.data.DMatrixRMaj;

/**
 * The statistic of a table with categories and missing numbers, in one pass: how the table is
 * encoded is decided afterwards, and the {@link Scatter} of the encoded table follows exactly.
 *
 * <p>Kept is a {@link Scatter} of wide columns: 1[x = l] for every level l of a category that was
 * seen, 1[x is missing] where a value was, and for each column of numbers x, or c where x is
 * missing. A level that is new is a column that was zero so far. Leaving out the reference, adding
 * up rare levels and putting the mean in place of c, x + (fill − c)·1[x is missing], are linear
 * maps A of these columns, so that the scatter within the label cells becomes A W Aᵀ, and means are
 * mapped likewise.
 *
 * <p>Whatever the partition of the rows and the order of {@link #combine}, encoding and statistic
 * are those of all rows in memory, the statistic to rounding (tested to 1e-12).
 *
 * <p>Memory: D² + cells·D numbers for D wide columns. Not thread-safe: one per thread, then
 * combine.
 */
public final class TableScatter {
  /** A category of more levels is refused: each is a column. */
  static final int MOST_LEVELS = 1000;

  /** A missing value among the levels of a column. */
  private static final String MISSING = "";

  private final List<String> inputs;
  private final List<String> labelNames;

  /** The numbers among the inputs, by place in them. */
  private final List<Integer> numbers = new ArrayList<>();

  /** Of each input its levels that have a wide column; of numbers, a missing value only. */
  private final List<Map<String, Integer>> levels = new ArrayList<>();

  /** Of each input the wide column of its numbers; −1 for a category. */
  private final int[] values;

  /** What stands in the wide column where a number is missing. */
  private final double[] provisional;

  /** Of the numbers that are there, by input; null for a category. */
  private final Grids[] grids;

  /** How many numbers are there, by input. */
  private final long[] present;

  private int wide;

  /** Of the wide columns; null before the first row. */
  private Scatter rows;

  /**
   * An empty statistic.
   *
   * @param inputs the columns of the table that are to be encoded, in their order, all different
   * @param categories those of them that hold texts
   * @param labelNames names of the labels that each row carries
   * @throws BadDataException if there is no input
   */
  public TableScatter(List<String> inputs, Set<String> categories, List<String> labelNames) {
    if (inputs.isEmpty()) {
      throw new BadDataException("inputs: none, at least one column is needed");
    }
    this.inputs = List.copyOf(inputs);
    this.labelNames = List.copyOf(labelNames);
    this.values = new int[inputs.size()];
    this.provisional = new double[inputs.size()];
    this.grids = new Grids[inputs.size()];
    this.present = new long[inputs.size()];
    for (int j = 0; j < values.length; j++) {
      levels.add(new HashMap<>());
      boolean category = categories.contains(inputs.get(j));
      values[j] = category ? -1 : wide++;
      if (!category) {
        numbers.add(j);
        grids[j] = new Grids(1);
      }
    }
  }

  /**
   * Takes in a block of a file.
   *
   * @param block with categories and labels among its texts, empty where a category is missing;
   *     numbers are NaN where missing; only read
   * @param features the names of the block's numbers
   * @return this
   * @throws BadDataException if a column is not there, a number is infinite or too large, or a
   *     category has more than 1000 levels
   */
  public TableScatter accept(RowBlock block, List<String> features) {
    List<Labels> categories = new ArrayList<>();
    for (int j = 0; j < values.length; j++) {
      categories.add(values[j] < 0 ? block.labels(inputs.get(j)) : null);
    }
    return accept(
        block.rows(),
        places(features),
        categories,
        labelNames.stream().map(block::labels).toArray(Labels[]::new));
  }

  /**
   * Takes in rows in memory.
   *
   * @param raw numbers among the features, NaN where missing; categories and labels among the
   *     labels, a category empty where missing; only read
   * @return this
   * @throws BadDataException as for a block of a file
   */
  public TableScatter accept(LabelledRows raw) {
    List<Labels> categories = new ArrayList<>();
    for (int j = 0; j < values.length; j++) {
      categories.add(values[j] < 0 ? raw.label(inputs.get(j)) : null);
    }
    return accept(
        raw.rows(),
        places(raw.features()),
        categories,
        labelNames.stream().map(raw::label).toArray(Labels[]::new));
  }

  /** Where the numbers among the inputs stand. */
  private int[] places(List<String> features) {
    Map<String, Integer> placeOf = new HashMap<>();
    features.forEach(name -> placeOf.put(name, placeOf.size()));
    int[] places = new int[values.length];
    for (int j : numbers) {
      Integer place = placeOf.get(inputs.get(j));
      if (place == null) {
        throw new BadDataException(
            "no column of numbers '" + inputs.get(j) + "'; there are " + features);
      }
      places[j] = place;
    }
    return places;
  }

  private TableScatter accept(
      DMatrixRMaj block, int[] places, List<Labels> categories, Labels[] labels) {
    int n = block.numRows;
    if (n == 0) {
      return this;
    }
    double[][] there = new double[values.length][];
    for (int j : numbers) {
      there[j] = present(block, places[j]);
    }
    requireInRange(block, places);
    List<Map<String, Integer>> wider = new ArrayList<>();
    for (int j = 0; j < values.length; j++) {
      wider.add(withNew(j, levels.get(j), seen(categories.get(j), there[j], n)));
    }
    widen(wider);
    for (int j : numbers) {
      if (present[j] == 0 && there[j].length > 0) {
        moveTo(j, Arrays.stream(there[j]).sum() / there[j].length);
      }
      present[j] += there[j].length;
      grids[j].accept(DMatrixRMaj.wrap(there[j].length, 1, there[j]));
    }
    DMatrixRMaj columns = new DMatrixRMaj(n, wide);
    for (int j = 0; j < values.length; j++) {
      if (values[j] < 0) {
        fill(categories.get(j), levels.get(j), columns);
      } else {
        fill(j, block, places[j], columns);
      }
    }
    if (rows == null) {
      rows = Scatter.withoutGrids(wide, labelNames);
    }
    rows.accept(columns, labels);
    return this;
  }

  private static double[] present(DMatrixRMaj block, int column) {
    double[] present = new double[block.numRows];
    int n = 0;
    for (int at = column; at < block.getNumElements(); at += block.numCols) {
      if (!Double.isNaN(block.data[at])) {
        present[n++] = block.data[at];
      }
    }
    return Arrays.copyOf(present, n);
  }

  private void requireInRange(DMatrixRMaj block, int[] places) {
    for (int j : numbers) {
      for (int at = places[j]; at < block.getNumElements(); at += block.numCols) {
        if (Math.abs(block.data[at]) > Scatter.LARGEST) {
          DMatrixRMaj cell = DMatrixRMaj.wrap(1, 1, new double[] {block.data[at]});
          Scatter.requireInRange(cell, List.of(inputs.get(j)), count() + at / block.numCols);
        }
      }
    }
  }

  /** The levels of a block, as far as they need a wide column. */
  private static List<String> seen(Labels category, double[] present, int rows) {
    if (category == null) {
      return present.length < rows ? List.of(MISSING) : List.of();
    }
    int[] counts = category.counts();
    List<String> seen = new ArrayList<>();
    for (int code = 0; code < counts.length; code++) {
      if (counts[code] > 0) {
        seen.add(category.classes().get(code));
      }
    }
    return seen;
  }

  /** Levels and those that are new among the others, with no place yet. */
  private Map<String, Integer> withNew(int input, Map<String, Integer> known, List<String> seen) {
    Map<String, Integer> wider = new LinkedHashMap<>(known);
    seen.forEach(level -> wider.putIfAbsent(level, -1));
    if (wider.size() > MOST_LEVELS) {
      throw BadDataException.of(
          "column '%s': more than %d levels in the first %d rows, each is a column of its own; leave the column out:"
              + " --drop '%s'",
          inputs.get(input), MOST_LEVELS, count() + 1, inputs.get(input));
    }
    return wider;
  }

  /** Gives new levels a wide column each, which was zero so far. */
  private void widen(List<Map<String, Integer>> wider) {
    int before = wide;
    for (int j = 0; j < values.length; j++) {
      for (Map.Entry<String, Integer> level : wider.get(j).entrySet()) {
        if (level.getValue() < 0) {
          level.setValue(wide++);
        }
      }
      levels.set(j, wider.get(j));
    }
    if (rows != null && wide > before) {
      ColumnMap map = new ColumnMap(before, wide);
      for (int column = 0; column < before; column++) {
        map.add(column, column, 1);
      }
      rows = rows.mapped(map, List.of(), Grids.unknown(wide));
    }
  }

  /** How many rows have a level. */
  private long rowsOf(int input, String level) {
    Integer column = levels.get(input).get(level);
    return column == null || rows == null
        ? 0
        : rows.ones(column).values().stream().mapToLong(Long::longValue).sum();
  }

  /** Puts another number in the place of missing ones, of a column of which no other was seen. */
  private void moveTo(int input, double other) {
    if (rows != null) {
      rows.shift(values[input], other - provisional[input]);
    }
    provisional[input] = other;
  }

  private static void fill(Labels category, Map<String, Integer> levels, DMatrixRMaj columns) {
    List<String> classes = category.classes();
    int[] places = new int[classes.size()];
    Arrays.setAll(places, code -> levels.getOrDefault(classes.get(code), 0));
    for (int i = 0, row = 0; i < columns.numRows; i++, row += columns.numCols) {
      columns.data[row + places[category.code(i)]] = 1;
    }
  }

  private void fill(int input, DMatrixRMaj block, int from, DMatrixRMaj columns) {
    int missing = levels.get(input).getOrDefault(MISSING, -1);
    for (int i = 0, at = from, row = 0; i < columns.numRows; i++) {
      double x = block.data[at];
      columns.data[row + values[input]] = Double.isNaN(x) ? provisional[input] : x;
      if (Double.isNaN(x)) {
        columns.data[row + missing] = 1;
      }
      at += block.numCols;
      row += columns.numCols;
    }
  }

  /**
   * Takes in all that another statistic has seen; the other is only read.
   *
   * @param other of the same inputs, categories and labels
   * @return this
   * @throws IllegalArgumentException if one of these differs
   * @throws BadDataException if a category has more than 1000 levels then
   */
  public TableScatter combine(TableScatter other) {
    requireSame("columns", other.inputs, inputs);
    requireSame("numbers", other.numbers, numbers);
    requireSame("labels", other.labelNames, labelNames);
    if (other.rows == null) {
      return this;
    }
    List<Map<String, Integer>> wider = new ArrayList<>();
    for (int j = 0; j < values.length; j++) {
      wider.add(withNew(j, levels.get(j), new ArrayList<>(other.levels.get(j).keySet())));
    }
    widen(wider);
    ColumnMap map = new ColumnMap(other.wide, wide);
    for (int j = 0; j < values.length; j++) {
      for (Map.Entry<String, Integer> level : other.levels.get(j).entrySet()) {
        map.add(levels.get(j).get(level.getKey()), level.getValue(), 1);
      }
      if (values[j] >= 0) {
        map.add(values[j], other.values[j], 1);
        if (present[j] == 0) {
          moveTo(j, other.provisional[j]);
        }
        present[j] += other.present[j];
        Integer missing = other.levels.get(j).get(MISSING);
        if (missing != null) {
          map.add(values[j], missing, provisional[j] - other.provisional[j]);
        }
        grids[j].combine(other.grids[j]);
      }
    }
    Scatter aligned = other.rows.mapped(map, List.of(), Grids.unknown(wide));
    rows = rows == null ? aligned : rows.combine(aligned);
    return this;
  }

  private static void requireSame(String what, List<?> other, List<?> here) {
    if (!other.equals(here)) {
      throw new IllegalArgumentException("other: " + what + " " + other + "; here " + here);
    }
  }

  /**
   * The encoding of the rows seen, as {@link Encoding#fit} finds it for the same rows in memory.
   *
   * @param rules which levels are merged
   * @param person the label that names people, among those of this statistic; null if there is none
   * @return the encoding
   * @throws BadDataException if no row has been seen, there is no such label, or nothing comes out
   */
  public Encoding encoding(EncodingRules rules, String person) {
    requireRows();
    int label = person == null ? -1 : labelNames.indexOf(person);
    if (person != null && label < 0) {
      throw new BadDataException("no label '" + person + "'; there are " + labelNames);
    }
    List<Encoding.Column> columns = new ArrayList<>();
    for (int j = 0; j < values.length; j++) {
      long missing = rowsOf(j, MISSING);
      columns.add(
          values[j] < 0
              ? category(j, missing, rules, label)
              : Encoding.Numeric.of(inputs.get(j), meanOf(j), grids[j].grid(0), missing));
    }
    return Encoding.of(columns);
  }

  private Encoding.Category category(int input, long missing, EncodingRules rules, int label) {
    Map<String, Long> counts = new LinkedHashMap<>();
    Map<String, Integer> people = new HashMap<>();
    Set<String> inAll = new HashSet<>();
    for (Map.Entry<String, Integer> level : levels.get(input).entrySet()) {
      Set<String> persons = new HashSet<>();
      long sum = 0;
      for (Map.Entry<List<String>, Long> cell : rows.ones(level.getValue()).entrySet()) {
        sum += cell.getValue();
        if (label >= 0 && cell.getValue() > 0) {
          persons.add(cell.getKey().get(label));
        }
      }
      if (!level.getKey().equals(MISSING)) {
        counts.put(level.getKey(), sum);
      }
      people.put(level.getKey(), persons.size());
      inAll.addAll(persons);
    }
    return Encoding.Category.of(inputs.get(input), counts, people, inAll.size(), missing, rules);
  }

  /** The mean of the numbers that are there; 0 where none is. */
  private double meanOf(int input) {
    // Σ x over all rows is Σ over those there and c for each other one.
    double all = rows.mean(values[input]) - provisional[input];
    return present[input] == 0 ? 0 : provisional[input] + all * count() / present[input];
  }

  /**
   * The statistic of the encoded rows.
   *
   * @param encoding of the inputs of this statistic; levels that it does not know are merged
   * @return the statistic of its outputs, to which more encoded rows may be added
   * @throws BadDataException if no row has been seen
   * @throws IllegalArgumentException if the encoding has other inputs, or other categories
   */
  public Scatter scatter(Encoding encoding) {
    requireRows();
    requireSame("columns", encoding.inputs(), inputs);
    requireSame("numbers", encoding.numbers(), numbers.stream().map(inputs::get).toList());
    ColumnMap map = new ColumnMap(wide, encoding.outputs().size());
    List<Grids> outputs = new ArrayList<>();
    Grids flag = new Grids(1).accept(0, 1).accept(1, 1);
    for (int j = 0; j < values.length; j++) {
      int first = encoding.firstOutput(j);
      int next = encoding.firstOutput(j + 1);
      if (encoding.columns().get(j) instanceof Encoding.Numeric number) {
        map.add(first, values[j], 1);
        Integer missing = levels.get(j).get(MISSING);
        Grids grid = grids[j].snapshot();
        if (missing != null) {
          map.add(first, missing, number.fill() - provisional[j]);
          grid.accept(number.fill(), rowsOf(j, MISSING));
        }
        if (missing != null && number.indicator()) {
          map.add(first + 1, missing, 1);
        }
        outputs.add(grid);
        first++;
      } else {
        Encoding.Category category = (Encoding.Category) encoding.columns().get(j);
        int reference = first - 1;
        levels
            .get(j)
            .forEach(
                (level, column) -> {
                  int place = category.place(level);
                  if (place > 0) {
                    map.add(reference + place, column, 1);
                  }
                });
      }
      for (; first < next; first++) {
        outputs.add(flag);
      }
    }
    return rows.mapped(map, encoding.outputs(), Grids.beside(outputs, count()));
  }

  /**
   * Stops a fit that would take a category for data which is a hidden label under another name: of
   * its 0/1 columns none need be one.
   *
   * @param label the hidden label, among those of this statistic
   * @throws BadDataException if a category has one level for each class, another in every class;
   *     names both
   */
  public void requireNoCopy(String label) {
    int classes = classes(label).size();
    if (classes < 2 || count() < 2L * classes) {
      return;
    }
    for (int j = 0; j < values.length; j++) {
      if (values[j] < 0 && levels.get(j).size() == classes && hasOneLevelPerClass(j, label)) {
        throw OneToOne.copy("column '" + inputs.get(j) + "'", classes, label);
      }
    }
  }

  /** With as many levels as classes, no two classes then share one. */
  private boolean hasOneLevelPerClass(int input, String label) {
    int place = labelNames.indexOf(label);
    Set<String> met = new HashSet<>();
    for (int column : levels.get(input).values()) {
      Set<String> itsClasses = new HashSet<>();
      rows.ones(column)
          .forEach(
              (cell, ones) -> {
                if (ones > 0) {
                  itsClasses.add(cell.get(place));
                }
              });
      if (itsClasses.size() != 1 || !met.addAll(itsClasses)) {
        return false;
      }
    }
    return true;
  }

  private void requireRows() {
    if (rows == null) {
      throw new BadDataException("rows: none were seen, at least one is needed");
    }
  }

  /**
   * Rows seen so far.
   *
   * @return n
   */
  public long count() {
    return rows == null ? 0 : rows.count();
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
   * Whether nothing but the numbers of the inputs has been seen, and each of them is there.
   *
   * @return the statistic of these numbers, or empty where there is a category or a gap
   */
  public Optional<Scatter> numbers() {
    return isPlain() && rows != null ? Optional.of(scatter(asTheyAre())) : Optional.empty();
  }

  /**
   * The classes of a label.
   *
   * @param label a label name
   * @return its class names in the rows seen, sorted
   * @throws BadDataException if there is no such label
   */
  public List<String> classes(String label) {
    requireRows();
    return rows.classes(label);
  }

  /**
   * Names of the labels that each row carries.
   *
   * @return the names, immutable
   */
  public List<String> labelNames() {
    return labelNames;
  }

  /**
   * How many label cells have few rows.
   *
   * @param least how many rows are enough
   * @return the number of cells with fewer
   */
  public long cellsBelow(long least) {
    return rows == null ? 0 : rows.cellsBelow(least);
  }

  /**
   * How many levels have few rows: their names stand in the statistic.
   *
   * @param least how many rows are enough
   * @return the number of levels with fewer, of all categories
   */
  public long levelsBelow(long least) {
    long below = 0;
    for (int j = 0; j < values.length; j++) {
      for (String level : values[j] < 0 ? levels.get(j).keySet() : Set.<String>of()) {
        below += !level.equals(MISSING) && rowsOf(j, level) < least ? 1 : 0;
      }
    }
    return below;
  }

  /**
   * Whether the table holds numbers only and none was missing.
   *
   * @return true if a {@link Scatter} would hold the same
   */
  public boolean isPlain() {
    return numbers.size() == values.length && levels.stream().allMatch(Map::isEmpty);
  }

  /**
   * Writes what has been seen so far, for another process, machine or owner: counts and means of
   * every label cell, and <em>all</em> levels by name, rare ones too, since what is rare here may
   * not be elsewhere. A {@linkplain #isPlain plain} statistic has the bytes of {@link
   * Scatter#writeTo}.
   *
   * @param out where to; not closed
   * @throws IOException if writing fails
   * @throws BadDataException if no row has been seen
   */
  public void writeTo(OutputStream out) throws IOException {
    requireRows();
    if (isPlain()) {
      scatter(asTheyAre()).writeTo(out);
      return;
    }
    ColumnMap inOrder = new ColumnMap(wide, wide);
    List<Map<String, Object>> columns = new ArrayList<>();
    DoubleStream grids = DoubleStream.empty();
    int place = 0;
    for (int j = 0; j < values.length; j++) {
      Map<String, Object> column = new LinkedHashMap<>();
      column.put("name", inputs.get(j));
      if (values[j] >= 0) {
        double[] grid = this.grids[j].numbers();
        double mean = meanOf(j); // the provisional number may be that of a row
        column.put("provisional", mean);
        column.put("grid_numbers", grid.length);
        grids = DoubleStream.concat(grids, Arrays.stream(grid));
        inOrder.add(place, values[j], 1);
        if (levels.get(j).containsKey(MISSING)) {
          inOrder.add(place, levels.get(j).get(MISSING), mean - provisional[j]);
        }
        place++;
      }
      List<String> names = levels.get(j).keySet().stream().sorted(Labels.NAME_ORDER).toList();
      for (String level : names) {
        inOrder.add(place++, levels.get(j).get(level), 1);
      }
      column.put("levels", names);
      columns.add(column);
    }
    Scatter ordered = rows.mapped(inOrder, List.of(), Grids.unknown(wide));
    ScatterFile.write(ordered.content().of(Map.of("columns", columns), grids.toArray()), out);
  }

  private Encoding asTheyAre() {
    return Encoding.of(
        inputs.stream()
            .map(name -> (Encoding.Column) new Encoding.Numeric(name, 0, false))
            .toList());
  }

  /**
   * Reads a statistic, of a table or of numbers only, to the end of the stream.
   *
   * @param in the bytes that {@link #writeTo} or {@link Scatter#writeTo} wrote; not closed
   * @return the statistic, to which rows and other statistics may be added
   * @throws IOException if reading fails
   * @throws BadDataException if the bytes are truncated, altered, or no statistic, or its columns
   *     have no names
   */
  public static TableScatter read(InputStream in) throws IOException {
    ScatterFile.Content content = ScatterFile.read(in);
    return content.table() == null ? of(Scatter.of(content)) : ofTable(content);
  }

  /**
   * The statistic of a table of numbers, to which rows with gaps may be added.
   *
   * @param scatter of named features; copied
   * @return the same rows
   * @throws BadDataException if the features have no names
   */
  public static TableScatter of(Scatter scatter) {
    if (scatter.features().isEmpty()) {
      throw new BadDataException("features: none has a name, so that they fit no other statistic");
    }
    TableScatter table = new TableScatter(scatter.features(), Set.of(), scatter.labelNames());
    if (scatter.count() == 0) {
      return table;
    }
    for (int j : table.numbers) {
      table.grids[j] = scatter.gridsOf(j);
      table.present[j] = scatter.count();
      table.provisional[j] = scatter.mean(j);
    }
    table.rows = scatter.mapped(identity(table.wide), List.of(), Grids.unknown(table.wide));
    return table;
  }

  private static TableScatter ofTable(ScatterFile.Content content) {
    List<?> columns = Fields.list("table.columns", content.table().get("columns"));
    List<String> names = new ArrayList<>();
    Set<String> categories = new HashSet<>();
    for (Object value : columns) {
      Map<?, ?> column = Fields.object("table.columns", value);
      names.add(Fields.text("table.columns.name", column.get("name")));
      if (!column.containsKey("provisional")) {
        categories.add(names.get(names.size() - 1));
      }
    }
    TableScatter table = new TableScatter(names, categories, content.labelNames());
    if (new HashSet<>(names).size() < names.size()) {
      throw new BadDataException("table.columns: " + names + ", each once is expected");
    }
    table.wide = 0;
    int grid = 0;
    for (int j = 0; j < names.size(); j++) {
      Map<?, ?> column = (Map<?, ?>) columns.get(j);
      table.values[j] = table.values[j] < 0 ? -1 : table.wide++;
      for (String level : Fields.texts("table.columns.levels", column.get("levels"))) {
        if (table.levels.get(j).put(level, table.wide++) != null) {
          throw BadDataException.of("column '%s': level '%s' occurs twice", names.get(j), level);
        }
      }
    }
    if (table.wide != content.dimension()) {
      throw BadDataException.of(
          "table.columns: %d levels and numbers, %d are expected", table.wide, content.dimension());
    }
    table.rows = Scatter.of(content.of(content.table(), null));
    table.requireLevels();
    for (int j : table.numbers) {
      Map<?, ?> column = (Map<?, ?>) columns.get(j);
      int length = Fields.count("table.columns.grid_numbers", column.get("grid_numbers"));
      if (content.grids() == null || length > content.grids().length - grid) {
        throw new BadDataException("grids: too few numbers for " + names);
      }
      table.provisional[j] = Fields.number("table.columns.provisional", column.get("provisional"));
      table.present[j] = table.count() - table.rowsOf(j, MISSING);
      table.grids[j] =
          Grids.of(1, table.present[j], Arrays.copyOfRange(content.grids(), grid, grid + length));
      grid += length;
    }
    return table;
  }

  /** Each row has one level of each category, and of a number only that it is missing. */
  private void requireLevels() {
    for (int j = 0; j < values.length; j++) {
      int input = j;
      Set<String> names = levels.get(j).keySet();
      long sum = names.stream().mapToLong(level -> rowsOf(input, level)).sum();
      if (values[j] < 0 ? sum != count() : !Set.of(MISSING).containsAll(names) || sum > count()) {
        throw BadDataException.of(
            "column '%s': %d rows have one of its levels, there are %d",
            inputs.get(j), sum, count());
      }
    }
  }

  private static ColumnMap identity(int columns) {
    ColumnMap map = new ColumnMap(columns, columns);
    for (int column = 0; column < columns; column++) {
      map.add(column, column, 1);
    }
    return map;
  }
}
