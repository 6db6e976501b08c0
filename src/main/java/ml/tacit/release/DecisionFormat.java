package ml.tacit.release;

import ml.tacit.format.Fields;
import ml.tacit.score.Decision;
import ml.tacit.score.ScoreStep;
import ml.tacit.table.BadDataException;

/** The class with the largest score. */
final class DecisionFormat implements StepFormat<Decision> {

  @Override
  public String kind() {
    return "decision";
  }

  @Override
  public Class<Decision> type() {
    return Decision.class;
  }

  @Override
  public void write(Decision decision, StepWriter out) {
    out.step("scores", decision.scores());
  }

  @Override
  public Decision read(StepReader in) {
    if (!(in.step("scores", in.inputs()) instanceof ScoreStep scores)) {
      throw BadDataException.of(
          "%s is '%s', a step of class scores is expected",
          in.name("scores.kind"), Fields.object(in.name("scores"), in.field("scores")).get("kind"));
    }
    return new Decision(scores);
  }
}
