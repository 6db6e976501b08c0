package ml.tacit.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import ml.tacit.table.BadDataException;

/**
 * Sets adversaries on released rows and says what they found.
 *
 * <p>Threat model: the attacker knows the method and has labelled released rows of the same people
 * (attribute inference), standardises and tunes on them, learns anew. Adversaries: multinomial
 * logistic regression; the same per <em>predicted</em> utility class; RBF kernel ridge; nearest
 * neighbours; random trees. Utility is measured beside it by logistic regression and RBF kernel
 * ridge. On the raw rows the same adversaries are the positive control.
 *
 * <p>A value: the {@code with…} methods return changed copies. Thread-safe. Results are the same
 * bits for the same rows and seed, whatever the number of threads.
 */
public final class Audit {
  private static final double LEVEL = 0.95;

  private final String keep;
  private final String hide;
  private final long seed;
  private final int threads;
  private final Effort effort;
  private final Consumer<String> progress;

  private Audit(
      String keep, String hide, long seed, int threads, Effort effort, Consumer<String> progress) {
    this.keep = keep;
    this.hide = hide;
    this.seed = seed;
    this.threads = threads;
    this.effort = effort;
    this.progress = progress;
  }

  /**
   * An audit with all adversaries at full effort, seed 1, one thread per processor.
   *
   * @param keep the utility label column
   * @param hide the privacy label column, another one
   * @return the audit
   * @throws BadDataException if both are the same column
   */
  public static Audit of(String keep, String hide) {
    Objects.requireNonNull(keep, "keep");
    Objects.requireNonNull(hide, "hide");
    if (keep.equals(hide)) {
      throw new BadDataException(
          "hide: label '" + hide + "' is also the label to keep, another one expected");
    }
    int threads = Runtime.getRuntime().availableProcessors();
    return new Audit(keep, hide, 1, threads, Effort.FULL, message -> {});
  }

  /**
   * An audit of one label alone: no learner of a label to keep, no attacker that goes through it.
   *
   * @param hide the privacy label column
   * @return the audit
   */
  public static Audit of(String hide) {
    Objects.requireNonNull(hide, "hide");
    int threads = Runtime.getRuntime().availableProcessors();
    return new Audit(null, hide, 1, threads, Effort.FULL, message -> {});
  }

  /**
   * With another seed.
   *
   * @param value seed of every random choice
   * @return the changed audit
   */
  public Audit withSeed(long value) {
    return new Audit(keep, hide, value, threads, effort, progress);
  }

  /**
   * With another number of threads; the result does not depend on it.
   *
   * @param value at least 1
   * @return the changed audit
   * @throws IllegalArgumentException if {@code value} is below 1
   */
  public Audit withThreads(int value) {
    if (value < 1) {
      throw new IllegalArgumentException("threads: " + value + ", at least 1 expected");
    }
    return new Audit(keep, hide, seed, value, effort, progress);
  }

  /**
   * With less effort: smaller grids and forest, fewer training rows for SVM, neighbours and forest.
   * A weaker attacker: fit for a first look, not for a claim.
   *
   * @return the changed audit
   */
  public Audit quick() {
    return new Audit(keep, hide, seed, threads, Effort.QUICK, progress);
  }

  /**
   * With somebody to tell about each finished attack.
   *
   * @param listener called with one line at a time, from any thread
   * @return the changed audit
   */
  public Audit onProgress(Consumer<String> listener) {
    return new Audit(keep, hide, seed, threads, effort, Objects.requireNonNull(listener));
  }

  /**
   * Audits raw rows only: what there is to hide, and whether this audit would see it.
   *
   * @param rows the rows, not modified
   * @return the result; its verdict is about these rows
   * @throws BadDataException if a label is missing or has one class, or a value is not finite
   */
  public AuditResult run(AuditRows rows) {
    return run(rows, null);
  }

