package ml.tacit.audit.attack;

import java.util.Arrays;
import java.util.List;

/**
 * A network with one hidden layer of rectified units; the number of epochs is tuned, which is early
 * stopping without giving up rows in the end.
 */
record NetworkClassifier() implements Classifier {
  private static final int HIDDEN = 256;

  @Override
  public String name() {
    return "neural network";
  }

  @Override
  public int weight() {
    return 9;
  }

  @Override
  public List<Axis> grid(Budget budget) {
    return List.of(Axis.of("epochs", budget, 4, 8, 16, 32, 64));
  }

  @Override
  public int rowLimit(Budget budget) {
    return budget.forestRows();
  }

  @Override
  public Fitted fit(AttackData data, LearningTask task, int[] rows) {
    Matrix train = data.rows(Side.TRAIN).select(rows);
    int[] labels = Arrays.stream(rows).map(row -> task.labels()[row]).toArray();
    return new Fitted() {
      private Network network;

      @Override
      public double[] scores(double[] setting, Side side, int[] asked) {
        int epochs = (int) setting[0];
        if (network == null || network.epochs() > epochs) {
          network = new Network(train.columns(), HIDDEN, task.classes(), task.seed());
        }
        while (network.epochs() < epochs) {
          network.learn(train, labels);
        }
        return network.scores(data.rows(side).select(asked));
      }
    };
  }
}
