package ml.tacit.audit.attack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Attacks collected from several places, run side by side, all at once; finished ones are
 * remembered where a place is given.
 */
public final class Attacks {
  private final int threads;
  private final AttackStore store;
  private final Consumer<String> progress;
  private final List<Plan> plans = new ArrayList<>();
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
    this.threads = threads;
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
    // The longest attacks start first, else they would run on alone at the end.
    List<Integer> order =
        IntStream.range(0, plans.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> -plans.get(i).adversary().weight()))
            .toList();
    List<Callable<Predictions>> jobs = new ArrayList<>();
    order.forEach(i -> jobs.add(() -> attack(plans.get(i))));
    List<Predictions> inOrder = Workers.runAll(jobs, threads);
    answers =
        IntStream.range(0, plans.size()).mapToObj(i -> inOrder.get(order.indexOf(i))).toList();
  }

  private Predictions attack(Plan plan) {
    long start = System.nanoTime();
    AttackStore place = plan.adversary().storable() ? store : null;
    String key = place == null ? null : AttackStore.key(plan);
    Predictions known = place == null ? null : place.read(key, plan);
    Predictions answer = known != null ? known : plan.adversary().attack(plan.data(), plan.task());
    if (place != null && known == null) {
      place.write(key, answer);
    }
    double seconds = (System.nanoTime() - start) * 1e-9;
    progress.accept(
        known != null
            ? plan.name() + " (kept from an earlier run)"
            : String.format(Locale.ROOT, "%s (%.1f s)", plan.name(), seconds));
    return answer;
  }
}
