package ml.tacit.matrix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** F D Fᵀ W = M W Λ and WᵀMW = I, as LAPACK's dsgt01 scales them; subspaces where λ repeats. */
class LowRankPencilTest {
  private static final double THRESHOLD = 30;
  private static final double EPSILON = Math.ulp(1.0) / 2;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 20, 63, 64, 65, 129, 561})
  void residualsAreOfTheOrderOfRounding(int n) {
    DMatrixRMaj m = CholeskyTest.positiveDefinite(n);
    for (int k : new int[] {1, 2, 5, 29}) {
      DMatrixRMaj f = random(n, k, 7);
      double[] weights = new double[k];
      Arrays.setAll(weights, j -> j % 3 == 2 ? -0.5 * j : 1 + j);
      LowRankPencil pencil = LowRankPencil.solve(f, weights, Cholesky.of(m), k, new double[n]);
      assertEquals(Math.min(n, k), pencil.values().length);
      DMatrixRMaj w = pencil.vectors();
      DMatrixRMaj fdf = Dense.multiply(scaled(f, weights), Dense.transpose(f));
      DMatrixRMaj residual = Dense.multiply(fdf, w);
      CommonOps_DDRM.subtractEquals(residual, scaled(Dense.multiply(m, w), pencil.values()));
      double size = Math.max(norm(fdf), norm(m) * Math.abs(pencil.values()[0])) * norm(w);
      double ratio = norm(residual) / (n * EPSILON * size);
      assertTrue(ratio < THRESHOLD, "F D Fᵀ W = M W Λ: " + ratio);
      DMatrixRMaj identity = Dense.multiplyTransposedA(w, Dense.multiply(m, w));
      CommonOps_DDRM.subtractEquals(identity, CommonOps_DDRM.identity(w.numCols));
      double orthogonality = norm(identity) / (n * EPSILON * norm(m) * norm(w) * norm(w));
      assertTrue(orthogonality < THRESHOLD, "WᵀMW = I: " + orthogonality);
    }
  }

  /** Equal eigenvalues leave the vectors open but not the space they span, which F spans here. */
  @Test
  void aClusterSpansTheRightSubspace() {
    int n = 129;
    int k = 4;
    DMatrixRMaj f = ThinQr.of(random(n, k, 3)).q();
    LowRankPencil pencil = LowRankPencil.solve(f, Cholesky.of(CommonOps_DDRM.identity(n)));
    for (double value : pencil.values()) {
      assertEquals(1, value, 100 * EPSILON);
    }
    // The cosines of the angles between two subspaces are the singular values of QᵀW.
    DMatrixRMaj cosines = Dense.multiplyTransposedA(f, pencil.vectors());
    DMatrixRMaj gram = new DMatrixRMaj(k, k);
    Dense.addGram(cosines, gram);
    double[] squared = SymmetricEigen.of(gram).values();
    assertEquals(1, squared[k - 1], 100 * EPSILON);
    DMatrixRMaj other = ThinQr.of(random(n, k, 4)).q();
    DMatrixRMaj unlike = new DMatrixRMaj(k, k);
    Dense.addGram(Dense.multiplyTransposedA(other, pencil.vectors()), unlike);
    assertTrue(SymmetricEigen.of(unlike).values()[k - 1] < 0.5, "the test can fail");
  }

  @Test
  void rankOneHasOnePair() {
    DMatrixRMaj f = new DMatrixRMaj(new double[][] {{1, 2}, {2, 4}, {0, 0}});
    LowRankPencil pencil = LowRankPencil.solve(f, Cholesky.of(CommonOps_DDRM.diag(2, 4, 1)));
    // FFᵀ = 5 (1,2,0)(1,2,0)ᵀ, so λ = 5 (1/2 + 4/4).
    assertArrayEquals(new double[] {7.5}, pencil.values(), 1e-13);
    Cholesky metric = Cholesky.of(CommonOps_DDRM.identity(3));
    assertEquals(0, LowRankPencil.solve(new DMatrixRMaj(3, 2), metric).vectors().numCols);
    assertEquals(0, LowRankPencil.solve(new DMatrixRMaj(3, 0), metric).values().length);
  }

  private static DMatrixRMaj random(int n, int k, long seed) {
    return new DMatrixRMaj(n, k, true, new Random(seed).doubles((long) n * k, -1, 1).toArray());
  }

  private static DMatrixRMaj scaled(DMatrixRMaj a, double[] factors) {
    DMatrixRMaj scaled = a.copy();
    CommonOps_DDRM.multCols(scaled, factors);
    return scaled;
  }

  private static double norm(DMatrixRMaj a) {
    return NormOps_DDRM.normF(a);
  }
}
