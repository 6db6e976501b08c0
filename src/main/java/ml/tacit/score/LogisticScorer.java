package ml.tacit.score;

import java.util.Arrays;
import java.util.List;
import ml.tacit.matrix.Dense;
import ml.tacit.subspace.AffineMap;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/**
 * Multinomial logistic regression with a ridge on standardised columns. The ridge, of the mean
 * loss, and the temperature are those of the least log loss on blocks of rows held out; then all
 * rows are fitted.
 *
 * @param ridges what is tried, descending; one of them is taken as it is
 */
record LogisticScorer(List<Double> ridges) implements Scorer {
  static final LogisticScorer USUAL =
      new LogisticScorer(List.of(1e-1, 3e-2, 1e-2, 3e-3, 1e-3, 3e-4, 1e-4, 1e-5));

  @Override
  public String name() {
    return "logistic";
  }

  @Override
  public FeatureScores fit(DMatrixRMaj rows, Labels labels, long seed) {
    Prepared prepared = Prepared.of(rows, labels);
    Fitted fitted = fit(prepared);
    return prepared.scores(fitted.branch(prepared.targets(), fitted.temperature.inverse()));
  }

  @Override
  public LogisticScorer settled(DMatrixRMaj rows, Labels labels, long seed) {
    return settled(Prepared.of(rows, labels));
  }

  /** With the ridge alone that is best in these units. */
  LogisticScorer settled(Prepared prepared) {
    return new LogisticScorer(List.of(fit(prepared).ridge));
  }

  /**
   * What was fitted.
   *
   * @param ridge what was chosen
   * @param scores of standardised columns
   * @param held scores of the rows held out, at {@link HeldBlocks#heldPlaces}, fitted without them
   */
  record Fitted(double ridge, LinearScores scores, DMatrixRMaj held, Temperature temperature) {

    /** The scores themselves are the features: few numbers. */
    Prepared.Branch branch(Targets targets, double factor) {
      LinearScores scaled = scores.times(factor);
      int k = targets.count();
      DMatrixRMaj identity = new DMatrixRMaj(k, k);
      for (int c = 0; c < k; c++) {
        identity.set(c, c, 1);
      }
      return new Prepared.Branch(
          AffineMap.dense(Dense.transpose(scaled.weights()), scaled.offset()),
          new LinearScores(identity, new double[k]));
    }
  }

  Fitted fit(Prepared prepared) {
    PrincipalAxes axes = PrincipalAxes.of(prepared.rows());
    double[] x = PrincipalAxes.withOnes(Dense.multiply(prepared.rows(), axes.basis()));
    Targets targets = prepared.targets();
    int width = axes.variances().length + 1;

    int[] held = prepared.held().heldRows();
    DMatrixRMaj heldX = DMatrixRMaj.wrap(held.length, width, select(x, held, width));
    int[] heldCodes = prepared.codes(held);
    double ridge = ridges.get(0);
    double[] start = null;
    DMatrixRMaj heldScores = new DMatrixRMaj(0, targets.count());
    Temperature best = Temperature.ONE;
    if (held.length > 0) {
      int[] rest = HeldBlocks.without(held, targets.rows());
      LinearProblem problem =
          new LinearProblem(
              select(x, rest, width), axes.variances(), prepared.codes(rest), targets.count());
      double[] w = null;
      int worse = 0;
      for (double candidate : ridges) {
        w = problem.minimise(LinearLoss.LOGISTIC, candidate, w, LinearProblem.Effort.USUAL);
        DMatrixRMaj scores = Dense.multiply(heldX, DMatrixRMaj.wrap(width, targets.count(), w));
        Temperature temperature = Temperature.of(scores, heldCodes);
        worse = temperature.loss() < best.loss() ? 0 : worse + 1;
        if (worse == 0) {
          best = temperature;
          ridge = candidate;
          start = w;
          heldScores = scores;
        } else if (worse == 2) {
          break;
        }
      }
    }
    LinearProblem problem =
        new LinearProblem(x, axes.variances(), targets.codes(), targets.count());
    double[] w = problem.minimise(LinearLoss.LOGISTIC, ridge, start, LinearProblem.Effort.THOROUGH);
    return new Fitted(ridge, readout(axes, w, targets.count()), heldScores, best);
  }

  private static LinearScores readout(PrincipalAxes axes, double[] w, int k) {
    int intercepts = w.length - k;
    DMatrixRMaj along = DMatrixRMaj.wrap(intercepts / k, k, Arrays.copyOf(w, intercepts));
    return new LinearScores(
        Dense.multiply(axes.basis(), along), Arrays.copyOfRange(w, intercepts, w.length));
  }

  private static double[] select(double[] x, int[] rows, int width) {
    double[] selected = new double[rows.length * width];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(x, rows[i] * width, selected, i * width, width);
    }
    return selected;
  }
}
