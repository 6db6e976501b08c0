package ml.tacit.audit.attack;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Regularised quadratic discriminant analysis: a Gaussian per class whose covariance, where the
 * shrunk pooled covariance is the identity, is (1−λ)·S_c + λ·I (Friedman, J. Am. Stat. Assoc. 84,
 * 1989); λ and the shrinkage tuned. Sees classes that differ in spread or correlation only.
 */
record QuadraticClassifier() implements Classifier {

  @Override
  public String name() {
    return "regularised QDA";
  }

  @Override
  public int weight() {
    return 5;
  }

  @Override
  public List<Axis> grid(Budget budget) {
    return List.of(
        Axis.of("pooling", budget, 0.95, 0.8, 0.5, 0.2, 0.05),
        Axis.of("shrinkage", budget, 0.1, 0.01, 0.001));
  }

  @Override
  public Fitted fit(AttackData data, LearningTask task, int[] rows) {
    WithinClasses within = WithinClasses.of(data, rows, task);
    return new Fitted() {
      private double shrinkage = Double.NaN;
      private Axes[] classes;

      @Override
      public double[] scores(double[] setting, Side side, int[] asked) {
        if (setting[1] != shrinkage) {
          shrinkage = setting[1];
          classes = classes(within.whitened(shrinkage, data.rows(Side.TRAIN), rows), rows, task);
        }
        DMatrixRMaj x = within.whitened(shrinkage, data.rows(side), asked);
        double[] scores = new double[asked.length * classes.length];
        for (int c = 0; c < classes.length; c++) {
          score(classes[c], (double) count(rows, task, c) / rows.length, setting[0], x, c, scores);
        }
        return scores;
      }
    };
  }

  /** Mean and principal axes per class; null for a class without rows. */
  private Axes[] classes(DMatrixRMaj white, int[] rows, LearningTask task) {
    Axes[] classes = new Axes[task.classes()];
    for (int c = 0; c < classes.length; c++) {
      int code = c;
      int[] own =
          Arrays.stream(AttackData.all(rows.length))
              .filter(i -> task.labels()[rows[i]] == code)
              .toArray();
      classes[c] = own.length == 0 ? null : Axes.of(Matrix.of(white), own);
    }
    return classes;
  }

  private static long count(int[] rows, LearningTask task, int c) {
    return Arrays.stream(rows).filter(row -> task.labels()[row] == c).count();
  }

  /**
   * Log-density plus log share: along its own axes a class has variance (1−λ)·v + λ, in all others
   * λ.
   */
  private void score(
      Axes own, double share, double pooling, DMatrixRMaj x, int c, double[] scores) {
    int k = scores.length / x.numRows;
    if (own == null) {
      for (int i = 0; i < x.numRows; i++) {
        scores[i * k + c] = -1e9;
      }
      return;
    }
    int q = own.count();
    DMatrixRMaj z = own.plainCoordinates(Matrix.of(x), AttackData.all(x.numRows));
    double constant = Math.log(share) - 0.5 * (x.numCols - q) * Math.log(pooling);
    double[] gain = new double[q];
    for (int j = 0; j < q; j++) {
      double variance = (1 - pooling) * own.variance(j) + pooling;
      gain[j] = 1 / pooling - 1 / variance;
      constant -= 0.5 * Math.log(variance);
    }
    for (int i = 0; i < x.numRows; i++) {
      double score = constant - 0.5 * own.squaredDistance(x.data, i * x.numCols) / pooling;
      for (int j = 0; j < q; j++) {
        double along = z.data[i * q + j];
        score += 0.5 * gain[j] * along * along;
      }
      scores[i * k + c] = score;
    }
  }
}
