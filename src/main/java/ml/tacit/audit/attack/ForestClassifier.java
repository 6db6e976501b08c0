package ml.tacit.audit.attack;

import java.util.Arrays;
import java.util.List;

/** Extremely randomised trees. Nothing to tune. */
record ForestClassifier() implements Classifier {
  /** Columns tried per node, in square roots of all. */
  private static final double TRIED = 2;

  @Override
  public String name() {
    return "extra trees";
  }

  @Override
  public int weight() {
    return 6;
  }

  @Override
  public List<Axis> grid(Budget budget) {
    return List.of();
  }

  @Override
  public int rowLimit(Budget budget) {
    return budget.forestRows();
  }

  @Override
  public Fitted fit(AttackData data, LearningTask task, int[] rows) {
    int[] labels = Arrays.stream(rows).map(row -> task.labels()[row]).toArray();
    Matrix train = data.rows(Side.TRAIN);
    return (setting, side, asked) -> {
      int d = train.columns();
      int tried = (int) Math.max(1, Math.min(d, Math.round(TRIED * Math.sqrt(d))));
      Forest forest =
          Forest.grow(
              train, rows, labels, task.classes(), task.budget().trees(), tried, task.seed());
      double[] scores = forest.votes(data.rows(side), asked, task.classes());
      for (int i = 0; i < scores.length; i++) {
        scores[i] = Math.log(scores[i] + 0.5);
      }
      return scores;
    };
  }
}
