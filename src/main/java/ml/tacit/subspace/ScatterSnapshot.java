package ml.tacit.subspace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import ml.tacit.matrix.Dense;
import ml.tacit.table.BadDataException;
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

  static final Comparator<List<String>> CELL_ORDER =
      (a, b) -> {
        for (int i = 0; i < a.size(); i++) {
          int order = Labels.NAME_ORDER.compare(a.get(i), b.get(i));
          if (order != 0) {
            return order;
          }
        }
        return 0;
      };

  private final List<String> features;
  private final List<String> labelNames;
  private final List<List<String>> cells;
  private final long[] counts;
  private final DMatrixRMaj means;
  private final DMatrixRMaj withinCells;
  private final long count;
  private final double[] mean;

  /** Takes ownership of the arrays; cells in {@link #CELL_ORDER}. */
  ScatterSnapshot(
      List<String> features,
      List<String> labelNames,
      List<List<String>> cells,
      long[] counts,
      DMatrixRMaj means,
      DMatrixRMaj withinCells) {
    this.features = features;
    this.labelNames = labelNames;
    this.cells = cells;
    this.counts = counts;
    this.means = means;
    this.withinCells = withinCells;
    this.count = Arrays.stream(counts).sum();
    this.mean = meanOfCells(c -> true);
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
    return count;
  }

  /**
   * Names of the features.
   *
   * @return d names, immutable; none where the rows were bare matrices
   */
  public List<String> features() {
    return features;
  }

  /** Feature j as a message names it: by its name, or by its number from 1. */
  String featureText(int j) {
    return features.isEmpty() ? "feature " + (j + 1) : "column '" + features.get(j) + "'";
  }

  /**
   * Names of the labels the rows carried.
   *
   * @return the names, immutable
   */
  public List<String> labelNames() {
    return labelNames;
  }

  /**
   * The mean μ of all rows.
   *
   * @return d numbers
   */
  public double[] mean() {
    return mean.clone();
  }

  /**
   * The classes of a label, sorted as {@link Labels} sorts them.
   *
   * @param label a label name
   * @return its class names
   * @throws BadDataException if there is no such label
   */
  public List<String> classes(String label) {
    int l = position(label);
    return cells.stream().map(c -> c.get(l)).distinct().sorted(Labels.NAME_ORDER).toList();
  }

  /**
   * Rows per class.
   *
   * @param label a label name
   * @return counts in the order of {@link #classes}
   */
  public long[] classCounts(String label) {
    int l = position(label);
    return classes(label).stream()
        .mapToLong(name -> countOfCells(c -> cells.get(c).get(l).equals(name)))
        .toArray();
  }

  /**
   * The total scatter S̄ = Σ (x−μ)(x−μ)ᵀ.
   *
   * @return d × d
   */
  public DMatrixRMaj total() {
    DMatrixRMaj total = withinCells.copy();
    DMatrixRMaj links = new DMatrixRMaj(counts.length, dimension());
    for (int c = 0; c < counts.length; c++) {
      scaledDifference(c, mean, counts[c], links, c);
    }
    Dense.addGram(links, total);
    return total;
  }

  /**
   * The scatter within the classes of a label, S_W = Σ_c Σ_{i∈c} (x_i−μ_c)(x_i−μ_c)ᵀ.
   *
   * @param label a label name
   * @return d × d
   */
  public DMatrixRMaj within(String label) {
    int l = position(label);
    DMatrixRMaj within = withinCells.copy();
    DMatrixRMaj links = new DMatrixRMaj(counts.length, dimension());
    for (String name : classes(label)) {
      double[] classMean = meanOfCells(c -> cells.get(c).get(l).equals(name));
      for (int c = 0; c < counts.length; c++) {
        if (cells.get(c).get(l).equals(name)) {
          scaledDifference(c, classMean, counts[c], links, c);
        }
      }
    }
    Dense.addGram(links, within);
    return within;
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
    int l = position(label);
    List<String> classes = classes(label);
    DMatrixRMaj rows = new DMatrixRMaj(classes.size(), dimension());
    for (int k = 0; k < classes.size(); k++) {
      String name = classes.get(k);
      double[] classMean = meanOfCells(c -> cells.get(c).get(l).equals(name));
      setScaled(rows, k, classMean, mean, countOfCells(c -> cells.get(c).get(l).equals(name)));
    }
    return Dense.transpose(rows);
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
    int p = position(label);
    int u = position(given);
    if (p == u) {
      throw new BadDataException("given: '" + given + "' is the label to hide itself");
    }
    List<DMatrixRMaj> columns = new ArrayList<>();
    for (String givenClass : classes(given)) {
      double[] outer = meanOfCells(c -> cells.get(c).get(u).equals(givenClass));
      for (String name : classes(label)) {
        Members cell =
            c -> cells.get(c).get(u).equals(givenClass) && cells.get(c).get(p).equals(name);
        long n = countOfCells(cell);
        if (n > 0) {
          DMatrixRMaj row = new DMatrixRMaj(1, dimension());
          setScaled(row, 0, meanOfCells(cell), outer, n);
          columns.add(row);
        }
      }
    }
    DMatrixRMaj rows = new DMatrixRMaj(columns.size(), dimension());
    for (int k = 0; k < columns.size(); k++) {
      System.arraycopy(columns.get(k).data, 0, rows.data, k * dimension(), dimension());
    }
    return Dense.transpose(rows);
  }

  /** Rows per column of the between factor: per class, or per cell within the given label. */
  long[] cellCounts(String label, String given) {
    if (given == null) {
      return classCounts(label);
    }
    int p = position(label);
    int u = position(given);
    return classes(given).stream()
        .flatMapToLong(
            outer ->
                classes(label).stream()
                    .mapToLong(
                        name ->
                            countOfCells(
                                c ->
                                    cells.get(c).get(u).equals(outer)
                                        && cells.get(c).get(p).equals(name))))
        .filter(n -> n > 0)
        .toArray();
  }

  /** The statistic of the same rows after dividing feature j by {@code scale[j]} > 0. */
  ScatterSnapshot scaled(double[] scale) {
    DMatrixRMaj scaledMeans = means.copy();
    DMatrixRMaj scaledWithin = withinCells.copy();
    int d = dimension();
    for (int i = 0; i < scaledMeans.data.length; i++) {
      scaledMeans.data[i] /= scale[i % d];
    }
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        scaledWithin.data[i * d + j] /= scale[i] * scale[j];
      }
    }
    return new ScatterSnapshot(features, labelNames, cells, counts, scaledMeans, scaledWithin);
  }

  /** The statistic of the same rows without the features after the first {@code d}. */
  ScatterSnapshot firstColumns(int d) {
    DMatrixRMaj square = new DMatrixRMaj(d, d);
    for (int i = 0; i < d; i++) {
      System.arraycopy(withinCells.data, i * dimension(), square.data, i * d, d);
    }
    DMatrixRMaj firstMeans = Fitting.firstColumns(means, d);
    List<String> firstFeatures = features.isEmpty() ? features : features.subList(0, d);
    return new ScatterSnapshot(firstFeatures, labelNames, cells, counts, firstMeans, square);
  }

  /** Throws unless the label has two classes or more, of two rows or more each. */
  private void requireClasses(String label) {
    List<String> classes = classes(label);
    if (classes.size() < 2) {
      throw new BadDataException(
          "label '%s': 1 class ('%s') in %d rows, at least 2 are needed"
              .formatted(label, classes.get(0), count));
    }
    long[] sizes = classCounts(label);
    for (int k = 0; k < sizes.length; k++) {
      if (sizes[k] < 2) {
        throw new BadDataException(
            "label '%s': class '%s' has 1 row, at least 2 are needed (its mean would be that row)"
                .formatted(label, classes.get(k)));
      }
    }
  }

  private int position(String label) {
    int position = labelNames.indexOf(label);
    if (position < 0) {
      throw new BadDataException("no label '" + label + "'; there are " + labelNames);
    }
    return position;
  }

  /** Which cells take part. */
  private interface Members {
    boolean test(int cell);
  }

  private long countOfCells(Members members) {
    long n = 0;
    for (int c = 0; c < counts.length; c++) {
      n += members.test(c) ? counts[c] : 0;
    }
    return n;
  }

  private double[] meanOfCells(Members members) {
    int d = dimension();
    double[] result = new double[d];
    long n = 0;
    for (int c = 0; c < counts.length; c++) {
      if (members.test(c)) {
        n += counts[c];
        double share = (double) counts[c] / n;
        for (int j = 0; j < d; j++) {
          result[j] += share * (means.data[c * d + j] - result[j]);
        }
      }
    }
    return result;
  }

  private void scaledDifference(int cell, double[] from, long n, DMatrixRMaj target, int row) {
    double[] cellMean =
        Arrays.copyOfRange(means.data, cell * dimension(), (cell + 1) * dimension());
    setScaled(target, row, cellMean, from, n);
  }

  /** target[row] = √n (a − b). */
  private static void setScaled(DMatrixRMaj target, int row, double[] a, double[] b, long n) {
    double root = Math.sqrt((double) n);
    for (int j = 0; j < a.length; j++) {
      target.data[row * a.length + j] = root * (a[j] - b[j]);
    }
  }
}
