package ml.tacit.audit.attack;

import java.util.Arrays;
import java.util.stream.IntStream;
import ml.tacit.table.Grid;
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
      double[] column = of(rows, coarse[c], origins.grids()[coarse[c]]);
      for (int i = 0; i < column.length; i++) {
        residues.set(i, c, column[i]);
      }
    }
    return residues;
  }

  /** Whether a column is on a grid. */
  static boolean areZero(DMatrixRMaj rows, int column, Grid grid) {
    return Arrays.stream(of(rows, column, grid)).allMatch(residue -> residue == 0);
  }

  private static double[] of(DMatrixRMaj rows, int column, Grid grid) {
    double[] x = IntStream.range(0, rows.numRows).mapToDouble(i -> rows.get(i, column)).toArray();
    double rounding = ROUNDING * Arrays.stream(x).map(Math::abs).max().orElse(0);
    return Arrays.stream(x)
        .map(value -> value - grid.nearest(value))
        .map(residue -> Math.abs(residue) <= rounding ? 0 : residue)
        .toArray();
  }
}
