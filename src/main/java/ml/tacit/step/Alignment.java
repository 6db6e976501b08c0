package ml.tacit.step;

import ml.tacit.matrix.Cholesky;
import ml.tacit.matrix.Dense;
import ml.tacit.subspace.AffineMap;
import org.ejml.data.DMatrixRMaj;

/** The affine map by which some columns come nearest to others, by least squares. */
final class Alignment {
  /** Added to each variance, as a share of it: equal columns share what they explain. */
  private static final double RIDGE = 1e-9;

  private Alignment() {}

  /**
   * The map.
   *
   * @param from n × q
   * @param to n × p
   */
  static AffineMap of(DMatrixRMaj from, DMatrixRMaj to) {
    double[] centre = mean(from);
    double[] offset = mean(to);
    DMatrixRMaj x = centred(from, centre);
    DMatrixRMaj y = centred(to, offset);
    DMatrixRMaj gram = Dense.multiplyTransposedA(x, x);
    for (int j = 0; j < gram.numCols; j++) {
      double variance = gram.get(j, j);
      gram.set(j, j, variance > 0 ? variance * (1 + RIDGE) : 1);
    }
    DMatrixRMaj a = Cholesky.of(gram).solve(Dense.multiplyTransposedA(x, y));
    return AffineMap.dense(Dense.transpose(a), offset).withCentre(centre);
  }

  private static double[] mean(DMatrixRMaj rows) {
    return Dense.groupMeans(rows, new int[rows.numRows], 1).data;
  }

  private static DMatrixRMaj centred(DMatrixRMaj rows, double[] mean) {
    DMatrixRMaj centred = rows.copy();
    for (int i = 0; i < centred.data.length; i++) {
      centred.data[i] -= mean[i % rows.numCols];
    }
    return centred;
  }
}
