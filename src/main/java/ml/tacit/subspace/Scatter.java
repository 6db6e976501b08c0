package ml.tacit.subspace;

import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import ml.tacit.matrix.Dense;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Grids;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import ml.tacit.table.RowBlock;
import org.ejml.data.DMatrixRMaj;

/**
 * The one statistic that every linear method is fitted from: rows and means per label cell, and the
 * scatter within the cells.
 *
 * <p>A cell is a combination of label values, say (subject 7, WALKING). Kept are, for each cell,
 * the count n_c and the mean μ_c, and once for all of them W = Σ_c Σ_{i∈c} (x_i−μ_c)(x_i−μ_c)ᵀ. The
 * total, within and between scatter of every label follow by <em>adding</em> positive semidefinite
 * terms ({@link ScatterSnapshot}), so no digit is lost to a difference such as S̄ − S_B.
 *
 * <p>Rows arrive in blocks ({@link #accept}); statistics of other rows, other threads or other
 * owners are merged by {@link #combine}. Merging uses the pairwise update of Chan, Golub and
 * LeVeque (doi:10.1080/00031305.1983.10483115), cell by cell. Whatever the partition of the rows,
 * results agree to rounding (tested to 1e-12); the same calls in the same order give the same bits.
 *
 * <p>Beside it stand the {@link Grids} that the columns keep to.
 *
 * <p>Memory: d² + cells·d numbers; for n rows of more than 512 columns, as long as n + cells is
 * below d/3, n·d + cells·d. Not thread-safe: one per thread, then combine.
 */
