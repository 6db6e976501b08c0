package ml.tacit.audit.attack;

import ml.tacit.matrix.Dense;
import ml.tacit.matrix.ThinQr;
import ml.tacit.subspace.AffineMap;
import org.ejml.data.DMatrixRMaj;

/**
 * Searches for some columns of an erasure, and has the others from what was erased there.
 *
 * <p>In y = s ∘ (x − m) − L t + c, each column says x_j = u_j + H_j t with u_j = (y_j − c_j)/s_j +
 * m_j, the same t in all, and H an orthonormal basis of the columns of diag(s)⁻¹L. What is
 * orthogonal to H_J is free of t.
 */
final class ShareSearch implements RowSearch {
  private final AffineMap map;
  private final double[] mean;
  private final double[] scale;
  private final double[] centre;
  private final double[] offset;
  private final DMatrixRMaj hidden;
  private final int[] columns;
  private final double[] unsure;

  /** H_J in units of what is unsure, factorised, and what is orthogonal to it, transposed. */
  private final ThinQr factors;

  private final DMatrixRMaj free;
  private final GridSearch search;
  private final double[] start;

  /**
   * Sets up the equations.
   *
   * @param hidden H, d × r; zeros where s is 0
   * @param columns more than r, with grids, not constant, s not 0
   * @param unsure of every output: how far it may be from what the map gives, above 0
   */
  ShareSearch(AffineMap map, RawColumns raw, DMatrixRMaj hidden, int[] columns, double[] unsure) {
    this.map = map;
    this.mean = raw.means();
    this.scale = map.diagonal();
    this.centre = map.centre();
    this.offset = map.offset();
    this.hidden = hidden;
    this.columns = columns;
    int k = columns.length;
    this.unsure = new double[k];
    DMatrixRMaj weighted = new DMatrixRMaj(k, hidden.numCols);
    for (int c = 0; c < k; c++) {
      this.unsure[c] = unsure[columns[c]] / Math.abs(scale[columns[c]]);
      for (int h = 0; h < hidden.numCols; h++) {
        weighted.set(c, h, hidden.get(columns[c], h) / this.unsure[c]);
      }
    }
    factors = ThinQr.of(weighted);
    free = Dense.transpose(factors.complement());
    DMatrixRMaj equations = free.copy();
    for (int at = 0; at < equations.data.length; at++) {
      equations.data[at] /= this.unsure[at % k];
    }
    search = new GridSearch(raw, columns, equations);
    start = search.start();
  }

  @Override
  public double[] estimate(double[] released) {
    int k = columns.length;
    double[] given = new double[map.inputs()]; // u
    for (int j = 0; j < given.length; j++) {
      given[j] = scale[j] == 0 ? mean[j] : (released[j] - offset[j]) / scale[j] + centre[j];
    }
    DMatrixRMaj off = new DMatrixRMaj(k, 1);
    for (int c = 0; c < k; c++) {
      off.data[c] = (given[columns[c]] - start[c]) / unsure[c];
    }
    double[] found = search.nearest(Dense.multiply(free, off).data);
    for (int c = 0; c < k; c++) {
      off.data[c] = (found[c] - given[columns[c]]) / unsure[c];
    }
    DMatrixRMaj changed = Dense.multiply(hidden, leastSquares(off));
    for (int j = 0; j < given.length; j++) {
      given[j] += changed.data[j];
    }
    for (int c = 0; c < k; c++) {
      given[columns[c]] = found[c];
    }
    return given;
  }

  /** t of the least ‖H_J t − b‖; 0 along directions that these columns do not see. */
  private DMatrixRMaj leastSquares(DMatrixRMaj b) {
    DMatrixRMaj r = factors.r();
    DMatrixRMaj t = Dense.multiplyTransposedA(factors.q(), b);
    double largest = 0;
    for (int i = 0; i < r.numRows; i++) {
      largest = Math.max(largest, Math.abs(r.get(i, i)));
    }
    for (int i = r.numRows - 1; i >= 0; i--) {
      double left = t.data[i];
      for (int j = i + 1; j < r.numRows; j++) {
        left -= r.get(i, j) * t.data[j];
      }
      t.data[i] = Math.abs(r.get(i, i)) > 1e-12 * largest ? left / r.get(i, i) : 0;
    }
    return t;
  }
}
