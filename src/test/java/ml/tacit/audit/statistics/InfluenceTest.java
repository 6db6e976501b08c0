package ml.tacit.audit.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InfluenceTest {
  private static final int ROWS = 400;

  private final Random random = new Random(1);
  private final int[] keep = new int[ROWS];
  private final int[] hide = new int[ROWS];
  private final int[] named = new int[ROWS];
  private final double[] scores = new double[ROWS * 3];

  InfluenceTest() {
    for (int row = 0; row < ROWS; row++) {
      keep[row] = random.nextInt(2);
      hide[row] = random.nextInt(10) < 7 - 3 * keep[row] ? 0 : 1 + random.nextInt(2);
      named[row] = random.nextInt(3) == 0 ? hide[row] : random.nextInt(3);
      for (int c = 0; c < 3; c++) {
        scores[row * 3 + c] = Math.rint(random.nextInt(5) + (hide[row] == c ? 1 : 0)); // with ties
      }
    }
  }

  @Test
  void theMeanOfTheValuesIsTheFigure() {
    Influence plain = new Influence(hide, 3, new int[ROWS]);
    assertEquals(recalls(hide, named), Influence.mean(plain.balanced(named)), 1e-12);
    for (int c = 0; c < 3; c++) {
      assertEquals(pairs(c, -1), Influence.mean(plain.auc(scores, c)), 1e-12);
    }
    Influence within = new Influence(hide, 3, keep);
    double first = pairs(1, 0) * rows(1, 0);
    double second = pairs(1, 1) * rows(1, 1);
    assertEquals(
        (first + second) / (rows(1, 0) + rows(1, 1)), Influence.mean(within.auc(scores, 1)), 1e-12);
  }

  /** The null mean is that over all orders of the labels within the strata. */
  @Test
  void chanceIsTheMeanOverPermutedLabels() {
    Influence within = new Influence(hide, 3, keep);
    double gain = Influence.mean(within.balancedAdvantage(named));
    double sum = 0;
    int orders = 4000;
    int[] shuffled = hide.clone();
    for (int r = 0; r < orders; r++) {
      shuffleWithin(shuffled);
      sum += recalls(shuffled, named);
    }
    assertEquals(recalls(hide, named) - sum / orders, gain, 0.002);
  }

  @Test
  void whoLooksAtTheStratumOnlyGainsNothing() {
    Influence within = new Influence(hide, 3, keep);
    assertEquals(0, Influence.mean(within.balancedAdvantage(keep)), 1e-12);
    assertTrue(Influence.mean(within.accuracyAdvantage(keep)) <= 1e-12);
    double[] byKeep = new double[ROWS * 3];
    Arrays.setAll(byKeep, i -> keep[i / 3] * (i % 3));
    assertEquals(0.5, Influence.mean(within.auc(byKeep, 1)), 1e-12);
    double[] shares = new double[ROWS * 3];
    double[][] counts = new double[2][3];
    for (int row = 0; row < ROWS; row++) {
      counts[keep[row]][hide[row]]++;
    }
    for (int i = 0; i < shares.length; i++) {
      double[] of = counts[keep[i / 3]];
      shares[i] = Math.log(of[i % 3] / Arrays.stream(of).sum());
    }
    assertEquals(0, Influence.mean(within.information(shares)), 1e-12);
  }

  /** The deviation of the means over resampled rows is that of the figure over new rows. */
  @Test
  void influenceGivesTheDeviationOfTheFigure() {
    int draws = 400;
    double[] areas = new double[draws];
    double[] recalls = new double[draws];
    double predictedArea = 0;
    double predictedRecall = 0;
    for (int d = 0; d < draws; d++) {
      int[] truth = new int[ROWS];
      int[] answers = new int[ROWS];
      double[] ranked = new double[ROWS * 2];
      for (int row = 0; row < ROWS; row++) {
        truth[row] = random.nextInt(10) == 0 ? 1 : 0;
        ranked[row * 2 + 1] = random.nextGaussian() + 0.7 * truth[row];
        answers[row] = ranked[row * 2 + 1] > 0.3 ? 1 : 0;
      }
      Influence plain = new Influence(truth, 2, new int[ROWS]);
      double[] area = plain.auc(ranked, 1);
      double[] recall = plain.balanced(answers);
      areas[d] = Influence.mean(area);
      recalls[d] = Influence.mean(recall);
      predictedArea += deviation(area) / Math.sqrt(ROWS) / draws;
      predictedRecall += deviation(recall) / Math.sqrt(ROWS) / draws;
    }
    // The deviation of 400 draws is known to one in 28.
    assertEquals(1, predictedArea / deviation(areas), 0.12);
    assertEquals(1, predictedRecall / deviation(recalls), 0.12);
  }

  @Test
  void truePositivesAtTheAllowedFalseOnes() {
    int[] truth = new int[300];
    double[] logs = new double[600];
    for (int row = 0; row < 300; row++) {
      truth[row] = row >= 200 ? 1 : 0;
      logs[2 * row + 1] = row < 2 ? 1000 : row; // two of the others on top
    }
    assertEquals(1, new Scoring(logs, truth, 2).truePositives(0.01));
    assertEquals(0, new Scoring(logs, truth, 2).truePositives(0.005));
    double[] constant = new double[600];
    assertEquals(0, new Scoring(constant, truth, 2).truePositives(0.01), "ties are not picked");
    assertEquals(Double.NaN, new Scoring(null, truth, 2).truePositives(0.01));
  }

  private double pairs(int c, int stratum) {
    double won = 0;
    double all = 0;
    for (int i = 0; i < ROWS; i++) {
      for (int j = 0; j < ROWS; j++) {
        boolean compared = stratum < 0 || (keep[i] == stratum && keep[j] == stratum);
        if (compared && hide[i] == c && hide[j] != c) {
          all++;
          won += (1 + Math.signum(scores[i * 3 + c] - scores[j * 3 + c])) / 2;
        }
      }
    }
    return won / all;
  }

  private double rows(int c, int stratum) {
    double rows = 0;
    for (int row = 0; row < ROWS; row++) {
      rows += hide[row] == c && keep[row] == stratum ? 1 : 0;
    }
    return rows;
  }

  private static double recalls(int[] truth, int[] answers) {
    double[] right = new double[3];
    double[] all = new double[3];
    for (int row = 0; row < truth.length; row++) {
      all[truth[row]]++;
      right[truth[row]] += answers[row] == truth[row] ? 1 : 0;
    }
    return (right[0] / all[0] + right[1] / all[1] + right[2] / all[2]) / 3;
  }

  private void shuffleWithin(int[] labels) {
    for (int i = labels.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      if (keep[i] == keep[j]) {
        int kept = labels[i];
        labels[i] = labels[j];
        labels[j] = kept;
      }
    }
  }

  private static double deviation(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / values.length);
  }
}
