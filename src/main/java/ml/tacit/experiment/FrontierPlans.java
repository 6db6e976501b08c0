package ml.tacit.experiment;

import java.util.ArrayList;
import java.util.List;
import ml.tacit.experiment.FrontierRelease.Applied;
import ml.tacit.release.Digits;
import ml.tacit.release.Release;
import ml.tacit.step.Fitting;
import ml.tacit.step.Steps;
import ml.tacit.table.LabelledRows;

/** Fixed plans of steps: what no search can pick by itself, and what each is compared with. */
final class FrontierPlans {
  static final String DECISION = "decision alone";
  static final String EXTRA = "decision, extra channel by rank";

  private static final String CHANNEL = "tBodyAccMag-std()";

  private FrontierPlans() {}

  /**
   * In the order of the page.
   *
   * @param set the question
   * @param rows that are fitted to
   * @param fitting plans to these rows
   */
  static List<FrontierRelease> of(FrontierSet set, LabelledRows rows, Fitting fitting) {
    List<FrontierRelease> plans = new ArrayList<>();
    plans.add(plan(DECISION, FrontierPoint.BESIDE, "decision", "decide", fitting));
    if (set.person() != null && set.hide().equals(set.person())) {
      plans.add(
          plan(
              "decision, five channels by own history",
              FrontierPoint.BESIDE,
              "own history",
              "decide | residual 5 | relative 20 --scaled",
              fitting));
    }
    if (rows.features().contains(CHANNEL)) {
      String text = "decide | extra " + CHANNEL + " | rank 20";
      plans.add(plan(EXTRA, FrontierPoint.BESIDE, "own history", text, fitting));
    }
    return plans;
  }

  static FrontierRelease plan(
      String name, String kind, String method, String text, Fitting fitting) {
    return new FrontierRelease(
        name,
        kind,
        method,
        text,
        fit ->
            new Applied(
                Release.of(fitting.fit(Steps.parse(text)), Digits.DEFAULT), null, text, ""));
  }
}
