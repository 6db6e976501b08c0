package ml.tacit.audit.attack;

import java.util.Arrays;
import java.util.List;

/** Gradient boosting of trees; the number of rounds is tuned. */
record BoostingClassifier() implements Classifier {
  /** Columns tried per node, in square roots of all. */
  private static final double TRIED = 2;

  @Override
  public String name() {
    return "gradient boosting";
  }

  @Override
  public int weight() {
    return 12;
  }

  @Override
  public List<Axis> grid(Budget budget) {
    return List.of(Axis.of("rounds", budget, 12, 25, 50, 100, 200));
  }

  @Override
  public int rowLimit(Budget budget) {
    return budget.forestRows();
  }

  @Override
  public Fitted fit(AttackData data, LearningTask task, int[] rows) {
    Matrix train = data.rows(Side.TRAIN).select(rows);
    int[] labels = Arrays.stream(rows).map(row -> task.labels()[row]).toArray();
    int tried = (int) Math.ceil(TRIED * Math.sqrt(train.columns()));
    return new Fitted() {
      private Boosting boosting;

      @Override
      public double[] scores(double[] setting, Side side, int[] asked) {
        int rounds = (int) setting[0];
        if (boosting == null || boosting.rounds() > rounds) {
          boosting = new Boosting(train, labels, task.classes(), tried, task.seed());
        }
        boosting.learn(rounds);
        return boosting.scores(data.rows(side).select(asked));
      }
    };
  }
}
