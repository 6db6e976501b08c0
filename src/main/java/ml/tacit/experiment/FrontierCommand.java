package ml.tacit.experiment;

import java.util.List;
import java.util.Locale;
import ml.tacit.experiment.FrontierRelease.Applied;

/** The command that measures a point again. */
final class FrontierCommand {
  /** Where the first split is that of desensitize, and its labels are all there are. */
  private static final List<String> PLAIN = List.of("har", "simulator");

  /** What a policy spells as a method. */
  private static final List<String> METHODS = List.of("pca", "rdca", "dca", "duca", "ruca");

  private FrontierCommand() {}

  static String of(
      FrontierSet set, FrontierRelease release, Applied applied, int seed, boolean quick) {
    String how = seed == 1 && PLAIN.contains(set.name()) ? how(set, release, applied) : null;
    String policy = seed == 1 && PLAIN.contains(set.name()) ? policy(release, applied) : null;
    return how == null
        ? String.format(
            Locale.ROOT,
            "./tacit reproduce frontier --data %s --seeds %d --only %s%s --json F.json",
            set.name(),
            seed,
            release.kind().equals(FrontierPoint.BASELINE) ? "baselines" : "picks",
            quick ? " --quick" : "")
        : String.format(
            Locale.ROOT,
            "%s./tacit desensitize --input %s.csv --hide %s --keep %s %s%s",
            policy == null ? "" : "echo '" + policy + "' > F; ",
            set.dataSet(),
            set.hide(),
            set.keep(),
            how,
            quick ? " --quick" : "");
  }

  /** The options of desensitize; null where it does not make such a release. */
  private static String how(FrontierSet set, FrontierRelease release, Applied applied) {
    String plan = applied.plan();
    if (release.kind().equals(FrontierPoint.PICK)) {
      boolean device = release.method().endsWith(FrontierPicks.DEVICE);
      return "--want "
          + release.method().replace(FrontierPicks.DEVICE, "")
          + (device ? " --device " + set.person() : "");
    }
    if (release.kind().equals(FrontierPoint.BESIDE) || plan.startsWith("fairtree")) {
      return "--steps '" + plan + "'";
    }
    return policy(release, applied) == null ? null : "--policies F";
  }

  /** The line of a file of policies; null where it is none. */
  private static String policy(FrontierRelease release, Applied applied) {
    return release.kind().equals(FrontierPoint.BASELINE)
            && METHODS.contains(applied.plan().split(" ", 2)[0])
        ? "method " + applied.plan()
        : null;
  }
}
