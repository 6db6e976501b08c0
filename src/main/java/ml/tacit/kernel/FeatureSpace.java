package ml.tacit.kernel;

import ml.tacit.matrix.Dense;
import ml.tacit.matrix.SymmetricEigen;
import ml.tacit.subspace.Removed;
import ml.tacit.subspace.Ridge;
import org.ejml.data.DMatrixRMaj;

/** Ridge and what components take away, in the feature space of a kernel. */
final class FeatureSpace {
  private FeatureSpace() {}

  /**
   * ρ of a ridge; a relative one is α·trace(K̄)/N, however the features are made.
   *
   * @param trace of K̄, the sum of squares of the centred features
   * @param rows N
   */
  static double ridge(Ridge ridge, double trace, long rows) {
    return ridge.relative() ? ridge.amount() * trace / rows : ridge.amount();
  }

  /**
   * Measures it.
   *
   * @param scores the components of the fitted rows, centred, N × k
   * @param lengths inner products of their directions, k × k
   * @param trace sum of squares of the centred features
   * @param rank features that no longer reach the output
   * @param rawSpread as in {@link Removed}, NaN if nothing is hidden
   * @param residualSpread the same
   */
  static Removed removed(
      DMatrixRMaj scores,
      DMatrixRMaj lengths,
      double trace,
      int rank,
      double rawSpread,
      double residualSpread) {
    DMatrixRMaj powers = Dense.multiplyTransposedA(scores, scores);
    double change = Math.max(0, trace - kept(powers, lengths));
    return new Removed(rank, rawSpread, residualSpread, change / scores.numRows, change / trace);
  }

  /** tr((WᵀW)⁻¹ WᵀS̄W), the scatter within the span of the directions W, taken at unit length. */
  private static double kept(DMatrixRMaj powers, DMatrixRMaj lengths) {
    int k = lengths.numRows;
    DMatrixRMaj angles = new DMatrixRMaj(k, k);
    DMatrixRMaj scatter = new DMatrixRMaj(k, k);
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        double unit = Math.sqrt(lengths.get(i, i)) * Math.sqrt(lengths.get(j, j));
        angles.set(i, j, lengths.get(i, j) / unit);
        scatter.set(i, j, powers.get(i, j) / unit);
      }
    }
    SymmetricEigen eigen = SymmetricEigen.of(Dense.symmetrised(angles));
    DMatrixRMaj rotated =
        Dense.multiplyTransposedA(eigen.vectors(), Dense.multiply(scatter, eigen.vectors()));
    double kept = 0;
    for (int i = 0; i < k; i++) {
      if (eigen.values()[i] > SmallPencil.ZERO * eigen.values()[0]) {
        kept += rotated.get(i, i) / eigen.values()[i];
      }
    }
    return kept;
  }
}
