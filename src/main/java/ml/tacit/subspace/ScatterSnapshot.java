package ml.tacit.subspace;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import ml.tacit.matrix.Dense;
import ml.tacit.table.BadDataException;
import ml.tacit.table.Grid;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/**
 * What a {@link Scatter} had seen at one moment, and the scatter matrices that follow from it.
 *
 * <p>Scatter matrices are sums over rows, not divided by their number. Each is built by adding
 * positive semidefinite terms to the scatter within the label cells. Immutable and thread-safe;
 * every array or matrix returned is fresh.
 */
public final class ScatterSnapshot {
  /** The name of the only label, where the caller gave none. */
  static final String LABEL = "label";

  /**
   * A column whose deviation is at most this share of its mean is constant: what varies is the
   * rounding of its values. Doubles are to 1.1e-16 of their magnitude.
   */
  private static final double ROUNDING = 16 * Math.ulp(1.0);

  /** A sum of squares below this has lost digits to underflow. */
  private static final double LEAST_SQUARES = 1e-260;

  private final List<String> features;
  private final LabelCells cells;
  private final long[] counts;

  /** What the means are relative to; see {@link Origin}. */
  private final double[] origin;

  private final DMatrixRMaj means;
  private final OuterSum withinCells;
  private final List<Optional<Grid>> grids;
  private final CellGroups all;

  /** Takes ownership of the arrays. */
  ScatterSnapshot(
      List<String> features,
      LabelCells cells,
      long[] counts,
      double[] origin,
      DMatrixRMaj means,
      OuterSum withinCells,
      List<Optional<Grid>> grids) {
    this.features = features;
    this.cells = cells;
    this.counts = counts;
    this.origin = origin;
    this.means = means;
    this.withinCells = withinCells;
    this.grids = grids;
    this.all = CellGroups.one(counts, means);
  }

  /**
   * Number of features d.
   *
   * @return d
   */
  public int dimension() {
    return means.numCols;
  }

  /**
   * Number of rows seen.
   *
   * @return n
   */
  public long count() {
    return all.counts()[0];
  }

  /**
   * Names of the features.
   *
   * @return d names, immutable; none where the rows were bare matrices
   */
  public List<String> features() {
    return features;
  }

  /**
   * The grid that each feature keeps to.
   *
   * @return d grids, immutable; empty for a feature that is continuous, or whose grid is not known
   */
  public List<Optional<Grid>> grids() {
    return grids;
  }

  /** Feature j as a message names it: by its name, or by its number from 1. */
  String featureText(int j) {
    return featureText(features, j);
  }

  static String featureText(List<String> features, int j) {
    return features.isEmpty() ? "feature " + (j + 1) : "column '" + features.get(j) + "'";
  }

  /**
   * Names of the labels the rows carried.
   *
   * @return the names, immutable
   */
  public List<String> labelNames() {
    return cells.labelNames();
  }

  /**
   * The mean μ of all rows.
   *
   * @return d numbers
   */
  public double[] mean() {
    double[] mean = all.means().data.clone();
    Arrays.setAll(mean, j -> mean[j] + origin[j]);
    return mean;
  }

  /**
   * The classes of a label, sorted as {@link Labels} sorts them.
   *
   * @param label a label name
   * @return its class names
   * @throws BadDataException if there is no such label
   */
  public List<String> classes(String label) {
    return cells.classes(label);
  }

  /**
   * Rows per class.
   *
   * @param label a label name
   * @return counts in the order of {@link #classes}
   */
  public long[] classCounts(String label) {
    return byClass(label).counts();
  }

  /**
   * The total scatter S̄ = Σ (x−μ)(x−μ)ᵀ.
   *
   * @return d × d
   */
  public DMatrixRMaj total() {
    return totalSum().matrix();
  }

  /** The total scatter as the sum that it is. */
  OuterSum totalSum() {
    return withinCells.copy().add(cellLinks());
  }

