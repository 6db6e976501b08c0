package ml.tacit.policy;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import ml.tacit.audit.AuditParts;
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
  private final String keep;
  private final String hide;
  private final SearchSettings settings;

  private Search(String keep, String hide, SearchSettings settings) {
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
        SearchSettings.USUAL);
  }

  /**
   * With another target.
   *
   * @param target what is asked of the release
   * @return the changed search
   */
  public Search withTarget(Target target) {
    Objects.requireNonNull(target, "target");
    return with(draft -> draft.target = target);
  }

  /**
   * With another seed.
   *
   * @param seed of every random choice but the pick's key
   * @return the changed search
   */
  public Search withSeed(long seed) {
    return with(draft -> draft.seed = seed);
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
    return with(draft -> draft.threads = threads);
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
    return with(draft -> draft.budget = candidates);
  }

  /**
   * With a folder where finished attacks are kept, so that an interrupted search goes on where it
   * stopped. They hold guesses at the hidden label.
   *
   * @param folder made if needed
   * @return the changed search
   */
  public Search resumingIn(Path folder) {
    Objects.requireNonNull(folder, "folder");
    return with(draft -> draft.kept = folder);
  }

  /**
   * With somebody to tell what is being done.
   *
   * @param listener called with one line at a time, from any thread
   * @return the changed search
   */
  public Search onProgress(Consumer<String> listener) {
    Objects.requireNonNull(listener, "listener");
    return with(draft -> draft.progress = listener);
  }

  /**
   * With releases that have own history: they are replayed over all rows.
   *
   * @param rows all rows that were divided, in their order, those of a device in the order of time
   * @param device the label column of devices
   * @return the changed search
   * @throws BadDataException if there is no such label
   */
  public Search replaying(LabelledRows rows, String device) {
    rows.label(device);
    return with(
        draft -> {
          draft.rows = rows;
          draft.device = device;
        });
  }

  private Search with(Consumer<SearchSettings.Draft> change) {
    SearchSettings.Draft draft = new SearchSettings.Draft(settings);
    change.accept(draft);
    return new Search(keep, hide, draft.settings());
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
   * @throws BadDataException if there is no candidate, none can be fitted and applied, or a label
   *     is missing or has one class
   * @throws java.util.concurrent.CancellationException if the thread is interrupted; the flag stays
   *     set, and this search can be run again
   */
  public Found run(AuditParts parts, List<Policy> policies, Fits fits) {
    List<Policy> candidates = policies.stream().distinct().limit(settings.budget()).toList();
    if (candidates.isEmpty()) {
      throw new BadDataException("policies: none, at least one is needed");
    }
    return new SearchRun(keep, hide, settings, parts, candidates, fits).found();
  }
}