  /**
   * Audits a release.
   *
   * @param before the raw rows, not modified
   * @param after the same rows in the same order as released, or null to audit the raw rows only
   * @return the result; its verdict is about the released rows
   * @throws BadDataException if a label is missing or has one class, a value is not finite, or the
   *     labels of the two sides differ
   */
  public AuditResult run(AuditRows before, AuditRows after) {
    ClassCodes kept = keep == null ? ClassCodes.none(before) : ClassCodes.of(keep, before);
    ClassCodes hidden = ClassCodes.of(hide, before);
    InputCheck.finite("before", before);
    if (after != null) {
      InputCheck.finite("after", after);
      InputCheck.sameLabels(before, after, keep == null ? List.of(hide) : List.of(keep, hide));
    }
    Blocks blocks = Blocks.of(kept.test(), hidden.test());
    List<Plan> plans = plans(before, after, kept, hidden);
    List<Guess> guesses = attackAll(plans);
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < plans.size(); i++) {
      findings.add(finding(plans.get(i), guesses.get(i), blocks));
    }
    return result(kept, hidden, blocks, before, after != null, findings);
  }

  /** One attack to run: who, on what. */
  private record Plan(
      String role,
      String stage,
      Adversary adversary,
      Scene scene,
      ClassCodes target,
      ClassCodes given,
      InnerSplit inner) {}

  private List<Plan> plans(AuditRows before, AuditRows after, ClassCodes kept, ClassCodes hidden) {
    InnerSplit inner = InnerSplit.of(kept.train(), hidden.train());
    Scene raw = Scene.of(before, effort.kernelRows());
    Scene released = after == null ? null : Scene.of(after, effort.kernelRows());
    List<Plan> plans = new ArrayList<>();
    for (boolean privacy : new boolean[] {true, false}) {
      for (Scene scene : after == null ? List.of(raw) : List.of(raw, released)) {
        for (Adversary who : adversaries(privacy)) {
          plans.add(
              new Plan(
                  privacy ? Finding.PRIVACY : Finding.UTILITY,
                  scene == raw ? Finding.BEFORE : Finding.AFTER,
                  who,
                  scene,
                  privacy ? hidden : kept,
                  kept,
                  inner));
        }
      }
    }
    return plans;
  }

  private List<Adversary> adversaries(boolean privacy) {
    if (keep != null) {
      return privacy ? Adversary.forPrivacy() : Adversary.forUtility();
    }
    return privacy
        ? Adversary.forPrivacy().stream().filter(who -> !who.needsUtility()).toList()
        : List.of();
  }

  /** The longest attacks start first, else they would run on alone at the end. */
  private List<Guess> attackAll(List<Plan> plans) {
    List<Integer> order =
        IntStream.range(0, plans.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> -plans.get(i).adversary().weight()))
            .toList();
    List<Callable<Guess>> jobs = new ArrayList<>();
    order.forEach(i -> jobs.add(() -> attack(plans.get(i))));
    List<Guess> inOrder = OneWorker.runAll(jobs, threads);
    return IntStream.range(0, plans.size()).mapToObj(i -> inOrder.get(order.indexOf(i))).toList();
  }

  private Guess attack(Plan plan) {
    long start = System.nanoTime();
    Guess guess =
        plan.adversary()
            .attack(
                plan.scene(),
                new Task(
                    plan.target().train(),
                    plan.target().names().size(),
                    plan.given().train(),
                    plan.given().names().size(),
                    plan.inner(),
                    effort,
                    seed));
    progress.accept(
        "%s, %s: %s (%.1f s)"
            .formatted(
                plan.role(),
                plan.stage(),
                plan.adversary().name(keep),
                (System.nanoTime() - start) * 1e-9));
    return guess;
  }

  private Finding finding(Plan plan, Guess guess, Blocks blocks) {
    boolean[] right = plan.target().right(guess.codes());
    boolean privacy = plan.role().equals(Finding.PRIVACY);
    double level = privacy ? 1 - (1 - LEVEL) / adversaries(true).size() : LEVEL;
    Interval interval = Interval.of(right, blocks, level, effort.resamples(), seed);
    double majority = plan.target().majority();
    double advantage = majority == 1 ? 0 : (interval.accuracy() - majority) / (1 - majority);
    return new Finding(
        plan.role(),
        plan.stage(),
        plan.adversary().name(keep),
        interval.accuracy(),
        interval.low(),
        interval.high(),
        advantage,
        guess.tuned(),
        Significance.NONE,
        new Scores(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN));
  }

  private AuditResult result(
      ClassCodes kept,
      ClassCodes hidden,
      Blocks blocks,
      AuditRows rows,
      boolean released,
      List<Finding> findings) {
    List<Finding> raw = privacy(findings, Finding.BEFORE);
    List<Finding> judged = released ? privacy(findings, Finding.AFTER) : raw;
    Judgement judgement = Judgement.of(judged, raw, hidden.majority(), released);
    return new AuditResult(
        keep,
        hide,
        kept.names(),
        hidden.names(),
        rows.train().size(),
        rows.test().size(),
        blocks.count(),
        released,
        judgement.verdict(),
        judgement.reason(),
        judgement.bound(),
        hidden.majority(),
        hidden.chance(),
        keep == null ? Double.NaN : kept.majority(),
        keep == null ? Double.NaN : kept.chance(),
        effort.quick(),
        seed,
        findings,
        new Evidence(
            Double.NaN,
            Double.NaN,
            LEVEL,
            0,
            0,
            Double.NaN,
            0.02,
            false,
            0.95,
            Double.NaN,
            Double.NaN,
            Double.NaN),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static List<Finding> privacy(List<Finding> findings, String stage) {
    return findings.stream()
        .filter(f -> f.role().equals(Finding.PRIVACY) && f.stage().equals(stage))
        .toList();
  }
}
