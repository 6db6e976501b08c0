package ml.tacit.audit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import ml.tacit.audit.attack.Adversary;
import ml.tacit.audit.attack.AttackData;
import ml.tacit.audit.attack.Attacks;
import ml.tacit.audit.attack.Budget;
import ml.tacit.audit.attack.LearningTask;
import ml.tacit.audit.attack.Plan;
import ml.tacit.audit.attack.Predictions;
import ml.tacit.audit.attack.Scaling;
import ml.tacit.audit.statistics.Influence;
import ml.tacit.release.Release;
import ml.tacit.table.LabelledRows;

/**
 * Measures releases without a look at the test rows: attackers and learners work inside the
 * attackers' training part, so that the audit of the one picked is still its first.
 *
 * <p>Utility is the accuracy of the best learner; of two unequal classes the area under the curve.
 * The leak is the largest gain of an adversary over what it reaches if the rows say nothing beyond
 * the utility class, in the statistics that a verdict looks at. Same figures for any number of
 * threads.
 */
public final class Tuning {
  /** How many adversaries, and how many rows. */
  public enum Effort {
    /** A few cheap ones. */
    FEW(2_000),
    /** Trees and kernels, too. */
    SOME(4_000),
    /** All that an audit has. */
    ALL(20_000);

    private final int rows;

    Effort(int rows) {
      this.rows = rows;
    }

    private List<Adversary> adversaries(boolean cells) {
      Stream<Adversary> all =
          this == ALL
              ? Adversary.forPrivacy().stream().filter(who -> !who.needsRaw() && !who.needsCoarse())
              : Adversary.forTrials(this == SOME).stream();
      // Of cells nobody makes more than who counts them, if they are few for the rows.
      return all.filter(who -> who.needsCells() ? cells : !cells || this != FEW).toList();
    }

    private static List<Adversary> learners(boolean cells) {
      return Adversary.forUtility().stream().filter(who -> cells || !who.needsCells()).toList();
    }
  }

  private final AuditParts parts;
  private final String keep;
  private final String hide;
  private final TuningMeasures measures;
  private final long seed;
  private final int threads;
  private final Path kept;
  private final Consumer<String> progress;

  /** Finished attacks; of few rows all rounds have the same, and ask for them again. */
  private final Map<String, Predictions> known = new ConcurrentHashMap<>();

  private Tuning(
      AuditParts parts,
      String keep,
      String hide,
      TuningMeasures measures,
      long seed,
      int threads,
      Path kept,
      Consumer<String> progress) {
    this.parts = parts;
    this.keep = keep;
    this.hide = hide;
    this.measures = measures;
    this.seed = seed;
    this.threads = threads;
    this.kept = kept;
    this.progress = progress;
  }

  /**
   * On the tuning rows of these parts, with seed 1, one thread per processor.
   *
   * @param parts the rows in parts; releases are fitted on the first
   * @param keep the utility label
   * @param hide the privacy label
   * @return the measure
   * @throws ml.tacit.table.BadDataException if a label is missing or has one class
   */
  public static Tuning of(AuditParts parts, String keep, String hide) {
    AuditParts tuning =
        parts.forTuning(Objects.requireNonNull(keep, "keep"), Objects.requireNonNull(hide, "hide"));
    AuditRows rows = tuning.attacked();
    return new Tuning(
        tuning,
        keep,
        hide,
        TuningMeasures.of(ClassCodes.of(keep, rows), ClassCodes.of(hide, rows)),
        1,
        Runtime.getRuntime().availableProcessors(),
        null,
        message -> {});
  }

  /**
   * With another seed and number of threads; figures do not depend on the latter.
   *
   * @param value seed of every random choice
   * @param count at least 1
   * @return the changed measure
   */
  public Tuning with(long value, int count) {
    return new Tuning(parts, keep, hide, measures, value, count, kept, progress);
  }

  /**
   * With a folder where finished attacks are kept, as {@link Audit#resumingIn}.
   *
   * @param folder made if needed; null for none
   * @return the changed measure
   */
  public Tuning resumingIn(Path folder) {
    return new Tuning(parts, keep, hide, measures, seed, threads, folder, progress);
  }

