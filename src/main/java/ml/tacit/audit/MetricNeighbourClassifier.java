package ml.tacit.audit;

import java.util.Arrays;
import java.util.List;

/**
 * Nearest neighbours in a learned metric: among the discriminants of a shrinkage LDA, where the
 * spread within classes is the same in every direction. Shrinkage and k tuned.
 */
record MetricNeighbourClassifier() implements Classifier {

  @Override
  public String name() {
    return "neighbours among discriminants";
  }

  @Override
  public int weight() {
    return 3;
  }

  @Override
  public List<Axis> grid(Effort effort) {
    return List.of(
        Axis.of("shrinkage", effort, 0.5, 0.1, 0.01, 0.001), Axis.of("k", effort, 1, 5, 15));
  }

  @Override
  public int rowLimit(Effort effort) {
    return effort.kernelRows();
  }

  @Override
  public Fitted fit(Scene scene, Task task, int[] rows) {
    WithinClasses within = WithinClasses.of(scene, rows, task);
    int[] labels = Arrays.stream(rows).map(row -> task.labels()[row]).toArray();
    int[] all = Scene.all(rows.length);
    return (setting, side, asked) -> {
      Matrix known = Matrix.of(within.discriminants(setting[0], scene.rows(Side.TRAIN), rows));
      Matrix x = Matrix.of(within.discriminants(setting[0], scene.rows(side), asked));
      float[][] distances = Metric.SQUARED.between(x, known);
      Votes votes = new Votes(all, labels, task.classes(), (int) setting[1]);
      double[] scores = new double[asked.length * task.classes()];
      for (int i = 0; i < asked.length; i++) {
        votes.count(distances[i], scores, i * task.classes());
      }
      return scores;
    };
  }
}
