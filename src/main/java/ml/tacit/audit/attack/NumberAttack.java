package ml.tacit.audit.attack;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import ml.tacit.matrix.Cholesky;
import org.ejml.data.DMatrixRMaj;

/** What attackers say of a private number, by ridge regression and by trees. */
public final class NumberAttack {
  private static final double[] RIDGES = {1e-4, 1e-3, 1e-2, 1e-1, 1};
  private static final int TREES = 200;

  private NumberAttack() {}

  /**
   * Learns on the training rows and answers for the test rows.
   *
   * @param target the number of each training row, less what is known of it anyway
   * @return a number per test row, by the name of the adversary
   */
  public static Map<String, double[]> answers(AttackData data, double[] target, long seed) {
    Map<String, double[]> answers = new LinkedHashMap<>();
    Matrix train = data.rows(Side.TRAIN);
    Matrix test = data.rows(Side.TEST);
    answers.put("ridge regression", ridge(train, target, test));
    answers.put("extra trees", new RegressionTrees(train, target, test).predicted(TREES, seed));
    return answers;
  }

  /** The ridge, relative to the rows, is the one that does best on every fourth row. */
  private static double[] ridge(Matrix train, double[] target, Matrix test) {
    int[] held = IntStream.range(0, train.rows()).filter(i -> i % 4 == 3).toArray();
    int[] rest = IntStream.range(0, train.rows()).filter(i -> i % 4 != 3).toArray();
    double[] chosen = Arrays.stream(rest).mapToDouble(i -> target[i]).toArray();
    double best = RIDGES[0];
    double least = Double.POSITIVE_INFINITY;
    for (double ridge : RIDGES) {
      double[] said = said(train.select(rest), chosen, ridge, train.select(held));
      double squares =
          IntStream.range(0, held.length)
              .mapToDouble(i -> said[i] - target[held[i]])
              .map(off -> off * off)
              .sum();
      if (squares < least) {
        least = squares;
        best = ridge;
      }
    }
    return said(train, target, best, test);
  }

  private static double[] said(Matrix rows, double[] target, double ridge, Matrix asked) {
    int d = rows.columns();
    double mean = Arrays.stream(target).average().orElse(0);
    DMatrixRMaj gram = new DMatrixRMaj(d, d);
    DMatrixRMaj right = new DMatrixRMaj(d, 1);
    double[] values = rows.values();
    for (int i = 0; i < rows.rows(); i++) {
      int at = i * d;
      for (int j = 0; j < d; j++) {
        right.data[j] += values[at + j] * (target[i] - mean);
        for (int k = 0; k <= j; k++) {
          gram.data[j * d + k] += values[at + j] * values[at + k];
        }
      }
    }
    for (int j = 0; j < d; j++) {
      gram.data[j * d + j] += ridge * rows.rows();
      for (int k = 0; k < j; k++) {
        gram.data[k * d + j] = gram.data[j * d + k];
      }
    }
    double[] weights = Cholesky.of(gram).solve(right).data;
    double[] said = new double[asked.rows()];
    for (int i = 0; i < said.length; i++) {
      said[i] = mean;
      for (int j = 0; j < d; j++) {
        said[i] += asked.values()[i * d + j] * weights[j];
      }
    }
    return said;
  }
}
