package ml.tacit.experiment;

import java.util.Locale;
import ml.tacit.experiment.FrontierRelease.Applied;

/** The command that measures a point again, or makes such a release. */
final class FrontierCommand {
  private FrontierCommand() {}

  static String of(
      FrontierSet set, FrontierRelease release, Applied applied, int seed, boolean quick) {
    if (release.kind().equals(FrontierPoint.BASELINE) && !applied.plan().startsWith("fairtree")) {
      return String.format(
          Locale.ROOT,
          "./tacit reproduce frontier --data %s --seeds %d --only baselines%s --json F.json",
          set.name(),
          seed,
          quick ? " --quick" : "");
    }
    return String.format(
        Locale.ROOT,
        "./tacit desensitize --input %s.csv --hide %s --keep %s --steps '%s'%s",
        set.dataSet(),
        set.hide(),
        set.keep(),
        applied.plan(),
        quick ? " --quick" : "");
  }
}
