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
    Prepared prepared = Prepared.of(rows, labels);
    KernelRidge ridge =
        KernelRidge.fit(
            Landmarks.of(List.of(kernel), landmarks, prepared.rows(), seed).get(0), prepared);
    return prepared.scores(
        new Prepared.Branch(ridge.kernel(), ridge.scores().times(ridge.temperature().inverse())));
  }
}
