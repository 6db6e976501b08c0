package ml.tacit.audit.attack;

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
  public List<Axis> grid(Budget budget) {
    return List.of(
        Axis.of("shrinkage", budget, 0.5, 0.1, 0.01, 0.001), Axis.of("k", budget, 1, 5, 15));
  }

  @Override
  public int rowLimit(Budget budget) {
    return budget.kernelRows();
  }

  @Override
  public Fitted fit(AttackData data, LearningTask task, int[] rows) {
    WithinClasses within = WithinClasses.of(data, rows, task);
    int[] labels = Arrays.stream(rows).map(row -> task.labels()[row]).toArray();
    int[] all = AttackData.all(rows.length);
    return (setting, side, asked) -> {
      Matrix known = Matrix.of(within.discriminants(setting[0], data.rows(Side.TRAIN), rows));
      Matrix x = Matrix.of(within.discriminants(setting[0], data.rows(side), asked));
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