  /**
   * With somebody to tell about each finished attack.
   *
   * @param listener called with one line at a time, from any thread
   * @return the changed measure
   */
  public Tuning onProgress(Consumer<String> listener) {
    return new Tuning(parts, keep, hide, measures, seed, threads, kept, listener);
  }

  /**
   * Rows to measure.
   *
   * @param name what they are
   * @param kind of rows
   * @param rows the attackers' rows as released, those of the task
   * @param known what the release says of itself
   * @param attackers who is set on them, by whether they are cells
   */
  private record Trial(
      String name,
      String kind,
      AuditRows rows,
      Released known,
      Function<Boolean, List<Adversary>> attackers) {}

  /** Releases to measure together, so that all threads have work. Not thread-safe. */
  public final class Batch {
    private final List<Trial> trials = new ArrayList<>();
    private final Effort effort;
    private final TuningTask task;

    private Batch(Effort effort) {
      this.effort = effort;
      task = task(effort);
    }

    /**
     * Adds the raw rows.
     *
     * @param attacked whether adversaries are set on them, at most those of {@link Effort#SOME},
     *     who show well enough that they leak; else the leak is NaN
     * @return this
     */
    public Batch addRaw(boolean attacked) {
      Effort most = effort == Effort.ALL ? Effort.SOME : effort;
      return add(
          new Trial(
              Frontier.RAW,
              "",
              task.rows,
              Released.UNKNOWN,
              cells -> attacked ? most.adversaries(cells) : List.of()));
    }

    /**
     * Adds a release.
     *
     * @param name what it is
     * @param kind of rows it gives
     * @param release as fitted; one without own history
     * @return this
     * @throws ml.tacit.table.BadDataException if it cannot be applied, or gives a number that is
     *     not finite; it is not added then
     */
    public Batch add(String name, String kind, Release release) {
      AuditRows rows =
          new AuditRows(
              AuditParts.released(task.rows.train(), release::transform),
              AuditParts.released(task.rows.test(), release::transform));
      return add(new Trial(name, kind, rows, Released.of(release), effort::adversaries));
    }

    /**
     * Adds a release that was applied to all rows already.
     *
     * @param name what it is
     * @param kind of rows it gives
     * @param release as fitted
     * @param all all rows of the parts and between as released, in their order
     * @return this
     * @throws ml.tacit.table.BadDataException if there are not as many rows, or one of them has a
     *     number that is not finite; it is not added then
     */
    public Batch add(String name, String kind, Release release, LabelledRows all) {
      AuditRows rows = task.some(parts.attacked(all));
      return add(new Trial(name, kind, rows, Released.of(release), effort::adversaries));
    }

    private Batch add(Trial trial) {
      InputCheck.numbers("release '" + trial.name() + "'", trial.rows());
      trials.add(trial);
      return this;
    }

    /**
     * Measures all that were added.
     *
     * @return by name, in the order they were added
     */
    public Map<String, Measured> run() {
      boolean again = parts.trainRows() <= Effort.SOME.rows;
      Attacks attacks =
          new Attacks(
              Math.max(1, threads), kept, progress, again ? known : new ConcurrentHashMap<>());
      List<Supplier<Measured>> waiting =
          trials.stream().map(trial -> measured(trial, effort, task, attacks)).toList();
      attacks.run();
      Map<String, Measured> all = new LinkedHashMap<>();
      for (int i = 0; i < trials.size(); i++) {
        all.put(trials.get(i).name(), waiting.get(i).get());
      }
      return all;
    }
  }

  /**
   * Begins to measure.
   *
   * @param effort how many adversaries
   * @return without a release yet
   */
  public Batch batch(Effort effort) {
    return new Batch(effort);
  }

  private TuningTask task(Effort effort) {
    return new TuningTask(parts, keep, hide, measures, effort.rows);
  }

