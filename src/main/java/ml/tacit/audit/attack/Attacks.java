package ml.tacit.audit.attack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Attacks collected from several places, run side by side, all at once; finished ones are
 * remembered where a place is given.
 */
public final class Attacks {
  /** Begins the key of an attack that equals no other. */
  private static final String ALONE = "alone ";

  private final int threads;
  private final AttackStore store;
  private final Consumer<String> progress;
  private final List<Plan> plans = new ArrayList<>();
  private final Map<String, Predictions> known;
  private List<Predictions> answers;

  /**
   * Without an attack yet.
   *
   * @param threads at least 1; answers do not depend on it
   * @param kept folder where finished attacks are kept, or null
   * @param progress told one line per attack, from any thread
   * @throws ml.tacit.table.BadDataException if nothing can be kept in that folder
   */
  public Attacks(int threads, Path kept, Consumer<String> progress) {
    this(threads, kept, progress, null);
  }

  /**
   * The same where equal attacks are run once: same rows, task and adversary.
   *
   * @param known answers so far, by what they depend on; those of this run are added
   */
  public Attacks(
      int threads, Path kept, Consumer<String> progress, Map<String, Predictions> known) {
    this.threads = threads;
    this.known = known;
    this.store = kept == null ? null : AttackStore.open(kept);
    this.progress = progress;
  }

  /** The answers to these plans, in their order, once {@link #run} is done. */
  public Supplier<List<Predictions>> add(List<Plan> more) {
    int from = plans.size();
    plans.addAll(more);
    return () -> answers.subList(from, from + more.size());
  }

  /** Runs all that was added. */
  public void run() {
    Map<String, Plan> different = new LinkedHashMap<>();
    List<String> keys = new ArrayList<>();
    for (Plan plan : plans) {
      boolean alone = known == null || !plan.adversary().storable();
      keys.add(alone ? ALONE + keys.size() : AttackStore.key(plan));
      different.putIfAbsent(keys.get(keys.size() - 1), plan);
    }
    Map<String, Predictions> all = new HashMap<>(known == null ? Map.of() : known);
    different.keySet().removeAll(all.keySet());
    // The longest attacks start first, else they would run on alone at the end.
    List<String> order =
        different.keySet().stream()
            .sorted(Comparator.comparingInt(key -> -different.get(key).adversary().weight()))
            .toList();
    List<Callable<Predictions>> jobs = new ArrayList<>();
    order.forEach(key -> jobs.add(() -> attack(different.get(key))));
    List<Predictions> inOrder = Workers.runAll(jobs, threads);
    for (int i = 0; i < inOrder.size(); i++) {
      all.put(order.get(i), inOrder.get(i));
      if (known != null && !order.get(i).startsWith(ALONE)) {
        known.put(order.get(i), inOrder.get(i));
      }
    }
    answers = keys.stream().map(all::get).toList();
  }

  private Predictions attack(Plan plan) {
    long start = System.nanoTime();
    AttackStore place = plan.adversary().storable() ? store : null;
    String key = place == null ? null : AttackStore.key(plan);
    Predictions read = place == null ? null : place.read(key, plan);
    Predictions answer = read != null ? read : plan.adversary().attack(plan.data(), plan.task());
    if (place != null && read == null) {
      place.write(key, answer);
    }
    double seconds = (System.nanoTime() - start) * 1e-9;
    progress.accept(
        read != null
            ? plan.name() + " (kept from an earlier run)"
            : String.format(Locale.ROOT, "%s (%.1f s)", plan.name(), seconds));
    return answer;
  }
}
