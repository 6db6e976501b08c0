package ml.tacit.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Attacks collected from several places, to run all at once. */
final class Batch {
  private final List<Plan> plans = new ArrayList<>();
  private List<Guess> guesses;

  /** The answers to these plans, once {@link #run} is done. */
  Supplier<List<Guess>> add(List<Plan> more) {
    int from = plans.size();
    plans.addAll(more);
    return () -> guesses.subList(from, from + more.size());
  }

  void run(Attacks attacks) {
    guesses = attacks.run(plans);
  }
}
