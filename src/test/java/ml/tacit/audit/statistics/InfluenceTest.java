package ml.tacit.audit.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
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

  /** Some rows are of a class that nobody can name: they are others to every class. */
  @Test
  void rowsThatNobodyCanNameAreOthers() {
    int[] truth = hide.clone();
    for (int row = 0; row < ROWS; row += 9) {
      truth[row] = -1;
    }
    Influence within = new Influence(truth, 3, keep);
    int[][] counts = new int[2][4];
    for (int row = 0; row < ROWS; row++) {
      counts[keep[row]][truth[row] < 0 ? 3 : truth[row]]++;
    }
    int[] commonest = new int[2];
    double bits = 0;
    double entropy = 0;
    int known = 0;
    double[] logs = new double[ROWS * 3];
    Arrays.setAll(logs, i -> -1 - i % 7 / 10.0);
    for (int s = 0; s < 2; s++) {
      for (int c = 1; c < 3; c++) {
        commonest[s] = counts[s][c] > counts[s][commonest[s]] ? c : commonest[s];
      }
    }
    double prior = 0;
    double right = 0;
    for (int row = 0; row < ROWS; row++) {
      int[] of = counts[keep[row]];
      prior += commonest[keep[row]] == truth[row] ? 1.0 / ROWS : 0;
      right += named[row] == truth[row] ? 1.0 / ROWS : 0;
      if (truth[row] >= 0) {
        double share = Math.log((double) of[truth[row]] / (of[0] + of[1] + of[2])) / Math.log(2);
        known++;
        bits += logs[row * 3 + truth[row]] / Math.log(2) - share;
        entropy -= share;
      }
    }
    assertEquals(prior, within.prior(), 1e-12);
    assertEquals(right - prior, Influence.mean(within.accuracyAdvantage(named)), 1e-12);
    assertEquals(bits / known, Influence.mean(within.information(logs)), 1e-12);
    assertEquals(Double.NaN, within.information(logs)[0]);
    assertEquals(Double.NaN, within.balanced(named)[0]);
    assertEquals(entropy / known, within.entropy(), 1e-12);
    int[] groups = within.groups();
    assertEquals(3, groups[0]);
    assertEquals(truth[1], groups[1]);
    int[] kept = IntStream.range(0, ROWS).filter(row -> truth[row] >= 0).toArray();
    assertEquals(
        recalls(
            Arrays.stream(kept).map(row -> truth[row]).toArray(),
            Arrays.stream(kept).map(row -> named[row]).toArray()),
        Influence.mean(within.balanced(named)),
        1e-12);
    double[] ofClass = new double[4];
    Arrays.stream(groups).forEach(g -> ofClass[g]++);
    assertArrayEquals(
        new double[] {1 / 3.0 / ofClass[0], 1 / 3.0 / ofClass[1], 1 / 3.0 / ofClass[2], 0},
        within.balancedPull(),
        1e-15);
    double others = 1 / (ROWS - ofClass[1]);
    assertArrayEquals(
        new double[] {others, 1 / ofClass[1], others, others}, within.aucPull(1), 1e-15);
    double[] macro = new double[4];
    for (int c = 0; c < 3; c++) {
      double[] one = within.aucPull(c);
      Arrays.setAll(macro, k -> macro[k] + one[k] / 3);
    }
    assertArrayEquals(macro, within.macroAucPull(), 1e-15);
    double areas = 0;
    for (int c = 0; c < 3; c++) {
      areas += Influence.mean(within.auc(scores, c)) / 3;
    }
    assertEquals(areas, Influence.mean(within.macroAuc(scores)), 1e-12);
  }

  /** By taking one row away: the influence is the change, to the order of 1/n. */
  @Test
  void aRowsValueIsWhatTheFigureLosesWithoutIt() {
    Influence within = new Influence(hide, 3, keep);
    double[] gain = within.balancedAdvantage(named);
    double[] area = within.auc(scores, 1);
    double figure = Influence.mean(gain);
    double areas = Influence.mean(area);
    for (int row = 0; row < 60; row++) {
      int without = row;
      int[] others = IntStream.range(0, ROWS).filter(i -> i != without).toArray();
      Influence rest = new Influence(pick(hide, others), 3, pick(keep, others));
      double after = Influence.mean(rest.balancedAdvantage(pick(named, others)));
      assertEquals(figure - after, (gain[row] - figure) / ROWS, 1e-4, "row " + row);
      double[] ranked = new double[others.length * 3];
      Arrays.setAll(ranked, i -> scores[others[i / 3] * 3 + i % 3]);
      assertEquals(
          areas - Influence.mean(rest.auc(ranked, 1)),
          (area[row] - areas) / ROWS,
          2e-4,
          "row " + row);
    }
  }

  private static int[] pick(int[] values, int[] rows) {
    return Arrays.stream(rows).map(row -> values[row]).toArray();
  }

  @Test
  void whatCannotBeMeasuredIsNoNumber() {
    assertEquals(Double.NaN, Influence.mean(null));
    assertEquals(Double.NaN, Influence.mean(new double[] {Double.NaN}));
    assertEquals(2, Influence.mean(new double[] {Double.NaN, 1, 3}));
    Influence one = new Influence(new int[] {0, 0}, 2, new int[2]);
    assertEquals(Double.NaN, one.auc(new double[4], 0)[1]);
    assertEquals(Double.NaN, one.macroAuc(new double[4])[0]);
    assertArrayEquals(new double[] {0.5, 0, 0}, one.balancedPull(), 1e-15);
    assertArrayEquals(new double[] {0.5, 1, 1}, one.aucPull(0), 1e-15);
    // A stratum without a row of the class, or without others, counts as the others say.
    Influence two = new Influence(new int[] {1, 0, 1, 1}, 2, new int[] {0, 0, 1, 1});
    assertArrayEquals(
        new double[] {1, 1, 1, 1}, two.auc(new double[] {0, 2, 0, 1, 0, 0, 0, 9}, 1), 1e-15);
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
