package ml.tacit.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
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

/** One search: all candidates are fitted, then measured in rounds, fewer with more effort. */
final class SearchRun {
  /** So many at least go to the second round, and to the last. */
  private static final int SECOND = 6;

  private static final int LAST = 3;

  private final String keep;
  private final SearchSettings settings;
  private final List<Policy> candidates;
  private final Fits fits;
  private final Tuning tuning;
  private final Map<String, String> skipped = new LinkedHashMap<>();

  SearchRun(
      String keep,
      String hide,
      SearchSettings settings,
      AuditParts parts,
      List<Policy> candidates,
      Fits fits) {
    this.keep = keep;
    this.settings = settings;
    this.candidates = candidates;
    this.fits = fits;
    tuning =
        Tuning.of(parts, keep, hide)
            .with(settings.seed(), settings.threads())
            .resumingIn(settings.kept())
            .onProgress(settings.progress());
  }

  Found found() {
    Map<String, Fitted> left = fit();
    Map<String, Measured> last = new LinkedHashMap<>();
    Choice choice = null;
    List<String> order = List.of();
    for (Effort effort : Effort.values()) {
      Map<String, Measured> now = measure(effort, left);
      last.putAll(now);
      choice = new Choice(now, settings.target(), tuning.utilityIsArea());
      order = choice.inOrder();
      if (effort != Effort.ALL) {
        left.keySet().retainAll(better(order, choice, effort));
      }
    }
    String pick = order.get(0);
    Frontier frontier =
        tuning.frontier(
            last.values().stream().map(Measured::point).toList(),
            pick,
            choice.reason(pick, candidates.size(), keep));
    return new Found(
        frontier,
        left.get(pick).policy(),
        withOwnKey(left.get(pick).release()),
        candidates.size(),
        choice.meets(pick),
        inOrder(skipped));
  }

  /** A candidate and its release. */
  private record Fitted(Policy policy, Release release) {}

  private Map<String, Fitted> fit() {
    List<Callable<Object>> jobs = new ArrayList<>();
    candidates.forEach(policy -> jobs.add(() -> tried(policy)));
    List<Object> releases = Workers.runAll(jobs, settings.threads());
    Map<String, Fitted> fitted = new LinkedHashMap<>();
    for (int i = 0; i < candidates.size(); i++) {
      Policy policy = candidates.get(i);
      if (releases.get(i) instanceof Release release) {
        fitted.put(policy.text(), new Fitted(policy, release));
      } else {
        skipped.put(policy.text(), releases.get(i).toString());
      }
    }
    requireOne(fitted);
    return fitted;
  }

  /** The release, or why there is none. */
  private Object tried(Policy policy) {
    try {
      Release release = fits.fit(policy);
      settings.progress().accept("fitted " + policy);
      return release.needsDevice() && settings.rows() == null
          ? "has own history: a column of devices is needed (--device)"
          : release;
    } catch (BadDataException | ArithmeticException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** Those that cannot be applied are taken out of the candidates left. */
  private Map<String, Measured> measure(Effort effort, Map<String, Fitted> left) {
    settings
        .progress()
        .accept(
            String.format(
                Locale.ROOT,
                "comparing releases, round %d of %d: %d",
                effort.ordinal() + 1,
                Effort.values().length,
                left.size()));
    Tuning.Batch batch = tuning.batch(effort).addRaw(effort == Effort.ALL);
    for (Fitted one : List.copyOf(left.values())) {
      String name = one.policy().text();
      try {
        add(batch, name, one);
      } catch (BadDataException e) {
        skipped.put(name, e.getMessage());
        left.remove(name);
      }
    }
    requireOne(left);
    return batch.run();
  }

  private void add(Tuning.Batch batch, String name, Fitted one) {
    Release release = one.release();
    String kind = one.policy().want().toString();
    if (release.needsDevice()) {
      LabelledRows all =
          release.replay(settings.device()).transform(settings.rows(), CopyColumns.KEPT);
      batch.add(name, kind, release, all);
    } else {
      batch.add(name, kind, release);
    }
  }

  private void requireOne(Map<String, Fitted> left) {
    if (left.isEmpty()) {
      Map.Entry<String, String> first = inOrder(skipped).entrySet().iterator().next();
      throw BadDataException.of(
          "no release can be fitted; %s: %s", first.getKey(), first.getValue());
    }
  }

  private Map<String, String> inOrder(Map<String, String> reasons) {
    Map<String, String> inOrder = new LinkedHashMap<>();
    candidates.forEach(
        policy -> {
          if (reasons.containsKey(policy.text())) {
            inOrder.put(policy.text(), reasons.get(policy.text()));
          }
        });
    return inOrder;
  }

  /** The better half for the second round, a few for the last; none that cannot be the pick. */
  private static List<String> better(List<String> order, Choice choice, Effort effort) {
    int most = effort == Effort.FEW ? Math.max(SECOND, (order.size() + 1) / 2) : LAST;
    return order.stream().limit(most).filter(name -> !choice.hopeless(name, order.get(0))).toList();
  }

  /** The seed draws what was measured; what leaves is drawn under a key that nobody knows. */
  private static Release withOwnKey(Release release) {
    return release.draws() ? release.withKey(ReleaseKey.random()) : release;
  }
}
