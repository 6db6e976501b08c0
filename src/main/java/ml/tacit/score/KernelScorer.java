package ml.tacit.score;

import java.util.List;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/**
 * Kernel ridge regression on class indicators, in the features of landmarks that are means of
 * standardised rows; ridge and temperature by blocks left out.
 *
 * @param kernel its text
 * @param landmarks how many at most
 */
record KernelScorer(String kernel, int landmarks) implements Scorer {
  static final KernelScorer USUAL = new KernelScorer("rbf", 500);

  @Override
  public String name() {
    return "kernel";
  }

  @Override
  public FeatureScores fit(DMatrixRMaj rows, Labels labels, long seed) {
    KernelFits fits = KernelFits.of(List.of(kernel), landmarks, rows, labels, seed);
    KernelRidge ridge = fits.ridges().get(0);
    return fits.prepared()
        .scores(
            new Prepared.Branch(
                ridge.kernel(), ridge.scores().times(ridge.temperature().inverse())));
  }
}
