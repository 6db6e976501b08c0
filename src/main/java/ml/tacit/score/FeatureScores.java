package ml.tacit.score;

import java.util.List;
import ml.tacit.kernel.ChainMap;
import ml.tacit.subspace.ModelWarning;
import ml.tacit.table.BadDataException;
import org.ejml.data.DMatrixRMaj;

/**
 * Scores that are the last of several maps: standardisation, features, and one product for all
 * classes. Immutable and thread-safe; a row has the same bits alone and in any block.
 *
 * @param steps from rows to scores
 */
public record FeatureScores(ChainMap steps) implements ScoreStep {
  /**
   * Checks that there are scores of two classes or more.
   *
   * @throws BadDataException if the steps give fewer columns
   */
  public FeatureScores {
    if (steps.outputs() < 2) {
      throw BadDataException.of("scores: of %d class, at least two are expected", steps.outputs());
    }
  }

  @Override
  public int inputs() {
    return steps.inputs();
  }

  @Override
  public int outputs() {
    return steps.outputs();
  }

  @Override
  public DMatrixRMaj apply(DMatrixRMaj rows) {
    return steps.apply(rows);
  }

  @Override
  public List<ModelWarning> warnings() {
    return steps.warnings();
  }
}
