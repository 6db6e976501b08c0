package ml.tacit.audit.attack;

import java.util.List;
import ml.tacit.matrix.Elementwise;

/** RBF support vector machine, one against one, width and cost tuned. */
record SvmClassifier() implements Classifier {
  private static final int EPOCHS = 2;

  @Override
  public String name() {
    return "RBF-SVM";
  }

  @Override
  public int weight() {
    return 5;
  }

  @Override
  public List<Axis> grid(Budget budget) {
    return List.of(Axis.of("width", budget, 0.25, 1, 4), Axis.of("C", budget, 1, 10, 100));
  }

  @Override
  public int rowLimit(Budget budget) {
    return budget.kernelRows();
  }

  @Override
  public Fitted fit(AttackData data, LearningTask task, int[] rows) {
    int[] known = data.positions(rows);
    int[] labels = new int[data.near().length];
    for (int i = 0; i < rows.length; i++) {
      labels[known[i]] = task.labels()[rows[i]];
    }
    double unit = data.unit(Metric.SQUARED);
    return (setting, side, asked) -> {
      double gamma = setting[0] * unit;
      float[][] kernel = kernel(data.distances(Metric.SQUARED), gamma);
      SmileSvm machine = SmileSvm.fit(kernel, known, labels, setting[1], EPOCHS, task.seed());
      double[] scores = new double[asked.length * task.classes()];
      data.distances(
          Metric.SQUARED,
          side,
          asked,
          (first, distances) -> {
            for (int i = 0; i < distances.length; i++) {
              machine.score(kernel(distances[i], gamma), scores, (first + i) * task.classes());
            }
          });
      return scores;
    };
  }

  private static float[][] kernel(float[][] distances, double gamma) {
    float[][] kernel = new float[distances.length][];
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] = kernel(distances[i], gamma);
    }
    return kernel;
  }

  private static float[] kernel(float[] distances, double gamma) {
    double[] exact = new double[distances.length];
    for (int j = 0; j < exact.length; j++) {
      exact[j] = distances[j];
    }
    Elementwise.exp(-gamma, exact, 0, exact.length);
    float[] kernel = new float[exact.length];
    for (int j = 0; j < kernel.length; j++) {
      kernel[j] = (float) exact[j];
    }
    return kernel;
  }
}
