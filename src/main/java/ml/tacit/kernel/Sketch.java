package ml.tacit.kernel;

import java.util.SplittableRandom;
import ml.tacit.matrix.Dense;
import org.ejml.data.DMatrixRMaj;

/**
 * Rows in fewer columns, with about the distances that they have: a random projection (Achlioptas,
 * doi:10.1016/S0022-0000(03)00025-4). Enough to find groups of near rows at a fraction of the time.
 */
final class Sketch {
  /** Squared distances are right to one part in six or so. */
  private static final int COLUMNS = 64;

  private Sketch() {}

  /** At most 64 columns where there are more than twice as many, else a copy. */
  static DMatrixRMaj of(DMatrixRMaj rows, long seed) {
    int d = rows.numCols;
    if (d <= 2 * COLUMNS) {
      return rows.copy();
    }
    SplittableRandom random = new SplittableRandom(seed);
    DMatrixRMaj signs = new DMatrixRMaj(d, COLUMNS);
    double unit = 1 / Math.sqrt(COLUMNS);
    for (int i = 0; i < signs.data.length; i++) {
      signs.data[i] = random.nextBoolean() ? unit : -unit;
    }
    return Dense.multiply(rows, signs);
  }
}
