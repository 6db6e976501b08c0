package ml.tacit.score;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import ml.tacit.Shared;
import ml.tacit.sensing.UciHar;
import ml.tacit.table.LabelledRows;
import ml.tacit.table.Labels;
import ml.tacit.table.Split;
import ml.tacit.table.Splits;
import org.junit.jupiter.api.Test;

/** What the usual methods decide right on sensor windows of a later time: activities of UCI HAR. */
class HarVoteTest {

  /** Exact kernel ridge on all rows has 95.3, a vote of exact methods 95.0. */
  @Test
  void theVoteKnowsTheActivityOfLaterWindows() throws IOException {
    LabelledRows data = UciHar.load(Shared.require("datasets/uci-har"));
    Labels activity = data.label("activity");
    Split split = Splits.timeBlocked(data.label("subject"), activity, 2, 0.40, 0.36, 0.24);
    LabelledRows fit = data.select(split.part(0));
    LabelledRows test = data.select(split.part(2));
    ScoreStep vote = Scorers.named("vote").fit(fit.rows(), fit.label("activity"), 1);
    double right = ScorersTest.right(vote, test.rows(), test.label("activity").codes());
    assertTrue(right >= 0.947, "right " + right);
    assertTrue(vote.warnings().isEmpty(), "no row is kept");
  }
}
