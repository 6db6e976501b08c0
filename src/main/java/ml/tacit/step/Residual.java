package ml.tacit.step;

import ml.tacit.subspace.AffineMap;
import ml.tacit.subspace.Step;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/**
 * What is unusual of a row for its decision: the row and a code c to A x − b_c, directions of most
 * variance within classes, b_c where class c is on them. Immutable and thread-safe.
 */
public final class Residual implements Step {
  private final AffineMap map;
  private final DMatrixRMaj means;

  /**
   * Directions and means.
   *
   * @param map d columns to r
   * @param means b, C × r, finite; not copied
   * @throws BadDataException if the sizes do not fit or a mean is not finite
   */
  public Residual(AffineMap map, DMatrixRMaj means) {
    Matrices.requireTable("means", means);
    if (means.numCols != map.outputs()) {
      throw new BadDataException(
          "means: " + means.numCols + " columns, the map has " + map.outputs() + " outputs");
    }
    this.map = map;
    this.means = means;
  }

  /**
   * The directions.
   *
   * @return the map
   */
  public AffineMap map() {
    return map;
  }

  /**
   * Where classes are on them.
   *
   * @return C × r, not to be written to
   */
  public DMatrixRMaj means() {
    return means;
  }

  @Override
  public int inputs() {
    return map.inputs() + 1;
  }

  @Override
  public int outputs() {
    return map.outputs();
  }

  /**
   * Measures rows.
   *
   * @param rows n × (d + 1): a row, then its code; only read
   * @return n × r, fresh
   * @throws BadDataException if a code has no mean
   */
  @Override
  public DMatrixRMaj apply(DMatrixRMaj rows) {
    int d = map.inputs();
    DMatrixRMaj raw = new DMatrixRMaj(rows.numRows, d);
    for (int i = 0; i < rows.numRows; i++) {
      System.arraycopy(rows.data, i * (d + 1), raw.data, i * d, d);
    }
    DMatrixRMaj rest = map.apply(raw);
    int r = map.outputs();
    for (int i = 0; i < rows.numRows; i++) {
      int code = Codes.of("decision", rows.data[i * (d + 1) + d], means.numRows);
      for (int j = 0; j < r; j++) {
        rest.data[i * r + j] -= means.data[code * r + j];
      }
    }
    return rest;
  }

  @Override
  public String guarantee() {
    return "what is unusual of the row for its decision leaves in "
        + outputs()
        + (outputs() == 1 ? " number" : " numbers")
        + ": bounds no attacker";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Residual residual
        && map.equals(residual.map)
        && Matrices.equal(means, residual.means);
  }

  @Override
  public int hashCode() {
    return 31 * map.inputs() + map.outputs();
  }

  @Override
  public String toString() {
    return "Residual[" + outputs() + "]";
  }
}
