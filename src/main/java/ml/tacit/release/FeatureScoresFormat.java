package ml.tacit.release;

import ml.tacit.kernel.ChainMap;
import ml.tacit.score.FeatureScores;

/** Class scores that are the last of several maps. */
final class FeatureScoresFormat implements StepFormat<FeatureScores> {

  @Override
  public String kind() {
    return "scores";
  }

  @Override
  public Class<FeatureScores> type() {
    return FeatureScores.class;
  }

  @Override
  public void write(FeatureScores scores, StepWriter out) {
    out.steps("steps", scores.steps().steps());
  }

  @Override
  public FeatureScores read(StepReader in) {
    return new FeatureScores(new ChainMap(in.chain("steps")));
  }
}
