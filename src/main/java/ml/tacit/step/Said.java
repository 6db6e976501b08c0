package ml.tacit.step;

import java.util.List;
import ml.tacit.score.CrossFit;
import ml.tacit.score.ScoreStep;
import ml.tacit.score.Scorer;
import ml.tacit.score.Scorers;
import ml.tacit.table.Labels;
import org.ejml.data.DMatrixRMaj;

/**
 * What the raw columns say of a label.
 *
 * @param step columns to scores, fitted to all rows
 * @param fresh scores of the fitted rows as fresh rows would have them, n × classes
 */
record Said(ScoreStep step, DMatrixRMaj fresh) {

  /** All that scores depend on, beside the rows and the seed. */
  private record Key(String method, List<String> labels, List<String> beside, int folds) {}

  /**
   * Fits scores, once for all plans.
   *
   * @param method a name of {@link Scorers}
   * @param labels of whose combinations there are scores
   * @param beside labels to keep within whose classes, and those of the hidden ones, rows follow
   *     each other in time
   * @param folds how many fits the scores of fitted rows take
   */
  static Said of(Flow flow, String method, List<String> labels, List<String> beside, int folds) {
    return flow.shared(
        new Key(method, labels, beside, folds),
        () -> {
          DMatrixRMaj rows = flow.data().rows();
          Labels label = flow.crossed(labels);
          Scorer scorer = Scorers.named(method).settled(rows, label, flow.seed());
          DMatrixRMaj fresh =
              CrossFit.scores(scorer, rows, label, flow.cells(beside), folds, flow.seed());
          return new Said(scorer.fit(rows, label, flow.seed()), fresh);
        });
  }
}
