package ml.tacit.audit;

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
  public List<Axis> grid(Effort effort) {
    return List.of(Axis.of("rounds", effort, 50, 100, 200));
  }

  @Override
  public int rowLimit(Effort effort) {
    return effort.forestRows();
  }

  @Override
  public Fitted fit(Scene scene, Task task, int[] rows) {
    Matrix train = scene.rows(Side.TRAIN).select(rows);
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
        return boosting.scores(scene.rows(side).select(asked));
      }
    };
  }
}
