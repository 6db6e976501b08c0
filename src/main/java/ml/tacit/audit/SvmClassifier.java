package ml.tacit.audit;

import java.util.List;

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
  public List<Axis> grid(Effort effort) {
    return List.of(Axis.of("width", effort, 0.25, 1, 4), Axis.of("C", effort, 1, 10, 100));
  }

  @Override
  public int rowLimit(Effort effort) {
    return effort.kernelRows();
  }

  @Override
  public Fitted fit(Scene scene, Task task, int[] rows) {
    int[] known = scene.positions(rows);
    int[] labels = new int[scene.near().length];
    for (int i = 0; i < rows.length; i++) {
      labels[known[i]] = task.labels()[rows[i]];
    }
    double unit = KernelForm.RBF.unit(scene);
    return (setting, side, asked) -> {
      double gamma = setting[0] * unit;
      float[][] kernel = kernel(scene.distances(Metric.SQUARED, Side.TRAIN), gamma);
      SmileSvm machine = SmileSvm.fit(kernel, known, labels, setting[1], EPOCHS, task.seed());
      float[][] distances = scene.distances(Metric.SQUARED, side);
      double[] scores = new double[asked.length * task.classes()];
      int[] at = scene.positions(side, asked);
      for (int i = 0; i < asked.length; i++) {
        machine.score(kernel(distances[at[i]], gamma), scores, i * task.classes());
      }
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
    float[] kernel = new float[distances.length];
    for (int j = 0; j < kernel.length; j++) {
      kernel[j] = (float) Math.exp(-gamma * distances[j]);
    }
    return kernel;
  }
}