  /**
   * The scatter within the classes of a label, S_W = Σ_c Σ_{i∈c} (x_i−μ_c)(x_i−μ_c)ᵀ.
   *
   * @param label a label name
   * @return d × d
   */
  public DMatrixRMaj within(String label) {
    CellGroups classes = byClass(label);
    return withinCells.copy().add(classes.links(counts, means, classes.of())).matrix();
  }

  /**
   * The factor B of the between-class scatter S_B = B Bᵀ: columns √n_c (μ_c−μ).
   *
   * @param label a label name
   * @return d × L, in the order of {@link #classes}
   * @throws BadDataException if the label has fewer than two classes, or a class of one row (whose
   *     "mean" is that row)
   */
  public DMatrixRMaj betweenFactor(String label) {
    requireClasses(label);
    CellGroups classes = byClass(label);
    return Dense.transpose(all.links(classes.counts(), classes.means(), new int[classes.size()]));
  }

  /**
   * The factor of the between-class scatter of a label within the classes of another: columns √n_pu
   * (μ_pu − μ_u), one per cell that has rows.
   *
   * @param label the label whose means are compared, p
   * @param given the label whose classes they are compared within, u
   * @return d × (number of cells)
   * @throws BadDataException as for {@link #betweenFactor}, or if both labels are the same
   */
  public DMatrixRMaj betweenFactorGiven(String label, String given) {
    requireClasses(label);
    if (cells.position(label) == cells.position(given)) {
      throw new BadDataException("given: '" + given + "' is the label to hide itself");
    }
    CellGroups outer = byClass(given);
    CellGroups inner = byPair(given, label);
    int[] outerOf = new int[inner.size()];
    for (int c = 0; c < counts.length; c++) {
      outerOf[inner.of()[c]] = outer.of()[c];
    }
    return Dense.transpose(outer.links(inner.counts(), inner.means(), outerOf));
  }

  /** Rows per column of the between factor: per class, or per cell within the given label. */
  long[] cellCounts(String label, String given) {
    return given == null ? classCounts(label) : byPair(given, label).counts();
  }

  /**
   * How many directions the mean differences can take up: one less than the classes, within each
   * given class.
   */
  int directions(String label, String given) {
    return given == null
        ? classes(label).size() - 1
        : byPair(given, label).size() - classes(given).size();
  }

  /**
   * The diagonal of the total scatter.
   *
   * @throws BadDataException if a column varies so little, or so much, that its squares are no
   *     doubles; names it
   */
  double[] totalDiagonal() {
    int d = dimension();
    double[] diagonal = new double[d];
    DMatrixRMaj links = cellLinks();
    for (int i = 0; i < links.data.length; i++) {
      double square = links.data[i] * links.data[i];
      // A difference counts, though its square underflow.
      diagonal[i % d] += links.data[i] == 0 ? 0 : Math.max(square, Double.MIN_NORMAL);
    }
    double[] within = withinCells.diagonal();
    for (int j = 0; j < d; j++) {
      diagonal[j] += within[j];
      boolean tiny = diagonal[j] > 0 && diagonal[j] < LEAST_SQUARES && !isRounding(j, diagonal[j]);
      if (tiny || !Double.isFinite(diagonal[j])) {
        throw new BadDataException(
            String.format(
                Locale.ROOT,
                "%s: its values vary by about %s, whose square %s; another unit is needed",
                featureText(j),
                tiny ? "1.0E-150 or less" : "1.0E150",
                tiny ? "underflows" : "overflows"));
      }
    }
    return diagonal;
  }

  /** The diagonal of the scatter within the classes of a label. */
  double[] withinDiagonal(String label) {
    CellGroups classes = byClass(label);
    DMatrixRMaj links = classes.links(counts, means, classes.of());
    int d = dimension();
    double[] diagonal = withinCells.diagonal();
    for (int at = 0; at < links.data.length; at++) {
      diagonal[at % d] += links.data[at] * links.data[at];
    }
    return diagonal;
  }

  /**
   * The features that are constant, or would be but for the rounding of their values: they carry
   * nothing.
   *
   * @return their names, or their numbers where they have none
   */
  public List<String> constantFeatures() {
    boolean[] constant = constant(totalDiagonal());
    return IntStream.range(0, constant.length)
        .filter(j -> constant[j])
        .mapToObj(j -> features.isEmpty() ? "feature " + (j + 1) : features.get(j))
        .toList();
  }

