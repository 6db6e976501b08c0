package ml.tacit.subspace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import ml.tacit.matrix.Cholesky;
import ml.tacit.matrix.Dense;
import ml.tacit.matrix.Metric;
import ml.tacit.matrix.SymmetricEigen;
import ml.tacit.matrix.ThinMetric;
import ml.tacit.matrix.ThinQr;
import ml.tacit.table.MatrixLimits;
import org.ejml.data.DMatrixRMaj;

/**
 * A sum of outer products Σ v vᵀ of vectors of d numbers: as the vectors themselves as long as
 * these are few beside d, as a d × d matrix from then on. For few rows of many columns all that is
 * asked of a scatter matrix costs m·d, not d².
 *
 * <p>Changed by the {@code add} methods only; the others give something fresh. Not thread-safe
 * while it changes.
 */
final class OuterSum {
  /** Below this a d × d matrix is small. */
  static final int LEAST_COLUMNS = 512;

  /** Vectors are kept up to this share of d: then a matrix takes less time. */
  private static final int SHARE = 3;

  /** A statistic, its snapshot, that in units of its columns, the total scatter, the metric. */
  private static final int MATRICES = 5;

  /** The least eigenvalue, beside the largest, that products of vectors tell to 1e-8. */
  private static final double SURE = 1e-8;

  private final int dimension;

  /** The vectors as rows, in order; null once there is a matrix. */
  private List<DMatrixRMaj> blocks;

  private int vectors;
  private DMatrixRMaj matrix;

  /** Of no vectors yet. */
  OuterSum(int dimension) {
    this.dimension = dimension;
    this.blocks = new ArrayList<>();
    foldIfMany(0);
  }

  /** A matrix that is such a sum; taken over. */
  static OuterSum of(DMatrixRMaj matrix) {
    return new OuterSum(matrix.numRows, null, matrix);
  }

  private OuterSum(int dimension, List<DMatrixRMaj> blocks, DMatrixRMaj matrix) {
    this.dimension = dimension;
    this.blocks = blocks;
    this.vectors = blocks == null ? 0 : blocks.stream().mapToInt(rows -> rows.numRows).sum();
    this.matrix = matrix;
  }

  /** Whether the vectors are kept. */
  boolean isThin() {
    return matrix == null;
  }

  int dimension() {
    return dimension;
  }

  OuterSum copy() {
    return isThin() ? new OuterSum(dimension, new ArrayList<>(blocks), null) : of(matrix.copy());
  }

  /** Adds vectors, one a row, which must not change afterwards. */
  OuterSum add(DMatrixRMaj rows) {
    foldIfMany(rows.numRows);
    if (isThin()) {
      keep(rows);
    } else {
      Dense.addGram(rows, matrix);
    }
    return this;
  }

  /** Adds another sum, which is only read. */
  void add(OuterSum other) {
    if (other.isThin()) {
      other.blocks.forEach(this::add);
      return;
    }
    fold();
    for (int i = 0; i < matrix.data.length; i++) {
      matrix.data[i] += other.matrix.data[i];
    }
  }

  /** Adds rows less the means of their groups. */
  void addScatter(DMatrixRMaj rows, DMatrixRMaj means, int[] group) {
    foldIfMany(rows.numRows);
    if (!isThin()) {
      Dense.addScatter(rows, means, group, matrix);
      return;
    }
    DMatrixRMaj centred = rows.copy();
    for (int i = 0, at = 0; i < rows.numRows; i++) {
      for (int j = 0; j < dimension; j++, at++) {
        centred.data[at] -= means.data[group[i] * dimension + j];
      }
    }
    keep(centred);
  }

  /** Makes a diagonal entry at least so large. */
  void raise(int column, double least) {
    fold();
    int at = column * dimension + column;
    matrix.data[at] = Math.max(matrix.data[at], least);
  }

  private void keep(DMatrixRMaj rows) {
    if (rows.numRows > 0) {
      blocks.add(rows);
      vectors += rows.numRows;
    }
  }

  private void foldIfMany(int more) {
    if (isThin() && (dimension < LEAST_COLUMNS || (long) SHARE * (vectors + more) > dimension)) {
      fold();
    }
  }

  private void fold() {
    if (isThin()) {
      matrix = folded();
      blocks = null;
    }
  }

  private DMatrixRMaj folded() {
    requireMatrix(dimension);
    DMatrixRMaj sum = new DMatrixRMaj(dimension, dimension);
    blocks.forEach(rows -> Dense.addGram(rows, sum));
    return sum;
  }

  /** Throws if d columns cannot be fitted to more than d/3 rows. */
  private static void requireMatrix(int d) {
    MatrixLimits.require(
        String.format(
            Locale.ROOT, "%d columns, more than %d rows: the scatter matrix", d, d / SHARE),
        d,
        d,
        MATRICES,
        String.format(
            Locale.ROOT,
            "fewer columns (--features, --drop), more memory, at most %d rows, or a linear kernel are needed",
            d / SHARE));
  }

  /** The d × d matrix. */
  DMatrixRMaj matrix() {
    return isThin() ? folded() : matrix.copy();
  }

  /** The same sum as a matrix, this one where it is one. */
  OuterSum asMatrix() {
    return isThin() ? of(folded()) : this;
  }

  /** The vectors, one a row; of a thin sum only. */
  DMatrixRMaj vectors() {
    DMatrixRMaj all = new DMatrixRMaj(vectors, dimension);
    int at = 0;
    for (DMatrixRMaj rows : blocks) {
      int length = rows.getNumElements();
      System.arraycopy(rows.data, 0, all.data, at, length);
      at += length;
    }
    return all;
  }

