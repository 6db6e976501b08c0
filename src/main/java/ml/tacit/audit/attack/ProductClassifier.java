package ml.tacit.audit.attack;

import java.util.List;
import ml.tacit.score.LinearLoss;
import org.ejml.data.DMatrixRMaj;

/**
 * Logistic regression on the columns, their squares, and the products of the leading principal
 * components: linear in second moments, which erasing means leaves alone. Ridge tuned.
 */
record ProductClassifier() implements Classifier {
  /** More columns than this are replaced by as many leading components. */
  private static final int COLUMNS = 600;

  /** Components multiplied with each other. */
  private static final int LEADING = 24;

  /** Deviations beyond which a value is cut off, so that squares of outliers do not rule. */
  private static final double FAR = 4;

  @Override
  public String name() {
    return "logistic on squares and products";
  }

  @Override
  public int weight() {
    return 10;
  }

  @Override
  public List<Axis> grid(Budget budget) {
    return List.of(Axis.of("ridge", budget, 1e-1, 1e-2, 1e-3));
  }

  @Override
  public int rowLimit(Budget budget) {
    return budget.forestRows();
  }

  @Override
  public Fitted fit(AttackData data, LearningTask task, int[] rows) {
    Axes axes = data.axes(rows);
    Matrix plain = expanded(data.rows(Side.TRAIN), axes);
    ColumnScale scale = ColumnScale.of(plain.select(rows), Scaling.STANDARDISED);
    Matrix train = scale.apply(plain);
    LinearModel.Design design =
        new LinearModel.Design(train, Axes.of(train, rows), rows, task.labels(), task.classes());
    return new Fitted() {
      private LinearModel model;

      @Override
      public double[] scores(double[] setting, Side side, int[] asked) {
        model = LinearModel.fit(design, LinearLoss.LOGISTIC, setting[0], model);
        return model.scores(
            side == Side.TRAIN ? train : scale.apply(expanded(data.rows(side), axes)), asked);
      }
    };
  }

  private static Matrix expanded(Matrix features, Axes axes) {
    int n = features.rows();
    DMatrixRMaj z = axes.plainCoordinates(features, AttackData.all(n));
    for (int i = 0; i < z.data.length; i++) {
      z.data[i] /= Math.sqrt(axes.variance(i % z.numCols));
    }
    boolean few = features.columns() <= COLUMNS;
    double[] base = few ? features.values() : z.data;
    int stride = few ? features.columns() : z.numCols;
    int d = Math.min(stride, COLUMNS);
    int r = Math.min(LEADING, z.numCols);
    int width = 2 * d + r * (r - 1) / 2;
    double[] values = new double[n * width];
    for (int i = 0; i < n; i++) {
      int at = i * width;
      for (int j = 0; j < d; j++) {
        double value = cut(base[i * stride + j]);
        values[at++] = value;
        values[at++] = value * value;
      }
      for (int j = 0; j < r; j++) {
        for (int k = 0; k < j; k++) {
          values[at++] = cut(z.data[i * z.numCols + j]) * cut(z.data[i * z.numCols + k]);
        }
      }
    }
    return new Matrix(values, n, width);
  }

  private static double cut(double value) {
    return Math.max(-FAR, Math.min(FAR, value));
  }
}
