package ml.tacit.score;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ml.tacit.matrix.Dense;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class LinearProblemTest {

  @Test
  void theGradientIsZeroWhereItStops() {
    int[] codes = ScorersTest.codes(400, 3);
    DMatrixRMaj rows = ScorersTest.rows(codes, 5, 1, 1);
    double[] x = PrincipalAxes.withOnes(rows);
    double[] variances = {1, 1, 1, 1, 1};
    double ridge = 0.01;
    double[] w =
        new LinearProblem(x, variances, codes, 3)
            .minimise(LinearLoss.LOGISTIC, ridge, null, LinearProblem.Effort.THOROUGH);
    DMatrixRMaj scores = Dense.multiply(DMatrixRMaj.wrap(400, 6, x), DMatrixRMaj.wrap(6, 3, w));
    LinearLoss.LOGISTIC.residuals(scores.data, codes, 3);
    DMatrixRMaj gradient = Dense.multiplyTransposedA(DMatrixRMaj.wrap(400, 6, x), scores);
    for (int i = 0; i < 18; i++) {
      double penalty = i < 15 ? ridge * w[i] : 0;
      assertEquals(0, gradient.data[i] + penalty, 1e-5, "weight " + i);
    }
  }
}
