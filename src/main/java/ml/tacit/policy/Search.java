package ml.tacit.policy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import ml.tacit.audit.AuditParts;
import ml.tacit.audit.Frontier;
import ml.tacit.audit.Measured;
import ml.tacit.audit.Tuning;
import ml.tacit.audit.Tuning.Effort;
import ml.tacit.audit.attack.Workers;
import ml.tacit.release.CopyColumns;
import ml.tacit.release.Release;
import ml.tacit.release.ReleaseKey;
import ml.tacit.table.BadDataException;
import ml.tacit.table.LabelledRows;

/**
 * Picks the release that meets a target, without a look at test rows.
 *
 * <p>Candidates are fitted to the fit part, and measured inside the attackers' training part by
 * successive halving (Jamieson &amp; Talwalkar, arXiv:1502.07943): few cheap adversaries for all;
 * more, and more rows, for the better half; all that an audit has for the best of these. The pick
 * gets a secret key of its own. Since it was chosen on the attackers' training rows, a certificate
 * on these must hold for all candidates: {@link Found#compared}.
 *
 * <p>A value: the {@code with…} methods return changed copies. Thread-safe. The same figures and
 * pick for the same rows, candidates and seed, whatever the number of threads.
 */
public final class Search {
  /** So many at least go to the second round, and to the last. */
  private static final int SECOND = 6;

  private static final int LAST = 3;

  private final String keep;
  private final String hide;
  private final Settings settings;

  /**
   * What a search is set to.
   *
   * @param budget how many candidates are compared at most
   * @param rows all rows, for own history; null where none is wanted
   * @param device their column of devices
   */
  private record Settings(
      Target target,
      long seed,
      int threads,
      int budget,
      Path kept,
      Consumer<String> progress,
      LabelledRows rows,
      String device) {}

  private Search(String keep, String hide, Settings settings) {
    this.keep = keep;
    this.hide = hide;
    this.settings = settings;
  }

  /**
   * A search for the least leak at nearly the utility of the raw rows, with seed 1, one thread per
   * processor, and no limit on candidates.
   *
   * @param keep the utility label
   * @param hide the privacy label; of several their joint one, which the rows must have
   * @return the search
   */
  public static Search of(String keep, String hide) {
    return new Search(
        Objects.requireNonNull(keep, "keep"),
        Objects.requireNonNull(hide, "hide"),
        new Settings(
            Target.leastLeak(),
            1,
            Runtime.getRuntime().availableProcessors(),
            Integer.MAX_VALUE,
            null,
            message -> {},
            null,
            null));
  }

  /**
   * With another target.
   *
   * @param target what is asked of the release
   * @return the changed search
   */
  public Search withTarget(Target target) {
    Settings s = settings;
    return with(
        new Settings(
            Objects.requireNonNull(target, "target"),
            s.seed,
            s.threads,
            s.budget,
            s.kept,
            s.progress,
            s.rows,
            s.device));
  }

  /**
   * With another seed.
   *
   * @param seed of every random choice but the pick's key
   * @return the changed search
   */
  public Search withSeed(long seed) {
    Settings s = settings;
    return with(
        new Settings(s.target, seed, s.threads, s.budget, s.kept, s.progress, s.rows, s.device));
  }

  /**
   * With another number of threads; the figures do not depend on it.
   *
   * @param threads at least 1
   * @return the changed search
   * @throws IllegalArgumentException if it is below 1
   */
  public Search withThreads(int threads) {
    require("threads", threads);
    Settings s = settings;
    return with(
        new Settings(s.target, s.seed, threads, s.budget, s.kept, s.progress, s.rows, s.device));
  }

  /**
   * With a limit: only the first candidates are compared.
   *
   * @param candidates at least 1
   * @return the changed search
   * @throws IllegalArgumentException if it is below 1
   */
  public Search withBudget(int candidates) {
    require("budget", candidates);
    Settings s = settings;
    return with(
        new Settings(
            s.target, s.seed, s.threads, candidates, s.kept, s.progress, s.rows, s.device));
  }

  /**
   * With a folder where finished attacks are kept, so that an interrupted search goes on where it
   * stopped. They hold guesses at the hidden label.
   *
   * @param folder made if needed
   * @return the changed search
   */
  public Search resumingIn(Path folder) {
    Settings s = settings;
    return with(
        new Settings(s.target, s.seed, s.threads, s.budget, folder, s.progress, s.rows, s.device));
  }

  /**
   * With somebody to tell what is being done.
   *
   * @param listener called with one line at a time, from any thread
   * @return the changed search
   */
  public Search onProgress(Consumer<String> listener) {
    Settings s = settings;
    return with(
        new Settings(
            s.target,
            s.seed,
            s.threads,
            s.budget,
            s.kept,
            Objects.requireNonNull(listener, "listener"),
            s.rows,
            s.device));
  }

