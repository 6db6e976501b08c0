package ml.tacit.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Runs attacks side by side, and remembers finished ones where a place is given.
 *
 * @param threads at least 1; answers do not depend on it
 * @param store where finished attacks are kept, or null
 * @param progress told one line per attack, from any thread
 */
record Attacks(int threads, AttackStore store, Consumer<String> progress) {

  /** Answers in the order of the plans. */
  List<Guess> run(List<Plan> plans) {
    // The longest attacks start first, else they would run on alone at the end.
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
    String key = store == null ? null : AttackStore.key(plan);
    Guess known = store == null ? null : store.read(key);
    Guess guess = known != null ? known : plan.adversary().attack(plan.scene(), plan.task());
    if (store != null && known == null) {
      store.write(key, guess);
    }
    double seconds = (System.nanoTime() - start) * 1e-9;
    progress.accept(
        known != null
            ? plan.name() + " (kept from an earlier run)"
            : String.format(Locale.ROOT, "%s (%.1f s)", plan.name(), seconds));
    return guess;
  }
}