  double[] diagonal() {
    double[] diagonal = new double[dimension];
    if (!isThin()) {
      Arrays.setAll(diagonal, j -> matrix.get(j, j));
      return diagonal;
    }
    for (DMatrixRMaj rows : blocks) {
      for (int i = 0, at = 0; i < rows.numRows; i++) {
        for (int j = 0; j < dimension; j++, at++) {
          diagonal[j] += rows.data[at] * rows.data[at];
        }
      }
    }
    return diagonal;
  }

  /** The product with d × k numbers. */
  DMatrixRMaj times(DMatrixRMaj b) {
    if (!isThin()) {
      return Dense.multiply(matrix, b);
    }
    DMatrixRMaj product = new DMatrixRMaj(dimension, b.numCols);
    for (DMatrixRMaj rows : blocks) {
      Dense.addProduct(Dense.transpose(rows), Dense.multiply(rows, b), product);
    }
    return product;
  }

  /** The product of k × d numbers with this. */
  DMatrixRMaj timesFromLeft(DMatrixRMaj a) {
    return isThin() ? Dense.transpose(times(Dense.transpose(a))) : Dense.multiply(a, matrix);
  }

  /** Of vectors whose entries are divided by {@code scale}. */
  OuterSum scaled(double[] scale) {
    if (!isThin()) {
      DMatrixRMaj scaled = matrix.copy();
      for (int i = 0; i < dimension; i++) {
        for (int j = 0; j < dimension; j++) {
          scaled.data[i * dimension + j] = scaled.data[i * dimension + j] / scale[i] / scale[j];
        }
      }
      return of(scaled);
    }
    DMatrixRMaj scaled = vectors();
    for (int i = 0; i < scaled.data.length; i++) {
      scaled.data[i] /= scale[i % dimension];
    }
    return thin(scaled);
  }

  /** Of vectors with zeros in these places. */
  OuterSum without(boolean[] flat) {
    OuterSum result = isThin() ? thin(vectors()) : copy();
    double[] data = isThin() ? result.blocks.get(0).data : result.matrix.data;
    for (int j = 0; j < dimension; j++) {
      if (flat[j]) {
        for (int at = j; at < data.length; at += dimension) {
          data[at] = 0;
        }
        if (!isThin()) {
          Arrays.fill(data, j * dimension, (j + 1) * dimension, 0);
        }
      }
    }
    return result;
  }

  /** Of the first d entries of each vector. */
  OuterSum firstColumns(int d) {
    if (isThin()) {
      return new OuterSum(d).add(Fitting.firstColumns(vectors(), d));
    }
    DMatrixRMaj square = new DMatrixRMaj(d, d);
    for (int i = 0; i < d; i++) {
      System.arraycopy(matrix.data, i * dimension, square.data, i * d, d);
    }
    return of(square);
  }

  /** The columns of the matrix from one on. */
  DMatrixRMaj columnsFrom(int first) {
    DMatrixRMaj chosen = new DMatrixRMaj(dimension, dimension - first);
    for (int j = first; j < dimension; j++) {
      chosen.set(j, j - first, 1);
    }
    return times(chosen);
  }

  /** Of the images of the vectors under a map. */
  OuterSum mapped(ColumnMap map) {
    if (!isThin()) {
      return of(map.ofBoth(matrix));
    }
    OuterSum images = new OuterSum(map.outputs());
    for (DMatrixRMaj rows : blocks) {
      images.add(map.ofRows(rows));
    }
    return images;
  }

  /**
   * The eigenpairs of the largest eigenvalues, from the products of the vectors with each other;
   * empty where there is a matrix, or where an eigenvalue is so small beside the first that its
   * vector would be rounding.
   */
  Optional<SymmetricEigen> leadingOfFew(int k) {
    if (!isThin() || k > vectors) {
      return Optional.empty();
    }
    SymmetricEigen leading = leading(vectors(), k);
    return leading.values().length < k ? Optional.empty() : Optional.of(leading);
  }

  /** An orthonormal basis, one a column, of what rows span, but for what is rounding. */
  static DMatrixRMaj span(DMatrixRMaj rows) {
    return leading(rows, rows.numRows).vectors();
  }

  /** The first k eigenpairs, or as many as rows tell. */
  private static SymmetricEigen leading(DMatrixRMaj rows, int k) {
    DMatrixRMaj columns = Dense.transpose(rows);
    DMatrixRMaj products = new DMatrixRMaj(rows.numRows, rows.numRows);
    Dense.addGram(columns, products);
    SymmetricEigen small = SymmetricEigen.largest(products, k);
    double[] values = small.values();
    int sure = 0;
    while (sure < k && values[sure] > SURE * values[0]) {
      sure++;
    }
    DMatrixRMaj few = Fitting.firstColumns(small.vectors(), sure);
    ThinQr qr = ThinQr.of(Dense.multiply(columns, few));
    DMatrixRMaj unit = qr.q();
    DMatrixRMaj r = qr.r();
    for (int i = 0; i < unit.data.length; i++) {
      int column = i % sure;
      unit.data[i] *= Math.signum(r.get(column, column));
    }
    return new SymmetricEigen(Arrays.copyOf(values, sure), unit);
  }

  /** This and a positive diagonal as a metric; this is taken over. */
  Metric metric(double[] diagonal) {
    if (isThin()) {
      return ThinMetric.of(diagonal, vectors());
    }
    for (int j = 0; j < dimension; j++) {
      matrix.add(j, j, diagonal[j]);
    }
    return Cholesky.overwriting(matrix);
  }

  private static OuterSum thin(DMatrixRMaj vectors) {
    List<DMatrixRMaj> blocks = new ArrayList<>();
    blocks.add(vectors);
    return new OuterSum(vectors.numCols, blocks, null);
  }
}
