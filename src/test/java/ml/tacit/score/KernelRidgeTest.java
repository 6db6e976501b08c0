package ml.tacit.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import ml.tacit.kernel.NystromMap;
import ml.tacit.matrix.Cholesky;
import ml.tacit.matrix.Dense;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class KernelRidgeTest {
  private static final double RIDGE = 0.05;

  /** (X̄ᵀX̄+ρI)⁻¹X̄ᵀY of some rows with a free constant; the constants last. */
  private static DMatrixRMaj ridge(DMatrixRMaj x, int[] codes, int k, double rho) {
    int d = x.numCols;
    double[] mean = new double[d];
    double[] share = new double[k];
    for (int i = 0; i < x.numRows; i++) {
      share[codes[i]] += 1.0 / x.numRows;
      for (int j = 0; j < d; j++) {
        mean[j] += x.get(i, j) / x.numRows;
      }
    }
    DMatrixRMaj centred = x.copy();
    DMatrixRMaj y = new DMatrixRMaj(x.numRows, k);
    for (int i = 0; i < x.numRows; i++) {
      for (int j = 0; j < d; j++) {
        centred.add(i, j, -mean[j]);
      }
      for (int c = 0; c < k; c++) {
        y.set(i, c, (codes[i] == c ? 1 : 0) - share[c]);
      }
    }
    DMatrixRMaj s = Dense.multiplyTransposedA(centred, centred);
    for (int j = 0; j < d; j++) {
      s.add(j, j, rho);
    }
    DMatrixRMaj w = Cholesky.of(s).solve(Dense.multiplyTransposedA(centred, y));
    DMatrixRMaj all = new DMatrixRMaj(d + 1, k);
    System.arraycopy(w.data, 0, all.data, 0, w.data.length);
    for (int c = 0; c < k; c++) {
      double constant = share[c];
      for (int j = 0; j < d; j++) {
        constant -= mean[j] * w.get(j, c);
      }
      all.set(d, c, constant);
    }
    return all;
  }

  private static double said(DMatrixRMaj ridge, DMatrixRMaj x, int row, int c) {
    double sum = ridge.get(x.numCols, c);
    for (int j = 0; j < x.numCols; j++) {
      sum += x.get(row, j) * ridge.get(j, c);
    }
    return sum;
  }

  private static double rho(DMatrixRMaj x) {
    double trace = Arrays.stream(x.data).map(v -> v * v).sum(); // of columns with mean 0
    return RIDGE * trace / x.numRows;
  }

  @Test
  void withTheLinearKernelItIsRidgeRegression() {
    int[] codes = ScorersTest.codes(300, 3);
    Prepared prepared = Prepared.of(ScorersTest.rows(codes, 4, 1.5, 1), Labels.of(codes));
    NystromMap map = Landmarks.of("linear", 20, prepared.rows(), 1);
    KernelRidge fitted = KernelRidge.fit(map, prepared, new double[] {RIDGE});
    DMatrixRMaj expected = ridge(prepared.rows(), codes, 3, rho(prepared.rows()));
    DMatrixRMaj found = fitted.scores().of(fitted.kernel().apply(prepared.rows()));
    for (int i = 0; i < 300; i++) {
      for (int c = 0; c < 3; c++) {
        assertEquals(said(expected, prepared.rows(), i, c), found.get(i, c), 1e-9);
      }
    }
  }

  @Test
  void blocksLeftOutAreThoseOfAFitWithoutThem() {
    int[] codes = ScorersTest.codes(120, 3);
    Prepared prepared = Prepared.of(ScorersTest.rows(codes, 4, 1.5, 1), Labels.of(codes));
    NystromMap map = Landmarks.of("linear", 20, prepared.rows(), 1);
    DMatrixRMaj held = KernelRidge.fit(map, prepared, new double[] {RIDGE}).held();
    int at = 0;
    double moved = 0;
    for (int[] block : prepared.held().blocks()) {
      int[] rest =
          IntStream.range(0, 120)
              .filter(i -> Arrays.stream(block).noneMatch(row -> row == i))
              .toArray();
      DMatrixRMaj without =
          ridge(
              Landmarks.select(prepared.rows(), rest),
              prepared.codes(rest),
              3,
              rho(prepared.rows()));
      DMatrixRMaj with = ridge(prepared.rows(), codes, 3, rho(prepared.rows()));
      for (int row : block) {
        for (int c = 0; c < 3; c++) {
          assertEquals(said(without, prepared.rows(), row, c), held.get(at, c), 1e-9);
          moved = Math.max(moved, Math.abs(said(with, prepared.rows(), row, c) - held.get(at, c)));
        }
        at++;
      }
    }
    assertTrue(moved > 0.01, "a fit with them says something else: " + moved);
  }

  /** A row costs one product with as many columns as classes: whitening is folded in. */
  @Test
  void theWhiteningIsFoldedIn() {
    int[] codes = ScorersTest.codes(300, 2);
    FeatureScores scores =
        (FeatureScores)
            KernelScorer.USUAL.fit(ScorersTest.rows(codes, 6, 2, 1), Labels.of(codes), 1);
    assertTrue(
        scores.steps().steps().stream().noneMatch(step -> step instanceof NystromMap), "folded");
    assertTrue(scores.warnings().isEmpty(), "landmarks are means");
  }
}
