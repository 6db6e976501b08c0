package ml.tacit.audit;

import java.util.List;

/** k nearest neighbours, k tuned. */
record NeighbourClassifier() implements Classifier {

  @Override
  public String name() {
    return "nearest neighbours";
  }

  @Override
  public int weight() {
    return 1;
  }

  @Override
  public List<Axis> grid(Effort effort) {
    return List.of(Axis.of("k", effort, 1, 5, 15));
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
    return (setting, side, asked) -> {
      Votes votes = new Votes(known, labels, task.classes(), (int) setting[0]);
      double[] scores = new double[asked.length * task.classes()];
      scene.distances(
          Metric.SQUARED,
          side,
          asked,
          (first, distances) -> {
            for (int i = 0; i < distances.length; i++) {
              votes.count(distances[i], scores, (first + i) * task.classes());
            }
          });
      return scores;
    };
  }
}
