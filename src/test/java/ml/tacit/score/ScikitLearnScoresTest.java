package ml.tacit.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ml.tacit.ScikitLearn;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Boosting and logistic regression lose no more than scikit-learn's on the same rows. */
class ScikitLearnScoresTest {
  private static final String LEARN =
      """
      import numpy as np
      from sklearn.ensemble import HistGradientBoostingClassifier
      from sklearn.linear_model import LogisticRegression
      from sklearn.metrics import log_loss
      from sklearn.pipeline import make_pipeline
      from sklearn.preprocessing import StandardScaler
      train, test = (np.loadtxt(f, delimiter=',') for f in ('train.csv', 'test.csv'))
      x, y, u, v = train[:, 1:], train[:, 0], test[:, 1:], test[:, 0]
      for name, model in (
          ('logistic', make_pipeline(StandardScaler(), LogisticRegression(max_iter=2000))),
          ('boosted', HistGradientBoostingClassifier(early_stopping=True, random_state=1))):
          model.fit(x, y)
          print(name, log_loss(v, model.predict_proba(u)), sep=',')
      """;

  @TempDir Path folder;

  @Test
  void twoClasses() throws Exception {
    agrees(2);
  }

  @Test
  void fourClasses() throws Exception {
    agrees(4);
  }

  private void agrees(int classes) throws Exception {
    ScikitLearn scikitLearn = ScikitLearn.require();
    double[][] train = table(classes, new Random(5));
    double[][] test = table(classes, new Random(6));
    Map<String, Double> theirs = new HashMap<>();
    for (String line : scikitLearn.run(folder, train, test, LEARN)) {
      theirs.put(line.split(",")[0], Double.parseDouble(line.split(",")[1]));
    }
    int[] truth = labels(test);
    for (String name : List.of("logistic", "boosted")) {
      DMatrixRMaj scores =
          Scorers.named(name)
              .fit(features(train), Labels.of(labels(train)), 1)
              .apply(features(test));
      double ours = Temperature.loss(scores, truth, 1);
      assertTrue(
          ours < theirs.get(name) + 0.015,
          name + " " + ours + ", scikit-learn " + theirs.get(name));
      assertEquals(theirs.get(name), ours, 0.06, name);
    }
    assertTrue(theirs.get("boosted") < theirs.get("logistic") - 0.05, "trees are worth it here");
  }

  /** Classes told by a product of two columns, a threshold, and a flag. */
  private static double[][] table(int classes, Random random) {
    double[][] rows = new double[3000][];
    for (int i = 0; i < rows.length; i++) {
      double a = random.nextGaussian();
      double b = random.nextGaussian();
      double count = random.nextInt(10);
      double flag = random.nextInt(3) == 0 ? 1 : 0;
      double said = a * b + (count > 6 ? 1 : 0) + flag + 0.5 * random.nextGaussian();
      int z =
          (int) Math.max(0, Math.min(classes - 1, Math.floor(said * classes / 4 + classes / 4.0)));
      rows[i] = new double[] {z, a, b, count, flag, random.nextGaussian()};
    }
    return rows;
  }

  private static int[] labels(double[][] rows) {
    return Arrays.stream(rows).mapToInt(row -> (int) row[0]).toArray();
  }

  private static DMatrixRMaj features(double[][] rows) {
    return new DMatrixRMaj(
        Arrays.stream(rows)
            .map(row -> Arrays.copyOfRange(row, 1, row.length))
            .toArray(double[][]::new));
  }
}