  /**
   * Which features are constant, or would be but for the rounding of their values.
   *
   * @param diagonal of the total scatter
   */
  boolean[] constant(double[] diagonal) {
    boolean[] constant = new boolean[diagonal.length];
    for (int j = 0; j < constant.length; j++) {
      constant[j] = diagonal[j] == 0 || isRounding(j, diagonal[j]);
    }
    return constant;
  }

  /** Whether a sum of squares of a feature is the rounding of its values, or nothing. */
  boolean isRounding(int feature, double scatter) {
    double mean = origin[feature] + all.means().data[feature];
    return Math.sqrt(scatter / count()) <= ROUNDING * Math.abs(mean);
  }

  /**
   * The statistic of the same rows, of unknown grids, with feature j divided by {@code scale[j]}.
   */
  ScatterSnapshot scaled(double[] scale) {
    DMatrixRMaj scaledMeans = means.copy();
    double[] scaledOrigin = origin.clone();
    int d = dimension();
    for (int i = 0; i < scaledMeans.data.length; i++) {
      scaledMeans.data[i] /= scale[i % d];
    }
    for (int i = 0; i < d; i++) {
      scaledOrigin[i] /= scale[i];
    }
    List<Optional<Grid>> unknown = Collections.nCopies(d, Optional.empty());
    return new ScatterSnapshot(
        features, cells, counts, scaledOrigin, scaledMeans, withinCells.scaled(scale), unknown);
  }

  /** The statistic of the same rows with the mean in place of these features. */
  ScatterSnapshot without(boolean[] flat) {
    int d = dimension();
    if (IntStream.range(0, d).noneMatch(j -> flat[j])) {
      return this;
    }
    double[] newOrigin = origin.clone();
    DMatrixRMaj newMeans = means.copy();
    double[] mean = mean();
    for (int j = 0; j < d; j++) {
      if (flat[j]) {
        newOrigin[j] = mean[j];
        for (int c = 0; c < counts.length; c++) {
          newMeans.data[c * d + j] = 0;
        }
      }
    }
    return new ScatterSnapshot(
        features, cells, counts, newOrigin, newMeans, withinCells.without(flat), grids);
  }

  /** The same with d × d matrices throughout. */
  ScatterSnapshot asMatrix() {
    return new ScatterSnapshot(
        features, cells, counts, origin, means, withinCells.asMatrix(), grids);
  }

  /** The statistic of the same rows without the features after the first {@code d}. */
  ScatterSnapshot firstColumns(int d) {
    DMatrixRMaj firstMeans = Fitting.firstColumns(means, d);
    List<String> firstFeatures = features.isEmpty() ? features : features.subList(0, d);
    return new ScatterSnapshot(
        firstFeatures,
        cells,
        counts,
        Arrays.copyOf(origin, d),
        firstMeans,
        withinCells.firstColumns(d),
        grids.subList(0, d));
  }

  /** Throws unless the label has two classes or more, of two rows or more each. */
  private void requireClasses(String label) {
    List<String> classes = classes(label);
    if (classes.size() < 2) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "label '%s': 1 class ('%s') in %d rows, at least 2 are needed",
              label,
              classes.get(0),
              count()));
    }
    long[] sizes = classCounts(label);
    for (int k = 0; k < sizes.length; k++) {
      if (sizes[k] < 2) {
        throw new BadDataException(
            String.format(
                Locale.ROOT,
                "label '%s': class '%s' has 1 row, at least 2 are needed (its mean would be that row)",
                label,
                classes.get(k)));
      }
    }
  }

  /** Counts and means of the classes of a label, the means relative to the origin. */
  CellGroups byClass(String label) {
    return CellGroups.of(cells.codes(label), counts, means);
  }

  private CellGroups byPair(String outer, String inner) {
    return CellGroups.of(cells.pairs(outer, inner), counts, means);
  }

  private DMatrixRMaj cellLinks() {
    return all.links(counts, means, new int[counts.length]);
  }
}
