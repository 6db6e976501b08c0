package ml.tacit.audit.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import ml.tacit.audit.AuditRows;
import ml.tacit.audit.LearnerScore;
import ml.tacit.audit.Synthetic;
import ml.tacit.matrix.Dense;
import ml.tacit.score.LinearLoss;
import ml.tacit.table.LabelledRows;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each adversary sees the structure it is there for, which a control misses. */
class AdversarySightTest {
  /** Equal means; the hidden classes differ in the spread of one column. */
  private static final Synthetic.Recipe VARIANCE =
      (row, keep, hide, random) -> {
        Synthetic.INDEPENDENT.fill(row, keep, hide, random);
        row[1] *= hide == 0 ? 0.25 : 2;
      };

  /**
   * The hidden class shows in a direction of little spread: x1 − x2 of two nearly equal columns.
   */
  private static final Synthetic.Recipe THIN =
      (row, keep, hide, random) -> {
        Synthetic.INDEPENDENT.fill(row, keep, hide, random);
        row[2] = row[1] + 0.1 * random.nextGaussian() + 0.3 * hide;
      };

  /** As {@link Synthetic#CONDITIONAL}, but the rows do not tell the utility class. */
  private static final Synthetic.Recipe SECRET =
      (row, keep, hide, random) -> {
        for (int j = 0; j < row.length; j++) {
          row[j] = random.nextGaussian();
        }
        row[1] += 3 * (2 * keep - 1) * (2 * hide - 1);
      };

  @Test
  void secondOrderAdversariesSeeSpread() {
    AuditRows rows = rows(5, VARIANCE);
    assertEquals(0.5, accuracy(Learner.LOGISTIC, rows), 0.08);
    assertEquals(0.5, accuracy(Learner.SHRINKAGE_LDA, rows), 0.08);
    // Best: the narrow class within ±c, where N(0, ¼²) and N(0, 2²) are as dense.
    double c = Math.sqrt(2 * Math.log(8) / (16 - 0.25));
    double best = (2 * normal(4 * c) - 1 + 2 * (1 - normal(c / 2))) / 2;
    for (Learner learner :
        List.of(Learner.REGULARISED_QDA, Learner.PRODUCT_LOGISTIC, Learner.GRADIENT_BOOSTING)) {
      near(best, accuracy(learner, rows), learner);
    }
  }

  @Test
  void kernelsTreesAndNetworksSeeXor() {
    AuditRows rows = rows(5, Synthetic.XOR);
    assertEquals(0.5, accuracy(Learner.LINEAR_SVM, rows), 0.08);
    for (Learner learner :
        List.of(
            Learner.KERNEL_RIDGE,
            Learner.LAPLACIAN_KERNEL_RIDGE,
            Learner.PRODUCT_LOGISTIC,
            Learner.EXTRA_TREES,
            Learner.GRADIENT_BOOSTING,
            Learner.NEURAL_NETWORK)) {
      double accuracy = accuracy(learner, rows);
      assertTrue(accuracy > 0.9, learner + " " + accuracy); // the best possible: 0.997
    }
  }

  @Test
  void aLearnedMetricSeesThinDirections() {
    AuditRows rows = rows(30, THIN);
    double plain = accuracy(Learner.NEAREST_NEIGHBOURS, rows);
    double learned = accuracy(Learner.METRIC_NEIGHBOURS, rows);
    assertTrue(plain < 0.65, "plain " + plain);
    near(normal(1.5), learned, Learner.METRIC_NEIGHBOURS); // means 0.3 apart, deviation 0.1
  }

  @Test
  void knowingTheUtilityIsMoreThanPredictingIt() {
    AuditRows rows = rows(5, SECRET);
    Adversary logistic = new DirectAdversary(new LinearClassifier(LinearLoss.LOGISTIC));
    double predicted = accuracy(new ConditionalAdversary(logistic, false), rows);
    double known = accuracy(new ConditionalAdversary(logistic, true), rows);
    assertEquals(0.5, predicted, 0.08);
    near(normal(3), known, "known"); // means 6 apart, deviation 1
  }

  @Test
  void reconstructionGivesTreesTheirColumnsBack() {
    AuditRows raw =
        rows(
            16,
            (row, keep, hide, random) -> {
              Synthetic.XOR.fill(row, keep, hide, random);
              for (int j = 3; j < row.length; j++) {
                row[j] *= 10; // loud in every released column
              }
            });
    DMatrixRMaj mix = mix(16);
    AuditRows released = new AuditRows(mixed(raw.train(), mix), mixed(raw.test(), mix));
    Adversary trees = new DirectAdversary(new ForestClassifier());
    AttackData data = data(released).knowing(raw.train().rows(), Origins.UNKNOWN);
    double direct = accuracy(trees, data, released);
    double again = accuracy(new ReconstructionAdversary(trees), data, released);
    assertTrue(direct < 0.75, "direct " + direct);
    assertTrue(again > 0.9, "reconstructed " + again);
  }

  @Test
  void columnsAsGivenKeepTheirWeight() {
    AuditRows rows =
        rows(
            40,
            (row, keep, hide, random) -> {
              Synthetic.INDEPENDENT.fill(row, keep, hide, random);
              row[0] = 0;
              row[1] = 20 * (random.nextGaussian() + 3 * hide);
            });
    double standardised = accuracy(Learner.NEAREST_NEIGHBOURS, rows);
    double given =
        LearnerScore.of(
                Learner.NEAREST_NEIGHBOURS, rows, "hide", "keep", Scaling.AS_GIVEN, false, 1)
            .accuracy();
    assertTrue(given > 0.9, "as given " + given);
    assertTrue(given > standardised + 0.05, "standardised " + standardised);
  }