  /**
   * The frontier of what was measured.
   *
   * @param points in the order to report
   * @param picked the name of one of them
   * @param reason why that one
   * @return the frontier, with what figures are compared to
   */
  public Frontier frontier(List<Frontier.Point> points, String picked, String reason) {
    TuningTask task = task(Effort.ALL);
    return new Frontier(
        points,
        picked,
        reason,
        measures.utilityIsArea() ? 0.5 : task.kept.majority(),
        measures.leakIsArea() ? 0.5 : task.within.prior(),
        measures.utilityIsArea() ? "AUC" : "accuracy",
        measures.leakIsArea() ? "AUC" : "accuracy");
  }

  /** {@return whether utility is an area under the curve: two classes, one much smaller} */
  public boolean utilityIsArea() {
    return measures.utilityIsArea();
  }

  /**
   * Whether the utility of a label is an area under the curve: of two classes, one much smaller.
   *
   * @param counts rows of each class that has some
   * @return false where it is accuracy
   */
  public static boolean isArea(int[] counts) {
    return TuningMeasures.isArea(counts);
  }

  private Supplier<Measured> measured(
      Trial trial, Effort effort, TuningTask task, Attacks attacks) {
    AuditRows columns = RoundingNoise.removed(task.rows, trial.rows());
    Optional<Cells> cells = Cells.of(columns);
    AttackData data =
        Cells.spread(columns, trial.known(), cells).attacked(Scaling.STANDARDISED, Budget.QUICK);
    List<Adversary> attackers = trial.attackers().apply(cells.isPresent());
    Supplier<List<Predictions>> hidden =
        attacks.add(plans(trial.name(), attackers, data, task.of(task.hidden, seed)));
    Supplier<List<Predictions>> useful =
        attacks.add(
            plans(
                trial.name(), Effort.learners(cells.isPresent()), data, task.of(task.kept, seed)));
    return () -> {
      double[] utility =
          useful.get().stream()
              .map(task::utility)
              .max(Comparator.comparingDouble(Influence::mean))
              .orElseThrow();
      Strongest strongest = strongest(attackers, hidden.get(), task);
      double[] utilityLimits = task.limits.ofShares(List.of(utility))[0];
      double[] leakLimits =
          attackers.isEmpty()
              ? new double[] {Double.NaN, Double.NaN}
              : task.limits.ofMeans(List.of(strongest.leak()))[0];
      return new Measured(
          new Frontier.Point(
              trial.name(),
              trial.kind(),
              trial.rows().train().features().size(),
              cells.map(Cells::count).orElse(0),
              effort.ordinal() + 1,
              Influence.mean(utility),
              utilityLimits[0],
              utilityLimits[1],
              strongest.observed(),
              strongest.name(),
              Influence.mean(strongest.leak()),
              leakLimits[0],
              leakLimits[1]),
          utility,
          strongest.leak(),
          task.limits);
    };
  }

  /**
   * The best of all adversaries: the name and figure of the one that is right most often, and the
   * largest gain, which may be another's.
   */
  @SuppressWarnings("ArrayRecordComponent") // never leaves this class, never compared
  private record Strongest(String name, double observed, double[] leak) {}

  private Strongest strongest(List<Adversary> who, List<Predictions> answers, TuningTask task) {
    double[] leak = task.constant(who.isEmpty() ? Double.NaN : 0);
    double most = Double.NEGATIVE_INFINITY;
    double observed = Double.NaN;
    String name = "";
    for (int a = 0; a < who.size(); a++) {
      for (double[] gain : task.gains(answers.get(a))) {
        if (Influence.mean(gain) > most) {
          leak = gain;
          most = Influence.mean(gain);
        }
      }
      double figure = task.attacker(answers.get(a));
      if (a == 0 || figure > observed) {
        observed = figure;
        name = who.get(a).name(keep);
      }
    }
    return new Strongest(name, observed, leak);
  }

  private List<Plan> plans(
      String release, List<Adversary> who, AttackData data, LearningTask task) {
    return who.stream()
        .map(
            adversary ->
                new Plan(
                    String.format(Locale.ROOT, "%s: %s", release, adversary.name(keep)),
                    adversary,
                    data,
                    task))
        .toList();
  }
}
