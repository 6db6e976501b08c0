package ml.tacit.audit.attack;

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
  public List<Axis> grid(Budget budget) {
    return List.of(Axis.of("k", budget, 1, 5, 15));
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
    return (setting, side, asked) -> {
      Votes votes = new Votes(known, labels, task.classes(), (int) setting[0]);
      double[] scores = new double[asked.length * task.classes()];
      data.distances(
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
