package ml.tacit.score;

import java.util.List;
import java.util.Objects;
import ml.tacit.kernel.ChainMap;
import ml.tacit.subspace.ModelWarning;
import org.ejml.data.DMatrixRMaj;

/**
 * Scores that are the last of several maps: standardisation, features, and one product for all
 * classes. Immutable and thread-safe; a row has the same bits alone and in any block.
 *
 * @param steps from rows to scores
 */
public record FeatureScores(ChainMap steps) implements ScoreStep {
  /** Checks that there are steps. */
  public FeatureScores {
    Objects.requireNonNull(steps, "steps");
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
