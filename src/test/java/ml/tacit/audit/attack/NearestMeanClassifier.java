package ml.tacit.audit.attack;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Nearest class mean, in standardised columns; nothing to tune. */
record NearestMeanClassifier() implements Classifier {

  @Override
  public String name() {
    return "nearest mean";
  }

  @Override
  public int weight() {
    return 1;
  }

  @Override
  public List<Axis> grid(Budget budget) {
    return List.of();
  }

  @Override
  public Fitted fit(AttackData data, LearningTask task, int[] rows) {
    Matrix train = data.rows(Side.TRAIN).select(rows);
    DMatrixRMaj z = DMatrixRMaj.wrap(train.rows(), train.columns(), train.values());
    DMatrixRMaj means = ClassMeans.of(z, rows, task, new int[task.classes()]);
    return (setting, side, asked) -> scores(means, data.rows(side).select(asked));
  }

  /** Minus the squared distances of rows to means. */
  private static double[] scores(DMatrixRMaj means, Matrix rows) {
    double[] scores = new double[rows.rows() * means.numRows];
    for (int i = 0; i < rows.rows(); i++) {
      for (int c = 0; c < means.numRows; c++) {
        for (int j = 0; j < rows.columns(); j++) {
          double difference = rows.values()[i * rows.columns() + j] - means.get(c, j);
          scores[i * means.numRows + c] -= difference * difference;
        }
      }
    }
    return scores;
  }
}
