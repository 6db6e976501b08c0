package ml.tacit.audit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import ml.tacit.audit.attack.Adversary;
import ml.tacit.audit.attack.AttackData;
import ml.tacit.audit.attack.Attacks;
import ml.tacit.audit.attack.Budget;
import ml.tacit.audit.attack.LearningTask;
import ml.tacit.audit.attack.Plan;
import ml.tacit.audit.attack.Predictions;
import ml.tacit.audit.attack.Scaling;
import ml.tacit.audit.statistics.Blocks;
import ml.tacit.audit.statistics.Design;
import ml.tacit.audit.statistics.Influence;
import ml.tacit.audit.statistics.Limits;
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
  private static final double LEVEL = 0.95;

  /** Of two classes the smaller has less than this share: accuracy then says little. */
  private static final double UNEQUAL = 0.4;

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

    private List<Adversary> adversaries() {
      return this == ALL
          ? Adversary.forPrivacy().stream()
              .filter(who -> !who.needsRaw() && !who.needsCoarse())
              .toList()
          : Adversary.forTrials(this == SOME);
    }
  }

  private final AuditParts parts;
  private final String keep;
  private final String hide;
  private final long seed;
  private final int threads;
  private final Path kept;
  private final Consumer<String> progress;

  private Tuning(
      AuditParts parts,
      String keep,
      String hide,
      long seed,
      int threads,
      Path kept,
      Consumer<String> progress) {
    this.parts = parts;
    this.keep = keep;
    this.hide = hide;
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
    return new Tuning(
        parts.forTuning(Objects.requireNonNull(keep, "keep"), Objects.requireNonNull(hide, "hide")),
        keep,
        hide,
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
    return new Tuning(parts, keep, hide, value, count, kept, progress);
  }

  /**
   * With a folder where finished attacks are kept, as {@link Audit#resumingIn}.
   *
   * @param folder made if needed; null for none
   * @return the changed measure
   */
  public Tuning resumingIn(Path folder) {
    return new Tuning(parts, keep, hide, seed, threads, folder, progress);
  }

  /**
   * With somebody to tell about each finished attack.
   *
   * @param listener called with one line at a time, from any thread
   * @return the changed measure
   */
  public Tuning onProgress(Consumer<String> listener) {
    return new Tuning(parts, keep, hide, seed, threads, kept, listener);
  }

  /**
   * A release to measure.
   *
   * @param name what it is
   * @param kind of rows it gives
   * @param rows the attackers' rows as released
   * @param known what the release says of itself
   */
  private record Trial(String name, String kind, AuditRows rows, Released known) {}

  /** Releases to measure together, so that all threads have work. */
  public final class Batch {
    private final List<Trial> trials = new ArrayList<>();
    private final Effort effort;

    private Batch(Effort effort) {
      this.effort = effort;
    }

    /**
     * Adds the raw rows.
     *
     * @return this
     */
    public Batch addRaw() {
      trials.add(new Trial(Frontier.RAW, "", parts.attacked(), Released.UNKNOWN));
      return this;
    }

    /**
     * Adds a release.
     *
     * @param name what it is
     * @param kind of rows it gives
     * @param release as fitted; one without own history
     * @return this
     */
    public Batch add(String name, String kind, Release release) {
      trials.add(new Trial(name, kind, parts.attacked(release::transform), Released.of(release)));
      return this;
    }

    /**
     * Adds a release that was applied to all rows already.
     *
     * @param name what it is
     * @param kind of rows it gives
     * @param release as fitted
     * @param all all rows of the parts and between as released, in their order
     * @return this
     */
    public Batch add(String name, String kind, Release release, LabelledRows all) {
      trials.add(new Trial(name, kind, parts.attacked(all), Released.of(release)));
      return this;
    }

    /**
     * Measures all that were added.
     *
     * @return by name, in the order they were added
     * @throws ml.tacit.table.BadDataException if a release gives a number that is not finite
     */
    public Map<String, Measured> run() {
      Attacks attacks = new Attacks(Math.max(1, threads), kept, progress);
      List<Supplier<Measured>> waiting =
          trials.stream().map(trial -> measured(trial, effort, attacks)).toList();
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

  /**
   * The frontier of what was measured.
   *
   * @param points in the order to report
   * @param picked the name of one of them
   * @param reason why that one
   * @return the frontier, with what figures are compared to
   */
  public Frontier frontier(List<Frontier.Point> points, String picked, String reason) {
    Task task = new Task(parts.attacked(), Effort.ALL);
    return new Frontier(
        points,
        picked,
        reason,
        task.utilityIsArea ? 0.5 : task.kept.majority(),
        task.leakIsArea ? 0.5 : task.within.prior(),
        task.utilityIsArea ? "AUC" : "accuracy",
        task.leakIsArea ? "AUC" : "accuracy");
  }

  /** Whether utility is an area under the curve: two classes, one much smaller. */
  public boolean utilityIsArea() {
    return new Task(parts.attacked(), Effort.ALL).utilityIsArea;
  }

  private Supplier<Measured> measured(Trial trial, Effort effort, Attacks attacks) {
    AuditRows columns = RoundingNoise.removed(parts.attacked(), trial.rows());
    InputCheck.numbers("release '" + trial.name() + "'", columns);
    Optional<Cells> cells = Cells.of(columns);
    AuditRows rows =
        spread(
            Cells.spread(columns, Cells.codes(columns, trial.known(), cells.isPresent())), effort);
    Task task = new Task(rows, effort);
    AttackData data = rows.attacked(Scaling.STANDARDISED, Budget.QUICK);
    List<Adversary> attackers =
        effort.adversaries().stream()
            .filter(who -> who.needsCells() ? cells.isPresent() : !onlyCounted(cells, effort))
            .toList();
    List<Adversary> learners =
        Adversary.forUtility().stream()
            .filter(who -> cells.isPresent() || !who.needsCells())
            .toList();
    Supplier<List<Predictions>> hidden =
        attacks.add(plans(trial.name(), attackers, data, task.of(task.hidden)));
    Supplier<List<Predictions>> kept =
        attacks.add(plans(trial.name(), learners, data, task.of(task.kept)));
    return () -> {
      double[] utility = kept.get().stream().map(task::utility).max(byMean()).orElseThrow();
      Strongest strongest = strongest(attackers, hidden.get(), task);
      double[] utilityLimits = task.limits.ofShares(List.of(utility))[0];
      double[] leakLimits = task.limits.ofMeans(List.of(strongest.leak()))[0];
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

  /** Where rows are cells nobody is better than who counts them, if cells are few for the rows. */
  private static boolean onlyCounted(Optional<Cells> cells, Effort effort) {
    return cells.isPresent() && effort == Effort.FEW;
  }

  /** The adversary that gains most. */
  @SuppressWarnings("ArrayRecordComponent") // never leaves this class, never compared
  private record Strongest(String name, double observed, double[] leak) {}

  private Strongest strongest(List<Adversary> who, List<Predictions> answers, Task task) {
    Strongest best = null;
    double observed = 0;
    String name = "";
    for (int a = 0; a < who.size(); a++) {
      for (double[] gain : task.gains(answers.get(a))) {
        if (best == null || Influence.mean(gain) > Influence.mean(best.leak())) {
          best = new Strongest(who.get(a).name(keep), 0, gain);
        }
      }
      double figure = task.attacker(answers.get(a));
      if (a == 0 || figure > observed) {
        observed = figure;
        name = who.get(a).name(keep);
      }
    }
    return new Strongest(name, observed, best.leak());
  }

  private static Comparator<double[]> byMean() {
    return Comparator.comparingDouble(Influence::mean);
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

  private static AuditRows spread(AuditRows rows, Effort effort) {
    return new AuditRows(spread(rows.train(), effort.rows), spread(rows.test(), effort.rows));
  }

  private static LabelledRows spread(LabelledRows rows, int most) {
    int n = rows.size();
    return n <= most
        ? rows
        : rows.select(IntStream.range(0, most).map(i -> (int) ((long) i * n / most)).toArray());
  }

  /** Labels, chance and limits of the tuning rows. */
  private final class Task {
    final ClassCodes kept;
    final ClassCodes hidden;
    final Influence within;
    final boolean utilityIsArea;
    final boolean leakIsArea;
    final Limits limits;
    private final AuditRows rows;
    private final Unit unit;

    Task(AuditRows rows, Effort effort) {
      this.rows = rows;
      kept = ClassCodes.of(keep, rows);
      hidden = ClassCodes.of(hide, rows);
      within = new Influence(hidden.test(), hidden.names().size(), kept.test());
      int[] trained = kept.trained();
      utilityIsArea =
          trained.length == 2
              && Math.min(trained[0], trained[1]) < UNEQUAL * (trained[0] + trained[1]);
      leakIsArea = hidden.names().size() == 2;
      unit = parts.division() == null ? Unit.BLOCKS : parts.division().unit();
      limits = new Limits(blocks(), LEVEL);
    }

    private Blocks blocks() {
      if (unit.equals(Unit.ROWS)) {
        return Design.ofRows(kept.test(), hidden.test()).independent();
      }
      return unit.column()
          .map(column -> Design.of(kept.test(), hidden.test(), rows.test().label(column).codes()))
          .orElseGet(() -> Design.of(kept.test(), hidden.test()))
          .independent();
    }

    LearningTask of(ClassCodes target) {
      return new LearningTask(
          target.train(),
          target.names().size(),
          kept.train(),
          kept.names().size(),
          kept.test(),
          AuditParts.inner(unit, rows.train(), kept, hidden),
          Budget.QUICK,
          seed);
    }

    /** A value per row whose mean is the utility. */
    double[] utility(Predictions answer) {
      if (utilityIsArea && answer.logProbabilities() != null) {
        return new Influence(kept.test(), 2, new int[kept.test().length])
            .auc(answer.logProbabilities(), 1);
      }
      return utilityIsArea ? constant(0.5, kept.test().length) : kept.hits(answer.codes());
    }

    /** Of each statistic a value per row whose mean is the gain over chance. */
    List<double[]> gains(Predictions answer) {
      List<double[]> gains = new ArrayList<>();
      double[] scores = answer.scoresAtEqualPriors(hidden.trained());
      gains.add(within.balancedAdvantage(answer.atEqualPriors(hidden.trained())));
      if (!leakIsArea) {
        gains.add(within.accuracyAdvantage(answer.codes()));
      }
      if (scores != null) {
        double[] area = leakIsArea ? within.auc(scores, 1) : within.macroAuc(scores);
        gains.add(Arrays.stream(area).map(value -> value - 0.5).toArray());
      }
      return gains.stream().filter(gain -> !Double.isNaN(Influence.mean(gain))).toList();
    }

    /** What a report says of an attacker: accuracy, or area under the curve. */
    double attacker(Predictions answer) {
      if (!leakIsArea) {
        return Influence.mean(hidden.hits(answer.codes()));
      }
      double[] scores = answer.scoresAtEqualPriors(hidden.trained());
      return scores == null ? 0.5 : Influence.mean(within.auc(scores, 1));
    }

    private static double[] constant(double value, int n) {
      double[] values = new double[n];
      Arrays.fill(values, value);
      return values;
    }
  }
}
