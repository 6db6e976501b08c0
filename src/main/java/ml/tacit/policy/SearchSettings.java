package ml.tacit.policy;

import java.nio.file.Path;
import java.util.function.Consumer;
import ml.tacit.table.LabelledRows;

/**
 * What a {@link Search} is set to.
 *
 * @param target what is asked of the release
 * @param seed of every random choice but the pick's key
 * @param threads at least 1
 * @param budget how many candidates are compared at most
 * @param kept where finished attacks are kept, or null
 * @param progress told what is being done
 * @param rows all rows, for own history; null where none is wanted
 * @param device their column of devices
 */
record SearchSettings(
    Target target,
    long seed,
    int threads,
    int budget,
    Path kept,
    Consumer<String> progress,
    LabelledRows rows,
    String device) {

  static final SearchSettings USUAL =
      new SearchSettings(
          Target.leastLeak(),
          1,
          Runtime.getRuntime().availableProcessors(),
          Integer.MAX_VALUE,
          null,
          message -> {},
          null,
          null);

  /** A copy in which something is changed. */
  static final class Draft {
    Target target;
    long seed;
    int threads;
    int budget;
    Path kept;
    Consumer<String> progress;
    LabelledRows rows;
    String device;

    Draft(SearchSettings from) {
      target = from.target;
      seed = from.seed;
      threads = from.threads;
      budget = from.budget;
      kept = from.kept;
      progress = from.progress;
      rows = from.rows;
      device = from.device;
    }

    SearchSettings settings() {
      return new SearchSettings(target, seed, threads, budget, kept, progress, rows, device);
    }
  }
}
