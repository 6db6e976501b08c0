package ml.tacit.matrix;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The second half of a native RBF Gram matrix. OpenBLAS has no exponential; this is the JDK's,
 * which calls Intel's vectorised native one (SVML) where there is one for the machine.
 */
final class NativeExp {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

  private NativeExp() {}

  /** Makes exp(−γ max(0, squareX + squares[j] − 2 row[j])) of the first entries of a row. */
  static void rbf(double[] row, int length, double gamma, double squareX, double[] squares) {
    int j = 0;
    for (; j + SPECIES.length() <= length; j += SPECIES.length()) {
      DoubleVector.fromArray(SPECIES, row, j)
          .mul(-2)
          .add(DoubleVector.fromArray(SPECIES, squares, j))
          .add(squareX)
          .max(0)
          .mul(-gamma)
          .lanewise(VectorOperators.EXP)
          .intoArray(row, j);
    }
    for (; j < length; j++) {
      row[j] = Math.exp(-gamma * Math.max(0, squareX + squares[j] - 2 * row[j]));
    }
  }
}
