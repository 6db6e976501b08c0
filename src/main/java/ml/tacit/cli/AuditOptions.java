package ml.tacit.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ml.tacit.audit.Audit;
import ml.tacit.policy.Search;
import picocli.CommandLine.Option;

/** How an audit is run; shared by the commands that end in one. */
final class AuditOptions {
  @Option(
      names = "--quick",
      description = "Smaller grids and fewer rows: weaker attackers, for a first look.")
  private boolean quick;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of every random choice. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description =
          "Keep finished attacks here, and go on from those found here. They hold guesses at the hidden label.")
  private Path resume;

  /** An audit so set. */
  Audit audit(String keep, String hide, Progress progress) {
    Audit audit = keep == null ? Audit.of(hide) : Audit.of(keep, hide);
    audit = audit.withSeed(seed).onProgress(progress::step);
    audit = resume == null ? audit : audit.resumingIn(resume);
    return quick ? audit.quick() : audit;
  }

  /** An audit of as much work that tells and keeps nothing. */
  Audit like(String keep, String hide) {
    Audit audit = keep == null ? Audit.of(hide) : Audit.of(keep, hide);
    return quick ? audit.quick() : audit;
  }

  /** A search for a release so set. */
  Search search(String keep, String hide, Progress progress) {
    Search search = Search.of(keep, hide).withSeed(seed).onProgress(progress::step);
    return resume == null ? search : search.resumingIn(resume);
  }

  boolean isQuick() {
    return quick;
  }

  long seed() {
    return seed;
  }

  /** What must be said to have the same again. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    if (quick) {
      words.add("--quick");
    }
    if (seed != 1) {
      words.add("--seed");
      words.add(String.valueOf(seed));
    }
    return words;
  }
}
