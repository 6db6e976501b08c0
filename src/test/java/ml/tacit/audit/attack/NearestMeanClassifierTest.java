package ml.tacit.audit.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** The attacker of docs/extending.md is tuned, calibrated and asked as the library's own are. */
class NearestMeanClassifierTest {
  private static final int ROWS = 2000;

  @Test
  void comesNearTheBestPossible() {
    // Two Gaussians two deviations apart: the best possible accuracy is Φ(1) = 0.841.
    assertEquals(0.841, accuracy(2), 0.03);
    assertEquals(0.5, accuracy(0), 0.05, "control: nothing to find");
  }

  private static double accuracy(double distance) {
    Random random = new Random(1);
    int[] labels = new int[ROWS];
    DMatrixRMaj train = rows(labels, distance, random);
    DMatrixRMaj test = rows(labels, distance, random);
    int[] one = new int[ROWS];
    LearningTask task =
        new LearningTask(labels, 2, one, 1, one, InnerSplit.of(one, labels), Budget.FULL, 1);
    Predictions found =
        new DirectAdversary(new NearestMeanClassifier())
            .attack(AttackData.of(train, test, Budget.FULL), task);
    int right = 0;
    for (int i = 0; i < ROWS; i++) {
      right += found.codes()[i] == labels[i] ? 1 : 0;
    }
    return (double) right / ROWS;
  }

  private static DMatrixRMaj rows(int[] labels, double distance, Random random) {
    DMatrixRMaj rows = new DMatrixRMaj(ROWS, 3);
    for (int i = 0; i < ROWS; i++) {
      labels[i] = i % 2;
      for (int j = 0; j < 3; j++) {
        rows.set(i, j, random.nextGaussian());
      }
      rows.add(i, 0, distance * labels[i]);
    }
    return rows;
  }
}