public final class Scatter implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The largest magnitude of a value: sums of squares of such values are finite. */
  public static final double LARGEST = 1e150;

  /** Differences below this have squares that lose digits. */
  private static final double TINY = 1e-140;

  private final transient int dimension;

  /** Names of the features; empty where the rows are bare matrices. */
  private final transient List<String> features;

  private final transient List<String> labelNames;
  private final transient Map<List<String>, Cell> cells = new HashMap<>();
  private final transient OuterSum within;
  private transient Grids grids;
  private transient long count;

  /** Whether rows are being taken in: of a part of them nothing follows. */
  private transient boolean partial;

  /** What the cell means are relative to, once a row has been seen; see {@link Origin}. */
  private transient double[] origin;

  /** Rows of one combination of label values. */
  private static final class Cell {
    private long count;
    private final double[] mean;

    Cell(int dimension) {
      mean = new double[dimension];
    }

    /**
     * Takes in n rows with the given mean; {@code link} receives √(n₀n/(n₀+n)) (mean − μ₀), whose
     * outer product is what the merge adds to the scatter within the cell.
     */
    void merge(long n, double[] otherMean, double[] link, int offset) {
      long total = count + n;
      double scale = Math.sqrt((double) count * n / total);
      double share = (double) n / total;
      for (int j = 0; j < mean.length; j++) {
        double delta = otherMean[j] - mean[j];
        link[offset + j] = scale * delta;
        mean[j] += share * delta;
      }
      count = total;
    }
  }

  /**
   * An empty statistic.
   *
   * @param dimension number of features d
   * @param labelNames names of the labels that each row carries, all different; may be none
   */
  public Scatter(int dimension, String... labelNames) {
    this(dimension, List.of(), List.of(labelNames));
  }

  /**
   * An empty statistic of named features: rows find their columns by name.
   *
   * @param features names of the d features, all different
   * @param labelNames names of the labels that each row carries, all different; may be none
   */
  public Scatter(List<String> features, List<String> labelNames) {
    this(features.size(), List.copyOf(features), List.copyOf(labelNames));
  }

  private Scatter(int dimension, List<String> features, List<String> labelNames) {
    if (dimension < 1) {
      throw new IllegalArgumentException("dimension: " + dimension + ", at least 1 is needed");
    }
    requireDistinct(features, labelNames);
    this.dimension = dimension;
    this.features = features;
    this.labelNames = labelNames;
    this.within = new OuterSum(dimension);
    this.grids = new Grids(dimension);
  }

  /**
   * The statistic of rows held in memory.
   *
   * @param data n rows, finite, only read
   * @param labelNames which of their labels to count by; may be none
   * @return the statistic, to which more rows may be added
   * @throws BadDataException if a label is missing or a value is not finite
   */
  public static Scatter of(LabelledRows data, List<String> labelNames) {
    return new Scatter(data.features(), labelNames).accept(data);
  }

  /**
   * The statistic of rows held in memory, with one label.
   *
   * @param rows n × d, only read
   * @param labels n labels, known as {@code "label"} in the snapshot
   * @return the snapshot
   */
  static ScatterSnapshot of(DMatrixRMaj rows, Labels labels) {
    return new Scatter(rows.numCols, ScatterSnapshot.LABEL).accept(rows, labels).snapshot();
  }

  /**
   * Takes in a block of rows.
   *
   * @param rows n × d, finite, of magnitude up to {@link #LARGEST}, only read; n may be 0
   * @param labels for each label name, in that order, n labels
   * @return this
   * @throws BadDataException if a value is NaN, infinite or too large (naming its row and column)
   *     or the sizes do not fit; nothing has been taken in then
   * @throws java.util.concurrent.CancellationException if the thread is interrupted while rows are
   *     taken in; the flag stays set, and this statistic is refused from then on
   * @throws IllegalStateException if that happened before, or memory ran out
   */
  public Scatter accept(DMatrixRMaj rows, Labels... labels) {
    requireWhole();
    check(rows, labels);
    if (rows.numRows == 0) {
      return this;
    }
    Ranges ranges = Ranges.of(rows);
    requireInRange(rows, ranges);
    if (origin == null) {
      origin = Origin.of(rows, ranges);
    }
    partial = true;
    acceptCentred(Origin.subtract(rows, origin), labels);
    roundUp(ranges);
    grids.accept(rows);
    partial = false;
    return this;
  }

  /** Takes in rows from which the origin has been subtracted. */
  private void acceptCentred(DMatrixRMaj rows, Labels[] labels) {
    Map<List<String>, Integer> groups = new LinkedHashMap<>();
    int[] group = new int[rows.numRows];
    for (int i = 0; i < group.length; i++) {
      group[i] = groups.computeIfAbsent(key(labels, i), k -> groups.size());
    }
    DMatrixRMaj means = Dense.groupMeans(rows, group, groups.size());
    int[] counts = new int[groups.size()];
    for (int g : group) {
      counts[g]++;
    }
    within.addScatter(rows, means, group);
    // One row per cell links it to what was there before.
    DMatrixRMaj links = new DMatrixRMaj(counts.length, dimension);
    groups.forEach(
        (key, g) -> {
          double[] mean = Arrays.copyOfRange(means.data, g * dimension, (g + 1) * dimension);
          cellOf(key).merge(counts[g], mean, links.data, g * dimension);
        });
    if (count > 0) { // to nothing, a link is zero
      within.add(links);
    }
    count += group.length;
  }

  /**
   * Takes in rows in memory, finding features and labels by name.
   *
   * @param data finite, with all features and labels of this statistic, in any order; only read
   * @return this
   * @throws BadDataException if a column or label is missing, or a value is not finite; nothing has
   *     been taken in then
   */
  public Scatter accept(LabelledRows data) {
    DMatrixRMaj rows = features.isEmpty() ? data.rows() : data.columns(features);
    return accept(rows, labelNames.stream().map(data::label).toArray(Labels[]::new));
  }

  /**
   * Takes in a block of a file, finding its labels by name.
   *
   * @param block whose numeric columns are the features, in this order; only read
   * @return this
   * @throws BadDataException if a label is missing, or the number of columns differs
   */
  public Scatter accept(RowBlock block) {
    return accept(block.rows(), labelNames.stream().map(block::labels).toArray(Labels[]::new));
  }

  /**
   * Takes in all that another statistic has seen; the other is only read.
   *
   * @param other of the same dimension and label names
   * @return this
   * @throws IllegalArgumentException if dimension or label names differ
   */
  public Scatter combine(Scatter other) {
    if (other.dimension != dimension || !other.labelNames.equals(labelNames)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "other: %d features and labels %s; here %d features and labels %s",
              other.dimension,
              other.labelNames,
              dimension,
              labelNames));
    }
    if (!other.features.equals(features)) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "other: features %s; here %s", other.features, features));
    }
    if (other.count == 0) {
      return this;
    }
    requireWhole();
    other.requireWhole();
    partial = true;
    if (origin == null) {
      origin = other.origin.clone();
    }
    LabelCells keys = LabelCells.of(labelNames, other.cells.keySet());
    DMatrixRMaj links = new DMatrixRMaj(keys.size(), dimension);
    for (int i = 0; i < keys.size(); i++) {
      Cell cell = other.cells.get(keys.key(i));
      double[] mean = Origin.moved(cell.mean, other.origin, origin);
      cellOf(keys.key(i)).merge(cell.count, mean, links.data, i * dimension);
    }
    within.add(other.within);
    within.add(links);
    count += other.count;
    grids.combine(other.grids);
    partial = false;
    return this;
  }

  /** An empty statistic of columns whose grids are not looked for. */
  static Scatter withoutGrids(int dimension, List<String> labelNames) {
    Scatter scatter = new Scatter(dimension, List.of(), labelNames);
    scatter.grids = Grids.unknown(dimension);
    return scatter;
  }

  /**
   * The statistic of the same rows under a linear map, exactly: W becomes A W Aᵀ, and means are
   * mapped. The origin of an output is that of its first input, which keeps digits where it is far
   * from zero.
   *
   * @param names of the outputs; may be none
   * @param ofOutputs their grids; taken over
   */
  Scatter mapped(ColumnMap map, List<String> names, Grids ofOutputs) {
    requireWhole();
    Scatter result = new Scatter(map.outputs(), names, labelNames);
    result.grids = ofOutputs;
    result.count = count;
    result.origin = origin == null ? null : map.ofFirst(origin);
    double[] more = origin == null ? null : map.ofOthers(origin);
    result.within.add(within.mapped(map));
    cells.forEach(
        (key, cell) -> {
          Cell mapped = result.cellOf(key);
          mapped.count = cell.count;
          double[] mean = map.of(cell.mean);
          Arrays.setAll(mapped.mean, j -> mean[j] + more[j]);
        });
    return result;
  }

  /** The statistic of the same rows with a number added in one column, where that is constant. */
  void shift(int column, double by) {
    origin[column] += by;
  }

  /** In how many rows of each label cell a 0/1 column is 1. */
  Map<List<String>, Long> ones(int column) {
    Map<List<String>, Long> ones = new HashMap<>();
    cells.forEach(
        (key, cell) ->
            ones.put(key, Math.round(cell.count * (cell.mean[column] + origin[column]))));
    return ones;
  }

  /** The grids of one column, copied. */
  Grids gridsOf(int column) {
    return grids.column(column);
  }

  List<String> classes(String label) {
    return LabelCells.of(labelNames, cells.keySet()).classes(label);
  }

  /** The mean of a column over all rows. */
  double mean(int column) {
    double mean = 0;
    for (Cell cell : cells.values()) {
      mean += cell.mean[column] * cell.count / count;
    }
    return mean + origin[column];
  }

  /**
   * Names of the features.
   *
   * @return d names, immutable; none where the rows are bare matrices
   */
  public List<String> features() {
    return features;
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
   * Number of features.
   *
   * @return d
   */
  public int dimension() {
    return dimension;
  }

  /**
   * How many label cells have few rows: what is known of such a cell is known of its rows.
   *
   * @param rows how many rows are enough
   * @return the number of cells with fewer
   */
  public long cellsBelow(long rows) {
    return cells.values().stream().filter(cell -> cell.count < rows).count();
  }

  /**
   * Rows seen so far.
   *
   * @return n
   */
  public long count() {
    return count;
  }

  /**
   * What has been seen so far; later rows do not change it.
   *
   * @return an immutable copy
   * @throws BadDataException if no row has been seen
   */
  public ScatterSnapshot snapshot() {
    requireWhole();
    if (count == 0) {
      throw new BadDataException("rows: none were seen, at least one is needed");
    }
    LabelCells keys = LabelCells.of(labelNames, cells.keySet());
    return new ScatterSnapshot(
        features,
        keys,
        counts(keys.keys()),
        origin.clone(),
        means(keys.keys()),
        within.copy(),
        grids.all());
  }

  /**
   * Writes what has been seen so far in the safetensors format, for another process, machine or
   * owner. The file holds the counts and means of every label cell, and the names of its classes.
   *
   * @param out where to; not closed
   * @throws IOException if writing fails
   */
  public void writeTo(OutputStream out) throws IOException {
    ScatterFile.write(content(), out);
  }

  ScatterFile.Content content() {
    requireWhole();
    List<List<String>> keys = LabelCells.of(labelNames, cells.keySet()).keys();
    long[] counts = counts(keys);
    DMatrixRMaj means = means(keys);
    double[] from = origin == null ? new double[dimension] : origin;
    double[] to = Origin.atMean(from, counts, means);
    for (int at = 0; at < means.data.length; at++) {
      means.data[at] += from[at % dimension] - to[at % dimension];
    }
    return new ScatterFile.Content(
        features, labelNames, keys, counts, to, means, within.matrix(), grids.numbers(), null);
  }

  /**
   * Reads a statistic, to the end of the stream.
   *
   * @param in the bytes that {@link #writeTo} wrote; not closed
   * @return the statistic, to which rows and other statistics may be added
   * @throws IOException if reading fails
   * @throws BadDataException if the bytes are truncated, altered, or no statistic
   */
  public static Scatter read(InputStream in) throws IOException {
    ScatterFile.Content content = ScatterFile.read(in);
    if (content.table() != null) {
      throw new BadDataException(
          "it is that of a table with categories or missing values, TableScatter reads it");
    }
    return of(content);
  }

  static Scatter of(ScatterFile.Content content) {
    Scatter scatter = new Scatter(content.dimension(), content.features(), content.labelNames());
    scatter.origin = content.counts().length == 0 ? null : content.origin();
    scatter.within.add(OuterSum.of(content.within()));
    for (int c = 0; c < content.counts().length; c++) {
      Cell cell = scatter.cellOf(content.cells().get(c));
      cell.count = content.counts()[c];
      System.arraycopy(
          content.means().data, c * content.dimension(), cell.mean, 0, content.dimension());
      scatter.count += cell.count;
    }
    scatter.grids =
        content.grids() == null
            ? Grids.unknown(content.dimension())
            : Grids.of(content.dimension(), scatter.count, content.grids());
    return scatter;
  }

  private long[] counts(List<List<String>> keys) {
    return keys.stream().mapToLong(key -> cells.get(key).count).toArray();
  }

  /** The means of these cells, one per row, relative to the origin. */
  private DMatrixRMaj means(List<List<String>> keys) {
    DMatrixRMaj means = new DMatrixRMaj(keys.size(), dimension);
    for (int i = 0; i < means.numRows; i++) {
      System.arraycopy(cells.get(keys.get(i)).mean, 0, means.data, i * dimension, dimension);
    }
    return means;
  }

  private Object writeReplace() {
    return ScatterBytes.of(this);
  }

  private void readObject(ObjectInputStream in) throws InvalidObjectException {
    throw new InvalidObjectException("a statistic is read from its bytes only");
  }

  private void requireWhole() {
    if (partial) {
      throw new IllegalStateException(
          "statistic: rows were taken in only in part, as that was interrupted or memory ran out; a new one is needed");
    }
  }

  private Cell cellOf(List<String> key) {
    return cells.computeIfAbsent(key, k -> new Cell(dimension));
  }

  private static void requireDistinct(List<String> features, List<String> labelNames) {
    Set<String> seen = new HashSet<>();
    Stream.concat(features.stream(), labelNames.stream())
        .filter(name -> !seen.add(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new IllegalArgumentException("column '" + name + "' is named twice");
            });
  }

  private static List<String> key(Labels[] labels, int row) {
    String[] key = new String[labels.length];
    for (int l = 0; l < labels.length; l++) {
      key[l] = labels[l].name(row);
    }
    return List.of(key);
  }

  private void check(DMatrixRMaj rows, Labels[] labels) {
    if (rows.numCols != dimension) {
      throw new BadDataException(
          "rows: " + rows.numCols + " columns, " + dimension + " are expected");
    }
    if (labels.length != labelNames.size()) {
      throw new BadDataException(
          String.format(
              Locale.ROOT, "labels: %d given, %s are expected", labels.length, labelNames));
    }
    for (int l = 0; l < labels.length; l++) {
      if (labels[l].size() != rows.numRows) {
        throw new BadDataException(
            String.format(
                Locale.ROOT,
                "label '%s': %d labels for %d rows",
                labelNames.get(l),
                labels[l].size(),
                rows.numRows));
      }
    }
  }

  private void requireInRange(DMatrixRMaj rows, Ranges ranges) {
    if (!ranges.within(LARGEST)) {
      requireInRange(rows, features, count);
    }
  }

  /**
   * Throws if a value is no number whose square is one, as {@link #accept} does: for whoever makes
   * features of rows before a statistic sees them.
   *
   * @param rows n × d, only read
   * @param features names of the columns; may be none
   * @param before how many rows came before these, for the row's number
   * @throws BadDataException if a value is NaN, infinite or too large, naming its row and column
   */
  public static void requireInRange(DMatrixRMaj rows, List<String> features, long before) {
    int d = rows.numCols;
    for (int at = 0; at < rows.numRows * d; at++) {
      double value = rows.data[at];
      if (!(Math.abs(value) <= LARGEST)) {
        throw new BadDataException(
            String.format(
                Locale.ROOT,
                "rows: row %d (from 1), %s: %s %s",
                before + at / d + 1,
                ScatterSnapshot.featureText(features, at % d),
                value,
                Double.isFinite(value)
                    ? "is too large for its square to be a number, at most 1.0E150 is allowed; a marker of a missing value?"
                    : "is not a finite number"));
      }
    }
  }

  /**
   * Squares of tiny differences underflow to zero. The least normal number stands for them, so that
   * a column of tiny values is not taken for a constant one.
   */
  private void roundUp(Ranges ranges) {
    for (int j = 0; j < dimension; j++) {
      double width = ranges.width(j);
      if (width > 0 && width < TINY) {
        within.raise(j, Double.MIN_NORMAL);
      }
    }
  }
}
