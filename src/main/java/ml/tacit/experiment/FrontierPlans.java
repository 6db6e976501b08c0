package ml.tacit.experiment;

import java.util.ArrayList;
import java.util.List;
import ml.tacit.experiment.FrontierRelease.Applied;
import ml.tacit.policy.Fits;
import ml.tacit.policy.Policy;

/** Fixed plans of steps: what no search can pick by itself, and what each is compared with. */
final class FrontierPlans {
  static final String DECISION = "decision alone";
  static final String EXTRA = "decision, extra channel by rank";

  private static final String CHANNEL = "tBodyAccMag-std()";

  private FrontierPlans() {}

  /**
   * In the order of the page.
   *
   * @param split the question on one split
   * @param fits to its fitted rows
   */
  static List<FrontierRelease> of(FrontierSplit split, Fits fits) {
    FrontierSet set = split.set();
    List<FrontierRelease> plans = new ArrayList<>();
    plans.add(plan(DECISION, FrontierPoint.BESIDE, "decision", "decide", fits));
    if (set.hidesPeopleInTime()) {
      plans.add(
          plan(
              "decision, five channels by own history",
              FrontierPoint.BESIDE,
              "own history",
              "decide | residual 5 | relative 20 --scaled",
              fits));
    }
    if (split.fit().features().contains(CHANNEL)) {
      String text = "decide | extra " + CHANNEL + " | rank 20";
      plans.add(plan(EXTRA, FrontierPoint.BESIDE, "own history", text, fits));
    }
    return plans;
  }

  static FrontierRelease plan(String name, String kind, String method, String text, Fits fits) {
    return new FrontierRelease(
        name, kind, method, text, () -> new Applied(fits.fit(Policy.parse(text)), text));
  }
}