  /**
   * With releases that have own history: they are replayed over all rows.
   *
   * @param rows all rows that were divided, in their order, those of a device in the order of time
   * @param device the label column of devices
   * @return the changed search
   */
  public Search replaying(LabelledRows rows, String device) {
    Settings s = settings;
    rows.label(device);
    return with(
        new Settings(s.target, s.seed, s.threads, s.budget, s.kept, s.progress, rows, device));
  }

  private Search with(Settings changed) {
    return new Search(keep, hide, changed);
  }

  private static void require(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(what + ": " + value + ", at least 1 expected");
    }
  }

  /**
   * Searches.
   *
   * @param parts the rows in parts; of the last part nothing is read
   * @param policies the candidates, in the order to report
   * @param fits fits them to the first part
   * @return what was found
   * @throws BadDataException if there is no candidate, none can be fitted, or a label is missing or
   *     has one class
   */
  public Found run(AuditParts parts, List<Policy> policies, Fits fits) {
    List<Policy> candidates = policies.stream().distinct().limit(settings.budget).toList();
    if (candidates.isEmpty()) {
      throw new BadDataException("policies: none, at least one is needed");
    }
    Map<String, String> skipped = new LinkedHashMap<>();
    Map<String, Fitted> fitted = fit(candidates, fits, skipped);
    Tuning tuning =
        Tuning.of(parts, keep, hide)
            .with(settings.seed, settings.threads)
            .resumingIn(settings.kept);
    Map<String, Measured> last = new LinkedHashMap<>();
    List<String> left = List.copyOf(fitted.keySet());
    Choice choice = null;
    for (Effort effort : Effort.values()) {
      settings.progress.accept(
          String.format(
              Locale.ROOT,
              "comparing releases, round %d of %d: %d",
              effort.ordinal() + 1,
              Effort.values().length,
              left.size()));
      Map<String, Measured> now = measure(tuning, effort, left, fitted);
      last.putAll(now);
      choice = new Choice(now, settings.target, tuning.utilityIsArea());
      left = effort == Effort.ALL ? choice.inOrder() : better(choice.inOrder(), effort);
    }
    String pick = left.get(0);
    Frontier frontier =
        tuning.frontier(
            last.values().stream().map(Measured::point).toList(),
            pick,
            choice.reason(pick, candidates.size(), keep));
    return new Found(
        frontier,
        fitted.get(pick).policy(),
        withOwnKey(fitted.get(pick).release()),
        candidates.size(),
        choice.meets(pick),
        skipped);
  }

  /** A candidate and its release. */
  private record Fitted(Policy policy, Release release) {}

  private Map<String, Fitted> fit(List<Policy> candidates, Fits fits, Map<String, String> skipped) {
    List<Callable<Object>> jobs = new ArrayList<>();
    candidates.forEach(policy -> jobs.add(() -> tried(policy, fits)));
    List<Object> releases = Workers.runAll(jobs, settings.threads);
    Map<String, Fitted> fitted = new LinkedHashMap<>();
    for (int i = 0; i < candidates.size(); i++) {
      Policy policy = candidates.get(i);
      if (releases.get(i) instanceof Release release) {
        fitted.put(policy.text(), new Fitted(policy, release));
      } else {
        skipped.put(policy.text(), releases.get(i).toString());
      }
    }
    if (fitted.isEmpty()) {
      Map.Entry<String, String> first = skipped.entrySet().iterator().next();
      throw BadDataException.of(
          "no release can be fitted; %s: %s", first.getKey(), first.getValue());
    }
    return fitted;
  }

  /** The release, or why there is none. */
  private Object tried(Policy policy, Fits fits) {
    try {
      Release release = fits.fit(policy);
      settings.progress.accept("fitted " + policy);
      return release.needsDevice() && settings.rows == null
          ? "has own history: a column of devices is needed (--device)"
          : release;
    } catch (BadDataException | ArithmeticException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private Map<String, Measured> measure(
      Tuning tuning, Effort effort, List<String> names, Map<String, Fitted> fitted) {
    Tuning.Batch batch = tuning.batch(effort).addRaw();
    for (String name : names) {
      Release release = fitted.get(name).release();
      String kind = fitted.get(name).policy().want().toString();
      if (release.needsDevice()) {
        LabelledRows all =
            release.replay(settings.device).transform(settings.rows, CopyColumns.KEPT);
        batch.add(name, kind, release, all);
      } else {
        batch.add(name, kind, release);
      }
    }
    return batch.run();
  }

  /** The better half. */
  private static List<String> better(List<String> order, Effort effort) {
    int least = effort == Effort.FEW ? SECOND : LAST;
    int most = Math.max(least, (order.size() + 1) / 2);
    return order.subList(0, Math.min(order.size(), effort == Effort.FEW ? most : least));
  }

  /** The seed draws what was measured; what leaves is drawn under a key that nobody knows. */
  private static Release withOwnKey(Release release) {
    return release.draws() ? release.withKey(ReleaseKey.random()) : release;
  }
}
