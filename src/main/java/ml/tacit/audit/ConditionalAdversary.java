package ml.tacit.audit;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The conditional linear adversary: name the utility class first, then use one linear model of the
 * privacy label per utility class.
 *
 * <p>A release keeps the utility label by design, so this costs an attacker nothing, and it undoes
 * erasure that only equalises class means over all utility classes together. The utility class of a
 * test row is predicted (logistic), never given.
 */
record ConditionalAdversary() implements Adversary {
  /** Utility is easy by design; its accuracy hardly moves with the ridge. */
  private static final double ROUTE_RIDGE = 1e-3;

  @Override
  public boolean needsUtility() {
    return true;
  }

  @Override
  public String name(String keep) {
    return "logistic per predicted " + keep;
  }

  @Override
  public int weight() {
    return 6;
  }

  @Override
  public Guess attack(Scene scene, Task task) {
    Matrix train = scene.train();
    int[] fit = task.inner().fit();
    int[] tune = task.inner().tune();
    int[] route = route(scene, fit, task).predict(train, tune);
    PerClass inner = new PerClass(train, fit, task);
    double best = task.effort().ridges()[0];
    int bestHits = -1;
    for (double ridge : task.effort().ridges()) {
      inner.fit(ridge);
      int hits = Hits.count(inner.predict(train, tune, route), task.labels(), tune);
      if (hits > bestHits) {
        bestHits = hits;
        best = ridge;
      }
    }
    int[] all = Scene.all(train.rows());
    int[] tests = Scene.all(scene.test().rows());
    PerClass models = new PerClass(train, all, task);
    models.fit(best);
    int[] routed = route(scene, all, task).predict(scene.test(), tests);
    return new Guess(models.predict(scene.test(), tests, routed), "ridge " + best);
  }

  private static SoftmaxRegression route(Scene scene, int[] rows, Task task) {
    return SoftmaxRegression.fit(
        new SoftmaxRegression.Design(
            scene.train(), scene.axes(rows), rows, task.given(), task.givenClasses()),
        ROUTE_RIDGE,
        null);
  }

  /** One linear model per utility class, over the privacy classes seen with it. */
  private static final class PerClass {
    private final SoftmaxRegression.Design[] designs;
    private final int[][] seen;
    private final SoftmaxRegression[] models;

    PerClass(Matrix train, int[] rows, Task task) {
      designs = new SoftmaxRegression.Design[task.givenClasses()];
      seen = new int[task.givenClasses()][];
      models = new SoftmaxRegression[task.givenClasses()];
      for (int g = 0; g < designs.length; g++) {
        int given = g;
        int[] own = Arrays.stream(rows).filter(row -> task.given()[row] == given).toArray();
        // A utility class without rows of its own answers with a model of all rows.
        int[] used = own.length == 0 ? rows : own;
        seen[g] = Arrays.stream(used).map(row -> task.labels()[row]).distinct().sorted().toArray();
        int[] compact = new int[task.labels().length];
        for (int row : used) {
          compact[row] = Arrays.binarySearch(seen[g], task.labels()[row]);
        }
        designs[g] =
            new SoftmaxRegression.Design(
                train, Axes.of(train, used), used, compact, seen[g].length);
      }
    }

    void fit(double ridge) {
      for (int g = 0; g < models.length; g++) {
        models[g] = SoftmaxRegression.fit(designs[g], ridge, models[g]);
      }
    }

    int[] predict(Matrix features, int[] rows, int[] route) {
      int[] guesses = new int[rows.length];
      for (int g = 0; g < models.length; g++) {
        int given = g;
        int[] mine = IntStream.range(0, rows.length).filter(i -> route[i] == given).toArray();
        int[] codes = models[g].predict(features, Arrays.stream(mine).map(i -> rows[i]).toArray());
        for (int i = 0; i < mine.length; i++) {
          guesses[mine[i]] = seen[g][codes[i]];
        }
      }
      return guesses;
    }
  }
}
