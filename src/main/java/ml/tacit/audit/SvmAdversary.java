package ml.tacit.audit;

import java.util.Arrays;

/** The kernel adversary: RBF support vector machine, one against one, width and cost tuned. */
record SvmAdversary() implements Adversary {
  private static final int TUNE_EPOCHS = 1;
  private static final int LEARN_EPOCHS = 2;

  /** This many rows give the median distance well enough. */
  private static final int MEDIAN_ROWS = 500;

  @Override
  public String name(String keep) {
    return "RBF-SVM";
  }

  @Override
  public int weight() {
    return 5;
  }

  @Override
  public Guess attack(Scene scene, Task task) {
    NearTuning near = NearTuning.of(scene, task);
    float[][] within = scene.trainDistances();
    double unit = 1 / median(within);
    Choice choice = tune(within, unit, near, task);
    double gamma = choice.width() * unit;
    SmileSvm machine =
        SmileSvm.fit(
            kernel(within, gamma),
            near.all(),
            near.labels(),
            choice.cost(),
            LEARN_EPOCHS,
            task.seed());
    float[][] across = scene.testDistances();
    int[] codes = new int[across.length];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = machine.predict(kernel(across[i], gamma));
    }
    return new Guess(
        codes,
        "C %s, gamma %.3g%s".formatted(choice.cost(), gamma, near.thinned(scene.train().rows())));
  }

  private record Choice(double width, double cost, int hits) {}

  /** The best width at the middle cost, then the best cost at that width: half of a full grid. */
  private static Choice tune(float[][] distances, double unit, NearTuning near, Task task) {
    double[] widths = task.effort().widths();
    double[] costs = task.effort().costs();
    double middle = costs[costs.length / 2];
    if (widths.length == 1 && costs.length == 1) {
      return new Choice(widths[0], middle, 0);
    }
    Choice best = new Choice(widths[0], middle, -1);
    for (double width : widths) {
      float[][] kernel = kernel(distances, width * unit);
      best = better(best, new Choice(width, middle, hits(kernel, near, middle, task.seed())));
    }
    float[][] kernel = kernel(distances, best.width() * unit);
    for (double cost : costs) {
      if (cost != middle) {
        best = better(best, new Choice(best.width(), cost, hits(kernel, near, cost, task.seed())));
      }
    }
    return best;
  }

  private static Choice better(Choice best, Choice candidate) {
    return candidate.hits() > best.hits() ? candidate : best;
  }

  private static int hits(float[][] kernel, NearTuning near, double cost, long seed) {
    SmileSvm machine = SmileSvm.fit(kernel, near.fit(), near.labels(), cost, TUNE_EPOCHS, seed);
    int hits = 0;
    for (int row : near.tune()) {
      if (machine.predict(kernel[row]) == near.labels()[row]) {
        hits++;
      }
    }
    return hits;
  }

  private static float[][] kernel(float[][] distances, double gamma) {
    float[][] kernel = new float[distances.length][];
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] = kernel(distances[i], gamma);
    }
    return kernel;
  }

  private static float[] kernel(float[] distances, double gamma) {
    float[] kernel = new float[distances.length];
    for (int j = 0; j < kernel.length; j++) {
      kernel[j] = (float) Math.exp(-gamma * distances[j]);
    }
    return kernel;
  }

  /** Median squared distance between different rows; 1 if most rows are equal. */
  private static double median(float[][] distances) {
    int[] some = Scene.spread(distances.length, MEDIAN_ROWS);
    float[] values = new float[some.length * (some.length - 1) / 2];
    int at = 0;
    for (int i = 0; i < some.length; i++) {
      for (int j = 0; j < i; j++) {
        values[at++] = distances[some[i]][some[j]];
      }
    }
    Arrays.sort(values);
    return at == 0 || values[at / 2] <= 0 ? 1 : values[at / 2];
  }
}
