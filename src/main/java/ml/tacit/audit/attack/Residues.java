package ml.tacit.audit.attack;

import org.ejml.data.DMatrixRMaj;

/**
 * What is left of released numbers after the nearest point of the raw grid is taken away.
 *
 * <p>An erasure adds s·d to each row, s being what the label is seen by. In a column that held
 * whole numbers the part after the point is therefore s·d.
 */
final class Residues {
  /** A residue below this share of the largest number is its rounding. */
  private static final double ROUNDING = 64 * Math.ulp(1.0);

  private Residues() {}

  /** Residues of the coarse columns, rows × coarse columns; zeros where they are rounding only. */
  static DMatrixRMaj of(DMatrixRMaj rows, Origins origins) {
    int[] coarse = origins.coarse();
    DMatrixRMaj residues = new DMatrixRMaj(rows.numRows, coarse.length);
    for (int c = 0; c < coarse.length; c++) {
      double largest = 0;
      for (int i = 0; i < rows.numRows; i++) {
        largest = Math.max(largest, Math.abs(rows.get(i, coarse[c])));
      }
      for (int i = 0; i < rows.numRows; i++) {
        double x = rows.get(i, coarse[c]);
        double residue = x - origins.grids()[coarse[c]].nearest(x);
        residues.set(i, c, Math.abs(residue) <= ROUNDING * largest ? 0 : residue);
      }
    }
    return residues;
  }
}
