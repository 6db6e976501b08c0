package ml.tacit.audit.attack;

import ml.tacit.matrix.Dense;
import org.ejml.data.DMatrixRMaj;

/**
 * Any adversary, set on raw rows estimated from the released ones.
 *
 * <p>It has the raw training rows as well as the released ones. It fits the map back by ridge least
 * squares and learns from the estimates. A linear map adds nothing for a linear learner; a learner
 * that depends on how columns compare, or looks at one at a time, gets its columns back.
 */
record ReconstructionAdversary(Adversary each) implements Adversary {
  /** Share of the mean variance of the released axes that is added to each. */
  private static final double RIDGE = 1e-4;

  @Override
  public boolean needsUtility() {
    return each.needsUtility();
  }

  @Override
  public boolean needsRaw() {
    return true;
  }

  @Override
  public String name(String keep) {
    return each.name(keep) + " on reconstructed rows";
  }

  @Override
  public int weight() {
    return each.weight();
  }

  @Override
  public Predictions attack(AttackData data, LearningTask task) {
    Matrix train = data.rows(Side.TRAIN);
    int[] all = AttackData.all(train.rows());
    Axes axes = data.axes(all);
    DMatrixRMaj z = axes.plainCoordinates(train, all);
    Matrix raw = ColumnScale.of(data.raw(), Scaling.STANDARDISED).apply(data.raw());
    DMatrixRMaj back =
        Dense.multiplyTransposedA(z, DMatrixRMaj.wrap(raw.rows(), raw.columns(), raw.values()));
    double mean = 0;
    for (int j = 0; j < axes.count(); j++) {
      mean += axes.variance(j) / axes.count();
    }
    for (int i = 0; i < back.data.length; i++) {
      double variance = axes.variance(i / raw.columns()) + RIDGE * mean;
      back.data[i] /= train.rows() * variance;
    }
    Matrix tests = data.rows(Side.TEST);
    DMatrixRMaj zTest = axes.plainCoordinates(tests, AttackData.all(tests.rows()));
    return each.attack(
        data.with(Matrix.of(Dense.multiply(z, back)), Matrix.of(Dense.multiply(zTest, back))),
        task);
  }
}
