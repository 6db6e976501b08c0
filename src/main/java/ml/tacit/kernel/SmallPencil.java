package ml.tacit.kernel;

import java.util.Arrays;
import java.util.stream.IntStream;
import ml.tacit.matrix.Cholesky;
import ml.tacit.matrix.Dense;
import ml.tacit.matrix.GeneralizedEigen;
import ml.tacit.matrix.SymmetricEigen;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The eigenpairs of F D Fᵀ w = λ (M + F G Fᵀ) w that are not zero, where all that is known of F and
 * M is H = FᵀM⁻¹F: a vector is w = M⁻¹F u, and u is what is found.
 *
 * <p>With H = RRᵀ the problem is RᵀDR y = λ (I + RᵀGR) y, of the size of F's columns, and u = R⁻ᵀy
 * gives w the length 1 in its metric.
 *
 * @param values λ, descending
 * @param rotation the vectors u as columns
 */
@SuppressWarnings("ArrayRecordComponent") // passed by reference on purpose; never compared
record SmallPencil(double[] values, DMatrixRMaj rotation) {
  /** Eigenvalues below this share of the largest magnitude count as zero. */
  static final double ZERO = 1e-12;

  /**
   * Solves it.
   *
   * @param h H, symmetric but for rounding; changed
   * @param d the diagonal of D
   * @param g the diagonal of G, not negative
   * @param rank of F at most: what H has beyond it is rounding
   */
  static SmallPencil solve(DMatrixRMaj h, double[] d, double[] g, int rank) {
    SymmetricEigen eigen = SymmetricEigen.of(Dense.symmetrised(h));
    double[] sizes = eigen.values();
    int[] some = IntStream.range(0, rank).filter(k -> sizes[k] > ZERO * sizes[0]).toArray();
    if (some.length == 0) {
      return new SmallPencil(new double[0], new DMatrixRMaj(sizes.length, 0));
    }
    DMatrixRMaj root = new DMatrixRMaj(sizes.length, some.length);
    DMatrixRMaj inverse = new DMatrixRMaj(sizes.length, some.length);
    for (int i = 0; i < sizes.length; i++) {
      for (int k = 0; k < some.length; k++) {
        double entry = eigen.vectors().get(i, some[k]);
        root.set(i, k, entry * Math.sqrt(sizes[some[k]]));
        inverse.set(i, k, entry / Math.sqrt(sizes[some[k]]));
      }
    }
    DMatrixRMaj gram = weighted(root, g);
    for (int k = 0; k < some.length; k++) {
      gram.add(k, k, 1);
    }
    Cholesky metric = Cholesky.of(gram);
    GeneralizedEigen small = GeneralizedEigen.of(weighted(root, d), metric);
    double[] values = small.values();
    double largest = Arrays.stream(values).map(Math::abs).max().orElseThrow();
    int[] kept =
        IntStream.range(0, values.length)
            .filter(k -> Math.abs(values[k]) > ZERO * largest)
            .toArray();
    DMatrixRMaj back = Dense.multiply(inverse, small.vectors());
    double[] found = new double[kept.length];
    DMatrixRMaj rotation = new DMatrixRMaj(sizes.length, kept.length);
    for (int k = 0; k < kept.length; k++) {
      found[k] = values[kept[k]];
      for (int i = 0; i < sizes.length; i++) {
        rotation.set(i, k, back.get(i, kept[k]));
      }
    }
    return new SmallPencil(found, rotation);
  }

  /** The first vectors as columns. */
  DMatrixRMaj first(int k) {
    return CommonOps_DDRM.extract(rotation, 0, rotation.numRows, 0, k);
  }

  /** RᵀDR, symmetric to the last bit. */
  private static DMatrixRMaj weighted(DMatrixRMaj root, double[] weights) {
    DMatrixRMaj scaled = root.copy();
    for (int i = 0; i < scaled.data.length; i++) {
      scaled.data[i] *= weights[i / root.numCols];
    }
    return Dense.symmetrised(Dense.multiplyTransposedA(root, scaled));
  }
}