  @ParameterizedTest
  @EnumSource(Learner.class)
  void answersWithTheSameBitsTwice(Learner learner) {
    AuditRows rows = Synthetic.rows(2, 3, 30, 4, 3, Synthetic.GAUSSIAN);
    assertEquals(
        LearnerScore.of(learner, rows, "hide", "keep", false, 7),
        LearnerScore.of(learner, rows, "hide", "keep", false, 7));
  }

  @Test
  void probabilitiesSumToOneAndAreWorthSomething() {
    AuditRows rows = rows(5, Synthetic.GAUSSIAN);
    int[] hidden = rows.test().label("hide").codes();
    List<Adversary> all =
        Adversary.forPrivacy().stream()
            .filter(who -> !who.needsCoarse() && !who.needsCells())
            .toList();
    for (Adversary who : all) {
      Predictions answer =
          answer(who, data(rows).knowing(rows.train().rows(), Origins.UNKNOWN), rows);
      double[] logs = answer.logProbabilities();
      double loss = 0;
      for (int i = 0; i < hidden.length; i++) {
        double sum = Math.exp(logs[2 * i]) + Math.exp(logs[2 * i + 1]);
        assertEquals(1, sum, 1e-9, who.name("keep"));
        loss -= logs[2 * i + hidden[i]] / hidden.length;
      }
      // log 2 without the rows; the best possible here is 0.36.
      assertTrue(loss < 0.55, who.name("keep") + " " + loss);
    }
  }

  @Test
  void scoresWithoutUseEndAtTheClassShares() {
    Random random = new Random(2);
    double[] scores = random.doubles(3000).toArray();
    int[] labels = new int[1000];
    Arrays.setAll(labels, i -> i % 10 < 7 ? 0 : 1 + i % 2);
    double[] logs = Calibration.of(scores, labels, 3).logProbabilities(scores);
    double loss = 0;
    for (int i = 0; i < labels.length; i++) {
      loss -= logs[3 * i + labels[i]] / labels.length;
    }
    double entropy = -(0.7 * Math.log(0.7) + 0.2 * Math.log(0.2) + 0.1 * Math.log(0.1));
    assertEquals(entropy, loss, 0.01);
  }

  /** Who is ranked highest does not depend on how surely: ranks are a statistic of the audit. */
  @Test
  void scoresWithoutUseKeepTheirOrder() {
    Random random = new Random(2);
    double[] scores = new double[400];
    int[] labels = new int[200];
    for (int i = 0; i < labels.length; i++) {
      scores[2 * i + 1] = i / 10.0;
      labels[i] = random.nextInt(20) == 0 ? 1 : 0;
    }
    double[] logs = Calibration.of(scores, labels, 2).logProbabilities(scores);
    for (int i = 1; i < labels.length; i++) {
      assertTrue(logs[2 * i + 1] > logs[2 * i - 1], "row " + i);
    }
  }

  /**
   * Within four standard errors of 600 test rows of the best possible, and 2 points for learning.
   */
  private static void near(double best, double accuracy, Object who) {
    double error = Math.sqrt(best * (1 - best) / 600);
    assertTrue(accuracy > best - 4 * error - 0.02, who + " " + accuracy + ", best " + best);
    assertTrue(accuracy < best + 4 * error, who + " " + accuracy + ", best " + best);
  }

  private static double normal(double x) {
    return new NormalDistribution().cumulativeProbability(x);
  }

  private static DMatrixRMaj mix(int d) {
    Random random = new Random(4);
    DMatrixRMaj mix = new DMatrixRMaj(d, d);
    for (int i = 0; i < mix.data.length; i++) {
      mix.data[i] = random.nextGaussian();
    }
    return mix;
  }

  private static LabelledRows mixed(LabelledRows rows, DMatrixRMaj mix) {
    return rows.withRows(Synthetic.names(mix.numCols), Dense.multiply(rows.rows(), mix));
  }

  private static AuditRows rows(int columns, Synthetic.Recipe recipe) {
    return Synthetic.rows(2, 2, 150, columns, 11, recipe);
  }

  private static double accuracy(Learner learner, AuditRows rows) {
    return LearnerScore.of(learner, rows, "hide", "keep", false, 1).accuracy();
  }

  private static double accuracy(Adversary who, AuditRows rows) {
    return accuracy(who, data(rows), rows);
  }

  private static double accuracy(Adversary who, AttackData data, AuditRows rows) {
    int[] answers = answer(who, data, rows).codes();
    int[] truth = rows.test().label("hide").codes();
    long hits = IntStream.range(0, truth.length).filter(i -> answers[i] == truth[i]).count();
    return (double) hits / truth.length;
  }

  private static AttackData data(AuditRows rows) {
    return AttackData.of(rows.train().rows(), rows.test().rows(), Budget.FULL);
  }

  private static Predictions answer(Adversary who, AttackData data, AuditRows rows) {
    int[] hidden = rows.train().label("hide").codes();
    int[] kept = rows.train().label("keep").codes();
    LearningTask task =
        new LearningTask(
            hidden,
            2,
            kept,
            2,
            rows.test().label("keep").codes(),
            InnerSplit.of(kept, hidden),
            Budget.FULL,
            1);
    return Workers.run(() -> who.attack(data, task));
  }
}
