package ml.tacit.score;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LinearLossTest {
  @Test
  void residualsAreTheGradientOfTheLoss() {
    double[] scores = {0.2, -3, 1.4, 0.4, 2, -0.9}; // two classes × three rows
    int[] labels = {0, 1, 1};
    for (LinearLoss loss : LinearLoss.values()) {
      double[] gradient = scores.clone();
      double value = loss.residuals(gradient, labels, 2);
      for (int i = 0; i < scores.length; i++) {
        double[] moved = scores.clone();
        moved[i] += 1e-6;
        double difference = (loss.residuals(moved, labels, 2) - value) / 1e-6;
        assertEquals(gradient[i], difference, 1e-5, loss.toString());
      }
    }
  }
}
