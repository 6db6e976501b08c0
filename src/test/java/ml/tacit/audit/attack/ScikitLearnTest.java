package ml.tacit.audit.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import ml.tacit.ScikitLearn;
import ml.tacit.Shared;
import ml.tacit.audit.statistics.Influence;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The adversaries reach what scikit-learn's learners reach on the same rows: accuracy and area
 * under the curve within 1.5 points. Needs Debian's python3-sklearn, and is skipped without it.
 */
class ScikitLearnTest {
  private static final double POINTS = 0.015;

  private static final String LEARN =
      """
      import numpy as np
      from sklearn.ensemble import ExtraTreesClassifier, GradientBoostingClassifier
      from sklearn.linear_model import LogisticRegression
      from sklearn.metrics import roc_auc_score
      from sklearn.pipeline import make_pipeline
      from sklearn.preprocessing import StandardScaler
      train, test = (np.loadtxt(f, delimiter=',') for f in ('train.csv', 'test.csv'))
      x, y, u, v = train[:, 1:], train[:, 0], test[:, 1:], test[:, 0]
      tried = min(x.shape[1], round(2 * x.shape[1] ** 0.5))
      for name, model in (
          ('logistic', make_pipeline(StandardScaler(), LogisticRegression(max_iter=2000))),
          ('extra trees', ExtraTreesClassifier(200, max_features=tried, random_state=1)),
          ('gradient boosting', GradientBoostingClassifier(random_state=1))):
          model.fit(x, y)
          auc = np.mean([roc_auc_score(v == c, p) for c, p in zip(model.classes_, model.predict_proba(u).T)])
          print(name, (model.predict(u) == v).mean(), auc, sep=',')
      """;

  private static ScikitLearn scikitLearn;

  @TempDir Path folder;

  @BeforeAll
  static void scikitLearnIsThere() throws Exception {
    scikitLearn = ScikitLearn.require();
  }

  @Test
  void agreesOnARareClassAmongNumbersCountsAndFlags() throws Exception {
    assertAgrees(table(2, 0.1, new Random(5)), table(2, 0.1, new Random(6)), 2);
  }

  @Test
  void agreesOnSixUnequalClasses() throws Exception {
    assertAgrees(table(6, 0.4, new Random(7)), table(6, 0.4, new Random(8)), 6);
  }

  @Test
  void agreesOnAdult() throws Exception {
    double[][] rows = adult();
    assertAgrees(Arrays.copyOf(rows, 6000), Arrays.copyOfRange(rows, 6000, 12_000), 2);
  }

  /** Adult: sex from age, years of education, hours and the categories, a flag for each level. */
  private static double[][] adult() throws IOException {
    Path file = Shared.require("datasets/adult/adult.data.gz");
    List<String[]> cells = new ArrayList<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      in.lines()
          .filter(line -> !line.isBlank())
          .limit(12_000)
          .forEach(l -> cells.add(l.split(", ")));
    }
    List<ToDoubleFunction<String[]>> columns = new ArrayList<>();
    columns.add(row -> row[9].equals("Male") ? 1 : 0);
    for (int j : new int[] {0, 4, 12}) {
      columns.add(row -> Double.parseDouble(row[j]));
    }
    for (int j : new int[] {1, 3, 5, 6, 7}) {
      cells.stream()
          .map(row -> row[j])
          .distinct()
          .sorted()
          .forEach(level -> columns.add(row -> row[j].equals(level) ? 1 : 0));
    }
    return cells.stream()
        .map(row -> columns.stream().mapToDouble(column -> column.applyAsDouble(row)).toArray())
        .toArray(double[][]::new);
  }

  /** The first column is the class. */
  private static double[][] table(int classes, double first, Random random) {
    double[][] rows = new double[4000][];
    for (int i = 0; i < rows.length; i++) {
      int z = random.nextDouble() < first ? classes - 1 : random.nextInt(classes - 1);
      double a = random.nextGaussian() + 0.9 * z;
      double b = random.nextGaussian() + 0.4 * a * a;
      rows[i] =
          new double[] {
            z,
            a,
            b,
            random.nextGaussian(),
            Math.rint(10 * random.nextGaussian() - 3 * z),
            Math.floor(-3 * Math.log(random.nextDouble())),
            random.nextDouble() < 0.2 + 0.1 * (z % 2) ? 1 : 0,
            random.nextDouble() < 0.05 ? 1 : 0,
          };
    }
    return rows;
  }

  private void assertAgrees(double[][] train, double[][] test, int classes) throws Exception {
    Map<String, double[]> theirs = theirs(train, test);
    assertEquals(3, theirs.size());
    int[] labels = labels(train);
    int[] truth = labels(test);
    AttackData data = AttackData.of(features(train), features(test), Budget.FULL);
    int[] none = new int[labels.length];
    LearningTask task =
        new LearningTask(
            labels, classes, none, 1, null, InnerSplit.of(none, labels), Budget.FULL, 1);
    List<String> seen = new ArrayList<>();
    for (Adversary adversary : Adversary.forPrivacy()) {
      String name = adversary.name(null);
      if (theirs.containsKey(name)) {
        Predictions ours = adversary.attack(data, task);
        Influence ranks = new Influence(truth, classes, new int[truth.length]);
        double auc = Influence.mean(ranks.macroAuc(ours.logProbabilities()));
        assertNear(name + ", accuracy", theirs.get(name)[0], accuracy(ours.codes(), truth));
        assertNear(name + ", area under the curve", theirs.get(name)[1], auc);
        seen.add(name);
      }
    }
    assertEquals(theirs.keySet(), new HashSet<>(seen));
  }

  private static void assertNear(String what, double theirs, double ours) {
    assertTrue(
        ours > theirs - POINTS,
        String.format(Locale.ROOT, "%s: %.4f, scikit-learn %.4f", what, ours, theirs));
    assertEquals(theirs, ours, POINTS, what);
  }

  private static double accuracy(int[] codes, int[] truth) {
    return IntStream.range(0, truth.length).mapToDouble(i -> codes[i] == truth[i] ? 1 : 0).sum()
        / truth.length;
  }

  private Map<String, double[]> theirs(double[][] train, double[][] test) throws Exception {
    Map<String, double[]> found = new HashMap<>();
    scikitLearn.run(folder, train, test, LEARN).stream()
        .map(line -> line.split(","))
        .forEach(
            cells ->
                found.put(
                    cells[0],
                    new double[] {Double.parseDouble(cells[1]), Double.parseDouble(cells[2])}));
    return found;
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
