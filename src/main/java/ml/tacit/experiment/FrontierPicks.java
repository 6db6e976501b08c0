package ml.tacit.experiment;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import ml.tacit.experiment.FrontierRelease.Applied;
import ml.tacit.policy.Fits;
import ml.tacit.policy.Found;
import ml.tacit.policy.Policies;
import ml.tacit.policy.Policy;
import ml.tacit.policy.Search;
import ml.tacit.policy.Want;

/**
 * What Tacit releases: for each kind of release that can be wanted the pick of a search on the
 * split's tuning rows, with the target and the candidates that {@code desensitize} has by default.
 */
final class FrontierPicks {
  static final String DEVICE = ", own history";

  private FrontierPicks() {}

  /** In the order of the page; where rows are of people in time, one with own history, too. */
  static List<FrontierRelease> of(FrontierSplit split, Fits fits) {
    List<FrontierRelease> picks = new ArrayList<>();
    for (Want want : List.of(Want.CELLS, Want.COLUMNS, Want.COMPONENTS)) {
      picks.add(pick(split, fits, want, false));
    }
    if (split.set().person() != null) {
      picks.add(pick(split, fits, Want.COMPONENTS, true));
    }
    return picks;
  }

  private static FrontierRelease pick(FrontierSplit split, Fits fits, Want want, boolean device) {
    List<Policy> candidates = Policies.of(split.fit(), split.roles(), EnumSet.of(want), device);
    String method = want + (device ? DEVICE : "");
    return new FrontierRelease(
        "Tacit, " + method,
        FrontierPoint.PICK,
        method,
        "search: " + String.join("; ", candidates.stream().map(Policy::text).toList()),
        () -> found(split, fits, candidates, device));
  }

  private static Applied found(
      FrontierSplit split, Fits fits, List<Policy> candidates, boolean device) {
    Search search =
        Search.of(split.set().keep(), split.set().hide())
            .withSeed(split.seed())
            .withThreads(split.threads())
            .resumingIn(split.folder());
    Found found =
        (device ? search.replaying(split.rows(), split.set().person()) : search)
            .run(split.parts(), candidates, fits);
    String note = found.frontier().reason();
    return new Applied(found.release(), null, found.pick().text(), note, found.compared());
  }
}
