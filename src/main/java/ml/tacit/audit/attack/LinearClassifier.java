package ml.tacit.audit.attack;

import java.util.List;
import ml.tacit.score.LinearLoss;

/** Multinomial logistic regression or a linear support vector machine, ridge tuned. */
record LinearClassifier(LinearLoss loss) implements Classifier {

  @Override
  public String name() {
    return loss == LinearLoss.LOGISTIC ? "logistic" : "linear SVM";
  }

  @Override
  public int weight() {
    return 4;
  }

  @Override
  public List<Axis> grid(Budget budget) {
    return List.of(Axis.of("ridge", budget, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5));
  }

  @Override
  public Fitted fit(AttackData data, LearningTask task, int[] rows) {
    LinearModel.Design design =
        new LinearModel.Design(
            data.rows(Side.TRAIN), data.axes(rows), rows, task.labels(), task.classes());
    return new Fitted() {
      private LinearModel model;

      @Override
      public double[] scores(double[] setting, Side side, int[] asked) {
        model = LinearModel.fit(design, loss, setting[0], model); // neighbouring ridges are near
        return model.scores(data.rows(side), asked);
      }
    };
  }
}
