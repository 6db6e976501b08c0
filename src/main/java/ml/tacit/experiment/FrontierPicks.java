package ml.tacit.experiment;

import java.util.List;
import ml.tacit.step.Fitting;

/** What Tacit releases: a plan for each kind of release that can be wanted. */
final class FrontierPicks {
  private FrontierPicks() {}

  static List<FrontierRelease> of(FrontierSet set, Fitting fitting) {
    boolean adult = set.name().equals("adult");
    return List.of(
        pick("cells", adult ? "game 8 --leak 0.01 --balanced" : "decide", fitting),
        pick("components", "decide | collapse 0.1 | noise 0.3", fitting),
        pick(
            "columns",
            adult ? "codebook 24 --leak 0.01 --balanced" : "codebook 24 --leak 0.02",
            fitting));
  }

  private static FrontierRelease pick(String want, String plan, Fitting fitting) {
    return FrontierPlans.plan("Tacit, " + want, FrontierPoint.PICK, want, plan, fitting);
  }
}
