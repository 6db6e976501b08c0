package ml.tacit.audit.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import ml.tacit.audit.AuditRows;
import ml.tacit.audit.LearnerScore;
import ml.tacit.audit.Synthetic;
import ml.tacit.audit.statistics.Argmax;
import ml.tacit.score.LinearLoss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import smile.classification.LogisticRegression;

class AdversaryTest {

  @ParameterizedTest
  @EnumSource(Learner.class)
  void comesNearTheBayesRate(Learner learner) {
    double accuracy = accuracy(learner, rows(2, 2, 400, Synthetic.GAUSSIAN));
    // Φ(1) = 0.8413; 1600 test rows give a standard error of 0.009, of which this is three.
    assertEquals(0.8413, accuracy, 0.03, learner.toString());
  }

  @ParameterizedTest
  @EnumSource(Learner.class)
  void findsNothingInIndependentRows(Learner learner) {
    double accuracy = accuracy(learner, rows(2, 2, 400, Synthetic.INDEPENDENT));
    assertEquals(0.5, accuracy, 4 * 0.0125, learner.toString());
  }

  @Test
  void neighboursKernelsAndTreesSeeWhatLinearModelsMiss() {
    AuditRows rows = rows(2, 2, 150, Synthetic.XOR);
    assertEquals(0.5, accuracy(Learner.LOGISTIC, rows), 0.08);
    assertEquals(0.5, accuracy(Learner.CONDITIONAL_LOGISTIC, rows), 0.08);
    assertTrue(accuracy(Learner.RBF_SVM, rows) > 0.95);
    assertTrue(accuracy(Learner.NEAREST_NEIGHBOURS, rows) > 0.95);
    assertTrue(accuracy(Learner.EXTRA_TREES, rows) > 0.95);
  }

  @Test
  void conditioningOnTheUtilityUndoesErasureOfTheOverallMeans() {
    AuditRows rows = rows(2, 2, 150, Synthetic.CONDITIONAL);
    assertEquals(0.5, accuracy(Learner.LOGISTIC, rows), 0.08);
    assertTrue(accuracy(Learner.CONDITIONAL_LOGISTIC, rows) > 0.95);
  }

  @Test
  void agreesWithSmilesLogisticRegression() {
    Random random = new Random(5);
    int n = 400;
    int d = 6;
    double[][] x = new double[n][d];
    int[] y = new int[n];
    for (int i = 0; i < n; i++) {
      y[i] = i % 3;
      for (int j = 0; j < d; j++) {
        x[i][j] = random.nextGaussian() + (j == y[i] ? 1.5 : 0);
      }
      x[i][d - 1] = x[i][0] + x[i][1] + 1e-3 * random.nextGaussian(); // collinear
    }
    Matrix rows = new Matrix(Arrays.stream(x).flatMapToDouble(Arrays::stream).toArray(), n, d);
    int[] all = AttackData.all(n);
    int[] ours =
        Argmax.ofRows(
            LinearModel.fit(
                    new LinearModel.Design(rows, Axes.of(rows, all), all, y, 3),
                    LinearLoss.LOGISTIC,
                    0.01,
                    null)
                .scores(rows, all),
            3);
    // Smile's penalty is ½·λ·‖W‖² beside the summed loss, ours beside the mean; and Smile pins the
    // last class at zero, so a few rows near a border may differ.
    int[] theirs = LogisticRegression.fit(x, y, 0.01 * n, 1e-8, 500).predict(x);
    int same = 0;
    for (int i = 0; i < n; i++) {
      same += ours[i] == theirs[i] ? 1 : 0;
    }
    assertTrue(same >= 0.97 * n, same + " of " + n);
  }

  /**
   * More columns than rows, a constant column, a repeated column, a hidden class of two training
   * rows: what leaks beside them is found all the same.
   */
  @ParameterizedTest
  @EnumSource(Learner.class)
  void hardRowsHideNothing(Learner learner) {
    LearnerScore plain = score(learner, hard(0, 0));
    LearnerScore hard = score(learner, hard(1e9, 0));
    assertEquals(plain.answers(), hard.answers(), "a constant column says nothing");
    assertTrue(hard.accuracy() > 0.7, learner + " " + hard.accuracy());
    assertTrue(hard.low() > hard.majority(), hard.toString());
    assertTrue(hard.low() <= hard.accuracy() && hard.accuracy() <= hard.high());
  }

  private static LearnerScore score(Learner learner, AuditRows rows) {
    return LearnerScore.of(learner, rows, "hide", "keep", false, 1);
  }

  private static AuditRows hard(double constant, double repeated) {
    AuditRows rows =
        Synthetic.rows(
            2,
            6,
            5,
            70,
            3,
            (row, keep, hide, random) -> {
              Synthetic.INDEPENDENT.fill(row, keep, hide, random);
              for (int j = 0; j < 5; j++) {
                row[10 + 5 * hide + j] += 5;
              }
              row[5] = constant;
              row[6] = row[7] + repeated;
            });
    int[] few =
        IntStream.range(0, rows.train().size())
            .filter(row -> rows.train().label("hide").code(row) < 5 || row % 5 == 0)
            .toArray();
    return new AuditRows(rows.train().select(few), rows.test());
  }

  @ParameterizedTest
  @EnumSource(Learner.class)
  void survivesRowsWithoutAnyInformation(Learner learner) {
    AuditRows rows = Synthetic.rows(2, 3, 8, 4, 3, (row, keep, hide, random) -> row[0] = 7);
    LearnerScore score = LearnerScore.of(learner, rows, "hide", "keep", true, 1);
    assertEquals(1 / 3.0, score.accuracy(), 1e-12);
  }

  private static AuditRows rows(int keeps, int hides, int perCell, Synthetic.Recipe recipe) {
    return Synthetic.rows(keeps, hides, perCell, 5, 11, recipe);
  }

  private static double accuracy(Learner learner, AuditRows rows) {
    return LearnerScore.of(learner, rows, "hide", "keep", false, 1).accuracy();
  }
}
