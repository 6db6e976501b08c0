package ml.tacit.onnx;

import ml.tacit.score.FeatureScores;

/** Class scores that are the last of several maps. */
final class FeatureScoresNodes implements StepNodes<FeatureScores> {

  @Override
  public Class<FeatureScores> type() {
    return FeatureScores.class;
  }

  @Override
  public String add(FeatureScores scores, String rows, Graph graph) {
    return StepKinds.add(scores.steps(), rows, graph);
  }
}
