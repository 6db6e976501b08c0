package ml.tacit.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import ml.tacit.audit.attack.Learner;
import ml.tacit.audit.attack.Workers;
import ml.tacit.table.LabelledRows;

/**
 * Compares releases without a look at the test rows: each is attacked and learned from inside the
 * attackers' training part, so that the audit of the one picked is still its first.
 *
 * <p>A few quick adversaries stand for all: linear, linear per predicted utility class, kernel and
 * trees. The strongest counts. Same figures for any number of threads.
 */
public final class Sweep {
  private static final List<Learner> ADVERSARIES =
      List.of(
          Learner.SHRINKAGE_LDA,
          Learner.CONDITIONAL_LDA,
          Learner.KERNEL_RIDGE,
          Learner.EXTRA_TREES);
  private static final List<Learner> LEARNERS =
      List.of(Learner.SHRINKAGE_LDA, Learner.KERNEL_RIDGE);

  private final String keep;
  private final String hide;
  private final long seed;
  private final int threads;
  private final Consumer<String> progress;

  private Sweep(String keep, String hide, long seed, int threads, Consumer<String> progress) {
    this.keep = keep;
    this.hide = hide;
    this.seed = seed;
    this.threads = threads;
    this.progress = progress;
  }

  /**
   * A sweep with seed 1, one thread per processor.
   *
   * @param keep the utility label column
   * @param hide the privacy label column
   * @return the sweep
   */
  public static Sweep of(String keep, String hide) {
    return new Sweep(
        Objects.requireNonNull(keep, "keep"),
        Objects.requireNonNull(hide, "hide"),
        1,
        Runtime.getRuntime().availableProcessors(),
        message -> {});
  }

  /**
   * With another seed.
   *
   * @param value seed of every random choice
   * @return the changed sweep
   */
  public Sweep withSeed(long value) {
    return new Sweep(keep, hide, value, threads, progress);
  }

  /**
   * With another number of threads; the figures do not depend on it.
   *
   * @param value at least 1
   * @return the changed sweep
   * @throws IllegalArgumentException if {@code value} is below 1
   */
  public Sweep withThreads(int value) {
    if (value < 1) {
      throw new IllegalArgumentException("threads: " + value + ", at least 1 expected");
    }
    return new Sweep(keep, hide, seed, value, progress);
  }

  /**
   * With somebody to tell about each release compared.
   *
   * @param listener called with one line at a time, from any thread
   * @return the changed sweep
   */
  public Sweep onProgress(Consumer<String> listener) {
    return new Sweep(keep, hide, seed, threads, Objects.requireNonNull(listener, "listener"));
  }

  /**
   * Compares.
   *
   * @param parts the rows in parts; the releases are fitted on the first
   * @param releases by name, in the order to report
   * @return the frontier
   * @throws ml.tacit.table.BadDataException if a label is missing or has one class, or a release
   *     gives a number that is not finite
   * @throws IllegalArgumentException if there is no release
   */
  public Frontier run(AuditParts parts, Map<String, UnaryOperator<LabelledRows>> releases) {
    if (releases.isEmpty()) {
      throw new IllegalArgumentException("releases: 0, at least 1 expected");
    }
    AuditParts tuning = parts.forTuning(keep, hide);
    AuditRows raw = tuning.attacked();
    ClassCodes kept = ClassCodes.of(keep, raw);
    ClassCodes hidden = ClassCodes.of(hide, raw);
    List<Callable<Frontier.Point>> jobs = new ArrayList<>();
    releases.forEach(
        (name, release) ->
            jobs.add(() -> point(name, RoundingNoise.removed(raw, tuning.attacked(release)))));
    List<Frontier.Point> points = Workers.runAll(jobs, threads);
    Frontier.Point best =
        points.stream().max(Comparator.comparingDouble(p -> p.utility() - p.leak())).orElseThrow();
    return new Frontier(
        points,
        best.name(),
        best.name() + " has the largest utility less gain of the strongest adversary",
        kept.majority(),
        hidden.majority(),
        "accuracy",
        "accuracy");
  }

  private Frontier.Point point(String name, AuditRows rows) {
    InputCheck.numbers("release '" + name + "'", rows);
    LearnerScore strongest = best(ADVERSARIES, rows, hide, keep);
    LearnerScore learner = best(LEARNERS, rows, keep, hide);
    progress.accept("compared " + name);
    return new Frontier.Point(
        name,
        "",
        rows.train().features().size(),
        0,
        1,
        learner.accuracy(),
        learner.low(),
        learner.high(),
        strongest.accuracy(),
        strongest.learner(),
        strongest.accuracy() - strongest.majority(),
        strongest.low() - strongest.majority(),
        strongest.high() - strongest.majority());
  }

  private LearnerScore best(List<Learner> who, AuditRows rows, String label, String other) {
    LearnerScore best = null;
    for (Learner learner : who) {
      LearnerScore score = LearnerScore.of(learner, rows, label, other, true, seed);
      if (best == null || score.accuracy() > best.accuracy()) {
        best = score;
      }
    }
    return best;
  }
}
